from datetime import date, datetime
from typing import Literal

from msgspec import Struct

Model = Literal["level", "cumulative", "touch", "stay", "work", "objectives", "said", "none"]


class ForecastOut(Struct, frozen=True, gc=False, kw_only=True):
    """What is to be expected of a key result at its end; `sentence` says it, with its inputs.

    `chance` is that of success (`success`: the progress that counts as such, `success_value` in its unit),
    `chance_full` that of the whole target. Without `enough` there is no chance worth saying, and it is null.
    `median` and the ranges (`low50` to `high50` holds half of the futures, `low80` to `high80` four fifths) are in the
    key result's own unit; where it has none (`unit` is null) they are progress. `needed_per_week` and `pace_per_week`
    are in `week_unit`. `n` counts what it was made of: values, or weeks of work. `model` is how it was read.
    """

    as_of: date
    made_at: datetime
    n: int
    enough: bool
    model: Model
    chance: float | None
    chance_display: str
    chance_full: float | None
    success: float
    success_value: float | None
    unit: str | None
    median: float | None
    low50: float | None
    high50: float | None
    low80: float | None
    high80: float | None
    needed_per_week: float | None
    pace_per_week: float | None
    week_unit: str
    sentence: str


class FanOut(Struct, frozen=True, gc=False, kw_only=True):
    """A day to come: the middle, and what holds half and four fifths of the futures; as the forecast's median."""

    on: date
    low80: float
    low50: float
    median: float
    high50: float
    high80: float


class ChanceOut(Struct, frozen=True, gc=False, kw_only=True):
    """What is to be expected of an objective: the weighted mean chance of its key results, where all have one.

    `of` key results count, `n` of them have a chance; without `enough` (not all have) `chance` is null.
    """

    enough: bool
    chance: float | None
    chance_display: str
    n: int
    of: int
    sentence: str


class DivergenceOut(Struct, frozen=True, gc=False, kw_only=True):
    """Outcome and work have drifted apart: the work is ahead since a day, or the outcome is, by `gap` (of 1)."""

    which: Literal["work_ahead", "outcome_ahead"]
    gap: float
    since: date | None
    sentence: str


class BinOut(Struct, frozen=True, gc=False, kw_only=True):
    """Forecasts with a chance from `low` to below `high`: how many, what they said on average, what came true."""

    low: float
    high: float
    n: int
    said: float
    happened: float


class WeekScoreOut(Struct, frozen=True, gc=False, kw_only=True):
    """Forecasts made in one week (1 to 13) of the dates of their key results; Brier scores, lower is better."""

    week: int
    n: int
    brier: float
    pace: float | None


class RecalibrationOut(Struct, frozen=True, gc=False, kw_only=True):
    """Whether chances are stretched or shrunk by what closed key results have shown; `missing` must still close.

    `before` and `after` are log losses over the last two cycles; it is adopted only where `after` is lower.
    """

    adopted: bool
    closed: int
    missing: int
    before: float | None
    after: float | None


class TrackRecordOut(Struct, frozen=True, gc=False, kw_only=True):
    """How good the forecasts have been: one a week of every key result whose cycle has closed.

    Brier scores are mean squared differences of chance and outcome: 0 is perfect, 0.25 is a coin. `pace` is what plain
    pace would have scored, `always` what saying the share that succeeded each time would have. All null without any.
    `made` counts forecasts that are kept, `open` key results whose end is still to come.
    """

    forecasts: int
    key_results: int
    succeeded: float | None
    brier: float | None
    pace: float | None
    always: float | None
    calibration_error: float | None
    bins: list[BinOut]
    weeks: list[WeekScoreOut]
    recalibration: RecalibrationOut
    made: int
    open: int
    sentence: str
