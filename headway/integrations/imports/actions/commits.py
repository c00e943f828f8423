"""Carrying out a plan: people, teams and cycles first, then batch after batch, each with its cursor in one transaction.

Whatever dies between two batches, the next step goes on where the last one committed: the final state is the same.
"""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden, Invalid, Stale
from headway.goals.actions import bulk as goals_bulk
from headway.goals.rules.cycles import year_cycles, year_of
from headway.goals.schemas.bulk import BulkCycle, BulkGoals
from headway.integrations.imports import access, queries
from headway.integrations.imports.actions.changing import change
from headway.integrations.imports.actions.making import make
from headway.integrations.imports.actions.run import Resolved, Run, Written, begin, fresh_ids, keep, save
from headway.integrations.imports.rules.people import becoming
from headway.integrations.imports.rules.values import Item, KeyResult, Measurement, Objective, Task
from headway.integrations.imports.schemas import Answers, CycleFound, ImportOut, ItemRow, Summary
from headway.organisation.actions import bulk as organisation_bulk
from headway.organisation.schemas import NewPerson, NewTeamRow
from headway.work.access import can_edit_tasks
from headway.work.queries import projects as project_queries

STEP = "integrations.import_step"
AT_ONCE = 1  # batches


async def commit_import(ctx: Ctx, import_id: UUID, *, version: int) -> ImportOut:
    """Carry out the plan: one of a single batch at once, a longer one by a job, batch after batch.

    Raises `Stale`, `Conflict`, `Forbidden`, `Invalid`.
    """
    await start(ctx, import_id, version=version)
    if not await _finished(ctx, import_id):
        await ctx.later(STEP, import_id=str(import_id))
    return await queries.import_out(ctx, import_id)


async def start(ctx: Ctx, import_id: UUID, *, version: int) -> None:
    """Check what can be checked, make the people, teams and cycles, and set the cursor to the first batch."""
    row = await queries.import_row(ctx, import_id, lock=True)
    if row.version != version:
        raise Stale(await queries.import_out(ctx, import_id))
    summary = queries.summary_of(row)
    if row.state != "ready" or summary is None:
        raise Conflict("This import cannot be committed now. Look at its state first.", code="imports.not_ready")
    answers = msgspec.convert(row.answers, Answers)
    await _check(ctx, summary, answers)
    await db.run(
        ctx,
        """
        update import set state = 'committing', version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=import_id,
    )
    run = await begin(ctx, row)
    resolved = await _resolve(run, summary, answers)
    await db.run(
        ctx,
        """
        update import set resolved = %(resolved)s
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=import_id,
        resolved=Jsonb(msgspec.to_builtins(resolved)),
    )
    await ctx.record("integrations.import_committing", "import", import_id, version=version + 1)


async def _finished(ctx: Ctx, import_id: UUID) -> bool:
    """Whether the plan was short enough to be carried out while the person waits."""
    row = await queries.import_row(ctx, import_id)
    if row.batches > AT_ONCE:
        return False
    while not await step(ctx, import_id):
        pass
    return True


async def step(ctx: Ctx, import_id: UUID) -> bool:
    """Carry out the next batch; True when there is nothing left to do. Safe to call once too often."""
    row = await queries.import_row(ctx, import_id, lock=True)
    if row.state != "committing":
        return True
    if row.next_batch < row.batches:
        run = await begin(ctx, row)
        batch = await queries.batch(ctx, import_id, row.next_batch)
        await _load(run, [item for _, item in batch.items])
        await make(run, [(mark, item) for mark, item in batch.items if item.external_id not in run.known])
        changed = [(mark, item, run.known[item.external_id]) for mark, item in batch.items if _differs(run, mark, item)]
        await change(run, changed)
        await save(run, state="committing", next_batch=row.next_batch + 1)
        await ctx.record("integrations.import_progressed", "import", import_id, data={"batch": row.next_batch + 1})
        return False
    run = await begin(ctx, row)
    await save(run, state="done", next_batch=row.batches)
    made = queries.counts_of(row, run.summary)
    await ctx.record("integrations.import_completed", "import", import_id, version=row.version + 1, data=made)
    return True


def _differs(run: Run, mark: str, item: Item) -> bool:
    held = run.known.get(item.external_id)
    return held is not None and held.fingerprint != mark


async def _load(run: Run, items: Sequence[Item]) -> None:
    """What is known of the batch's things and of those they hang on."""
    wanted = {item.external_id for item in items}
    for item in items:
        if isinstance(item, Task):
            wanted |= {item.project, *([item.parent] if item.parent else [])}
        elif isinstance(item, KeyResult):
            wanted.add(item.objective)
        elif isinstance(item, Measurement):
            wanted.add(item.key_result)
        elif isinstance(item, Objective) and item.parent:
            wanted.add(item.parent)
    run.known = await queries.items(run.ctx, run.summary.source, sorted(wanted))
    above = {_objective_of(row) for row in run.known.values() if row.kind == "key_result"}
    run.known |= await queries.items(run.ctx, run.summary.source, sorted(above - run.known.keys()))


