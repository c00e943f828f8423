"""Templates: ours, and those of the workspace, as one list."""

from collections import Counter
from typing import Any, Literal
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.db import HasConnection
from headway.core.errors import NotFound
from headway.core.subjects import Audience, Subject, Titled
from headway.writing.access import can_edit_template
from headway.writing.queries import library
from headway.writing.rules.finding import Text, found, index_of
from headway.writing.schemas.templates import (
    Domain,
    DomainCount,
    Language,
    Origin,
    TemplateCan,
    TemplateKeyResultOut,
    TemplateLine,
    TemplateList,
    TemplateOut,
)

MOST = 300  # templates a workspace may have; all of them are read for a list


class TemplateRow(Struct, frozen=True, kw_only=True):
    """A template of the workspace as stored."""

    id: UUID
    domain: Domain
    objective: str
    suits: str
    why: str
    key_results: list[dict[str, Any]]
    maker: UUID | None
    author: str
    version: int


class Wanted(Struct, frozen=True, kw_only=True):
    """What a list is narrowed to; None is everything."""

    domain: Domain | None = None
    origin: Origin | None = None
    q: str = ""
    language: Language = "en"


async def templates(ctx: Ctx, wanted: Wanted) -> TemplateList:
    """The workspace's own first, then ours; with words, each of the two best first. One statement."""
    rows = await _all(ctx)
    lines = (
        [] if wanted.origin == "library" else [_line(row, "workspace", row.author) for row in _matching(rows, wanted)]
    )
    if wanted.origin != "workspace":
        lines += [_line(entry, "library") for entry in _ours(wanted)]
    counts = Counter(line.domain for line in lines)
    called = library.names(wanted.language)
    return TemplateList(
        items=[line for line in lines if wanted.domain in {None, line.domain}],
        domains=[
            DomainCount(domain=domain, name=called[domain], count=counts[domain])
            for domain in library.DOMAINS
            if domain != "other" or counts[domain]
        ],
        workspace=len(rows),
    )


async def template(ctx: Ctx, id_: str, language: Language) -> TemplateOut:
    """One of ours by its name, or one of the workspace by its id. Raises NotFound."""
    entry = library.entries(language).get(id_)
    if entry is not None:
        return _out(entry)
    try:
        own = UUID(id_)
    except ValueError as error:
        raise NotFound from error
    return own_out(ctx, await own_template(ctx, own))


async def own_template(ctx: Ctx, template_id: UUID, *, removed: bool = False) -> TemplateRow:
    """A template of the workspace. Raises NotFound, for a removed one unless those are asked for."""
    return await db.one(
        ctx,
        TemplateRow,
        _SELECT + SQL(" and g.id = %(id)s and (g.removed_at is not null) = %(removed)s"),
        workspace=ctx.workspace.id,
        id=template_id,
        removed=removed,
    )


def own_out(ctx: Ctx, row: TemplateRow) -> TemplateOut:
    """As it goes out, with what the caller may do."""
    return TemplateOut(
        id=str(row.id),
        origin="workspace",
        domain=row.domain,
        objective=row.objective,
        suits=row.suits,
        why=row.why,
        key_results=_key_results(row.key_results),
        author=row.author,
        version=row.version,
        can=TemplateCan(edit=can_edit_template(ctx.actor, row.maker)),
    )


async def _all(ctx: Ctx) -> list[TemplateRow]:
    return await db.rows(
        ctx,
        TemplateRow,
        _SELECT + SQL(" and g.removed_at is null order by g.id desc limit %(most)s"),
        workspace=ctx.workspace.id,
        most=MOST,
    )


def _matching(rows: list[TemplateRow], wanted: Wanted) -> list[TemplateRow]:
    if not wanted.q.strip():
        return rows
    called = library.names(wanted.language)
    index = index_of([_texts(row, called[row.domain]) for row in rows])
    return [rows[number] for number in found(index, wanted.q)]


def _texts(row: TemplateRow, domain: str) -> list[Text]:
    titles = " ".join(str(one["title"]) for one in row.key_results)
    return [Text(6, row.objective), Text(4, domain), Text(3, titles), Text(1, f"{row.suits} {row.why}")]


def _ours(wanted: Wanted) -> list[library.Entry]:
    all_ = list(library.entries(wanted.language).values())
    return [all_[number] for number in found(library.index(), wanted.q)] if wanted.q.strip() else all_


def _line(one: TemplateRow | library.Entry, origin: Origin, author: str = "") -> TemplateLine:
    return TemplateLine(
        id=str(one.id),
        origin=origin,
        domain=one.domain,
        objective=one.objective,
        suits=one.suits,
        key_results=len(one.key_results),
        author=author,
    )


def _out(entry: library.Entry) -> TemplateOut:
    return TemplateOut(
        id=entry.id,
        origin="library",
        domain=entry.domain,
        objective=entry.objective,
        suits=entry.suits,
        why=entry.why,
        key_results=_key_results(msgspec.to_builtins(entry.key_results)),
        author="",
        version=0,
        can=TemplateCan(edit=False),
    )


def _key_results(kept: list[dict[str, Any]]) -> list[TemplateKeyResultOut]:
    """Numbers are kept as exact decimals in words, and go out as numbers."""
    return msgspec.convert(kept, list[TemplateKeyResultOut], strict=False)


_SELECT = SQL(
    """
    select g.id, g.domain, g.objective, g.suits, g.why, g.key_results, g.created_by as maker,
           coalesce(m.name, '') as author, g.version
      from goal_template g
      left join member m on m.workspace_id = g.workspace_id and m.id = g.created_by
     where g.workspace_id = %(workspace)s
    """
)


async def _visible(ctx: Ctx, ids: list[UUID]) -> list[Titled]:
    return await db.rows(
        ctx, Titled, "select id, objective as title from goal_template where id = any (%(ids)s)", ids=ids
    )


class _Kept(Struct):
    id: UUID
    kept: Literal[True]


async def _audience(holder: HasConnection, ids: list[UUID]) -> dict[UUID, Audience]:
    """Every member, and no guest: row security keeps those out. A removed one too, so that its end is heard of."""
    rows = await db.rows(holder, _Kept, "select id, true as kept from goal_template where id = any (%(ids)s)", ids=ids)
    return {row.id: Audience(everyone=True) for row in rows}


async def _find(ctx: Ctx, words: str, limit: int) -> list[Titled]:
    """Of the workspace's own, by all their words. Nothing for guests, whom row security keeps out as well."""
    if ctx.actor.is_guest:
        return []
    called = library.names("en")
    rows = _matching(await _all(ctx), Wanted(q=words))[:limit]
    return [Titled(id=row.id, title=row.objective, label="Template", context=called[row.domain]) for row in rows]


SUBJECTS = [Subject(kind="template", audience=_audience, visible=_visible, find=_find)]
