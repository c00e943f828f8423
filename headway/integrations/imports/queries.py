"""Reads: imports and their reports, what the workspace has that a file may name, what came from outside before."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from headway.core import db, pages
from headway.core.ctx import Ctx
from headway.core.db import HasConnection
from headway.core.errors import NotFound
from headway.core.pages import Page
from headway.core.subjects import Audience, Subject, Titled
from headway.integrations.imports import access
from headway.integrations.imports.report import Report
from headway.integrations.imports.rules.people import becoming, left_out
from headway.integrations.imports.rules.table import known_fields
from headway.integrations.imports.rules.values import Known, KnownCycle, KnownPerson, KnownTeam, Loss
from headway.integrations.imports.schemas import (
    Answers,
    Batch,
    ChangeRow,
    ImportCan,
    ImportLine,
    ImportOut,
    ImportRow,
    ItemRow,
    LossGroup,
    Note,
    PersonFound,
    Progress,
    Refusal,
    ReportRows,
    Summary,
    TeamFound,
)
from headway.organisation.queries import people as organisation
from headway.organisation.schemas import PersonRef

SHOWN = 200
KEPT_DAYS = 30
_COLUMNS = """
id, created_by, created_at, file_name, length(content) as size, options, answers, state, refusal, summary,
       batches, next_batch, notes, committed_at, undone_at, version
"""


async def import_row(ctx: Ctx, import_id: UUID, *, lock: bool = False) -> ImportRow:
    """One import the caller may see, locked if it will be changed. Raises `NotFound`."""
    row = await db.one(ctx, ImportRow, _ONE_LOCKED if lock else _ONE, workspace=ctx.workspace.id, id=import_id)
    if ctx.actor.kind != "system" and not access.can_see(ctx.actor, row.created_by):
        raise NotFound
    return row


async def imports(ctx: Ctx, *, cursor: str | None, limit: int) -> Page[ImportLine]:
    """Imports, newest first; admins see everybody's."""
    after = pages.decode(cursor, tuple[datetime, UUID])
    found = await db.rows(
        ctx,
        ImportRow,
        _LIST,
        workspace=ctx.workspace.id,
        everybody=ctx.actor.is_admin,
        member=ctx.actor.member,
        first=after is None,
        created_at=after[0] if after else None,
        id=after[1] if after else None,
        limit=limit + 1,
    )
    page = pages.page(found, limit, lambda row: (row.created_at, row.id))
    people = await organisation.references(ctx, [row.created_by for row in page.items if row.created_by])
    return Page([_line(row, people) for row in page.items], page.next)


async def import_out(ctx: Ctx, import_id: UUID) -> ImportOut:
    """An import with its preview."""
    row = await import_row(ctx, import_id)
    summary = summary_of(row)
    report = await report_rows(ctx, import_id)
    answers = msgspec.convert(row.answers, Answers)
    nobody = left_out(summary.people, answers.people) if summary else []
    members = {person.member for person in summary.people if person.member} if summary else set()
    wanted = [UUID(member) for member in members] + ([row.created_by] if row.created_by else [])
    people = await organisation.references(ctx, wanted)
    line = _line(row, people)
    return ImportOut(
        **{name: getattr(line, name) for name in line.__struct_fields__},
        refusal=msgspec.convert(row.refusal, Refusal) if row.refusal else None,
        size=row.size,
        mapping=summary.mapping if summary else {},
        columns=summary.columns if summary else [],
        day_first=row.options.get("day_first"),
        unclear=summary.unclear if summary else None,
        outline=summary.outline if summary else [],
        fields=sorted(known_fields(summary.kind)) if summary else [],
        same=summary.same if summary else 0,
        losses=[*grouped(report.losses), *grouped(nobody, apart=True)][:SHOWN],
        losses_total=len(report.losses) + len(nobody),
        errors=report.errors[:SHOWN],
        errors_total=len(report.errors),
        people=_people(summary, answers, people),
        teams=_teams(summary, answers),
        cycles=summary.cycles if summary else [],
        questions=summary.questions[:SHOWN] if summary else [],
        answers=answers,
        progress=Progress(row.next_batch, row.batches),
        notes=[msgspec.convert(note, Note) for note in row.notes[:SHOWN]],
        committed_at=row.committed_at,
        undone_at=row.undone_at,
        can=_can(ctx, row, summary),
    )


async def report(ctx: Ctx, import_id: UUID) -> Report:
    """The whole report, every loss and error, with the keys of `headway import --json`."""
    row = await import_row(ctx, import_id)
    summary, rows = summary_of(row), await report_rows(ctx, import_id)
    nobody = left_out(summary.people, msgspec.convert(row.answers, Answers).people) if summary else []
    return Report(
        kind=summary.kind if summary else None,
        mapping=summary.mapping if summary else {},
        counts=counts_of(row, summary),
        losses=sorted([*rows.losses, *nobody], key=lambda loss: loss.row),
        errors=rows.errors,
    )


