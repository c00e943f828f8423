"""The undo of an import restores every row of the workspace, and every open list hears of it."""

from typing import Any

import msgspec
from psycopg import sql

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.subjects import Audience
from headway.organisation.queries import SUBJECTS
from tests.integrations.test_import_commit import imported, undone
from tests.make import Make

# What remembers that something happened, and what numbers are handed out: an undo is one more happening.
_MEMORY = {"event", "event_counter", "import", "import_batch", "import_change", "import_item", "display_counter"}
_TABLES = """
select c.table_name from information_schema.columns c
  join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
 where c.table_schema = 'public' and c.column_name = 'workspace_id' and t.table_type = 'BASE TABLE'
 order by c.table_name
"""


async def rows(ctx: Ctx, *without: str) -> dict[str, list[str]]:
    """Every row of every table of the workspace, whole."""
    found = {}
    for table in await db.column(ctx, _TABLES):
        if table in _MEMORY:
            continue
        query = sql.SQL(
            "select (to_jsonb(t) - %(without)s::text[])::text from {} t where workspace_id = %(workspace)s order by 1"
        )
        found[table] = await db.column(
            ctx, query.format(sql.Identifier(table)), workspace=ctx.workspace.id, without=list(without)
        )
    return found


def differences(before: dict[str, list[str]], after: dict[str, list[str]]) -> dict[str, Any]:
    return {
        table: {
            "gone": sorted(set(before[table]) - set(after[table])),
            "new": sorted(set(after[table]) - set(before[table])),
        }
        for table in before
        if before[table] != after[table]
    }


async def test_undo_leaves_every_row_of_the_workspace_as_it_was(ctx: Ctx) -> None:
    await imported(ctx, "okr_two_quarters.xlsx")
    await imported(ctx, "tasks_german.csv")
    before = await rows(ctx)
    assert len(before) > 15
    for name in ("okr_company_2026.csv", "okr_viva.csv", "okr_template_merged_cells.xlsx", "asana_project_export.csv",
                 "jira_cloud_export.csv"):  # fmt: skip
        done = await imported(ctx, name)
        assert differences(before, await rows(ctx))
        await undone(ctx, done)
        assert differences(before, await rows(ctx)) == {}, name


SHEET = "Objective,Key Result,Owner,Start,Target,Current,Quarter\n"
FIRST = SHEET + "Grow,Sell more,Ines,0,100,{},Q1 2026\nGrow,Churn less,Ines,9,4,{},Q1 2026\n"


GROWS = ("version", "number", "newest_id", "recorded")
VALUES = """
select m.value from metric k join measurement m on m.workspace_id = k.workspace_id and m.id = k.newest_id
 where k.workspace_id = %(workspace)s order by k.id
"""


async def test_undo_of_a_second_import_puts_back_what_the_first_one_made(ctx: Ctx) -> None:
    """All but what only grows: versions, numbers of changes and the history of values, whose newest is the old one."""
    await imported(ctx, "grow.csv", FIRST.format(20, 8).encode())
    before = await rows(ctx, *GROWS)
    values = await db.column(ctx, VALUES, workspace=ctx.workspace.id)
    changed = FIRST.format(35, 8).replace("0,100", "0,120") + "Care,Answer,Ines,10,2,5,Q1 2026\n"
    done = await imported(ctx, "grow.csv", changed.encode())
    assert done.counts["objectives"] == 1
    assert set(differences(before, await rows(ctx, *GROWS))) >= {"objective", "key_result", "metric", "node"}
    await undone(ctx, done)
    assert set(differences(before, await rows(ctx, *GROWS))) <= {"measurement"}
    assert await db.column(ctx, VALUES, workspace=ctx.workspace.id) == values


async def test_open_lists_of_members_and_guests_hear_that_imported_goals_and_tasks_are_gone(
    ctx: Ctx, make: Make
) -> None:
    guest = await make.member(name="Gast", role="guest")
    for name, kind in (("okr_company_2026.csv", "goals.removed_in_bulk"), ("tasks_german.csv", "work.removed_in_bulk")):
        done = await imported(ctx, name)
        await ctx.flush()
        last = await db.value(ctx, "select max(id) from event")
        await undone(ctx, done)
        await ctx.flush()
        told = await db.rows(ctx, _Told, _AFTER, last=last)
        gone = next(one for one in told if one.kind == kind)
        audience: Audience = (await SUBJECTS_BY_KIND[gone.subject].audience(ctx, [gone.subject_id]))[gone.subject_id]
        assert ctx.actor.member
        assert audience.admits(ctx.actor.member, guest=False)
        assert audience.admits(guest.id, guest=True)
        assert [one.kind for one in told].index(kind) < [one.kind for one in told].index("integrations.import_undone")


class _Told(msgspec.Struct, frozen=True):
    kind: str
    subject: str
    subject_id: Any


_AFTER = "select kind, subject, subject_id from event where id > %(last)s order by id"
SUBJECTS_BY_KIND = {subject.kind: subject for subject in SUBJECTS}
