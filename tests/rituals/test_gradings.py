"""Blind scores: each alone, nobody sees those of others before the reveal, all at once after it."""

import asyncio
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from psycopg import AsyncConnection

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden, Invalid, NotFound
from headway.goals.actions import cycles
from headway.rituals.actions import gradings
from headway.rituals.actions.gradings import NotDone, Revealed
from headway.rituals.queries.gradings import as_oneself, grading
from headway.rituals.rules.gradings import opinion
from headway.rituals.schemas.gradings import BlindScoreIn, GradingOut, RevealIn
from tests.conftest import RollbackDatabase
from tests.make import Make
from tests.rituals.reviews import Quarter, quarter

AsMember = Callable[[Any], Ctx]


async def give(ctx: Ctx, q: Quarter, score: str, *, note: str = "") -> GradingOut:
    given = BlindScoreIn(score=Decimal(score), note=note)
    return await gradings.score_blind(ctx, q.team, q.now.id, given, key_result=q.first)


def test_two_people_apart_are_worth_a_conversation() -> None:
    assert opinion([]) is None
    alone = opinion([Decimal("0.40")])
    assert alone is not None
    assert not alone.apart
    together = opinion([Decimal("0.40"), Decimal("0.75")])
    assert together is not None
    assert (together.mean, together.spread, together.apart) == (Decimal("0.58"), Decimal("0.35"), True)


