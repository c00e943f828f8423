"""People and teams of the sample."""

from uuid import UUID, uuid4

from msgspec import Struct

from headway.core.ctx import Ctx
from headway.demo.rules.values import Company
from headway.organisation.actions import bulk
from headway.organisation.queries import people as directory
from headway.organisation.schemas import NewPerson, NewTeamMember, NewTeamRow


class Ids(Struct, frozen=True):
    """From the keys of the sample to what they became."""

    people: dict[str, UUID]
    teams: dict[str, UUID]


async def write_people(ctx: Ctx, company: Company) -> Ids:
    """Make them all. Whoever is here by that e-mail address already is taken as that person."""
    here = await directory.matches(ctx, emails=[person.email for person in company.people])
    known = {match.email.lower(): match.id for match in here}
    missing = [person for person in company.people if person.email not in known]
    made = await bulk.add_people(
        ctx,
        [NewPerson(name=p.name, email=p.email, title=p.job, role=p.role, sample=True) for p in missing],
    )
    known |= {person.email: id_ for person, id_ in zip(missing, made, strict=True)}
    ids = Ids({p.key: known[p.email] for p in company.people}, {team.key: uuid4() for team in company.teams})
    await _write_teams(ctx, company, ids)
    return ids


async def _write_teams(ctx: Ctx, company: Company, ids: Ids) -> None:
    await bulk.add_teams(
        ctx,
        [
            NewTeamRow(
                id=ids.teams[team.key],
                name=team.name,
                purpose=team.vision,
                parent_id=ids.teams.get(team.parent),
                sample=True,
            )
            for team in company.teams
        ],
    )
    leads = {team.lead for team in company.teams}
    await bulk.add_team_members(
        ctx,
        [
            NewTeamMember(
                team_id=ids.teams[person.team],
                member_id=ids.people[person.key],
                role="lead" if person.key in leads else "member",
            )
            for person in company.people
            if person.role != "guest"
        ],
    )
