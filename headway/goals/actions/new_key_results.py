"""Key results on their way in: rows, metrics, nodes and edges, for one objective."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import FieldError, Invalid
from headway.goals.actions.definitions import definition_of
from headway.goals.actions.numbering import take_numbers
from headway.goals.actions.refusals import in_order, known_owner, known_team, trimmed
from headway.goals.rules.changes import RANK_STEP
from headway.goals.schemas.key_results import KeyResultIn
from headway.progress import actions as progress
from headway.progress.rules.metrics import Kind
from headway.progress.schemas import NewLink, NewNode


class Home(Struct, frozen=True, kw_only=True):
    """The objective that key results are for: its dates are those of its cycle. `last_rank` is of those it has."""

    objective: UUID
    owner: UUID | None
    dates: tuple[date, date]
    last_rank: float = 0.0
    sample: bool = False


class Inserted(Struct, frozen=True):
    id: UUID
    number: int


async def insert_key_results(
    ctx: Ctx, home: Home, given: Sequence[KeyResultIn], *, path: str = ""
) -> tuple[list[UUID], list[NewNode], list[NewLink]]:
    """Rows and metrics; the nodes and edges are for the caller's one `change_graph`. Raises `Invalid`.

    `path` is where `given` lies in the request ("key_results."), for the names of wrong fields.
    """
    if not given:
        return [], [], []
    for place, one in enumerate(given):
        with below(f"{path}{place}." if path else ""):
            await _check(ctx, one)
    ids = await _insert(ctx, home, given)
    for place, (id_, one) in enumerate(zip(ids, given, strict=True)):
        with below(f"{path}{place}." if path else ""):
            await progress.define_metric(ctx, id_, definition_of(one, home.dates))
    nodes = [node_of(id_, one.kind) for id_, one in zip(ids, given, strict=True)]
    links = [
        NewLink(child=id_, parent=home.objective, kind="measures", weight=one.weight)
        for id_, one in zip(ids, given, strict=True)
    ]
    return ids, nodes, links


def node_of(key_result: UUID, kind: Kind) -> NewNode:
    """The node of a key result of this kind."""
    return NewNode(
        id=key_result, subject="key_result", mode=progress.mode_of(kind), when_empty=progress.when_empty(kind)
    )


@contextmanager
def below(prefix: str) -> Iterator[None]:
    """Errors of a part named by their place in the whole request: "target" becomes "key_results.0.target"."""
    try:
        yield
    except Invalid as wrong:
        errors = [FieldError(prefix + error.path, error.message) for error in wrong.errors]
        raise Invalid(wrong.detail, code=wrong.code, errors=errors) from wrong


async def _check(ctx: Ctx, one: KeyResultIn) -> None:
    trimmed("title", one.title)
    await known_owner(ctx, one.owner_id)
    await known_owner(ctx, one.check_in_owner_id, field="check_in_owner_id")
    if one.team_id is not None:
        await known_team(ctx, one.team_id)


async def _insert(ctx: Ctx, home: Home, given: Sequence[KeyResultIn]) -> list[UUID]:
    numbers = await take_numbers(ctx, "key_result", len(given))
    found = await db.rows(
        ctx,
        Inserted,
        """
        insert into key_result (workspace_id, number, objective_id, owner_id, check_in_owner_id, team_id, title,
                                description, full_mark, commitment, indicator, confidence, rank, sample, created_by,
                                created_at)
        select %(workspace)s, k.number, %(objective)s, k.owner_id, k.check_in_owner_id, k.team_id, k.title,
               k.description, k.full_mark, k.commitment, k.indicator, k.confidence, k.rank, %(sample)s, %(author)s,
               %(now)s
          from jsonb_to_recordset(%(given)s) as k (
                 number bigint, owner_id uuid, check_in_owner_id uuid, team_id uuid, title text, description text,
                 full_mark text, commitment text, indicator text, confidence smallint, rank double precision)
        returning id, number
        """,
        workspace=ctx.workspace.id,
        objective=home.objective,
        author=ctx.actor.member,
        now=ctx.now,
        sample=home.sample,
        given=Jsonb(
            [
                _plain(one, home, number=number, rank=home.last_rank + RANK_STEP * (place + 1))
                for place, (number, one) in enumerate(zip(numbers, given, strict=True))
            ]
        ),
    )
    by_number = {row.number: row.id for row in found}
    return in_order(by_number[number] for number in numbers)


def _plain(one: KeyResultIn, home: Home, *, number: int, rank: float) -> dict[str, Any]:
    """As the statement takes it."""
    return {
        "number": number,
        "owner_id": _text(one.owner_id or home.owner),
        "check_in_owner_id": _text(one.check_in_owner_id),
        "team_id": _text(one.team_id),
        "title": one.title.strip(),
        "description": one.description,
        "full_mark": one.full_mark,
        "commitment": one.commitment,
        "indicator": one.indicator,
        "confidence": one.confidence,
        "rank": rank,
    }


def _text(id_: UUID | None) -> str | None:
    return None if id_ is None else str(id_)