async def test_nobody_sees_the_score_of_another_before_the_reveal(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    q = await quarter(ctx, make)
    admin = await make.member("admin", name="Adam Admin")
    await give(as_member(q.lead), q, "0.37", note="The secret of the lead")
    own = await grading(as_member(q.lead), q.team, q.now.id)
    mine = own.objectives[0].key_results[0].mine
    assert mine is not None
    assert (mine.score, mine.note) == (0.37, "The secret of the lead")
    for other in (q.mate, q.stranger, admin, make.owner):
        seen = await grading(as_member(other), q.team, q.now.id)
        told = msgspec.json.encode(seen).decode()
        assert "0.37" not in told
        assert "secret" not in told
        assert seen.objectives[0].key_results[0].opinion is None
        assert [(one.person.name, one.scored) for one in seen.participants if one.scored] == [("Lena Lead", 1)]


@pytest.mark.parametrize("statement", ["select score::text from blind_score", "select note from blind_score"])
async def test_the_table_itself_keeps_them_back_whatever_is_asked(
    ctx: Ctx, make: Make, as_member: AsMember, statement: str
) -> None:
    q = await quarter(ctx, make)
    await give(as_member(q.lead), q, "0.37", note="The secret of the lead")
    owner = as_member(make.owner)
    await as_oneself(owner)
    assert await db.column(owner, statement) == []
    await db.value(owner, "select set_config('headway.member', '', true)")
    assert await db.column(owner, statement) == []


async def test_no_event_tells_a_score(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    q = await quarter(ctx, make)
    lead = as_member(q.lead)
    await give(lead, q, "0.37", note="The secret of the lead")
    told = msgspec.json.encode([event.data for event in lead.recorded]).decode()
    assert "0.37" not in told
    assert "secret" not in told


async def test_the_answers_of_the_api_tell_nobody_of_others(ctx: Ctx, make: Make, client_for: Any) -> None:
    q = await quarter(ctx, make)
    path = f"/teams/{q.team}/cycles/{q.now.id}/grading"
    lead, mate, owner = [await client_for(one) for one in (q.lead, q.mate, make.owner)]
    given = await lead.put(f"{path}/scores/{q.first}", json={"score": 0.37, "note": "The secret of the lead"})
    assert given.status_code == 200
    scored = await mate.put(f"{path}/scores/{q.first}", json={"score": 0.8})
    for text in (scored.text, (await mate.get(path)).text, (await owner.get(path)).text):
        assert "0.37" not in text
        assert "secret" not in text
    for one in (lead, mate):
        assert (await one.put(f"{path}/done")).status_code == 200
    shown = (await mate.post(f"{path}/reveal", json={})).json()
    first = shown["objectives"][0]["key_results"][0]
    assert [(one["by"]["name"], one["score"]) for one in first["scores"]] == [("Lena Lead", 0.37), ("Mo Mate", 0.8)]
    assert first["opinion"] == {"mean": 0.59, "spread": 0.43, "apart": True}
    late = await lead.put(f"{path}/scores/{q.first}", json={"score": 0.8})
    assert (late.status_code, late.json()["code"]) == (409, "rituals.grading_revealed")


async def test_only_the_people_of_the_team_score(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    q = await quarter(ctx, make)
    for other in (q.stranger, make.owner):
        with pytest.raises(Forbidden):
            await give(as_member(other), q, "0.50")
    mate = as_member(q.mate)
    with pytest.raises(NotFound):
        await gradings.score_blind(mate, q.team, q.now.id, BlindScoreIn(score=Decimal(1)), key_result=q.goal.id)
    for wrong in ("1.01", "-0.1", "0.555"):
        with pytest.raises(Invalid):
            await give(mate, q, wrong)


async def test_who_has_begun_is_waited_for_unless_a_lead_goes_on(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    q = await quarter(ctx, make)
    lead, mate = as_member(q.lead), as_member(q.mate)
    await give(lead, q, "0.60")
    await give(mate, q, "0.40")
    await gradings.finish_scoring(mate, q.team, q.now.id, done=True)
    with pytest.raises(NotDone):
        await gradings.reveal(mate, q.team, q.now.id, RevealIn(anyway=True))
    with pytest.raises(NotDone):
        await gradings.reveal(lead, q.team, q.now.id, RevealIn())
    with pytest.raises(Forbidden):
        await gradings.reveal(as_member(q.stranger), q.team, q.now.id, RevealIn(anyway=True))
    shown = await gradings.reveal(lead, q.team, q.now.id, RevealIn(anyway=True))
    assert (shown.state, shown.revealed_by.name if shown.revealed_by else "") == ("revealed", "Lena Lead")
    with pytest.raises(Revealed):
        await gradings.reveal(lead, q.team, q.now.id, RevealIn(anyway=True))


async def test_a_closed_cycle_takes_no_score(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    q = await quarter(ctx, make)
    await cycles.close_cycle(ctx, q.now.id)
    with pytest.raises(Conflict):
        await give(as_member(q.lead), q, "0.50")
    seen = await grading(as_member(q.lead), q.team, q.now.id)
    assert (seen.can.score, seen.can.reveal_anyway, seen.graded) == (False, False, 2)


async def test_no_score_slips_in_behind_a_reveal_and_one_reveal_wins(database_url: Callable[[str], str]) -> None:
    """Five connections reveal and five score, all at once: one reveal, and no score after it."""
    first = await AsyncConnection.connect(database_url("headway_app"), autocommit=True)
    async with first, first.transaction():
        make = await Make.fresh(first)
        q = await quarter(make.ctx_of(make.owner), make)
        await give(make.ctx_of(q.lead), q, "0.60")

    async def act(what: str) -> str:
        async with await AsyncConnection.connect(database_url("headway_app"), autocommit=True) as connection:
            try:
                async with RollbackDatabase(connection).transaction(make.workspace.id):
                    make_here = Make()
                    make_here.connection, make_here.workspace = connection, make.workspace
                    ctx = make_here.ctx_of(q.lead if what == "reveal" else q.mate)
                    if what == "reveal":
                        await gradings.reveal(ctx, q.team, q.now.id, RevealIn(anyway=True))
                    else:
                        await give(ctx, q, "0.40")
            except Revealed:
                return f"{what} refused"
            return what

    done = await asyncio.gather(*(act(what) for what in ("reveal", "score") * 5))
    assert done.count("reveal") == 1
    assert done.count("reveal refused") == 4
    last = await AsyncConnection.connect(database_url("headway_app"), autocommit=True)
    async with last, RollbackDatabase(last).transaction(make.workspace.id):
        make.connection = last
        shown = await grading(make.ctx_of(make.owner), q.team, q.now.id)
    given = {one.by.name for one in shown.objectives[0].key_results[0].scores}
    assert given == ({"Lena Lead", "Mo Mate"} if "score" in done else {"Lena Lead"})
