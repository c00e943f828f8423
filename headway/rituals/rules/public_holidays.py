"""Public holidays of a country, from the library `holidays`, which is loaded when somebody chooses a country."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=512)
def public_holidays(country: str, region: str | None, year: int) -> tuple[tuple[date, str], ...]:
    """The days and their names, in order. Empty for a country or region the library does not know."""
    import holidays  # noqa: PLC0415 - most workspaces choose no country, and it takes a while to load

    try:
        found = holidays.country_holidays(country, subdiv=region or None, years=year)
    except NotImplementedError:
        return ()
    return tuple(sorted((day, name) for day, name in found.items() if day.year == year))


@lru_cache(maxsize=1)
def countries() -> dict[str, tuple[str, ...]]:
    """Code of each known country, with its regions."""
    import holidays  # noqa: PLC0415 - as above

    return {code: tuple(regions) for code, regions in holidays.list_supported_countries(include_aliases=False).items()}


def days_of(country: str, region: str | None, years: Iterable[int]) -> dict[date, str]:
    """The holidays of some years, by day."""
    return {day: name for year in years for day, name in public_holidays(country, region, year)}
