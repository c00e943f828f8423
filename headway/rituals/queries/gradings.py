"""Gradings: blind until the reveal. What of others one may read is decided by the table's own policy, not here."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.queries import shaping
from headway.goals.queries.cycles import ref
from headway.goals.queries.grades import Suggestion, suggestions
from headway.goals.schemas.common import GoalRef, Ref
from headway.goals.schemas.grades import SuggestionOut
from headway.goals.schemas.key_results import KeyResultOut
from headway.goals.schemas.objectives import ObjectiveLine
from headway.progress.rules.scoring import objective_score
from headway.rituals.access.reviews import can_reveal, can_score
from headway.rituals.queries.reviews import Review, key_results_of, review
from headway.rituals.rules.gradings import opinion
from headway.rituals.schemas.gradings import (
    BallotRow,
    BlindScoreOut,
    BlindScoreRow,
    GradedKeyResult,
    GradedObjective,
    GradingCan,
    GradingOut,
    GradingRow,
    OpinionOut,
    ParticipantOut,
)


class Standing(Struct, frozen=True, kw_only=True):
    """How the caller stands to a grading, and how far the others are."""

    takes_part: bool
    everybody_done: bool
    can: GradingCan


async def grading(ctx: Ctx, team_id: UUID, cycle_id: UUID) -> GradingOut:
    """A team's grading of a cycle. Raises `NotFound`."""
    found = await review(ctx, team_id, cycle_id)
    row = await grading_row(ctx, team_id, cycle_id)
    people = await participants(ctx, found, row)
    key_results = await key_results_of(ctx, found.alive)
    ids = [one.id for below in key_results.values() for one in below]
    scores = await blind_scores(ctx, row)
    suggested = await suggestions(ctx, ids)
    revealed = row is not None and row.revealed_at is not None
    mine = ctx.actor.member
    one_by_one = {
        one.id: _key_result(one, suggested[one.id], scores[one.id], mine=mine, revealed=revealed)
        for below in key_results.values()
        for one in below
    }
    graded = [one for one in one_by_one.values() if one.key_result.grade is not None]
    return GradingOut(
        team=Ref(found.team.id, found.team.name),
        cycle=ref(found.cycle),
        state="revealed" if revealed else "blind",
        revealed_by=None if row is None else shaping.ref(row.revealed_by, row.revealer_name),
        revealed_at=None if row is None else row.revealed_at,
        participants=people,
        done=any(one.done for one in people if one.person.id == mine),
        objectives=[_objective(line, [one_by_one[one.id] for one in key_results[line.id]]) for line in found.alive],
        graded=len(graded),
        countable=len(one_by_one),
        can=standing(ctx, found, people, revealed=revealed).can,
    )


def standing(ctx: Ctx, found: Review, people: Sequence[ParticipantOut], *, revealed: bool) -> Standing:
    """What the caller may do now."""
    takes_part = can_score(ctx.actor, found.team.standing, owns_a_goal=_owns(ctx, found))
    begun = [one for one in people if one.scored]
    everybody_done = bool(begun) and all(one.done for one in begun)
    open_ = found.cycle.closed_at is None and not revealed
    may = [
        can_reveal(ctx.actor, found.team.standing, takes_part=takes_part, everybody_done=done)
        for done in (everybody_done, False)
    ]
    return Standing(
        takes_part=takes_part,
        everybody_done=everybody_done,
        can=GradingCan(
            score=open_ and takes_part and bool(found.alive),
            reveal=open_ and everybody_done and may[0],
            reveal_anyway=open_ and may[1] and bool(found.alive),
        ),
    )


async def grading_row(ctx: Ctx, team_id: UUID, cycle_id: UUID) -> GradingRow | None:
    """None where nobody has begun."""
    return await db.maybe(
        ctx,
        GradingRow,
        """
        select g.id, g.revealed_by, m.name as revealer_name, g.revealed_at
          from grading g
          left join member m on m.workspace_id = g.workspace_id and m.id = g.revealed_by
         where g.workspace_id = %(workspace)s and g.team_id = %(team)s and g.cycle_id = %(cycle)s
        """,
        workspace=ctx.workspace.id,
        team=team_id,
        cycle=cycle_id,
    )


