"""Goals kept as text: an OKR sheet or JSON Lines -> drafts with the lines they stand on."""

import asyncio
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import Struct

from headway.integrations.imports.rules.values import KeyResult, Known, Options, Plan, Refused
from headway.integrations.imports.sandbox import plan_file
from headway.writing.rules.drafts import KeyResultDraft, ObjectiveDraft

MOST_LINES = 100_000


class Unreadable(Exception):
    """The file holds no goals we can read; the sentence says what to do, with the line where there is one."""

    def __init__(self, message: str, *, line: int = 0) -> None:
        super().__init__(f"line {line}: {message}" if line else message)


class KeyResultLine(Struct, frozen=True):
    line: int
    draft: KeyResultDraft


class Group(Struct, frozen=True, kw_only=True):
    """One objective with its key results. `lines` are all lines it is named on; none, if there is no objective.

    `complete`: the file is a whole sheet, so that too few key results can be said.
    """

    objective: ObjectiveDraft | None = None
    lines: tuple[int, ...] = ()
    key_results: tuple[KeyResultLine, ...] = ()
    complete: bool = False


def groups_of(content: bytes, *, file_name: str) -> list[Group]:
    """What a file holds, told by its first sign. Raises `Unreadable`."""
    begin = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if not begin:
        raise Unreadable("The file is empty.")
    if begin in {b"{", b"["}:
        return _from_json(content, as_list=begin == b"[")
    try:
        return _from_plan(asyncio.run(plan_file(content, Options(kind="okr_sheet", file_name=file_name), Known())))
    except Refused as refused:
        raise Unreadable(refused.message) from refused


def _from_json(content: bytes, *, as_list: bool) -> list[Group]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("This is not UTF-8 text.", line=content[: error.start].count(b"\n") + 1) from error
    rows = list(_list_rows(text) if as_list else _line_rows(text))
    if len(rows) > MOST_LINES:
        raise Unreadable(f"More than {MOST_LINES:,} lines; split the file.")
    return _grouped(rows)


def _line_rows(text: str) -> Iterable[tuple[int, dict[str, Any]]]:
    decoder = msgspec.json.Decoder()
    for number, line in enumerate(text.split("\n"), 1):  # a JSON text may hold the other signs that end lines
        if line.strip():
            try:
                yield number, _row(decoder.decode(line), number)
            except (msgspec.DecodeError, RecursionError) as error:
                raise Unreadable(f"This is no JSON: {error}.", line=number) from error


def _list_rows(text: str) -> Iterable[tuple[int, dict[str, Any]]]:
    try:
        found = msgspec.json.decode(text, type=list[Any])
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unreadable(f"This is no JSON list: {error}.") from error
    return ((number, _row(one, number)) for number, one in enumerate(found, 1))


def _row(found: Any, number: int) -> dict[str, Any]:
    """Raises `Unreadable` for what is no object with text in `objective` or `key_result`."""
    if not isinstance(found, dict):
        raise Unreadable("Each line is an object with the fields objective and key_result.", line=number)
    for field in ("objective", "key_result"):
        if not isinstance(found.get(field), str | None):
            raise Unreadable(f"The field {field} must be a text.", line=number)
    return found


def _grouped(rows: Sequence[tuple[int, dict[str, Any]]]) -> list[Group]:
    """One group for each objective, in the order of the file; key results without one stand alone."""
    lines: dict[str, list[int]] = {}
    results: dict[str, list[KeyResultLine]] = {}
    for number, row in rows:
        objective, key_result = (row.get("objective") or "").strip(), (row.get("key_result") or "").strip()
        name = objective or f"\0{number}"
        own = lines.setdefault(name, [])
        if objective:
            own.append(number)
        if key_result:
            results.setdefault(name, []).append(KeyResultLine(number, KeyResultDraft(title=key_result)))
    return [
        Group(
            objective=ObjectiveDraft(title=name) if own else None,
            lines=tuple(own),
            key_results=tuple(results.get(name, ())),
        )
        for name, own in lines.items()
    ]


def _from_plan(plan: Plan) -> list[Group]:
    fields = set(plan.mapping.values())
    below: dict[str, list[KeyResultLine]] = {}
    for one in plan.key_results:
        below.setdefault(one.objective, []).append(KeyResultLine(one.row, _draft(one, fields)))
    groups = [
        Group(
            objective=ObjectiveDraft(title=one.title),
            lines=(one.row,),
            key_results=tuple(below.pop(one.external_id, ())),
            complete=bool(plan.key_results),
        )
        for one in plan.objectives
    ]
    return groups + [Group(key_results=tuple(rest)) for rest in below.values()]


def _draft(one: KeyResult, fields: set[str | None]) -> KeyResultDraft:
    """With the numbers that stand in columns; those that an import would only assume are left out."""
    percent = one.kind == "share"
    told = bool(fields & {"target", "baseline"}) and one.kind != "binary"
    return KeyResultDraft(
        title=one.title,
        kind=one.kind if told and one.kind != "maintain" else None,
        start=_number(one.baseline, percent=percent) if told else None,
        target=_number(one.target, percent=percent) if told else None,
        unit=("%" if percent else one.unit) if told else "",
        owner=one.owner is not None if "owner" in fields else None,
    )


def _number(value: Decimal | None, *, percent: bool) -> Decimal | None:
    return value * 100 if value is not None and percent else value
