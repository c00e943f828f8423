"""`headway backtest`: are the forecasts as good as we say? Made on series whose end is known."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from headway.progress.rules.forecasting.backtest import Result

SEED = 1
BAR = 30  # characters of a full bar


@click.command
@click.option("--series", "sample", type=click.IntRange(1), help="Use only so many of the series, evenly spread.")
@click.option("--seed", type=int, default=SEED, show_default=True, help="Another seed makes other key results of them.")
def command(sample: int | None, seed: int) -> None:
    """Forecast made-up key results whose end is known, and hold the forecasts against it.

    The key results come from the series of the M1, M3 and Tourism competitions. Ends with 1 outside of the limits: a
    Brier score of at most 0.125, a calibration error of at most 0.03, 77 to 84 % of the ends inside the 80 % range, and
    better than plain pace and the traffic light at every week. Needs no installation.
    """
    from headway.cli._competitions import series
    from headway.progress.rules.forecasting.backtest import cases, judged

    lines = series()
    step = max(1, len(lines) // (sample or len(lines)))
    given = cases(lines[::step], seed=seed)
    result = judged(given)
    click.echo("\n".join(_report(result)))
    for failure in result.failures:
        click.echo(failure, err=True)
    raise SystemExit(1 if result.failures else 0)


def _report(result: "Result") -> list[str]:
    whole = result.scores
    by_model = ", ".join(f"{name} {score:.3f}" for name, score in sorted(result.models.items()))
    lines = [
        f"{whole.n:,} forecasts; {whole.happened:.0%} of the key results reached their target.",
        "",
        f"Brier score         {whole.brier:.4f}   at most 0.125   ({by_model})",
        f"log loss            {whole.log_loss:.4f}",
        f"calibration error   {whole.calibration_error:.4f}   at most 0.03",
        f"80 % range covers   {result.covered:.1%}    77 % to 84 %",
        "",
        "Brier score by week: ours, plain pace, the traffic light",
        *(f"  week {one.week:>2}   {one.ours:.3f}   {one.pace:.3f}   {one.colours:.3f}" for one in result.weeks),
        "",
        "What we said, and what happened",
    ]
    for one in whole.bins:
        bar = "#" * round(BAR * one.happened)
        lines.append(f"  {one.said:>4.0%}   {one.happened:>4.0%}   {bar:<{BAR}}   {one.n:,}")
    return [*lines, "", "All limits are kept." if not result.failures else "Outside of the limits:"]
