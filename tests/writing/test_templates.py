"""Templates of a workspace: who makes, changes and finds them."""

from typing import Any
from uuid import UUID

import pytest

from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from headway.writing.actions import templates
from headway.writing.queries import templates as queries
from headway.writing.queries.templates import Wanted
from headway.writing.schemas.templates import TemplateIn, TemplateKeyResultIn, TemplateOut, TemplatePatch
from tests.make import Make

RESULT: dict[str, Any] = {
    "title": "Reduce the median repair time",
    "kind": "decrease",
    "unit": "h",
    "start": "9.5",
    "target": 4,
    "window": "week",
    "source": "Workshop book",
}


async def made(ctx: Ctx, objective: str = "Bring bicycles back on the road quickly", **more: Any) -> TemplateOut:
    return await templates.make_template(ctx, TemplateIn(objective=objective, **more))


async def test_a_template_is_made_found_changed_taken_away_and_brought_back(client: Any) -> None:
    given = {"objective": " Bring bicycles back on the road ", "domain": "customer_success", "key_results": [RESULT]}
    answer = await client.post("/writing/templates", json=given)
    assert answer.status_code == 201
    one = answer.json()
    assert one["objective"] == "Bring bicycles back on the road"
    assert one["key_results"][0]["start"] == 9.5
    assert one["origin"] == "workspace"
    assert one["can"] == {"edit": True}
    path = f"/writing/templates/{one['id']}"
    listed = (await client.get("/writing/templates", params={"q": "bicycle", "origin": "workspace"})).json()
    assert [line["id"] for line in listed["items"]] == [one["id"]]
    changed = await client.patch(path, json={"suits": "Workshops"}, version=1)
    assert (changed.json()["suits"], changed.json()["version"]) == ("Workshops", 2)
    assert changed.json()["key_results"] == one["key_results"]
    assert (await client.patch(path, json={"suits": "Other"}, version=1)).status_code == 412
    assert (await client.delete(path)).status_code == 204
    assert (await client.get(path)).status_code == 404
    assert (await client.delete(path)).status_code == 404
    assert (await client.post(path + "/restoration")).json()["version"] == 4
    assert (await client.get(path)).json()["suits"] == "Workshops"


async def test_the_library_is_listed_counted_and_read_in_both_languages(client: Any) -> None:
    all_ = (await client.get("/writing/templates")).json()
    assert len(all_["items"]) >= 72
    assert len(all_["domains"]) == 12
    assert sum(one["count"] for one in all_["domains"]) == len(all_["items"])
    sales = (await client.get("/writing/templates", params={"domain": "sales", "language": "de"})).json()
    assert {line["domain"] for line in sales["items"]} == {"sales"}
    assert next(one for one in sales["domains"] if one["domain"] == "sales")["name"] == "Vertrieb"
    assert len(sales["domains"]) == 12
    first = (await client.get("/writing/templates/retire-the-old", params={"language": "de"})).json()
    assert first["key_results"][0]["steps"][3] == {"name": "abgeschaltet", "weight": 4.0}
    assert first["version"] == 0
    assert first["can"] == {"edit": False}
    assert (await client.get("/writing/templates/no-such-thing")).status_code == 404
    assert (await client.patch("/writing/templates/retire-the-old", json={}, version=0)).status_code == 404


async def test_words_find_own_ones_and_ours_in_either_language(ctx: Ctx) -> None:
    own = await made(ctx, domain="sales")
    found = await queries.templates(ctx, Wanted(q="bicycel"))
    assert found.items[0].id == own.id
    assert found.workspace == 1
    german = await queries.templates(ctx, Wanted(q="Bereitschaft", language="en"))
    assert german.items[0].id == "calm-nights"
    assert german.items[0].objective.startswith("Let the people on call")
    narrowed = await queries.templates(ctx, Wanted(origin="library", domain="sales"))
    assert own.id not in {line.id for line in narrowed.items}


async def test_the_maker_and_admins_change_a_template_and_nobody_else(make: Make) -> None:
    mia, ben = make.ctx_of(await make.member()), make.ctx_of(await make.member(name="Ben"))
    admin = make.ctx_of(await make.member("admin", name="Ada"))
    one = await made(mia)
    id_ = (await queries.templates(ben, Wanted(origin="workspace"))).items[0].id
    assert not (await queries.template(ben, id_, "en")).can.edit
    row = await queries.own_template(ben, _uuid(one))
    with pytest.raises(Forbidden):
        await templates.change_template(ben, row.id, TemplatePatch(why="No"), version=1)
    with pytest.raises(Forbidden):
        await templates.remove_template(ben, row.id)
    await templates.change_template(admin, row.id, TemplatePatch(why="Yes", key_results=[]), version=1)
    with pytest.raises(Stale):
        await templates.change_template(mia, row.id, TemplatePatch(why="Late"), version=1)
    await templates.remove_template(mia, row.id)
    assert [event.kind for event in mia.recorded] == ["writing.template_made", "writing.template_removed"]


async def test_a_guest_neither_makes_nor_sees_any(make: Make, client_for: Any) -> None:
    await made(make.ctx_of(make.owner))
    guest = await client_for(await make.member("guest", name="Gus"))
    assert (await guest.get("/writing/templates")).status_code == 403
    assert (await guest.post("/writing/templates", json={"objective": "Mine"})).status_code == 403
    with pytest.raises(Forbidden):
        await made(make.ctx_of(await make.member("guest", name="Gil")))


async def test_blank_words_and_too_many_are_refused(ctx: Ctx, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Invalid):
        await made(ctx, "   ")
    with pytest.raises(Invalid) as refused:
        await made(ctx, key_results=[TemplateKeyResultIn(title=" ", kind="binary")])
    assert refused.value.errors[0].path == "key_results.0.title"
    monkeypatch.setattr(templates, "MOST", 1)
    one = await made(ctx)
    with pytest.raises(Conflict):
        await made(ctx)
    with pytest.raises(NotFound):
        await templates.restore_template(ctx, _uuid(one))


async def test_a_kind_or_number_that_makes_no_sense_is_refused(client: Any) -> None:
    for wrong in ({"kind": "objectives"}, {"start": "many"}, {"start": "NaN"}, {"target": "1e15"}, {"owner": "me"}):
        answer = await client.post(
            "/writing/templates", json={"objective": "Cycle on", "key_results": [{**RESULT, **wrong}]}
        )
        assert answer.status_code in {400, 422}, wrong


async def test_the_list_takes_one_statement(ctx: Ctx, statements: Any) -> None:
    await made(ctx)
    statements.clear()
    await queries.templates(ctx, Wanted(q="road"))
    assert statements.count == 1


def _uuid(one: TemplateOut) -> UUID:
    return UUID(one.id)


async def test_the_palette_finds_templates_of_the_workspace_and_guests_find_none(
    client: Any, make: Make, client_for: Any
) -> None:
    one = await client.post("/writing/templates", json={"objective": "Bring bicycles back on the road"})
    hits = (await client.get("/search", params={"q": "bicycle road"})).json()["items"]
    assert [(hit["kind"], hit["id"], hit["label"]) for hit in hits] == [("template", one.json()["id"], "Template")]
    guest = await client_for(await make.member("guest", name="Gus"))
    assert (await guest.get("/search", params={"q": "bicycle road"})).json()["items"] == []
