"""Ways of working that several projects share: their columns on the board."""

from headway.demo.rules.recipes import Status

SOFTWARE = (
    Status("Backlog", "open"),
    Status("Ready", "open"),
    Status("In progress", "active"),
    Status("In review", "active"),
    Status("Blocked", "active"),
    Status("Done", "done"),
    Status("Won't do", "cancelled"),
)

SIMPLE = (
    Status("To do", "open"),
    Status("Doing", "active"),
    Status("Waiting", "active"),
    Status("Done", "done"),
    Status("Cancelled", "cancelled"),
)

CONTENT = (
    Status("Idea", "open"),
    Status("Briefed", "open"),
    Status("In the making", "active"),
    Status("With reviewer", "active"),
    Status("Waiting", "active"),
    Status("Published", "done"),
    Status("Dropped", "cancelled"),
)

ROLLOUT = (
    Status("Planned", "open"),
    Status("Preparing", "active"),
    Status("Moving", "active"),
    Status("Waiting", "active"),
    Status("Handed over", "done"),
    Status("Not needed", "cancelled"),
)

MARKETS = ("Germany", "France", "Spain", "Poland")
