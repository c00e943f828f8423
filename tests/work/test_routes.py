"""The room over HTTP: shapes, filters, pages, and what bad input gets."""

from typing import Any

import pytest

from headway.core.ctx import Ctx
from headway.work.actions import bulk
from tests.conftest import ClientFor, Statements
from tests.make import Make
from tests.work import build
from tests.work.test_bulk import company


async def made(client: Any, **fields: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A project and a task in it."""
    project = (await client.post("/projects", json={"title": "Website"})).json()
    task = await client.post(f"/projects/{project['id']}/tasks", json={"title": "Translate checkout", **fields})
    assert task.status_code == 201, task.text
    return project, task.json()


async def test_a_task_is_made_moved_and_closed_over_the_api(client: Any) -> None:
    project, task = await made(client)
    done = next(one for one in project["statuses"] if one["type"] == "done")
    assert task["label"] == "HW-1"

    moved = await client.post(f"/tasks/{task['id']}/move", json={"status_id": done["id"]}, version=task["version"])

    assert moved.status_code == 200, moved.text
    assert moved.json()["status_type"] == "done"
    assert (await client.get(f"/projects/{project['id']}")).json()["counted"]["display"] == "100 %"
    detail = (await client.get(f"/tasks/{task['id']}")).json()
    assert [one["kind"] for one in detail["activity"]] == ["work.task_closed", "work.task_created"]
    assert detail["activity"][0]["changes"] == {"status": ["To do", "Done"]}
    assert detail["activity"][0]["actor"]["name"] == "Olga Owner"
    assert detail["project"] == {"id": project["id"], "title": "Website"}


async def test_every_door_of_a_task_opens(client: Any) -> None:
    project, task = await made(client, labels=["web"], estimate_hours=2.5)
    path = f"/tasks/{task['id']}"
    edited = await client.patch(path, json={"title": "New", "estimate_hours": None}, version=1)
    assert (edited.json()["title"], edited.json()["estimate_hours"]) == ("New", None)
    assert (await client.post(f"{path}/closure", version=2)).json()["status_type"] == "done"
    assert (await client.delete(f"{path}/closure", version=3)).json()["status_type"] == "open"
    many = await client.patch("/tasks", json=[{"id": task["id"], "version": 4, "changes": {"priority": "high"}}])
    assert many.json()["items"][0]["priority"] == "high"
    parent = (await client.post(f"/projects/{project['id']}/tasks", json={"title": "Parent"})).json()
    below = await client.post(f"{path}/relocation", json={"parent_id": parent["id"]}, version=5)
    assert below.json()["parent_id"] == parent["id"]
    gone = await client.delete(path, version=6)
    assert (gone.status_code, gone.json()["tasks"]) == (200, 1)
    assert (await client.get(path)).status_code == 404
    back = await client.post(f"{path}/restoration")
    assert back.json()["version"] == 8
    assert (await client.get(f"{path}/line")).json()["serves"] is False


async def test_every_door_of_a_project_opens(client: Any) -> None:
    project, _ = await made(client)
    path = f"/projects/{project['id']}"
    edited = await client.patch(path, json={"title": "Shop", "due_on": "2026-03-01"}, version=1)
    assert edited.json()["due_on"] == "2026-03-01"
    added = await client.post(f"{path}/statuses", json={"name": "Review", "type": "active", "place": 0})
    review = added.json()["statuses"][0]
    assert review["name"] == "Review"
    renamed = await client.patch(f"/statuses/{review['id']}", json={"name": "Check", "place": 9})
    assert renamed.json()["statuses"][-1]["name"] == "Check"
    removed = await client.delete(f"/statuses/{review['id']}")
    assert len(removed.json()["statuses"]) == 4
    version = removed.json()["version"]
    archived = await client.put(f"{path}/archive", version=version)
    assert archived.json()["archived_at"] is not None
    assert (await client.get("/projects")).json()["items"] == []
    assert len((await client.get("/projects?archived=true&state=active&state=done&q=sho")).json()["items"]) == 1
    assert (await client.delete(f"{path}/archive", version=version + 1)).json()["archived_at"] is None


async def test_every_door_of_a_link_opens(ctx: Ctx, client: Any) -> None:
    goal, objectives = await build.ladder(ctx, 1)
    project, task = await made(client)
    linked = await client.post(f"/key-results/{goal}/work", json={"task_id": task["id"], "weight": 2})
    assert linked.status_code == 201, linked.text
    [item] = linked.json()["items"]
    assert (item["label"], item["weight"], item["share"], item["can_edit"]) == ("HW-1", 2.0, 1.0, True)
    weighed = await client.patch(f"/work-links/{item['id']}", json={"weight": 0}, version=item["version"])
    assert weighed.json()["items"][0]["weight"] == 0
    detail = (await client.get(f"/tasks/{task['id']}")).json()
    assert [one["title"] for one in detail["key_results"]] == ["Ship it"]
    assert [one["kind"] for one in detail["activity"]] == ["work.link_weighed", "work.linked", "work.task_created"]
    assert detail["activity"][1]["changes"] == {"weight": [None, 2.0], "key_result": [None, "Ship it"]}
    assert len((await client.get(f"/projects/{project['id']}")).json()["key_results"]) == 0
    down = (await client.get(f"/line-down/key_result/{goal}")).json()
    assert [one["title"] for one in down["items"]] == ["Translate checkout"]
    assert len((await client.get(f"/objectives/{objectives[0]}/people")).json()["items"]) == 1
    assert (await client.delete(f"/work-links/{item['id']}")).json()["items"] == []
    assert (await client.get(f"/key-results/{goal}/work")).json()["hidden"]["items"] == 0


async def test_the_table_is_read_page_by_page_in_tree_order(ctx: Ctx, client: Any, statements: Statements) -> None:
    wanted = await company(ctx, 1, 230)
    await bulk.make_in_bulk(ctx, wanted)
    path = f"/projects/{wanted.projects[0].id}/tasks?limit=37"
    seen: list[dict[str, Any]] = []
    cursor = ""
    while True:
        statements.clear()
        page = (await client.get(path + cursor)).json()
        assert statements.count <= 9
        seen += page["items"]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert [one["title"] for one in seen] == [f"Task {place}" for place in range(230)]
    assert [one["depth"] for one in seen[:12]] == [0, *[1] * 9, 0, 1]


async def test_the_table_is_narrowed_by_every_filter(client: Any, make: Make) -> None:
    mia = await make.member(name="Mia")
    project, _ = await made(client)
    path = f"/projects/{project['id']}/tasks"
    child = {"title": "Page 100%", "labels": ["web", "shop"], "assignees": [str(mia.id)], "due_on": "2026-02-01"}
    await client.post(path, json=child)
    done = next(one["id"] for one in project["statuses"] if one["type"] == "done")
    await client.post(path, json={"title": "Finished", "status_id": done, "due_on": "2026-03-01"})

    async def found(query: str) -> list[str]:
        answer = await client.get(f"{path}?{query}")
        assert answer.status_code == 200, answer.text
        return [one["title"] for one in answer.json()["items"]]

    assert await found(f"assignee={mia.id}") == ["Page 100%"]
    assert await found("assignee=none") == ["Translate checkout", "Finished"]
    assert await found("label=web&label=shop") == ["Page 100%"]
    assert await found(f"status={done}") == ["Finished"]
    assert await found("q=page") == ["Page 100%"]
    assert await found("q=100%25") == ["Page 100%"]
    assert await found("q=HW-3") == ["Finished"]
    assert await found("due_before=2026-02-01") == ["Page 100%"]
    assert await found("due_after=2026-02-01&due_before=2026-03-01") == ["Page 100%", "Finished"]
    assert await found("without_due=true") == ["Translate checkout"]
    assert await found("open_only=true") == ["Translate checkout", "Page 100%"]
    mine = (await client.get(f"/members/{mia.id}/tasks")).json()["items"]
    assert [(one["title"], one["project"]["title"]) for one in mine] == [("Page 100%", "Website")]


async def test_the_board_shows_first_cards_and_counts_and_goes_on(ctx: Ctx, client: Any) -> None:
    wanted = await company(ctx, 1, 120)
    await bulk.make_in_bulk(ctx, wanted)
    project = wanted.projects[0].id
    board = (await client.get(f"/projects/{project}/board?cards=5&subtasks=true")).json()
    columns = {one["status"]["name"]: one for one in board["columns"]}
    assert {name: one["status"]["tasks"] for name, one in columns.items()} == {
        "To do": 30,
        "In progress": 30,
        "Done": 30,
        "Cancelled": 30,
    }
    first = [one["title"] for one in columns["To do"]["items"]]
    assert first == ["Task 0", "Task 4", "Task 8", "Task 12", "Task 16"]
    status = columns["To do"]["status"]["id"]
    more = await client.get(f"/statuses/{status}/tasks?subtasks=true&limit=100&cursor={columns['To do']['next']}")
    assert [one["title"] for one in more.json()["items"]] == [f"Task {place}" for place in range(20, 120, 4)]
    top = (await client.get(f"/projects/{project}/board?cards=5")).json()
    titles = [card["title"] for column in top["columns"] for card in column["items"]]
    assert sorted(titles) == sorted(f"Task {place}" for place in [*range(0, 100, 20), *range(10, 110, 20)])


NOBODY = "0193b1f0-0000-7000-8000-00000000dead"  # the same in every process, or xdist collects two lists
BAD: list[tuple[str, str, Any, int]] = [
    ("POST", "/projects", {"title": ""}, 422),
    ("POST", "/projects", {"title": "x", "colour": "red"}, 422),
    ("POST", "/projects", {"title": "x", "state": "odd"}, 422),
    ("POST", "/projects", {"title": "x" * 201}, 422),
    ("POST", "/projects", {"title": "x", "team_id": NOBODY}, 422),
    ("POST", "/projects", {"title": "x", "starts_on": "2026-02-02", "due_on": "2026-02-01"}, 422),
    ("POST", "/projects", {"title": "x\u0000"}, 422),
    ("GET", f"/projects/{NOBODY}", None, 404),
    ("GET", "/projects/not-an-id", None, 404),
    ("GET", "/projects?cursor=nonsense", None, 400),
    ("GET", "/projects?limit=0", None, 422),
    ("GET", "/projects?state=odd", None, 422),
    ("POST", f"/projects/{NOBODY}/tasks", {"title": "x"}, 404),
    ("POST", "/projects/{project}/tasks", {"title": "x", "parent_id": NOBODY}, 422),
    ("POST", "/projects/{project}/tasks", {"title": "x", "estimate_hours": -1}, 422),
    ("POST", "/projects/{project}/tasks", {"title": "x", "estimate_hours": 1e300}, 422),
    ("POST", "/projects/{project}/tasks", {"title": "x", "due_on": "tomorrow"}, 422),
    ("POST", "/projects/{project}/tasks", {"title": "x", "labels": ["y" * 41]}, 422),
    ("POST", "/projects/{project}/tasks", {"title": "x", "number": 7}, 422),
    ("POST", "/projects/{project}/statuses", {"name": "Done", "type": "done"}, 422),
    ("DELETE", "/statuses/{done}", None, 422),
    ("PATCH", "/tasks/{task}", {"title": "x"}, 428),
    ("POST", "/tasks/{task}/move", {}, 428),
    ("PATCH", "/tasks", [], 422),
    ("PATCH", "/tasks", [{"id": NOBODY, "version": 1, "changes": {}}], 422),
    ("PATCH", "/tasks", [{"id": NOBODY, "version": 0, "changes": {}}], 422),
    ("PATCH", "/tasks", {"id": NOBODY}, 422),
    ("GET", "/tasks/x/line", None, 404),
    ("GET", "/line-down/planet/{project}", None, 422),
    ("GET", "/line-down/project/x", None, 404),
    ("GET", f"/objectives/{NOBODY}/people", None, 404),
    ("GET", f"/key-results/{NOBODY}/work", None, 404),
    ("POST", f"/key-results/{NOBODY}/work", {"task_id": NOBODY}, 404),
    ("PATCH", f"/work-links/{NOBODY}", {"weight": 1}, 428),
    ("DELETE", f"/work-links/{NOBODY}", None, 404),
    ("POST", f"/tasks/{NOBODY}/restoration", None, 404),
]


@pytest.mark.parametrize("case", BAD, ids=lambda case: f"{case[0]} {case[1]}")
async def test_bad_input_gets_a_sentence_and_changes_nothing(client: Any, case: tuple[str, str, Any, int]) -> None:
    method, path, body, status = case
    project, task = await made(client)
    done = next(one["id"] for one in project["statuses"] if one["type"] == "done")
    address = path.format(project=project["id"], task=task["id"], done=done)
    options = {} if body is None else {"json": body}
    answer = await client.request(method, address, **options)
    assert answer.status_code == status, answer.text
    problem = answer.json()
    assert problem["code"]
    assert len(problem["detail"]) > 10
    assert (await client.get(f"/projects/{project['id']}")).json()["version"] == 1
    assert (await client.get(f"/tasks/{task['id']}")).json()["version"] == 1


async def test_a_stale_write_gets_the_present_state_over_the_api(client: Any) -> None:
    _, task = await made(client)
    path = f"/tasks/{task['id']}"
    await client.patch(path, json={"title": "First"}, version=1)
    for answer in (
        await client.patch(path, json={"title": "Second"}, version=1),
        await client.post(f"{path}/move", json={}, version=1),
        await client.delete(path, version=1),
    ):
        assert answer.status_code == 412
        assert answer.json()["current"]["title"] == "First"


async def test_a_guest_neither_makes_projects_nor_links(client_for: ClientFor, make: Make, client: Any) -> None:
    project, task = await made(client)
    guest = await make.member("guest", name="Gus")
    theirs = await client_for(guest)
    assert (await theirs.get(f"/projects/{project['id']}")).status_code == 404
    assert (await theirs.post("/projects", json={"title": "x"})).status_code == 403
    await make.share(guest, "project", project["id"])
    seen = (await theirs.get(f"/projects/{project['id']}")).json()
    assert seen["can"] == {"edit": False, "edit_tasks": False}
    answer = await theirs.patch(f"/tasks/{task['id']}", json={"title": "x"}, version=1)
    assert (answer.status_code, answer.json()["code"]) == (403, "work.read_only")