def too_old(ctx: Ctx, row: ImportRow) -> bool:
    """Whether what an undo needs has been dropped."""
    return row.created_at < ctx.now - timedelta(days=KEPT_DAYS)


def summary_of(row: ImportRow) -> Summary | None:
    return msgspec.json.decode(row.summary, type=Summary) if row.summary else None


def counts_of(row: ImportRow, summary: Summary | None) -> dict[str, int]:
    """What the plan makes or changes; its people are those who are made, by what was answered."""
    if summary is None:
        return {}
    chosen = becoming(summary.people, msgspec.convert(row.answers, Answers).people)
    return {**summary.counts, "people": sum(one == "new" for one in chosen.values())}


def grouped(losses: Sequence[Loss], *, apart: bool = False) -> list[LossGroup]:
    """Losses of one column for one reason together (and `apart` by value), the most frequent first."""

    def group(loss: Loss) -> tuple[str, str, str]:
        return loss.field, loss.why, loss.value if apart else ""

    counts = Counter(group(loss) for loss in losses)
    first: dict[tuple[str, str, str], Loss] = {}
    for loss in losses:
        first.setdefault(group(loss), loss)
    return [
        LossGroup(field=key[0], why=key[1], count=count, row=first[key].row, value=first[key].value[:SHOWN])
        for key, count in counts.most_common()
    ]


async def report_rows(ctx: Ctx, import_id: UUID) -> ReportRows:
    stored = await db.value(ctx, _REPORT, workspace=ctx.workspace.id, id=import_id)
    return msgspec.json.decode(stored, type=ReportRows) if stored else ReportRows(losses=[], errors=[])


async def content(ctx: Ctx, import_id: UUID) -> bytes:
    found: bytes = await db.value(ctx, _CONTENT, workspace=ctx.workspace.id, id=import_id)
    return found


async def batch(ctx: Ctx, import_id: UUID, place: int) -> Batch:
    stored = await db.value(ctx, _BATCH, workspace=ctx.workspace.id, id=import_id, place=place)
    return msgspec.json.decode(stored, type=Batch)


async def known(ctx: Ctx) -> Known:
    """What the workspace has that a file may name, and what was imported before and is still there."""
    items = await db.rows(ctx, _Mark, _KNOWN_ITEMS, workspace=ctx.workspace.id)
    return Known(
        people=tuple(await db.rows(ctx, KnownPerson, _KNOWN_PEOPLE, workspace=ctx.workspace.id)),
        teams=tuple(await db.rows(ctx, KnownTeam, _KNOWN_TEAMS, workspace=ctx.workspace.id)),
        cycles=tuple(await db.rows(ctx, KnownCycle, _KNOWN_CYCLES, workspace=ctx.workspace.id)),
        items={item.name: item.fingerprint for item in items},
    )


async def items(ctx: Ctx, source: str, external_ids: Sequence[str]) -> dict[str, ItemRow]:
    """What is known of things of these ids; those whose subject is gone are left out."""
    found = await db.rows(ctx, ItemRow, _ITEMS, workspace=ctx.workspace.id, source=source, ids=list(set(external_ids)))
    return {row.external_id: row for row in found}


async def changes(ctx: Ctx, import_id: UUID, *, below: int, limit: int) -> list[ChangeRow]:
    """What an import did, the last first, from a place downwards."""
    return await db.rows(ctx, ChangeRow, _CHANGES, workspace=ctx.workspace.id, id=import_id, below=below, limit=limit)


class _Mark(msgspec.Struct, frozen=True):
    name: str
    fingerprint: str


def _line(row: ImportRow, people: dict[UUID, PersonRef]) -> ImportLine:
    summary = summary_of(row)
    return ImportLine(
        id=row.id,
        file_name=row.file_name,
        state=row.state,
        kind=summary.kind if summary else None,
        counts=counts_of(row, summary),
        created_at=row.created_at,
        created_by=people.get(row.created_by) if row.created_by else None,
        version=row.version,
    )


def _people(summary: Summary | None, answers: Answers, people: dict[UUID, PersonRef]) -> list[PersonFound]:
    return [
        PersonFound(
            key=person.key,
            name=person.name,
            email=person.email,
            rows=person.rows,
            member=people.get(UUID(person.member)) if person.member else None,
            match=person.match,
            answer=answers.people.get(person.key),
        )
        for person in (summary.people if summary else [])
    ]


