"""Metrics: how a key result gets its number, defined and changed."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Cause, Ctx
from headway.core.errors import Conflict, FieldError, Invalid, NotFound
from headway.progress import queries
from headway.progress.actions.graph import change_graph
from headway.progress.actions.moving import evaluated, lock_graph, set_readings
from headway.progress.rules import metrics
from headway.progress.rules.graph import Mode
from headway.progress.rules.metrics import Definition, Kind
from headway.progress.schemas import GraphChange, MetricFacts, Moved, NewLink, NewNode


class KindHasValues(Conflict):
    """Values of one shape (a number, done of total, steps, yes or no) cannot be read as those of another."""

    code = "progress.kind_has_values"
    title = "Values have been recorded that the new kind cannot read. Make a new key result instead"


def when_empty(kind: Kind) -> float | None:
    """The progress of a computed key result with nothing linked: 0 for `work`, undefined for `objectives`."""
    return 0.0 if kind is Kind.WORK else None


def mode_of(kind: Kind) -> Mode:
    """The mode of the node of a key result of this kind."""
    return Mode.MEAN if kind in metrics.COMPUTED else Mode.VALUE


async def define_metric(ctx: Ctx, metric_id: UUID, definition: Definition) -> Definition:
    """Keep a new metric under the id of its subject; its node comes after it (`add_node`).

    Returns it with its defaults. Raises `Invalid` naming every field that is wrong.
    """
    return (await define_metrics(ctx, {metric_id: definition}))[metric_id]


async def define_metrics(ctx: Ctx, definitions: Mapping[UUID, Definition]) -> dict[UUID, Definition]:
    """The same for many, in one statement."""
    kept = {metric_id: _checked(ctx, definition) for metric_id, definition in definitions.items()}
    await db.run(
        ctx,
        """
        insert into metric (workspace_id, id, kind, unit, start, target, v70, low, high, method, steps, starts_on,
                            ends_on, path, check_in_days)
        select %(workspace)s, d.id, d.kind, d.unit, d.start, d.target, d.v70, d.low, d.high, d.method, d.steps,
               d.starts_on, d.ends_on, d.path, d.check_in_days
          from jsonb_to_recordset(%(definitions)s) as d (
                 id uuid, kind text, unit text, start numeric, target numeric, v70 numeric, low numeric, high numeric,
                 method text, steps jsonb, starts_on date, ends_on date, path jsonb, check_in_days smallint)
        """,
        workspace=ctx.workspace.id,
        definitions=Jsonb([{"id": str(one), **msgspec.to_builtins(d)} for one, d in kept.items()]),
    )
    return kept


async def change_metric(
    ctx: Ctx, metric_id: UUID, definition: Definition, *, cause: Cause | None = None
) -> list[Moved]:
    """Define a metric anew: its progress and everything above follow, links count or no longer count by its kind.

    Raises `NotFound`, `Invalid`, `KindHasValues`.
    """
    await lock_graph(ctx)
    known = await queries.metric_facts(ctx, [metric_id])
    if not known:
        raise NotFound
    old = known[metric_id].definition
    kept = _checked(ctx, definition)
    if known[metric_id].values and not _readable(known[metric_id], kept.kind):
        raise KindHasValues
    await db.run(
        ctx,
        """
        update metric
           set kind = %(kind)s, unit = %(unit)s, start = %(start)s, target = %(target)s, v70 = %(v70)s,
               low = %(low)s, high = %(high)s, method = %(method)s, steps = %(steps)s, starts_on = %(starts_on)s,
               ends_on = %(ends_on)s, path = %(path)s, check_in_days = %(check_in_days)s
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        **_columns(ctx, metric_id, kept),
    )
    if metrics.COMPUTED & {old.kind, kept.kind} and old.kind is not kept.kind:
        return await _change_mode(ctx, metric_id, kept.kind, cause)
    facts = {metric_id: replace(known[metric_id], definition=kept)}
    return await set_readings(ctx, await evaluated(ctx, [metric_id], facts), why="definition", cause=cause)


async def remove_metric(ctx: Ctx, metric_id: UUID) -> None:
    """Remove a metric with all its measurements; remove its node first."""
    await remove_metrics(ctx, [metric_id])


async def remove_metrics(ctx: Ctx, metric_ids: Collection[UUID]) -> None:
    """The same for many, in one statement."""
    await db.run(
        ctx,
        "delete from metric where workspace_id = %(workspace)s and id = any(%(ids)s)",
        workspace=ctx.workspace.id,
        ids=list(metric_ids),
    )


async def _change_mode(ctx: Ctx, metric_id: UUID, kind: Kind, cause: Cause | None) -> list[Moved]:
    """A key result that took values now counts what is below it, or the other way round."""
    found = (await queries.readings(ctx, [metric_id])).get(metric_id)
    if found is None:
        return []
    node = NewNode(
        id=metric_id,
        subject=found.subject,
        mode=mode_of(kind),
        when_empty=when_empty(kind),
        active=found.active,
    )
    counting = {Kind.WORK: "work", Kind.OBJECTIVES: "cascade"}.get(kind)
    links = tuple(
        NewLink(child=one.child, parent=one.parent, kind=one.kind, weight=one.weight, counted=one.kind == counting)
        for one in await queries.links_below(ctx, [metric_id])
    )
    return await change_graph(ctx, GraphChange(nodes=(node,), links=links), cause=cause)


def _checked(ctx: Ctx, definition: Definition) -> Definition:
    kept = metrics.with_defaults(definition)
    if kept.kind is Kind.MAINTAIN and kept.check_in_days is None:
        # Its periods are part of what it means: a later change of the workspace's rhythm must not rewrite history.
        kept = replace(kept, check_in_days=ctx.workspace.check_in_days)
    found = metrics.refusals(kept)
    if found:
        raise Invalid(
            found[0].message,
            code=found[0].code,
            errors=[FieldError(refusal.field, refusal.message) for refusal in found],
        )
    return kept


def _columns(ctx: Ctx, metric_id: UUID, definition: Definition) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.structs.asdict(definition)
    return {
        **plain,
        "workspace": ctx.workspace.id,
        "id": metric_id,
        "kind": definition.kind.value,
        "method": definition.method.value,
        "steps": Jsonb(msgspec.to_builtins(definition.steps)),
        "path": Jsonb(msgspec.to_builtins(definition.path)),
    }


def _readable(known: MetricFacts, new: Kind) -> bool:
    """Whether the values recorded so far have the shape the new kind reads; all of them have that of the newest."""
    old = known.definition.kind
    if old is new or new in metrics.COMPUTED:
        return True
    if new in {Kind.SHARE, Kind.MILESTONE}:
        return (known.last_done if new is Kind.SHARE else known.last_steps) is not None
    number = known.last_done is None and known.last_steps is None
    return number and Kind.BINARY not in {old, new}
