"""People of the workspace: the directory, the members, and lookups for other rooms."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from headway.core import db, pages
from headway.core.ctx import Ctx
from headway.core.db import HasConnection
from headway.core.pages import Page
from headway.core.subjects import Audience, Subject, Titled
from headway.organisation import access
from headway.organisation.rules.names import like_pattern
from headway.organisation.schemas import (
    MemberOut,
    MemberRow,
    Membership,
    MembershipRow,
    PersonMatch,
    PersonOut,
    PersonRef,
)

State = Literal["active", "removed", "all"]


async def members(
    ctx: Ctx, *, search: str = "", team: UUID | None = None, state: State = "active", cursor: str | None, limit: int
) -> Page[MemberRow]:
    """People the caller may see, by name. `search` finds parts of name, title and (not for guests) e-mail address."""
    after = pages.decode(cursor, tuple[str, UUID])
    found = await db.rows(
        ctx,
        MemberRow,
        _LIST,
        workspace=ctx.workspace.id,
        state=state,
        team=team,
        pattern=like_pattern(search) if search.strip() else None,
        with_email=not ctx.actor.is_guest,
        after_name=after[0] if after else None,
        after_id=after[1] if after else None,
        limit=limit + 1,
    )
    return pages.page(found, limit, lambda row: (row.sort_name, row.id))


_LIST = """
select id, account_id, name, email, title, role, sample, removed_at, version, lower(name) as sort_name
  from member
 where workspace_id = %(workspace)s
   and (%(state)s = 'all' or (removed_at is null) = (%(state)s = 'active'))
   and (%(pattern)s::text is null or name ilike %(pattern)s or title ilike %(pattern)s
        or (%(with_email)s and email ilike %(pattern)s))
   and (%(team)s::uuid is null
        or id in (select member_id from team_member where workspace_id = %(workspace)s and team_id = %(team)s))
   and (%(after_name)s::text is null or (lower(name), id) > (%(after_name)s, %(after_id)s::uuid))
 order by lower(name), id
 limit %(limit)s
"""


async def directory(ctx: Ctx, *, search: str, team: UUID | None, cursor: str | None, limit: int) -> Page[PersonOut]:
    """People as everybody sees them."""
    page = await members(ctx, search=search, team=team, cursor=cursor, limit=limit)
    teams = await memberships(ctx, [row.id for row in page.items])
    return Page([_person_out(ctx, row, teams) for row in page.items], page.next)


async def person(ctx: Ctx, member_id: UUID) -> PersonOut:
    """One person, also one who has left. Raises NotFound."""
    row = await member(ctx, member_id)
    return _person_out(ctx, row, await memberships(ctx, [row.id]))


async def member_page(ctx: Ctx, *, search: str, state: State, cursor: str | None, limit: int) -> Page[MemberOut]:
    """People as settings show them."""
    page = await members(ctx, search=search, state=state, cursor=cursor, limit=limit)
    teams = await memberships(ctx, [row.id for row in page.items])
    return Page([member_out(ctx, row, teams.get(row.id, [])) for row in page.items], page.next)


async def member_shown(ctx: Ctx, member_id: UUID) -> MemberOut:
    row = await member(ctx, member_id)
    return member_out(ctx, row, (await memberships(ctx, [row.id])).get(row.id, []))


async def member(ctx: Ctx, member_id: UUID, *, lock: bool = False) -> MemberRow:
    """One person the caller may see, locked if they will be changed. Raises NotFound."""
    return await db.one(ctx, MemberRow, _ONE_LOCKED if lock else _ONE, workspace=ctx.workspace.id, member=member_id)


_ONE = """
select id, account_id, name, email, title, role, sample, removed_at, version, lower(name) as sort_name
  from member
 where workspace_id = %(workspace)s and id = %(member)s
"""

_ONE_LOCKED = """
select id, account_id, name, email, title, role, sample, removed_at, version, lower(name) as sort_name
  from member
 where workspace_id = %(workspace)s and id = %(member)s
   for update
