"""What the steps of one commit or undo share: the import, the person it is for, and the notes it collects."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

import msgspec
import psycopg
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Actor, Ctx, Role
from headway.core.errors import Problem
from headway.integrations.imports import queries
from headway.integrations.imports.rules.values import Item
from headway.integrations.imports.schemas import Answers, ImportRow, ItemRow, Note, Summary

T = TypeVar("T")
Failed = (Problem, psycopg.Error)


class Resolved(msgspec.Struct, kw_only=True):
    """Keys of the file -> ids of the workspace, settled when the commit began. None: nobody, or none."""

    people: dict[str, UUID | None] = {}
    teams: dict[str, UUID | None] = {}
    cycles: dict[str, UUID] = {}


class _Person(msgspec.Struct, frozen=True):
    id: UUID
    account_id: UUID | None
    role: Role
    name: str
    email: str


class Run(msgspec.Struct, kw_only=True):
    """One step of an import. `ctx` is the step's own; `attempt` gives each piece of work a fresh one for its author."""

    ctx: Ctx
    row: ImportRow
    summary: Summary
    answers: Answers
    resolved: Resolved
    actor: Actor
    known: dict[str, ItemRow] = {}
    notes: list[Note] = []
    place: int = 0

    async def attempt(self, work: Callable[[Ctx], Awaitable[T]]) -> T:
        """Do a piece of work in a savepoint, with the rights of whoever imported. Raises what it raises, undone."""
        mine = self.ctx
        own = Ctx(
            mine.connection,
            mine.workspace,
            self.actor,
            now=mine.now,
            request_id=mine.request_id,
            settings=mine.settings,
        )
        async with own.connection.transaction():
            made = await work(own)
            await own.flush()
        return made

    def note(self, label: str, why: object) -> None:
        sentence = (
            why.detail
            if isinstance(why, Problem)
            else "The database refused it."
            if isinstance(why, Exception)
            else str(why)
        )
        self.notes.append(Note(label=label[:200], why=sentence[:400]))

    def person(self, key: str | None) -> UUID | None:
        return self.resolved.people.get(key) if key else None

    def team(self, key: str | None) -> UUID | None:
        return self.resolved.teams.get(key) if key else None

    def cycle(self, key: str | None) -> UUID | None:
        return self.resolved.cycles.get(key) if key else self.answers.cycle_id

    def subject(self, external_id: str | None) -> UUID | None:
        """The id here of a thing with this id there; None if it is not here (any more)."""
        held = self.known.get(external_id) if external_id else None
        return held.subject_id if held else None


async def begin(ctx: Ctx, row: ImportRow) -> Run:
    """A run for one step. The rights are those that the person has now, not those of the upload."""
    summary = queries.summary_of(row)
    if summary is None:
        raise ValueError("an import without a plan is not run")
    resolved = await db.value(
        ctx,
        "select resolved from import where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=row.id,
    )
    return Run(
        ctx=ctx,
        row=row,
        summary=summary,
        answers=msgspec.convert(row.answers, Answers),
        resolved=msgspec.convert(resolved or {}, Resolved),
        actor=await _actor(ctx, row),
        notes=[msgspec.convert(note, Note) for note in row.notes],
        place=await db.value(
            ctx,
            """
            select coalesce(max(place), -1) + 1 from import_change
             where workspace_id = %(workspace)s and import_id = %(id)s
            """,
            workspace=ctx.workspace.id,
            id=row.id,
        ),
    )


async def fresh_ids(ctx: Ctx, count: int) -> list[UUID]:
    return await db.column(ctx, "select uuidv7() from generate_series(1, %(count)s)", count=count)


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is there now: made (`before` is None) or changed. `item` is None for people, teams, cycles.

    `ours` is False for what was there before and only stands for something of the file: the undo leaves it alone.
    """

    external_id: str
    kind: str
    subject_id: UUID
    version: int = 1
    before: dict[str, Any] | None = None
    item: Item | None = None
    fingerprint: str = ""
    ours: bool = True


async def keep(run: Run, written: Sequence[Written]) -> None:
    """Remember what was made or changed: for the next import of the same file, and for the undo."""
    ctx = run.ctx
    items = [one for one in written if one.item is not None]
    changed = [one for one in written if one.ours]
    await db.run_many(
        ctx,
        _KEEP_ITEM,
        [
            {
                "workspace": ctx.workspace.id,
                "source": run.summary.source,
                "external_id": one.external_id,
                "kind": one.kind,
                "subject": one.subject_id,
                "import": run.row.id,
                "fingerprint": one.fingerprint,
                "content": msgspec.json.encode(one.item),
            }
            for one in items
        ],
    )
    await db.run_many(
        ctx,
        _KEEP_CHANGE,
        [
            {
                "workspace": ctx.workspace.id,
                "import": run.row.id,
                "place": run.place + offset,
                "source": run.summary.source,
                "external_id": one.external_id,
                "kind": one.kind,
                "subject": one.subject_id,
                "version": one.version,
                "before": None if one.before is None else Jsonb(msgspec.to_builtins(one.before)),
            }
            for offset, one in enumerate(changed)
        ],
    )
    run.place += len(changed)


async def save(run: Run, *, state: str, next_batch: int) -> None:
    """The cursor of the step, in the transaction of the step."""
    await db.run(
        run.ctx,
        """
        update import
           set state = %(state)s, next_batch = %(next)s, notes = %(notes)s, version = version + %(ended)s,
               committed_at = case when %(state)s = 'done' then %(now)s else committed_at end,
               undone_at = case when %(state)s = 'undone' then %(now)s else undone_at end
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=run.ctx.workspace.id,
        id=run.row.id,
        state=state,
        next=next_batch,
        notes=Jsonb(msgspec.to_builtins(run.notes[:2000])),
        ended=int(state in {"done", "undone"}),
        now=run.ctx.now,
    )


async def _actor(ctx: Ctx, row: ImportRow) -> Actor:
    if ctx.actor.kind != "system":
        return ctx.actor
    person = await db.maybe(
        ctx,
        _Person,
        """
        select id, account_id, role, name, email from member
         where workspace_id = %(workspace)s and id = %(id)s and removed_at is null
        """,
        workspace=ctx.workspace.id,
        id=row.created_by,
    )
    if person is None:
        return Actor(kind="person", role="guest", name="")
    return Actor(
        kind="person",
        account=person.account_id,
        member=person.id,
        role=person.role,
        name=person.name,
        email=person.email,
    )


_KEEP_ITEM = """
insert into import_item (workspace_id, source, external_id, kind, subject_id, import_id, fingerprint, content)
values (%(workspace)s, %(source)s, %(external_id)s, %(kind)s, %(subject)s, %(import)s, %(fingerprint)s, %(content)s)
on conflict (workspace_id, source, external_id) do update
   set kind = excluded.kind, subject_id = excluded.subject_id, import_id = excluded.import_id,
       fingerprint = excluded.fingerprint, content = excluded.content
"""
_KEEP_CHANGE = """
insert into import_change (workspace_id, import_id, place, source, external_id, kind, subject_id, version, before)
values (%(workspace)s, %(import)s, %(place)s, %(source)s, %(external_id)s, %(kind)s, %(subject)s, %(version)s,
        %(before)s)
"""
