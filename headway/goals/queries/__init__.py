"""Reads of goals, one file per noun; `visible.py` says what the caller may see, and every other file starts there."""

from headway.goals.queries.cycles import current, cycle, cycles
from headway.goals.queries.examples import examples
from headway.goals.queries.explanations import explanation
from headway.goals.queries.key_results import history, key_result, key_result_page, key_result_row, key_result_rows
from headway.goals.queries.lines import Filter, lines_of, objective_list
from headway.goals.queries.naming import Names
from headway.goals.queries.objectives import objective, objective_page, objective_row, objective_rows
from headway.goals.queries.shaping import thresholds
from headway.goals.queries.stated import confidences
from headway.goals.queries.subjects import SUBJECTS
from headway.goals.queries.track_record import track_record
from headway.goals.queries.trees import cycle_tree, line_up, tree_down
from headway.goals.queries.visible import objectives as visible_objectives
from headway.goals.queries.visible import viewer

__all__ = [
    "SUBJECTS",
    "Filter",
    "Names",
    "confidences",
    "current",
    "cycle",
    "cycle_tree",
    "cycles",
    "examples",
    "explanation",
    "history",
    "key_result",
    "key_result_page",
    "key_result_row",
    "key_result_rows",
    "line_up",
    "lines_of",
    "objective",
    "objective_list",
    "objective_page",
    "objective_row",
    "objective_rows",
    "thresholds",
    "track_record",
    "tree_down",
    "viewer",
    "visible_objectives",
]
