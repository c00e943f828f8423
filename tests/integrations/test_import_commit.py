"""A file becomes goals and work: preview, questions, commit in batches, import again, undo."""

from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from headway.integrations.imports import queries
from headway.integrations.imports.actions import commits, undoing, uploads
from headway.integrations.imports.schemas import Answers, ImportOut, ImportPatch
from headway.progress.queries import verification
from headway.work.actions.tasks import edit_task
from headway.work.queries import tasks as task_queries
from headway.work.schemas.tasks import TaskPatch
from tests.make import Make

DATA = Path(__file__).parent.parent / "data" / "imports"
TABLES = ("project", "status", "task", "task_assignee", "objective", "key_result", "alignment", "measurement", "node",
          "edge", "metric", "cycle", "team", "import_item")  # fmt: skip


async def uploaded(ctx: Ctx, name: str, content: bytes | None = None) -> ImportOut:
    return await uploads.upload(ctx, content or (DATA / name).read_bytes(), file_name=name)


async def committed(ctx: Ctx, shown: ImportOut) -> ImportOut:
    await commits.start(ctx, shown.id, version=shown.version)
    while not await commits.step(ctx, shown.id):
        pass
    return await queries.import_out(ctx, shown.id)


async def undone(ctx: Ctx, shown: ImportOut) -> ImportOut:
    await undoing.start_undo(ctx, shown.id, version=shown.version)
    while not await undoing.undo_step(ctx, shown.id):
        pass
    return await queries.import_out(ctx, shown.id)


async def imported(ctx: Ctx, name: str, content: bytes | None = None) -> ImportOut:
    return await committed(ctx, await uploaded(ctx, name, content))


async def state(ctx: Ctx) -> dict[str, list[str]]:
    """Everything that an import can touch, as text, without ids, times and counters of versions."""
    found = {}
    for table in TABLES:
        rows = await db.column(
            ctx,
            f"""
            select (to_jsonb(t) - 'workspace_id' - 'id' - 'created_at' - 'recorded_at' - 'version' - 'number' - 'rank'
                    - 'event_number' - 'progress_number' - 'import_id' - 'started_at')::text
              from {table} t where workspace_id = %(workspace)s order by 1
            """,
            workspace=ctx.workspace.id,
        )
        found[table] = rows
    return found


async def titles(ctx: Ctx, table: str) -> list[str]:
    return await db.column(
        ctx,
        f"select title from {table} where workspace_id = %(workspace)s order by title",
        workspace=ctx.workspace.id,
    )


async def test_an_okr_sheet_becomes_objectives_with_values_owners_and_a_cycle(ctx: Ctx, make: Make) -> None:
    ines = await make.member(name="Ines Moreau")
    done = await imported(ctx, "okr_template_merged_cells.xlsx")
    assert done.state == "done"
    assert done.notes == []
    assert await titles(ctx, "objective") == ["Help the same day", "New teams ship early"]
    rows = await db.column(
        ctx,
        """
        select jsonb_build_array(k.title, k.owner_id, m.kind, m.start, m.target, m.unit, n.raw, c.name)
          from key_result k
          join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
          join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
          join metric m on m.workspace_id = k.workspace_id and m.id = k.id
          join node n on n.workspace_id = k.workspace_id and n.id = k.id
         where k.workspace_id = %(workspace)s order by k.number
        """,
        workspace=ctx.workspace.id,
    )
    first, second, third, fourth = rows
    assert first == ["First reply 9 h -> 2 h", str(ines.id), "decrease", 9, 2, "h", pytest.approx(4 / 7), "2025 Q1"]
    assert second[2:7] == ["increase", 78, 90, "%", pytest.approx(1 / 12)]
    assert third[2:4] == ["binary", None]
    assert third[6] == 1
    assert fourth[2:7] == ["increase", 0, 8, "", 0.75]


async def test_importing_twice_changes_nothing_and_says_so(ctx: Ctx) -> None:
    for name in ("okr_company_2026.csv", "asana_project_export.csv", "jira_cloud_export.csv", "okr_viva.csv"):
        await imported(ctx, name)
        before = await state(ctx)
        again = await uploaded(ctx, name)
        assert {noun: again.counts[noun] for noun in again.counts if noun != "people"} == dict.fromkeys(
            ("objectives", "key_results", "projects", "tasks", "measurements"), 0
        )
        assert again.same > 0
        await committed(ctx, again)
        assert await state(ctx) == before


