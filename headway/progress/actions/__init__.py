"""Writes of the graph: nobody else writes node, edge, metric or measurement.

Call `lock_graph` first of all in a transaction that will change work or the graph, before reading what you count.
Every write that moves numbers records one "progress.changed" event per changed subject, with the cause, and returns
what moved. A definition comes before its node, a node before its links, a node goes before its metric.
"""

from headway.progress.actions.forecasts import Hints, hold_forecasts, make_forecasts, make_past_forecasts
from headway.progress.actions.graph import (
    Cycle,
    add_node,
    change_graph,
    link,
    remove_node,
    set_active,
    set_weight,
    unlink,
)
from headway.progress.actions.judging import forget_judgement, judge_forecasts, learn
from headway.progress.actions.measurements import (
    Superseded,
    correct_measurement,
    record_measurement,
    record_measurements,
    withdraw_measurement,
)
from headway.progress.actions.metrics import (
    KindHasValues,
    change_metric,
    define_metric,
    define_metrics,
    mode_of,
    remove_metric,
    remove_metrics,
    when_empty,
)
from headway.progress.actions.moving import lock_graph, set_work
from headway.progress.actions.readings import keep_past_readings, keep_readings
from headway.progress.actions.time import advance_time, freeze, repair

__all__ = [
    "Cycle",
    "Hints",
    "KindHasValues",
    "Superseded",
    "add_node",
    "advance_time",
    "change_graph",
    "change_metric",
    "correct_measurement",
    "define_metric",
    "define_metrics",
    "forget_judgement",
    "freeze",
    "hold_forecasts",
    "judge_forecasts",
    "keep_past_readings",
    "keep_readings",
    "learn",
    "link",
    "lock_graph",
    "make_forecasts",
    "make_past_forecasts",
    "mode_of",
    "record_measurement",
    "record_measurements",
    "remove_metric",
    "remove_metrics",
    "remove_node",
    "repair",
    "set_active",
    "set_weight",
    "set_work",
    "unlink",
    "when_empty",
    "withdraw_measurement",
]
