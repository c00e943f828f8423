"""The forecast of linked work: counted in tasks, told in the progress of the goal that it serves."""

import math

from msgspec import Struct
from msgspec.structs import replace

from headway.progress.rules.ends import NORMAL80, End, straight
from headway.progress.rules.forecasting.shapes import Forecast
from headway.progress.rules.forecasting.work import WorkForecast, work_forecast


class Work(Struct, frozen=True):
    """Tasks done a week: before the period (`past`), in its whole weeks, and those that were added in them.

    `left` are the weeks to come, broken ones too; `done` of `leaves` tasks are done now.
    """

    past: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    added: tuple[int, ...] = ()
    left: float = 0.0
    done: int = 0
    leaves: int = 0


class _Weighed(Struct, frozen=True):
    """Progress by the share of tasks done: from 0 through today's point straight on to 1.

    Tasks weigh differently, by their links and estimates, and which of them are done first nobody knows: those done and
    those to come are each taken for alike. Where all weigh the same, progress is the share itself.
    """

    share: float
    progress: float

    def progress_at(self, share: float) -> float:
        if share >= self.share:
            return 1.0 if self.share >= 1 else self.progress + (share - self.share) * self.slope
        return self.progress * share / self.share

    def share_at(self, progress: float) -> float:
        """The least share of tasks that gives this progress."""
        if progress < self.progress:
            return self.share * progress / self.progress
        return self.share if self.slope <= 0 else self.share + (progress - self.progress) / self.slope

    @property
    def slope(self) -> float:
        """Progress for each further share of the tasks."""
        return 0.0 if self.share >= 1 else (1 - self.progress) / (1 - self.share)


def of_work(work: Work, *, now: float, success: float, progress: float | None = None) -> Forecast:
    """Of linked tasks, by count: chances from the negative binomial, the rest from its mean and range.

    `progress` is the goal's own today, in [0, 1]; without it, the share of tasks done. `success` is a point of it.
    """
    done = work.done / work.leaves
    weighed = _Weighed(done, done if progress is None else min(max(progress, 0.0), 1.0))

    def made(point: float) -> WorkForecast:
        share = weighed.share_at(point)
        wanted = math.ceil(share * work.leaves - 1e-9) - work.done
        return work_forecast(work.past, work.weeks, wanted, work.left, added=[share * one for one in work.added])

    first = made(success)
    mean = weighed.progress_at(min((work.done + first.expected) / work.leaves, 1.0))
    spread = (first.high80 - first.low80) / (2 * NORMAL80 * work.leaves) * weighed.slope
    drawn = straight(End(mean, spread), n=first.weeks, now=now, progress=weighed.progress, success=success)
    return replace(drawn, enough=first.enough, chance=first.chance, chance_full=made(1.0).chance)