def _teams(summary: Summary | None, answers: Answers) -> list[TeamFound]:
    return [
        TeamFound(key=team.key, name=team.name, team_id=team.team, answer=answers.teams.get(team.key))
        for team in (summary.teams if summary else [])
    ]


def _can(ctx: Ctx, row: ImportRow, summary: Summary | None) -> ImportCan:
    allowed = access.can_import(ctx.actor, summary.kind if summary else None)
    return ImportCan(
        change=row.state in {"uploaded", "ready", "refused"},
        commit=allowed and row.state == "ready",
        undo=allowed and row.state == "done" and not too_old(ctx, row),
        delete=row.state in {"uploaded", "ready", "refused", "undone"},
    )


async def _visible(ctx: Ctx, ids: list[UUID]) -> list[Titled]:
    return await db.rows(
        ctx,
        Titled,
        """
        select id, file_name as title from import
         where workspace_id = %(workspace)s and id = any (%(ids)s)
           and (%(everybody)s or (created_by = %(member)s and not %(guest)s))
        """,
        workspace=ctx.workspace.id,
        ids=ids,
        everybody=ctx.actor.is_admin,
        member=ctx.actor.member,
        guest=ctx.actor.is_guest,
    )


class _Seen(msgspec.Struct, frozen=True):
    id: UUID
    members: list[UUID]


async def _audience(holder: HasConnection, ids: list[UUID]) -> dict[UUID, Audience]:
    """Its author and the admins; the tenant of the transaction bounds the rows."""
    found = await db.rows(
        holder,
        _Seen,
        """
        select i.id, array (select m.id from member m
                             where m.workspace_id = i.workspace_id and m.removed_at is null and m.role <> 'guest'
                               and (m.id = i.created_by or m.role in ('admin', 'owner'))) as members
          from import i
         where i.id = any (%(ids)s)
        """,
        ids=ids,
    )
    return {row.id: Audience(members=frozenset(row.members)) for row in found}


_ONE = f"select {_COLUMNS} from import where workspace_id = %(workspace)s and id = %(id)s"  # noqa: S608 - a constant
_ONE_LOCKED = f"{_ONE} for update"
_LIST = f"""
select {_COLUMNS} from import
 where workspace_id = %(workspace)s and (%(everybody)s or created_by = %(member)s)
   and (%(first)s or (created_at, id) < (%(created_at)s::timestamptz, %(id)s::uuid))
 order by created_at desc, id desc
 limit %(limit)s
"""  # noqa: S608 - a constant
_REPORT = "select report from import where workspace_id = %(workspace)s and id = %(id)s"
_CONTENT = "select content from import where workspace_id = %(workspace)s and id = %(id)s"
_BATCH = (
    "select items from import_batch where workspace_id = %(workspace)s and import_id = %(id)s and place = %(place)s"
)
_KNOWN_PEOPLE = """
select id::text as id, name, email from member where workspace_id = %(workspace)s and removed_at is null order by id
"""
_KNOWN_TEAMS = """
select id::text as id, name from team where workspace_id = %(workspace)s and archived_at is null order by id
"""
_KNOWN_CYCLES = """
select id::text as id, name, starts_on, ends_on from cycle
 where workspace_id = %(workspace)s and closed_at is null order by starts_on, id
"""
_STILL_THERE = """
(case i.kind
   when 'task' then exists (select from task s where s.workspace_id = i.workspace_id and s.id = i.subject_id)
   when 'project' then exists (select from project s where s.workspace_id = i.workspace_id and s.id = i.subject_id)
   when 'objective' then exists (select from objective s where s.workspace_id = i.workspace_id and s.id = i.subject_id)
   when 'key_result'
     then exists (select from key_result s where s.workspace_id = i.workspace_id and s.id = i.subject_id)
   else exists (select from measurement s where s.workspace_id = i.workspace_id and s.id = i.subject_id)
 end)
"""
_KNOWN_ITEMS = f"""
select i.source || ':' || i.external_id as name, i.fingerprint
  from import_item i
 where i.workspace_id = %(workspace)s and {_STILL_THERE}
"""  # noqa: S608 - a constant
_ITEMS = f"""
select i.source, i.external_id, i.kind, i.subject_id, i.import_id, i.fingerprint, i.content
  from import_item i
 where i.workspace_id = %(workspace)s and i.source = %(source)s and i.external_id = any (%(ids)s) and {_STILL_THERE}
"""  # noqa: S608 - a constant
_CHANGES = """
select place, source, external_id, kind, subject_id, version, before from import_change
 where workspace_id = %(workspace)s and import_id = %(id)s and place < %(below)s
 order by place desc
 limit %(limit)s
"""

SUBJECTS = [Subject(kind="import", audience=_audience, visible=_visible)]
