"""Reads of the graph. What somebody may see is decided by the rooms that know goals and work.

To join in SQL of your own: `node` (raw, counted, work_*, number, active) has the id of its subject, `metric` the id of
its key result; W is `progress_work(n.work_leaves, n.work_done, n.work_estimated, n.work_hours, n.work_hours_done)`;
the share of an edge is `weight / parent.weight_sum` where it is counted and its child active and defined.
"""

from headway.progress.queries.explanations import Nameable, explain
from headway.progress.queries.forecasts import (
    ahead_since,
    counted_below,
    due,
    forecast_fit,
    histories,
    outlooks,
    tallies,
)
from headway.progress.queries.graph import (
    Link,
    NodeRow,
    links_above,
    links_below,
    reading,
    reading_of,
    readings,
    state_of,
)
from headway.progress.queries.metrics import (
    definition,
    live_values,
    measurement,
    measurements,
    metric_facts,
)
from headway.progress.queries.record import judged, kept
from headway.progress.queries.verification import verify

__all__ = [
    "Link",
    "Nameable",
    "NodeRow",
    "ahead_since",
    "counted_below",
    "definition",
    "due",
    "explain",
    "forecast_fit",
    "histories",
    "judged",
    "kept",
    "links_above",
    "links_below",
    "live_values",
    "measurement",
    "measurements",
    "metric_facts",
    "outlooks",
    "reading",
    "reading_of",
    "readings",
    "state_of",
    "tallies",
    "verify",
]