def _objective_of(row: ItemRow) -> str:
    return msgspec.json.decode(row.content, type=KeyResult).objective


async def _check(ctx: Ctx, summary: Summary, answers: Answers) -> None:
    """What only a person can put right, before anything is written."""
    if not access.can_import(ctx.actor, summary.kind):
        raise Forbidden("OKR sheets set goals for others, so an admin imports them.", code="imports.admins_only")
    makes = "new" in {*answers.people.values(), *answers.teams.values()}
    if makes and not access.can_make_people(ctx.actor):
        raise Forbidden(
            "Only admins make people and teams: choose existing ones, or nobody.", code="imports.admins_make"
        )
    if summary.without_cycle and answers.cycle_id is None:
        raise Invalid.field(
            "answers.cycle_id", "The file does not say which cycle its objectives belong to: choose one.",
            code="imports.cycle_needed",
        )  # fmt: skip
    if answers.cycle_id is not None:
        closed = await db.value(ctx, _CLOSED, workspace=ctx.workspace.id, id=answers.cycle_id)
        if closed is None or closed:
            raise Conflict("The chosen cycle is closed or gone: choose another.", code="imports.cycle_closed")
    if answers.project_id is not None:
        project = await project_queries.facts(ctx, answers.project_id)
        if not can_edit_tasks(ctx.actor, project) or project.archived_at is not None:
            raise Forbidden("You may not put tasks into this project.", code="imports.project_read_only")


async def _resolve(run: Run, summary: Summary, answers: Answers) -> Resolved:
    """Settle who and what is meant, and make what is to be made."""
    people = becoming(summary.people, answers.people)
    default = "new" if access.can_make_people(run.ctx.actor) and summary.kind == "okr_sheet" else None
    teams = {team.key: answers.teams.get(team.key, team.team or default) for team in summary.teams}
    new_people = [person for person in summary.people if people[person.key] == "new"]
    new_teams = [team for team in summary.teams if teams[team.key] == "new"]
    made = await _add_people(run, [NewPerson(name=person.name, email=person.email) for person in new_people])
    formed = await _add_teams(run, [NewTeamRow(name=team.name[:120]) for team in new_teams])
    for person, id_ in zip(new_people, made, strict=True):
        people[person.key] = str(id_)
    for team, id_ in zip(new_teams, formed, strict=True):
        teams[team.key] = str(id_)
    return Resolved(
        people={key: UUID(value) if value else None for key, value in people.items()},
        teams={key: UUID(value) if value else None for key, value in teams.items()},
        cycles=await _cycles(run, summary.cycles),
    )


async def _add_people(run: Run, new: Sequence[NewPerson]) -> list[UUID]:
    if not new:
        return []
    made = await organisation_bulk.add_people(run.ctx, new)
    await keep(run, [Written(external_id=f"person:{id_}", kind="person", subject_id=id_) for id_ in made])
    return made


async def _add_teams(run: Run, new: Sequence[NewTeamRow]) -> list[UUID]:
    if not new:
        return []
    made = await organisation_bulk.add_teams(run.ctx, new)
    await keep(run, [Written(external_id=f"team:{id_}", kind="team", subject_id=id_) for id_ in made])
    return made


async def _cycles(run: Run, found: Sequence[CycleFound]) -> dict[str, UUID]:
    """Cycles by name; those that are missing are made as the workspace's year would name them."""
    ctx = run.ctx
    known = {(cycle.starts_on, cycle.ends_on): UUID(cycle.id) for cycle in (await queries.known(ctx)).cycles}
    by_key = {one.name: UUID(one.cycle_id) for one in found if one.cycle_id}
    missing = [one for one in found if not one.cycle_id and (one.starts_on, one.ends_on) not in known]
    by_key |= {one.name: known[one.starts_on, one.ends_on] for one in found if (one.starts_on, one.ends_on) in known}
    if missing:
        if not access.can_make_people(ctx.actor):
            raise Forbidden("Only admins make cycles: ask one to plan the year.", code="imports.admins_make")
        ids = await fresh_ids(ctx, len(missing))
        new = tuple(_cycle(ctx, one, id_) for one, id_ in zip(missing, ids, strict=True))
        await goals_bulk.make_in_bulk(ctx, BulkGoals(cycles=new))
        await keep(run, [Written(external_id=f"cycle:{one.id}", kind="cycle", subject_id=one.id) for one in new])
        by_key |= {one.name: id_ for one, id_ in zip(missing, ids, strict=True)}
    return by_key


def _cycle(ctx: Ctx, found: CycleFound, id_: UUID) -> BulkCycle:
    start = ctx.workspace.year_start_month
    planned = year_cycles(year_of(found.starts_on, start), start)
    like = next((one for one in planned if (one.starts_on, one.ends_on) == (found.starts_on, found.ends_on)), None)
    return BulkCycle(
        id=id_,
        name=like.name if like else found.name,
        kind=like.kind if like else "custom",
        starts_on=found.starts_on,
        ends_on=found.ends_on,
    )


_CLOSED = "select closed_at is not null from cycle where workspace_id = %(workspace)s and id = %(id)s"