async def test_undo_restores_what_was_there(ctx: Ctx) -> None:
    await imported(ctx, "tasks_german.csv")
    before = await state(ctx)
    for name in ("okr_company_2026.csv", "asana_project_export.csv", "jira_cloud_export.csv", "okr_viva.csv"):
        done = await imported(ctx, name)
        assert await state(ctx) != before
        back = await undone(ctx, done)
        assert back.state == "undone"
        assert back.notes == []
        assert await state(ctx) == before
    assert await verification.verify(ctx) == []


async def test_tasks_come_with_parents_people_statuses_and_dates(ctx: Ctx, make: Make) -> None:
    raj = await make.member(name="Raj Patel")
    await imported(ctx, "asana_project_export.csv")
    rows = await db.column(
        ctx,
        """
        select jsonb_build_array(t.title, s.name, t.status_type, p.title, t.labels, t.starts_on, t.due_on,
                                 t.closed_at is not null,
                                 array (select member_id from task_assignee a
                                         where a.workspace_id = t.workspace_id and a.task_id = t.id))
          from task t
          join status s on s.workspace_id = t.workspace_id and s.id = t.status_id
          left join task p on p.workspace_id = t.workspace_id and p.id = t.parent_id
         where t.workspace_id = %(workspace)s and t.title = 'Remove the second address step'
        """,
        workspace=ctx.workspace.id,
    )
    assert rows == [
        ["Remove the second address step", "Done", "done", "Cut median checkout time from 94 s to 60 s", [],
         "2025-01-10", "2025-01-24", True, [str(raj.id)]]
    ]  # fmt: skip


async def test_a_changed_file_changes_only_what_differs_and_undo_puts_it_back(ctx: Ctx) -> None:
    text = (DATA / "asana_project_export.csv").read_text()
    await imported(ctx, "a.csv", text.encode())
    task = await one_task(ctx, "Load card form later", "In progress")
    await edit_task(ctx, task.id, TaskPatch(priority="high"), version=task.version)
    before = await state(ctx)
    changed = text.replace(
        "1207700000000105,2025-01-09,,2025-02-12,Load card form later",
        "1207700000000105,2025-01-09,,2025-02-12,Load the form last",
    )
    shown = await uploaded(ctx, "b.csv", changed.encode())
    assert (shown.counts["tasks"], shown.same) == (1, 7)
    done = await committed(ctx, shown)
    after = await task_queries.one(ctx, task.id)
    assert (after.title, after.priority, done.notes) == ("Load the form last", "high", [])
    back = await undone(ctx, done)
    assert back.notes == []
    assert await state(ctx) == before


async def one_task(ctx: Ctx, title: str, status: str) -> Any:
    id_ = await db.value(
        ctx,
        """
        select t.id from task t join status s on s.workspace_id = t.workspace_id and s.id = t.status_id
         where t.workspace_id = %(workspace)s and t.title = %(title)s and s.name = %(status)s
        """,
        workspace=ctx.workspace.id,
        title=title,
        status=status,
    )
    return await task_queries.one(ctx, UUID(str(id_)))


async def test_a_new_value_in_the_sheet_corrects_the_old_one(ctx: Ctx) -> None:
    text = "Objective,Key result,Quarter,Start,Target,Current\nGrow,Sign-ups a day,Q1 2025,0,100,40\n"
    await imported(ctx, "a.csv", text.encode())
    done = await imported(ctx, "b.csv", text.replace(",40", ",60").encode())
    assert (done.notes, await live_values(ctx)) == ([], [Decimal(60)])
    back = await undone(ctx, done)
    assert (back.notes, await live_values(ctx)) == ([], [Decimal(40)])


async def live_values(ctx: Ctx) -> list[Decimal]:
    return await db.column(
        ctx,
        """
        select m.value from measurement m
         where m.workspace_id = %(workspace)s and m.kind = 'value'
           and not exists (select from measurement c where c.workspace_id = m.workspace_id and c.corrects = m.id)
        """,
        workspace=ctx.workspace.id,
    )


async def test_undo_keeps_what_somebody_touched_and_lists_it(ctx: Ctx) -> None:
    done = await imported(ctx, "asana_project_export.csv")
    task = await one_task(ctx, "Remove the second address step", "Done")
    await edit_task(ctx, task.id, TaskPatch(priority="high"), version=task.version)
    back = await undone(ctx, done)
    assert await titles(ctx, "task") == [
        "Cut median checkout time from 94 s to 60 s", "Faster checkout", "Remove the second address step",
    ]  # fmt: skip
    assert {note.label for note in back.notes} == {
        "task: Remove the second address step", "task: Cut median checkout time from 94 s to 60 s",
        "task: Faster checkout", "project: Payments Q1",
    }  # fmt: skip


