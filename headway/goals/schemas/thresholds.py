"""From which numbers on a goal is on track, at risk, off track or stale, in this workspace."""

from msgspec import Struct

from headway.progress.rules.health import DEFAULTS


class ThresholdsIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out is as it comes: an empty body takes everything back to the defaults.

    By chance of success: on track from `likely`, off track below `unsure`, at risk between them. By pace: on track from
    `on_track` of where it should be, off track below `at_risk` of it. A value is stale after `stale_after` check-in
    intervals. A forecast decides from `forecast_values` values on.
    """

    likely: float = DEFAULTS.likely
    unsure: float = DEFAULTS.unsure
    on_track: float = DEFAULTS.on_track
    at_risk: float = DEFAULTS.at_risk
    stale_after: float = DEFAULTS.stale_after
    forecast_values: int = DEFAULTS.forecast_values


class ThresholdsCan(Struct, frozen=True, kw_only=True):
    edit: bool


class ThresholdsOut(Struct, frozen=True, kw_only=True):
    """`version` is that of the workspace."""

    values: ThresholdsIn
    defaults: ThresholdsIn
    check_in_days: int
    version: int
    can: ThresholdsCan
