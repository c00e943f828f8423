"""When will the work be done: a plan of who does what in which order, run a thousand times (science, section 3).

It knows activities, the people who do them and how long they take, and no task. Pure: the same seed gives the same
runs, so that leaving something out shows its own effect and no other luck.
"""

from headway.progress.rules.delivery.durations import SPREAD, drawn, remaining_mean, spread
from headway.progress.rules.delivery.plan import Activity, Plan, planned
from headway.progress.rules.delivery.runs import Goal, Outcome, Outlook, Without, finishes, outcome, outlook

__all__ = [
    "SPREAD",
    "Activity",
    "Goal",
    "Outcome",
    "Outlook",
    "Plan",
    "Without",
    "drawn",
    "finishes",
    "outcome",
    "outlook",
    "planned",
    "remaining_mean",
    "spread",
]
