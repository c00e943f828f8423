"""The one way out: judged addresses, pinned, without redirects, bounded. Against a real HTTPS server."""

import asyncio
import logging
import socket
from typing import Any

import pytest

from headway.core import egress
from headway.core.egress import Hosts, is_public, judged, send
from headway.core.outgoing import Outgoing
from tests.far_end import FarEnd


@pytest.fixture
def server(far: FarEnd) -> FarEnd:
    return far


def to(server: FarEnd, **more: Any) -> Outgoing:
    return Outgoing(**{"host": "localhost", "port": server.port, "path": "/hooks/secret-abc", "body": b"{}", **more})


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.170", "0.1.2.3",
        "198.18.0.1", "224.0.0.1", "239.1.2.3", "255.255.255.255", "::", "::1", "::7f00:1", "fe80::1", "fe80::1%eth0",
        "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "2001:db8::1", "not an address", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_of_the_internet_are_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_the_internet_are_known(address: str) -> None:
    assert is_public(address)


async def test_an_internal_address_is_refused_and_nothing_leaves_for_it(server: FarEnd) -> None:
    for host in ("localhost", "127.0.0.1", "127.1", "0x7f000001", "2130706433", "::1"):
        assert (await send(to(server, host=host), hosts=Hosts(""))).reached == "internal", host
    assert server.came == []


async def test_what_the_operator_opened_is_reached_and_nothing_else(server: FarEnd) -> None:
    answer = await send(to(server), hosts=Hosts(f"chat.intranet, {server.host}"))
    assert (answer.reached, answer.status, answer.text) == ("answered", 200, "ok")
    (came,) = server.came
    assert (came.method, came.path, came.headers["Host"]) == ("POST", "/hooks/secret-abc", server.host)
    for others in ("localhost", f"127.0.0.1:{server.port}", "localhost:1"):
        assert (await send(to(server), hosts=Hosts(others))).reached == "internal", others


async def test_one_internal_address_spoils_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    async def mixed(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, 0, 0, "", (each, 443)) for each in ("93.184.215.14", "10.0.0.1")]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", mixed)
    assert await judged("both.example", 443, hosts=Hosts("")) == "internal"


async def test_the_connection_goes_to_the_address_that_was_judged(
    server: FarEnd, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is public when it is judged and internal a moment later gains nothing: it is looked up once."""
    asked: list[str] = []

    async def rebinding(host: Any, *_: Any, **__: Any) -> list[Any]:
        asked.append(str(host))
        return [(socket.AF_INET, 0, 0, "", ("127.0.0.1", server.port))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", rebinding)
    monkeypatch.setattr(egress, "is_public", lambda _: True)
    monkeypatch.setattr(egress, "PORTS", (server.port,))
    answer = await send(to(server), hosts=Hosts(""))
    assert answer.reached == "answered"
    assert asked.count("localhost") == 1


async def test_a_redirect_is_an_answer_and_is_not_followed(server: FarEnd) -> None:
    server.answers = [(302, b"", {"Location": f"https://{server.host}/elsewhere"})]
    answer = await send(to(server), hosts=Hosts(server.host))
    assert (answer.status, len(server.came)) == (302, 1)


async def test_of_a_long_answer_only_the_beginning_is_read(server: FarEnd) -> None:
    server.will((500, b"x" * 3_000_000))
    answer = await send(to(server), hosts=Hosts(server.host))
    assert (answer.status, len(answer.text)) == (500, egress.MOST_BYTES)


async def test_who_asks_us_to_wait_is_heard(server: FarEnd) -> None:
    server.answers = [(429, b"slow down", {"Retry-After": "120"})]
    assert (await send(to(server), hosts=Hosts(server.host))).retry_after == 120


async def test_a_certificate_that_is_not_known_is_refused(server: FarEnd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert (await send(to(server), hosts=Hosts(server.host))).reached == "no_certificate"
    assert server.came == []


async def test_the_certificate_must_be_of_the_name_that_was_asked_for(
    server: FarEnd, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def elsewhere(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, 0, 0, "", ("127.0.0.1", server.port))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", elsewhere)
    other = f"other.example:{server.port}"
    assert (await send(to(server, host="other.example"), hosts=Hosts(other))).reached == "no_certificate"
    assert server.came == []


async def test_silence_ends_and_is_told_from_what_never_left(server: FarEnd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(egress, "ANSWER_SECONDS", 0.3)
    server.hold.clear()
    try:
        assert (await send(to(server), hosts=Hosts(server.host))).reached == "no_answer"
    finally:
        server.hold.set()
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        answer = await send(to(server, port=port), hosts=Hosts(f"localhost:{port}"))
        assert answer.reached == "no_connection"


async def test_an_unknown_name_is_told(server: FarEnd) -> None:
    assert (await send(to(server, host="nowhere.invalid", port=443), hosts=Hosts(""))).reached == "unknown_host"


async def test_logs_hold_no_address(server: FarEnd, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        await send(to(server), hosts=Hosts(server.host))
    assert "secret-abc" not in caplog.text
