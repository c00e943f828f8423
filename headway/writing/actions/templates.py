"""Templates of the workspace: made, changed, taken away, brought back."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

import msgspec
from msgspec import UNSET
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden, Invalid, Stale
from headway.writing.access import can_edit_template, can_make_template
from headway.writing.queries import templates as queries
from headway.writing.queries.templates import MOST, TemplateRow
from headway.writing.schemas.templates import TemplateIn, TemplateKeyResultIn, TemplateOut, TemplatePatch

LIMIT = Decimal(10) ** 15  # examples lie strictly inside +-LIMIT, as the numbers of a key result do


async def make_template(ctx: Ctx, given: TemplateIn) -> TemplateOut:
    """Offer it to everybody in the workspace. Raises Forbidden, Invalid, Conflict where there are too many."""
    if not can_make_template(ctx.actor):
        raise Forbidden("Templates are made by members.", code="writing.no_template")
    await _refuse_too_many(ctx)
    made: UUID = await db.value(
        ctx,
        """
        insert into goal_template (workspace_id, domain, objective, suits, why, key_results, created_by, created_at)
        values (%(workspace)s, %(domain)s, %(objective)s, %(suits)s, %(why)s, %(key_results)s, %(by)s, %(now)s)
        returning id
        """,
        workspace=ctx.workspace.id,
        domain=given.domain,
        objective=_words("objective", given.objective),
        suits=given.suits.strip(),
        why=given.why.strip(),
        key_results=_kept(given.key_results),
        by=ctx.actor.member,
        now=ctx.now,
    )
    await ctx.record("writing.template_made", "template", made, version=1)
    return queries.own_out(ctx, await queries.own_template(ctx, made))


async def change_template(ctx: Ctx, template_id: UUID, given: TemplatePatch, *, version: int) -> TemplateOut:
    """Raises NotFound, Forbidden, Stale."""
    row = await _editable(ctx, template_id)
    if row.version != version:
        raise Stale(queries.own_out(ctx, row))
    await db.run(
        ctx,
        """
        update goal_template
           set domain = %(domain)s, objective = %(objective)s, suits = %(suits)s, why = %(why)s,
               key_results = %(key_results)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=template_id,
        domain=row.domain if given.domain is UNSET else given.domain,
        objective=row.objective if given.objective is UNSET else _words("objective", given.objective),
        suits=row.suits if given.suits is UNSET else given.suits.strip(),
        why=row.why if given.why is UNSET else given.why.strip(),
        key_results=Jsonb(row.key_results) if given.key_results is UNSET else _kept(given.key_results),
    )
    await ctx.record("writing.template_changed", "template", template_id, version=version + 1)
    return queries.own_out(ctx, await queries.own_template(ctx, template_id))


async def remove_template(ctx: Ctx, template_id: UUID) -> None:
    """Out of the library; objectives that were written from it stay as they are. Raises NotFound, Forbidden."""
    row = await _editable(ctx, template_id)
    await _set_removed(ctx, template_id, ctx.now)
    await ctx.record("writing.template_removed", "template", template_id, version=row.version + 1)


async def restore_template(ctx: Ctx, template_id: UUID) -> TemplateOut:
    """Undo the removal."""
    row = await _editable(ctx, template_id, removed=True)
    await _refuse_too_many(ctx)
    await _set_removed(ctx, template_id, None)
    await ctx.record("writing.template_restored", "template", template_id, version=row.version + 1)
    return queries.own_out(ctx, await queries.own_template(ctx, template_id))


async def _editable(ctx: Ctx, template_id: UUID, *, removed: bool = False) -> TemplateRow:
    """Held until the end. Raises NotFound, Forbidden."""
    await db.run(
        ctx,
        "select 1 from goal_template where workspace_id = %(workspace)s and id = %(id)s for no key update",
        workspace=ctx.workspace.id,
        id=template_id,
    )
    row = await queries.own_template(ctx, template_id, removed=removed)
    if not can_edit_template(ctx.actor, row.maker):
        raise Forbidden("A template is changed by whoever made it, and by admins.", code="writing.not_your_template")
    return row


async def _refuse_too_many(ctx: Ctx) -> None:
    kept: int = await db.value(
        ctx,
        "select count(*) from goal_template where workspace_id = %(workspace)s and removed_at is null",
        workspace=ctx.workspace.id,
    )
    if kept >= MOST:
        raise Conflict(
            f"There are {MOST} templates already: take one away that nobody uses.", code="writing.too_many_templates"
        )


async def _set_removed(ctx: Ctx, template_id: UUID, at: datetime | None) -> None:
    await db.run(
        ctx,
        """
        update goal_template set removed_at = %(at)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=template_id,
        at=at,
    )


def _kept(key_results: list[TemplateKeyResultIn]) -> Jsonb:
    for place, one in enumerate(key_results):
        _words(f"key_results.{place}.title", one.title)
        numbers = {"start": one.start, "target": one.target, "low": one.low, "high": one.high}
        for name, number in numbers.items():
            _refuse_strange(f"key_results.{place}.{name}", number)
        for step in one.steps:
            _refuse_strange(f"key_results.{place}.steps", step.weight)
    return Jsonb(msgspec.to_builtins(key_results))


def _refuse_strange(path: str, number: Decimal | None) -> None:
    """Raises Invalid for what no screen could show."""
    if number is not None and not (number.is_finite() and abs(number) < LIMIT):
        raise Invalid.field(path, "Use a plain number below a million billion.", code="writing.number")


def _words(path: str, text: str) -> str:
    """Without blanks around it. Raises Invalid for nothing but blanks."""
    kept = text.strip()
    if not kept:
        raise Invalid.field(path, "Write a few words.", code="writing.no_words")
    return kept
