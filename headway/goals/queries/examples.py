"""Examples from one's own best past goals: of closed cycles, scored well, and good by the rules of writing."""

from decimal import Decimal
from functools import cache

from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.pages import Page
from headway.goals.queries.lines import lines_of
from headway.goals.queries.visible import CONDITIONS, Audience, audience, fixed, viewer
from headway.goals.schemas.examples import ExampleOut
from headway.goals.schemas.key_results import KeyResultLine
from headway.goals.schemas.objectives import ObjectiveLine
from headway.writing.queries.reviews import settings_of
from headway.writing.rules.drafts import KeyResultDraft, ObjectiveDraft
from headway.writing.rules.review import review

SUCCESS = 0.7  # the score from which an objective counts as reached
FEWEST, MOST_RESULTS = 2, 5
LOOKED_AT = 200  # objectives of the newest closed cycles
SHOWN = 30


async def examples(ctx: Ctx) -> Page[ExampleOut]:
    """The best ones that the caller may see, those with the least to mend first, then by score."""
    ids = await db.column(ctx, _closed(audience(ctx)), most=LOOKED_AT, **viewer(ctx))
    found = []
    for line in await lines_of(ctx, ids):
        mends = None if line.score is None or line.score < SUCCESS else _mends(ctx, line)
        if mends is not None:
            found.append((mends, line))
    found.sort(key=lambda one: (one[0], -(one[1].score or 0), -one[1].cycle.ends_on.toordinal()))
    return Page([_out(line) for _, line in found[:SHOWN]])


@cache
def _closed(who: Audience) -> SQL:
    return fixed(
        SQL(
            """
            select o.id
              from objective o
              join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
             where {visible} and c.closed_at is not null and o.state = 'active'
             order by c.ends_on desc, o.rank, o.id
             limit %(most)s
            """
        ).format(visible=CONDITIONS[who])
    )


def _mends(ctx: Ctx, line: ObjectiveLine) -> int | None:
    """How much the rules of writing would mend; None where it is no example: an error, or a warning in every line."""
    results = _alive(line)
    if not FEWEST <= len(results) <= MOST_RESULTS:
        return None
    settings = settings_of(ctx)
    drafts = [_draft(one) for one in results]
    found = review(ObjectiveDraft(title=line.title), drafts, strictness=settings.strictness, off=settings.off)
    warned = {(one.part, one.index) for one in found if one.severity == "warning"}
    if any(one.severity == "error" for one in found) or len(warned) > len(results):
        return None
    return len(warned)


def _alive(line: ObjectiveLine) -> list[KeyResultLine]:
    return [one for one in line.key_results if one.state != "dropped"]


def _draft(one: KeyResultLine) -> KeyResultDraft:
    scale = 100 if one.kind == "share" else 1
    return KeyResultDraft(
        title=one.title,
        kind=one.kind,
        start=_decimal(one.start, scale),
        target=_decimal(one.target, scale),
        low=_decimal(one.low, 1),
        high=_decimal(one.high, 1),
        unit="%" if one.kind == "share" else one.unit,
        owner=True,
        source=True,
        steps=2 if one.kind == "milestone" else 0,
        scored=one.kind == "milestone",
    )


def _decimal(number: float | None, scale: int) -> Decimal | None:
    return None if number is None else Decimal(repr(number)) * scale


def _out(line: ObjectiveLine) -> ExampleOut:
    return ExampleOut(
        id=line.id,
        title=line.title,
        cycle=line.cycle,
        team=line.team,
        score=line.score or 0.0,
        key_results=_alive(line),
    )
