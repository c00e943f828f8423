"""When people of the sample company check in: most by their team's day, some after it, now and then one not at all."""

from msgspec import Struct

from headway.demo.rules.calendar import week_day
from headway.demo.rules.chance import between, unit
from headway.demo.rules.content.reviews import RHYTHMS

_FRIDAY = 4
LATE, MISSED = 0.06, 0.035  # share of a person's weeks, times how careless that person is
_CARELESS = ((0.65, 0.4), (0.9, 1.2), (1.0, 2.5))  # up to this share of people: so much


class Habit(Struct, frozen=True, kw_only=True):
    """Somebody's usual day (0 = Monday), the day their team expects, and what share of weeks go otherwise."""

    owner: str
    seed: int
    usual: int
    due: int
    late: float
    missed: float

    def day(self, week: int) -> int:
        """The day number of a check-in in a week that is over: on the day after the team's own where it is late."""
        return week_day(week, self.due + 1 if self._luck(week, "late") < self.late else self.usual)

    def misses(self, week: int) -> bool:
        return self._luck(week, "missed") < self.missed

    def _luck(self, week: int, what: str) -> float:
        return unit(self.seed, self.owner, week, "check-in", what)


def habit(owner: str, team: str, seed: int) -> Habit:
    """The same on every call: people are as they are."""
    drawn, due = unit(seed, owner, "careless"), due_day(team)
    careless = next(much for share, much in _CARELESS if drawn <= share)
    usual = between(0, due, seed, owner, "check-in day")
    return Habit(owner=owner, seed=seed, usual=usual, due=due, late=LATE * careless, missed=MISSED * careless)


def due_day(team: str) -> int:
    """The weekday (0 = Monday) on which a team's check-ins are due."""
    return next((at.weekday - 1 for at in RHYTHMS.get(team, ()) if at.kind == "check_in"), _FRIDAY)