async def participants(ctx: Ctx, found: Review, row: GradingRow | None) -> list[ParticipantOut]:
    """The people of the team and the owners of its goals that the caller sees, with how far each is."""
    owners = {line.owner.id for line in found.alive if line.owner is not None}
    owners |= {one.owner_id for line in found.alive for one in line.key_results if one.owner_id is not None}
    people = await db.rows(
        ctx,
        BallotRow,
        """
        select m.id as member_id, m.name, coalesce(b.scored, 0) as scored, b.done_at is not null as done
          from member m
          left join ballot b on b.workspace_id = m.workspace_id and b.member_id = m.id and b.grading_id = %(grading)s
         where m.workspace_id = %(workspace)s and m.removed_at is null and m.role <> 'guest'
           and (m.id = any (%(owners)s) or b.member_id is not null
                or exists (select from team_member tm
                            where tm.workspace_id = m.workspace_id and tm.member_id = m.id
                              and tm.team_id = %(team)s))
         order by m.name, m.id
        """,
        workspace=ctx.workspace.id,
        grading=None if row is None else row.id,
        owners=list(owners),
        team=found.team.id,
    )
    return [ParticipantOut(person=Ref(one.member_id, one.name), scored=one.scored, done=one.done) for one in people]


async def blind_scores(ctx: Ctx, row: GradingRow | None) -> dict[UUID, list[BlindScoreRow]]:
    """By key result: before the reveal the caller's own, after it everybody's."""
    found: dict[UUID, list[BlindScoreRow]] = defaultdict(list)
    if row is None:
        return found
    await as_oneself(ctx)
    rows = await db.rows(
        ctx,
        BlindScoreRow,
        """
        select s.key_result_id, s.member_id, m.name, s.score, s.note
          from blind_score s
          join member m on m.workspace_id = s.workspace_id and m.id = s.member_id
         where s.workspace_id = %(workspace)s and s.grading_id = %(grading)s
         order by m.name, s.member_id
        """,
        workspace=ctx.workspace.id,
        grading=row.id,
    )
    for one in rows:
        found[one.key_result_id].append(one)
    return found


async def as_oneself(ctx: Ctx) -> None:
    """Say whose blind scores the transaction may meet before the reveal: the caller's own."""
    await db.value(
        ctx,
        "select set_config('headway.member', %(member)s, true)",
        member="" if ctx.actor.member is None else str(ctx.actor.member),
    )


def _owns(ctx: Ctx, found: Review) -> bool:
    mine = ctx.actor.member
    return mine is not None and any(
        mine in {line.owner.id if line.owner else None, *(one.owner_id for one in line.key_results)}
        for line in found.alive
    )


def _key_result(
    one: KeyResultOut, suggestion: Suggestion, given: Sequence[BlindScoreRow], *, mine: UUID | None, revealed: bool
) -> GradedKeyResult:
    scores = [BlindScoreOut(by=Ref(row.member_id, row.name), score=float(row.score), note=row.note) for row in given]
    said = opinion([row.score for row in given]) if revealed else None
    return GradedKeyResult(
        key_result=one,
        suggestion=SuggestionOut(
            suggested=shaping.number(suggestion.suggested),
            original=shaping.number(suggestion.original),
            revised=suggestion.revised,
        ),
        mine=next((row for row in scores if row.by.id == mine), None),
        scores=scores if revealed else [],
        opinion=None
        if said is None
        else OpinionOut(mean=float(said.mean), spread=float(said.spread), apart=said.apart),
    )


def _objective(line: ObjectiveLine, below: list[GradedKeyResult]) -> GradedObjective:
    suggested = objective_score([(one.key_result.weight, shaping.decimal(one.suggestion.suggested)) for one in below])
    return GradedObjective(
        objective=GoalRef(line.id, line.title),
        state=line.state,
        owner=line.owner,
        health=line.health,
        score=line.score,
        suggested=shaping.number(suggested),
        key_results=below,
    )
