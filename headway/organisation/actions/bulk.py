"""Many people and teams at once, for imports and the demo: one statement and one event each, however many."""

from collections.abc import Sequence
from typing import LiteralString
from uuid import UUID

import psycopg

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Forbidden
from headway.identity.actions import accounts
from headway.organisation import access
from headway.organisation.actions.teams import free_slug
from headway.organisation.queries import teams as queries
from headway.organisation.rules import teams as rules
from headway.organisation.schemas import NewPerson, NewTeamMember, NewTeamRow


async def add_people(ctx: Ctx, new: Sequence[NewPerson]) -> list[UUID]:
    """Add people without accounts; their ids, in order. Addresses must be new here (`people.matches` tells)."""
    _refuse_unless_may_arrange(ctx)
    if not all(access.can_invite(ctx.actor, person.role) for person in new):
        raise Forbidden("Only owners make owners.")
    ids = await _ids(ctx, [person.id for person in new])
    await db.run(
        ctx,
        """
        insert into member (workspace_id, id, name, email, title, role, sample, created_at)
        select %(workspace)s, p.id, p.name, p.email, p.title, p.role, p.sample, %(now)s
          from unnest(%(ids)s::uuid[], %(names)s::text[], %(emails)s::text[], %(titles)s::text[], %(roles)s::text[],
                      %(samples)s::boolean[]) as p (id, name, email, title, role, sample)
        """,
        workspace=ctx.workspace.id,
        now=ctx.now,
        ids=ids,
        names=[accounts.usable_name(person.name) for person in new],
        emails=[accounts.usable_email(person.email) if person.email else "" for person in new],
        titles=[person.title for person in new],
        roles=[person.role for person in new],
        samples=[person.sample for person in new],
    )
    await _record(ctx, "organisation.people_added", len(new))
    return ids


async def add_teams(ctx: Ctx, new: Sequence[NewTeamRow]) -> list[UUID]:
    """Add teams; their ids, in order. A parent may be in the same batch, in any order."""
    _refuse_unless_may_arrange(ctx)
    present = await queries.rows(ctx)
    taken = {row.slug for row in present}
    ids = await _ids(ctx, [team.id for team in new])
    parents = {row.id: row.parent_id for row in present} | {
        team_id: team.parent_id for team_id, team in zip(ids, new, strict=True)
    }
    if any(len(rules.path_up(parents, team_id)) > rules.DEEPEST for team_id in ids):
        raise ValueError("teams nest too deeply")
    slugs = []
    for team in new:
        slugs.append(free_slug(team.name, taken))
        taken.add(slugs[-1])
    await db.run(
        ctx,
        """
        insert into team (workspace_id, id, parent_id, name, slug, purpose, sample, created_at)
        select %(workspace)s, t.id, t.parent_id, t.name, t.slug, t.purpose, t.sample, %(now)s
          from unnest(%(ids)s::uuid[], %(parents)s::uuid[], %(names)s::text[], %(slugs)s::text[],
                      %(purposes)s::text[], %(samples)s::boolean[]) as t (id, parent_id, name, slug, purpose, sample)
        """,
        workspace=ctx.workspace.id,
        now=ctx.now,
        ids=ids,
        parents=[team.parent_id for team in new],
        names=[accounts.usable_name(team.name) for team in new],
        slugs=slugs,
        purposes=[team.purpose for team in new],
        samples=[team.sample for team in new],
    )
    await _record(ctx, "organisation.teams_added", len(new))
    return ids


async def add_team_members(ctx: Ctx, new: Sequence[NewTeamMember]) -> None:
    """Put people into teams; who is in one already gets the role given here."""
    _refuse_unless_may_arrange(ctx)
    await db.run(
        ctx,
        """
        insert into team_member (workspace_id, team_id, member_id, role)
        select %(workspace)s, n.team_id, n.member_id, n.role
          from unnest(%(teams)s::uuid[], %(members)s::uuid[], %(roles)s::text[]) as n (team_id, member_id, role)
        on conflict (workspace_id, team_id, member_id) do update set role = excluded.role
        """,
        workspace=ctx.workspace.id,
        teams=[each.team_id for each in new],
        members=[each.member_id for each in new],
        roles=[each.role for each in new],
    )
    await _record(ctx, "organisation.team_members_added", len(new))


async def remove_sample(ctx: Ctx) -> int:
    """Delete sample people and teams; how many went. Rooms above clear theirs first.

    What something real refers to by now (a task given to a sample person) stays and is a sample no more. A workspace
    that was made for the sample is an ordinary one from here on.
    """
    _refuse_unless_may_arrange(ctx)
    removed = 0
    for find, delete, adopt in _SAMPLE:
        ids = await db.column(ctx, find, workspace=ctx.workspace.id)
        if not await _deleted(ctx, delete, ids):
            ids = [each for each in ids if await _deleted(ctx, delete, [each])]
        removed += len(ids)
        await db.run(ctx, adopt, workspace=ctx.workspace.id)
    await db.run(ctx, _SHARES_OF_NOTHING, workspace=ctx.workspace.id)
    await db.run(ctx, _ORDINARY, workspace=ctx.workspace.id)
    await _record(ctx, "organisation.sample_removed", removed)
    return removed


_SAMPLE: tuple[tuple[LiteralString, LiteralString, LiteralString], ...] = (
    (
        """
        with recursive down as (
          select id, 1 as level from team where workspace_id = %(workspace)s and parent_id is null
          union all
          select t.id, down.level + 1
            from down join team t on t.workspace_id = %(workspace)s and t.parent_id = down.id
        )
        select t.id from team t join down using (id) where t.workspace_id = %(workspace)s and t.sample
         order by down.level desc
        """,
        "delete from team where workspace_id = %(workspace)s and id = any (%(ids)s)",
        "update team set sample = false where workspace_id = %(workspace)s and sample",
    ),
    (
        "select id from member where workspace_id = %(workspace)s and sample and account_id is null",
        "delete from member where workspace_id = %(workspace)s and id = any (%(ids)s)",
        "update member set sample = false where workspace_id = %(workspace)s and sample",
    ),
)

# the business year was the sample's
_ORDINARY = """
update workspace set sample = false, year_start_month = 1, version = version + 1
 where id = %(workspace)s and sample
"""
_SHARES_OF_NOTHING = """
delete from share s
 where s.workspace_id = %(workspace)s and s.subject = 'team'
   and not exists (select from team t where t.workspace_id = s.workspace_id and t.id = s.subject_id)
"""


async def _deleted(ctx: Ctx, statement: LiteralString, ids: list[UUID]) -> bool:
    """Whether these could be deleted; where something refers to one of them, none is."""
    try:
        async with ctx.connection.transaction():
            await db.run(ctx, statement, workspace=ctx.workspace.id, ids=ids)
    except psycopg.errors.ForeignKeyViolation:
        return False
    return True


def _refuse_unless_may_arrange(ctx: Ctx) -> None:
    if not access.can_manage_workspace(ctx.actor):
        raise Forbidden("Only administrators add people and teams.")


async def _ids(ctx: Ctx, given: Sequence[UUID | None]) -> list[UUID]:
    """The ids given, new ones where none is."""
    missing = sum(each is None for each in given)
    fresh = iter(await db.column(ctx, "select uuidv7() from generate_series(1, %(missing)s)", missing=missing))
    return [next(fresh) if each is None else each for each in given]


async def _record(ctx: Ctx, kind: str, count: int) -> None:
    await ctx.record(kind, "workspace", ctx.workspace.id, data={"count": count})
