"""What lies in the inboxes of the sample company when it is looked at."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from headway.demo.rules.values import CheckIn, Company

RECENT = timedelta(days=6)
FROM_ABOVE = 3  # things that somebody at the top of the company is told of, at most
WAITED_FOR = {"leadership.plan": "miriam"}  # key result -> who asks for a check-in


class Arrived(Struct, frozen=True, kw_only=True):
    """Something that somebody is told about a key result; `actor` is who did it."""

    member: str
    kind: Literal["health", "recorded", "reminder"]
    key_result: str
    at: datetime
    actor: str = ""
    health: str = ""


def arrived(company: Company, check_ins: Iterable[CheckIn]) -> tuple[Arrived, ...]:
    """Of the last days: what went wrong for its owner, what others recorded, what somebody asks for."""
    newest = {one.key_result: one for one in check_ins}
    goals = {goal.key: goal for goal in company.objectives}
    leads = {team.key: team.lead for team in company.teams}
    found: list[Arrived] = []
    for result in company.key_results:
        last, goal = newest.get(result.key), goals[result.objective]
        if last is None or goal.private or company.today - last.at.date() > RECENT:
            continue
        if last.health == "off_track":
            told = dict.fromkeys((result.owner, goal.owner, leads[goal.team]))
            found += [_health(person, last) for person in told if person != last.author]
        elif goal.owner != last.author and not last.unchanged:
            told_of = Arrived(member=goal.owner, kind="recorded", key_result=result.key, at=last.at, actor=last.author)
            found.append(told_of)
    return (*_few(found), *_asked(company, newest))


def _health(person: str, last: CheckIn) -> Arrived:
    return Arrived(member=person, kind="health", key_result=last.key_result, at=last.at, health=last.health)


def _few(found: Iterable[Arrived]) -> Iterator[Arrived]:
    """The newest of each kind for each person: an inbox that one can empty."""
    counts: dict[tuple[str, str], int] = {}
    for one in sorted(found, key=lambda each: each.at, reverse=True):
        known = counts.get((one.member, one.kind), 0)
        counts[one.member, one.kind] = known + 1
        if known < FROM_ABOVE:
            yield one


def _asked(company: Company, newest: dict[str, CheckIn]) -> Iterator[Arrived]:
    owners = {result.key: result.owner for result in company.key_results}
    for key, asks in WAITED_FOR.items():
        if key in owners and key in newest:
            at = max(one.at for one in newest.values())
            yield Arrived(member=owners[key], kind="reminder", key_result=key, at=at, actor=asks)
