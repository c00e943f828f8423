"""How good our forecasts are: the page that everybody may look at. It names no goal."""

from collections.abc import Sequence

from headway.core.ctx import Ctx
from headway.goals.schemas.forecasts import BinOut, RecalibrationOut, TrackRecordOut, WeekScoreOut
from headway.progress import queries as progress
from headway.progress.queries.record import Cell
from headway.progress.rules.display import percent
from headway.progress.rules.forecasting.recalibration import CLOSED, Recalibration
from headway.progress.rules.forecasting.scoring import BINS
from headway.progress.rules.outlook import WEEKS

NOTHING = Recalibration(adopted=False)


async def track_record(ctx: Ctx) -> TrackRecordOut:
    """In three statements. Sums of all key results, private ones too: no number of one can be told from them."""
    cells = await progress.judged(ctx)
    kept = await progress.kept(ctx)
    fit = await progress.forecast_fit(ctx) or NOTHING
    n = sum(one.n for one in cells)
    rate = sum(one.happened for one in cells) / n if n else None
    ours, pace = _mean([(one.n, one.error) for one in cells]), _mean([(one.n, one.pace_error) for one in cells])
    bins = _bins(cells)
    return TrackRecordOut(
        forecasts=n,
        key_results=kept.judged,
        succeeded=rate,
        brier=ours,
        pace=pace,
        always=None if rate is None else rate * (1 - rate),
        calibration_error=sum(one.n * abs(one.said - one.happened) for one in bins) / n if n else None,
        bins=bins,
        weeks=_weeks(cells),
        recalibration=RecalibrationOut(
            adopted=fit.adopted,
            closed=kept.judged,
            missing=max(0, CLOSED - kept.judged),
            before=fit.before,
            after=fit.after,
        ),
        made=kept.made,
        open=kept.open,
        sentence=_sentence(
            _mean([(one.n, one.error) for one in cells]), _mean([(one.n, one.pace_error) for one in cells])
        ),
    )


def _bins(cells: Sequence[Cell]) -> list[BinOut]:
    found = []
    for place in range(BINS):
        inside = [one for one in cells if one.bin == place]
        n = sum(one.n for one in inside)
        if n:
            said, happened = sum(one.said for one in inside) / n, sum(one.happened for one in inside) / n
            found.append(BinOut(low=place / BINS, high=(place + 1) / BINS, n=n, said=said, happened=happened))
    return found


def _weeks(cells: Sequence[Cell]) -> list[WeekScoreOut]:
    found = []
    for week in range(1, WEEKS + 1):
        inside = [one for one in cells if one.week == week]
        error = _mean([(one.n, one.error) for one in inside])
        if error is not None:
            pace = _mean([(one.n, one.pace_error) for one in inside])
            found.append(WeekScoreOut(week=week, n=sum(one.n for one in inside), brier=error, pace=pace))
    return found


def _mean(sums: Sequence[tuple[int, float]]) -> float | None:
    n = sum(count for count, _ in sums)
    return sum(error for _, error in sums) / n if n else None


def _sentence(ours: float | None, pace: float | None) -> str:
    if ours is None:
        return "No key result with a forecast has closed yet. When a cycle closes, every forecast made in it is scored."
    if pace is None or pace <= 0:
        return "Plain pace was never wrong so far."
    saved = 1 - ours / pace
    if saved <= 0:
        return f"So far plain pace would have been better, by {percent(-saved)}."
    return f"Our forecasts have been off by {percent(saved)} less than plain pace."