"""


async def member_by_email(ctx: Ctx, email: str) -> MemberRow | None:
    """The person of an address, present or removed; upper and lower case taken as the same."""
    return await db.maybe(
        ctx,
        MemberRow,
        """
        select id, account_id, name, email, title, role, sample, removed_at, version, lower(name) as sort_name
          from member
         where workspace_id = %(workspace)s and email <> '' and lower(email) = lower(%(email)s)
           for update
        """,
        workspace=ctx.workspace.id,
        email=email,
    )


async def references(ctx: Ctx, ids: Sequence[UUID]) -> dict[UUID, PersonRef]:
    """People by id as other rooms show them; ids the caller may not see are missing."""
    found = await db.rows(
        ctx,
        PersonRef,
        """
        select id, name, title, removed_at is null as active
          from member
         where workspace_id = %(workspace)s and id = any (%(ids)s)
        """,
        workspace=ctx.workspace.id,
        ids=list(ids),
    )
    return {each.id: each for each in found}


async def matches(ctx: Ctx, *, emails: Sequence[str] = (), names: Sequence[str] = ()) -> list[PersonMatch]:
    """People with one of these addresses or names, upper and lower case taken as the same; also those who have left.

    For imports: the caller decides what two people of one name mean.
    """
    return await db.rows(
        ctx,
        PersonMatch,
        """
        select id, name, email, removed_at is null as active, role
          from member
         where workspace_id = %(workspace)s
           and (lower(email) = any (%(emails)s) and email <> '' or lower(name) = any (%(names)s))
         order by removed_at is not null, lower(name), id
        """,
        workspace=ctx.workspace.id,
        emails=[email.strip().lower() for email in emails],
        names=[" ".join(name.split()).lower() for name in names],
    )


async def memberships(ctx: Ctx, people: Sequence[UUID]) -> dict[UUID, list[Membership]]:
    """The teams of people, by name; archived teams left out."""
    found = await db.rows(
        ctx,
        MembershipRow,
        """
        select tm.member_id, t.id, t.name, tm.role
          from team_member tm
          join team t on t.workspace_id = tm.workspace_id and t.id = tm.team_id and t.archived_at is null
         where tm.workspace_id = %(workspace)s and tm.member_id = any (%(people)s)
         order by lower(t.name), t.id
        """,
        workspace=ctx.workspace.id,
        people=list(people),
    )
    by_person: dict[UUID, list[Membership]] = {}
    for row in found:
        by_person.setdefault(row.member_id, []).append(Membership(id=row.id, name=row.name, role=row.role))
    return by_person


def member_out(ctx: Ctx, row: MemberRow, teams: list[Membership]) -> MemberOut:
    """A member with what the caller may do to them."""
    return MemberOut(
        id=row.id,
        name=row.name,
        email=row.email,
        title=row.title,
        role=row.role,
        joined=row.account_id is not None,
        active=row.removed_at is None,
        sample=row.sample,
        version=row.version,
        teams=teams,
        can={
            "edit": access.can_edit_member(ctx.actor, row),
            "change_role": access.can_change_role(ctx.actor, row, row.role),
            "make_owner": access.can_change_role(ctx.actor, row, "owner"),
            "remove": row.removed_at is None and access.can_remove_member(ctx.actor, row),
        },
    )


def _person_out(ctx: Ctx, row: MemberRow, teams: dict[UUID, list[Membership]]) -> PersonOut:
    hidden = ctx.actor.is_guest and row.id != ctx.actor.member
    return PersonOut(
        id=row.id,
        name=row.name,
        email="" if hidden else row.email,
        title=row.title,
        role=row.role,
        active=row.removed_at is None,
        teams=teams.get(row.id, []),
    )


async def visible(ctx: Ctx, ids: list[UUID]) -> list[Titled]:
    return [Titled(id=each.id, title=each.name, context=each.title) for each in (await references(ctx, ids)).values()]


async def find(ctx: Ctx, words: str, limit: int) -> list[Titled]:
    page = await members(ctx, search=words, cursor=None, limit=limit)
    return [Titled(id=row.id, title=row.name, context=row.title) for row in page.items]


async def audience(ctx: HasConnection, ids: list[UUID]) -> dict[UUID, Audience]:
    """Everybody; and of the guests the person themselves and those with whom one of their teams is shared."""
    existing = await db.column(ctx, "select id from member where id = any (%(ids)s)", ids=ids)
    async with ctx.connection.cursor(binary=True) as cursor:
        await cursor.execute(_GUESTS_WHO_SEE, {"ids": ids})
        pairs = await cursor.fetchall()
    guests: dict[UUID, set[UUID]] = {member: {member} for member in existing}
    for member, guest in pairs:
        guests[member].add(guest)
    return {member: Audience(everyone=True, members=frozenset(seen)) for member, seen in guests.items()}


_GUESTS_WHO_SEE = """
select distinct tm.member_id, s.member_id
  from team_member tm
  join share s on s.workspace_id = tm.workspace_id and s.subject = 'team' and s.subject_id = tm.team_id
 where tm.member_id = any (%(ids)s)
"""

SUBJECTS = [Subject(kind="member", visible=visible, audience=audience, find=find)]
