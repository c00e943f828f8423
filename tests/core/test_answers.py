"""What goes back: a tag on what is read, nothing twice, and long JSON squeezed for whoever takes that."""

import gzip

import pytest

from headway.core.answers import WORTH_SQUEEZING, Answer, packed

JSON = [(b"Content-Type", b"application/json"), (b"content-length", b"1")]
LONG = b'{"items":[' + b"1234567890," * (WORTH_SQUEEZING // 10) + b"0]}"


def test_long_json_is_squeezed_and_read_again_as_it_was() -> None:
    headers, body = packed(Answer(200, JSON, LONG), {"accept-encoding": "br, gzip"}, method="GET")
    assert dict(headers)[b"content-encoding"] == b"gzip"
    assert dict(headers)[b"content-length"] == str(len(body)).encode()
    assert dict(headers)[b"vary"] == b"accept-encoding"
    assert len(body) < len(LONG) / 4
    assert gzip.decompress(body) == LONG


@pytest.mark.parametrize(
    ("headers", "body", "asked"),
    [
        (JSON, LONG, {}),
        (JSON, LONG, {"accept-encoding": "br"}),
        (JSON, b"{}", {"accept-encoding": "gzip"}),
        ([(b"content-type", b"application/pdf")], LONG, {"accept-encoding": "gzip"}),
    ],
    ids=["nobody asked", "another way", "short", "not json"],
)
def test_everything_else_goes_out_as_it_is(
    headers: list[tuple[bytes, bytes]], body: bytes, asked: dict[str, str]
) -> None:
    told, sent = packed(Answer(200, headers, body), asked, method="GET")
    assert sent == body
    assert b"content-encoding" not in dict(told)
    assert dict(told)[b"content-length"] == str(len(body)).encode()


def test_who_has_it_already_gets_no_body_whatever_way_it_came_before() -> None:
    headers, _ = packed(Answer(200, JSON, LONG), {"accept-encoding": "gzip"}, method="GET")
    answer = Answer(200, JSON, LONG)
    again, body = packed(answer, {"if-none-match": dict(headers)[b"etag"].decode()}, method="GET")
    assert (answer.status, body, dict(again)[b"content-length"]) == (304, b"", b"0")


def test_a_write_has_no_tag() -> None:
    headers, _ = packed(Answer(201, JSON, b"{}"), {}, method="POST")
    assert b"etag" not in dict(headers)
