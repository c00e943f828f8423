"""What goes into a forecast and what comes out."""

from typing import Literal

from msgspec import Struct

LENGTH = 13.0  # a key result's dates, whatever their length, are 13 steps long: the weeks of a quarter
FRESH = 0.5  # steps; a value no older than that says how things are
ROUNDING = 1e-9  # steps by which a day may be off for having been turned into a time
ENOUGH = 2  # values below which a forecast is little more than the prior

Model = Literal["level", "cumulative", "touch", "stay"]


class Series(Struct, frozen=True, kw_only=True):
    """The values of one key result on its own scale: baseline 0, target 1; start of its dates 0, their end 13.

    `values` are those at `times`, oldest first, without the baseline point. `now` is the time of the forecast; what
    comes after it is not looked at. A decrease has the same scale: towards the target is up.
    - `level`: a number that may go either way, and counts as it stands at the end.
    - `cumulative`: a count or a sum that only grows.
    - `touch`: it is enough to be at the target once.
    - `stay`: every week counts that lies inside `band` = (low, high), None for an open side.
    """

    model: Model
    times: tuple[float, ...]
    values: tuple[float, ...]
    now: float
    band: tuple[float | None, float | None] | None = None


class FanPoint(Struct, frozen=True):
    """Where the value may be at time `t`: the middle, and what holds half and four fifths of the futures."""

    t: float
    low80: float
    low50: float
    median: float
    high50: float
    high80: float


class Forecast(Struct, frozen=True, kw_only=True):
    """`n` counts the values that were looked at; with fewer than two of them `enough` is False.

    `chance` is that of reaching the success point, `chance_full` that of reaching the target. For `stay` they are the
    chance that the wanted share of the weeks still to come is inside the band, and that all of them are.
    Median and ranges are of the value at the end (`touch`: of the best value by then); `mean_score` is the expected
    value of progress between 0 and 1 (`stay`: of the share of weeks inside). `fan` begins where the values end.
    """

    n: int
    enough: bool
    chance: float
    chance_full: float
    median: float
    low50: float
    high50: float
    low80: float
    high80: float
    mean_score: float
    fan: tuple[FanPoint, ...] = ()


class ForecastError(ValueError):
    """A series that cannot be forecast; `index` is its place in the batch, `code` a stable name of the reason."""

    def __init__(self, code: str, message: str, *, index: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.index = index