async def test_people_are_matched_made_or_left_out_as_answered(ctx: Ctx, make: Make) -> None:
    tom = await make.member(name="Tomas O.")
    shown = await uploaded(ctx, "okr_template_merged_cells.xlsx")
    answers = Answers(people={"tom okafor": str(tom.id), "raj patel": "new", "lina sorensen": None})
    shown = await uploads.change_import(ctx, shown.id, ImportPatch(answers=answers), version=shown.version)
    done = await committed(ctx, shown)
    owners = await db.column(
        ctx,
        """
        select m.name from key_result k left join member m on m.workspace_id = k.workspace_id and m.id = k.owner_id
         where k.workspace_id = %(workspace)s order by k.number
        """,
        workspace=ctx.workspace.id,
    )
    assert owners == [None, "Tomas O.", None, "Raj Patel"]
    back = await undone(ctx, done)
    assert back.notes == []


async def test_objectives_without_a_cycle_wait_for_one(ctx: Ctx) -> None:
    shown = await uploaded(ctx, "okr_check_ins.csv")
    with pytest.raises(Invalid) as refused:
        await commits.start(ctx, shown.id, version=shown.version)
    assert refused.value.code == "imports.cycle_needed"
    shown = await uploads.change_import(ctx, shown.id, ImportPatch(cycle="Q2 2026"), version=shown.version)
    done = await committed(ctx, shown)
    assert (done.notes, [cycle.name for cycle in done.cycles]) == ([], ["Q2 2026"])


async def test_a_mapping_reads_the_file_again(ctx: Ctx) -> None:
    shown = await uploaded(ctx, "a.csv", b"Was ist zu tun,Farbe\nTisch bauen,rot\n")
    assert shown.refusal is not None
    assert (shown.state, shown.refusal.code) == ("refused", "imports.no_known_column")
    patch = ImportPatch(kind="tasks_csv", mapping={"Was ist zu tun": "title", "Farbe": "labels"})
    shown = await uploads.change_import(ctx, shown.id, patch, version=shown.version)
    assert (shown.state, shown.counts["tasks"]) == ("ready", 1)
    with pytest.raises(Stale):
        await uploads.change_import(ctx, shown.id, patch, version=1)


async def test_tasks_go_into_a_chosen_project_and_undo_leaves_it(ctx: Ctx) -> None:
    await imported(ctx, "tasks_german.csv")
    home = await db.value(ctx, "select id from project where workspace_id = %(workspace)s", workspace=ctx.workspace.id)
    before = await state(ctx)
    shown = await uploaded(ctx, "asana_project_export.csv")
    patch = ImportPatch(answers=Answers(project_id=home))
    shown = await uploads.change_import(ctx, shown.id, patch, version=shown.version)
    done = await committed(ctx, shown)
    assert done.notes == []
    assert (
        await db.value(
            ctx, "select count(*) from project where workspace_id = %(workspace)s", workspace=ctx.workspace.id
        )
        == 1
    )
    assert len(await titles(ctx, "task")) == 10
    again = await uploaded(ctx, "asana_project_export.csv")
    assert (again.counts["tasks"], again.counts["projects"]) == (0, 0)
    await undone(ctx, done)
    after = await state(ctx)
    assert {table: rows for table, rows in after.items() if table != "import_item"} == {
        table: rows for table, rows in before.items() if table != "import_item"
    }


async def test_members_import_tasks_admins_goals_and_guests_nothing(make: Make) -> None:
    member, guest = make.ctx_of(await make.member()), make.ctx_of(await make.member("guest", name="Gus Guest"))
    done = await imported(member, "tasks_german.csv")
    assert (done.state, done.notes) == ("done", [])
    sheet = await uploaded(member, "okr_wide.csv")
    assert not sheet.can.commit
    with pytest.raises(Forbidden):
        await commits.start(member, sheet.id, version=sheet.version)
    with pytest.raises(Forbidden):
        await uploaded(guest, "tasks_german.csv")
    other = make.ctx_of(await make.member(name="Otto Other"))
    with pytest.raises(NotFound):
        await queries.import_out(other, sheet.id)


async def test_a_member_cannot_make_people_through_answers(make: Make) -> None:
    member = make.ctx_of(await make.member())
    shown = await uploaded(member, "tasks_german.csv")
    patch = ImportPatch(answers=Answers(people={"jan koehler": "new"}))
    shown = await uploads.change_import(member, shown.id, patch, version=shown.version)
    with pytest.raises(Forbidden) as refused:
        await commits.start(member, shown.id, version=shown.version)
    assert refused.value.code == "imports.admins_make"


