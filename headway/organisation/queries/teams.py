"""Teams: the tree, one team's page, and lookups for other rooms."""

from collections.abc import Sequence
from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.db import HasConnection
from headway.core.errors import NotFound
from headway.core.subjects import Audience, Subject, Titled
from headway.organisation import access
from headway.organisation.rules import teams as rules
from headway.organisation.rules.names import like_pattern
from headway.organisation.schemas import TeamOut, TeamPage, TeamPerson, TeamRef, TeamRow


async def references(ctx: Ctx, ids: Sequence[UUID] | None = None) -> list[TeamRef]:
    """Teams as other rooms show them, by name: those in use, or these ids (archived too)."""
    return await db.rows(
        ctx,
        TeamRef,
        """
        select id, name, slug, parent_id
          from team
         where workspace_id = %(workspace)s
           and (%(ids)s::uuid[] is null and archived_at is null or id = any (%(ids)s::uuid[]))
         order by lower(name), id
        """,
        workspace=ctx.workspace.id,
        ids=None if ids is None else list(ids),
    )


async def with_teams_below(ctx: Ctx, team: UUID) -> list[UUID]:
    """The team and every team below it, as far as the caller may see them."""
    parents = {row.id: row.parent_id for row in await rows(ctx)}
    return [each for each in parents if team in rules.path_up(parents, each)]


async def rows(ctx: Ctx) -> list[TeamRow]:
    """Every team the caller may see, archived ones too, by name, with what the caller leads."""
    found = await db.rows(
        ctx,
        TeamRow,
        """
        select t.id, t.parent_id, t.name, t.slug, t.purpose, t.sample, t.archived_at, t.version,
               (select count(*) from team_member tm join member m using (workspace_id)
                 where tm.workspace_id = t.workspace_id and tm.team_id = t.id and m.id = tm.member_id
                   and m.removed_at is null)::integer as people,
               exists (select from team_member tm
                        where tm.workspace_id = t.workspace_id and tm.team_id = t.id and tm.member_id = %(me)s
                          and tm.role = 'lead') as led,
               false as led_above
          from team t
         where t.workspace_id = %(workspace)s
         order by lower(t.name), t.id
        """,
        workspace=ctx.workspace.id,
        me=ctx.actor.member,
    )
    parents = {row.id: row.parent_id for row in found}
    below = rules.led_below(parents, [row.id for row in found if row.led])
    return [_marked(row, led_above=row.id in below) for row in found]


async def tree(ctx: Ctx, *, archived: bool) -> list[TeamOut]:
    """The teams in use, or those in the archive, by name; `parent_id` makes the tree."""
    found = await rows(ctx)
    return [team_out(ctx, row) for row in found if (row.archived_at is not None) == archived]


async def team(ctx: Ctx, team_id: UUID) -> TeamRow:
    """One team the caller may see. Raises NotFound."""
    return _picked(await rows(ctx), team_id)


async def team_page(ctx: Ctx, team_id: UUID) -> TeamPage:
    """One team with its place and its people. Raises NotFound."""
    found = await rows(ctx)
    row = _picked(found, team_id)
    by_id = {each.id: each for each in found}
    parents = {each.id: each.parent_id for each in found}
    above = [by_id[step] for step in reversed(rules.path_up(parents, team_id)[1:]) if step in by_id]
    return TeamPage(
        team=team_out(ctx, row),
        path=[TeamRef(id=each.id, name=each.name, slug=each.slug, parent_id=each.parent_id) for each in above],
        children=[team_out(ctx, each) for each in found if each.parent_id == team_id and each.archived_at is None],
        people=await people_of(ctx, team_id),
    )


async def people_of(ctx: Ctx, team_id: UUID) -> list[TeamPerson]:
    """Leads first, then by name; people who have left are not in it."""
    return await db.rows(
        ctx,
        TeamPerson,
        """
        select m.id, m.name, m.title, tm.role
          from team_member tm
          join member m on m.workspace_id = tm.workspace_id and m.id = tm.member_id and m.removed_at is null
         where tm.workspace_id = %(workspace)s and tm.team_id = %(team)s
         order by tm.role = 'lead' desc, lower(m.name), m.id
        """,
        workspace=ctx.workspace.id,
        team=team_id,
    )


def team_out(ctx: Ctx, row: TeamRow) -> TeamOut:
    """A team with what the caller may do with it."""
    edit, move = access.can_edit_team(ctx.actor, row), access.can_move_team(ctx.actor, row)
    return TeamOut(
        id=row.id,
        parent_id=row.parent_id,
        name=row.name,
        slug=row.slug,
        purpose=row.purpose,
        archived=row.archived_at is not None,
        sample=row.sample,
        version=row.version,
        people=row.people,
        can={
            "edit": edit,
            "edit_people": edit,
            "add_team": access.can_create_team(ctx.actor, leads_parent=row.led or row.led_above),
            "move": move,
            "archive": move,
            "delete": move,
            "share": access.can_share(ctx.actor, may_share=edit),
        },
    )


def _picked(found: list[TeamRow], team_id: UUID) -> TeamRow:
    for row in found:
        if row.id == team_id:
            return row
    raise NotFound


def _marked(row: TeamRow, *, led_above: bool) -> TeamRow:
    return TeamRow(**{name: getattr(row, name) for name in row.__struct_fields__} | {"led_above": led_above})


async def visible(ctx: Ctx, ids: list[UUID]) -> list[Titled]:
    return [Titled(id=each.id, title=each.name) for each in await references(ctx, ids)]


async def find(ctx: Ctx, words: str, limit: int) -> list[Titled]:
    return await db.rows(
        ctx,
        Titled,
        """
        select id, name as title, '' as label, left(purpose, 120) as context
          from team
         where workspace_id = %(workspace)s and archived_at is null and name ilike %(pattern)s
         order by lower(name), id
         limit %(limit)s
        """,
        workspace=ctx.workspace.id,
        pattern=like_pattern(words),
        limit=limit,
    )


async def audience(ctx: HasConnection, ids: list[UUID]) -> dict[UUID, Audience]:
    """Everybody, and the guests a team is shared with."""
    async with ctx.connection.cursor(binary=True) as cursor:
        await cursor.execute(_SHARED_WITH, {"ids": ids})
        found = await cursor.fetchall()
    return {team: Audience(everyone=True, members=frozenset(members)) for team, members in found}


_SHARED_WITH = """
select t.id, array(select s.member_id from share s
                    where s.workspace_id = t.workspace_id and s.subject = 'team' and s.subject_id = t.id)
  from team t
 where t.id = any (%(ids)s)
"""


async def may_share(ctx: Ctx, team_id: UUID) -> bool:
    return access.can_edit_team(ctx.actor, await team(ctx, team_id))


SUBJECTS = [Subject(kind="team", visible=visible, audience=audience, find=find, may_share=may_share)]
