"""Imports over HTTP: upload, look, choose, commit, undo."""

from typing import Any

import pytest

from headway.core import db
from headway.core.ctx import Ctx
from headway.integrations.imports.actions import uploads
from headway.integrations.imports.schemas import ImportPatch
from tests.integrations.test_import_commit import DATA, uploaded


async def test_a_plan_of_several_batches_is_carried_out_and_taken_back_by_jobs(client: Any, ctx: Ctx) -> None:
    rows = "".join(f"Task {n},Work,Open\n" for n in range(600))
    answer = await client.post("/imports?file_name=tasks.csv", content=f"Title,Project,Status\n{rows}".encode())
    shown = answer.json()
    assert (shown["counts"]["tasks"], len(shown["outline"])) == (600, 300)
    begun = (await client.post(f"/imports/{shown['id']}/commit", version=shown["version"])).json()
    assert (begun["state"], begun["progress"]) == ("committing", {"done": 0, "total": 2})
    jobs = await db.column(ctx, "select task_name from procrastinate_jobs where task_name like 'integrations.%%'")
    assert jobs == ["integrations.import_step"]


async def test_dates_that_nothing_tells_are_asked_about_and_read_as_chosen(ctx: Ctx) -> None:
    content = b"Title,Due date\nWrite,03/04/2026\nRead,05/06/2026\n"
    shown = await uploaded(ctx, "tasks.csv", content)
    assert shown.unclear is not None
    assert (shown.unclear.column, shown.unclear.text) == ("Due date", "03/04/2026")
    assert [str(line.due_on) for line in shown.outline if line.kind == "task"] == ["2026-04-03", "2026-06-05"]
    patch = ImportPatch(day_first=False)
    again = await uploads.change_import(ctx, shown.id, patch, version=shown.version)
    assert again.day_first is False
    assert again.unclear == shown.unclear
    assert [str(line.due_on) for line in again.outline if line.kind == "task"] == ["2026-03-04", "2026-05-06"]
    assert not [loss for loss in again.losses if "day first" in loss.why]
    told = await uploaded(ctx, "told.csv", content + b"Rest,30/06/2026\n")
    assert told.unclear is None


async def test_over_the_api_a_file_is_uploaded_looked_at_and_committed(client: Any, ctx: Ctx) -> None:
    content = (DATA / "okr_wide.csv").read_bytes()
    answer = await client.post("/imports?file_name=okr_wide.csv", content=content)
    assert answer.status_code == 201, answer.text
    shown = answer.json()
    assert (shown["state"], shown["kind"], shown["counts"]["key_results"]) == ("ready", "okr_sheet", 4)
    assert [line["depth"] for line in shown["outline"]] == [0, 1, 1, 1, 0, 1]
    assert {column["certainty"] for column in shown["columns"]} == {"sure", "likely"}
    assert all(len(column["samples"]) <= 3 for column in shown["columns"])
    done = (await client.post(f"/imports/{shown['id']}/commit", version=shown["version"])).json()
    assert done["state"] == "done"
    assert len((await client.get("/objectives")).json()["items"]) == 2
    back = (await client.post(f"/imports/{shown['id']}/undo", version=done["version"])).json()
    assert (back["state"], back["notes"]) == ("undone", [])
    assert (await client.get("/objectives")).json()["items"] == []
    jobs = await db.column(ctx, "select task_name from procrastinate_jobs where task_name like 'integrations.%%'")
    assert jobs == []
    listed = (await client.get("/imports")).json()["items"]
    assert [line["file_name"] for line in listed] == ["okr_wide.csv"]
    assert (await client.get(f"/imports/{shown['id']}/report")).json()["kind"] == "okr_sheet"


@pytest.mark.parametrize("content", [b"", b"\x89PNG", b"PK\x03\x04broken", b"one,two\n1,2\n"])
async def test_a_bad_file_is_never_a_server_error(client: Any, content: bytes) -> None:
    answer = await client.post("/imports?file_name=x.csv", content=content)
    assert answer.status_code in {201, 422}
    if answer.status_code == 201:
        assert answer.json()["refusal"]["code"].startswith("imports.")