async def test_a_settled_import_is_neither_changed_nor_committed_again(ctx: Ctx) -> None:
    done = await imported(ctx, "tasks_german.csv")
    for action in (
        lambda: commits.start(ctx, done.id, version=done.version),
        lambda: uploads.change_import(ctx, done.id, ImportPatch(cycle="x"), version=done.version),
        lambda: uploads.delete_import(ctx, done.id),
    ):
        with pytest.raises(Conflict):
            await action()


async def test_choices_must_be_of_this_workspace(ctx: Ctx) -> None:
    shown = await uploaded(ctx, "tasks_german.csv")
    patch = ImportPatch(answers=Answers(people={"jan koehler": "0198c0de-0000-7000-8000-000000000000"}))
    with pytest.raises(Invalid):
        await uploads.change_import(ctx, shown.id, patch, version=shown.version)


async def test_the_report_has_every_loss_and_the_keys_of_the_command(ctx: Ctx) -> None:
    shown = await uploaded(ctx, "jira_cloud_export.csv")
    report = await queries.report(ctx, shown.id)
    assert len(report.losses) == shown.losses_total
    assert sum(group.count for group in shown.losses) == shown.losses_total
    assert set(msgspec.to_builtins(report)) == {"kind", "mapping", "counts", "losses", "errors"}


async def test_the_people_of_the_counts_are_those_made_and_the_losses_name_the_others(ctx: Ctx) -> None:
    shown = await uploaded(ctx, "okr_template_merged_cells.xlsx")
    lost = [(group.value, group.row) for group in shown.losses if "nobody was chosen" in group.why]
    assert shown.counts["people"] == 0
    assert lost == [("Ines Moreau", 4), ("Tom Okafor", 5), ("Lina Sørensen", 6), ("Raj Patel", 7)]
    keys = [person.key for person in shown.people]
    patch = ImportPatch(answers=Answers(people={keys[0]: "new", keys[1]: "new", keys[2]: None}))
    shown = await uploads.change_import(ctx, shown.id, patch, version=shown.version)
    done = await committed(ctx, shown)
    report = await queries.report(ctx, done.id)
    names = {loss.value: loss.why for loss in report.losses if "names them" in loss.why}
    assert (done.counts["people"], report.counts["people"], len(report.losses)) == (2, 2, done.losses_total)
    assert names == {
        "Lina Sørensen": "dropped: left out by choice; 1 row names them",
        "Raj Patel": "dropped: not known here, and nobody was chosen; 1 row names them",
    }


async def test_a_large_file_is_read_by_a_job(ctx: Ctx) -> None:
    rows = ["Title,Status,Notes"] + [f"Task {n},Open,{'x' * 1500}" for n in range(800)]
    shown = await uploaded(ctx, "large.csv", "\n".join(rows).encode())
    assert (shown.state, shown.counts) == ("uploaded", {})
    await uploads.read_again(ctx, shown.id)
    shown = await queries.import_out(ctx, shown.id)
    assert (shown.state, shown.counts["tasks"], shown.progress.total) == ("ready", 800, 2)


async def test_after_thirty_days_the_file_goes_and_the_report_stays(ctx: Ctx) -> None:
    done = await imported(ctx, "tasks_german.csv")
    await db.run(
        ctx,
        "update import set created_at = now() - interval '31 days' where workspace_id = %(workspace)s",
        workspace=ctx.workspace.id,
    )
    await undoing.forget_old(ctx)
    left = await queries.import_out(ctx, done.id)
    assert (left.size, left.can.undo, left.losses_total) == (0, False, done.losses_total)
    with pytest.raises(Conflict) as refused:
        await undoing.start_undo(ctx, done.id, version=done.version)
    assert refused.value.code == "imports.too_old"
    assert (await uploaded(ctx, "tasks_german.csv")).counts["tasks"] == 0


async def test_what_refuses_to_be_made_is_noted_and_the_rest_is_made(ctx: Ctx) -> None:
    text = "Objective,Key result,Quarter,Start date,Due date,Target\nGrow,Late one,Q1 2025,2025-03-01,2025-02-01,5\n"
    text += ",Good one,Q1 2025,,,7\n"
    done = await imported(ctx, "a.csv", text.encode())
    assert await titles(ctx, "key_result") == ["Good one"]
    assert [note.label for note in done.notes] == ["row 2: Late one"]
