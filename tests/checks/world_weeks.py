"""The week of a team, for the world of the checks."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from headway.core.ctx import Ctx
from headway.rituals.actions import commitments, decisions, meetings, squares, wins
from headway.rituals.schemas.meetings import DecisionIn
from headway.rituals.schemas.squares import SquareLineIn
from headway.rituals.schemas.weeks import CommitmentIn, WinIn

Ids = dict[str, UUID]


async def week_things(ctx: Ctx, made: Ids, title: str, *, private: bool) -> Ids:
    """A team's week; words on it are for everybody, names of tasks and goals are not."""
    team, last_week = made["team"], ctx.today - timedelta(days=7)
    words = "Everybody may read this" if private else title

    async def commit(**given: Any) -> UUID:
        given = {"title": words, "key_result_id": made["key_result"], **given}
        return (await commitments.make_commitment(ctx, team, CommitmentIn(**given))).id

    await commit(title=None, task_id=made["task_parent"])
    found = {"commitment": await commit()}
    for state in ("done", "dropped", "removed"):
        found[f"commitment_{state}"] = await commit()
    found["commitment_carried"] = await commit(on=last_week)
    await commitments.tick(ctx, found["commitment_done"])
    await commitments.drop(ctx, found["commitment_dropped"], reason="Not now")
    await commitments.remove(ctx, found["commitment_removed"])
    await commitments.carry(ctx, found["commitment_carried"])
    for name in ("win", "win_removed"):
        found[name] = (await wins.make_win(ctx, team, WinIn(text=words, key_result_id=made["key_result"]))).id
    await wins.remove_win(ctx, found["win_removed"])
    for name in ("line", "line_removed"):
        found[name] = (await squares.write_line(ctx, team, SquareLineIn(kind="health", text=words, state="green"))).id
    await squares.remove_line(ctx, found["line_removed"])
    ended = await meetings.begin(ctx, made["team_parent"])
    await meetings.end(ctx, ended.id)
    held = await meetings.begin(ctx, team)
    decided = await decisions.decide(ctx, held.id, DecisionIn(text=words, place=0, as_task=False))
    return found | {"meeting": held.id, "meeting_ended": ended.id, "decision": decided.decisions[0].id}
