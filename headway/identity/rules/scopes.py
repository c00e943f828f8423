"""What an API token may be allowed to do. A token never may more than the person whose it is."""

from collections.abc import Iterable

SCOPES: dict[str, str] = {
    "goals:read": "Read cycles, objectives, key results and their values; search titles; follow the stream of changes.",
    "goals:write": "Create and change objectives and key results, and record values.",
    "work:read": "Read projects, tasks and their links to key results.",
    "work:write": "Create and change projects, tasks and their links to key results.",
    "people:read": "Read people, teams and shares.",
    "people:write": "Change teams, members, invitations and shares.",
    "inbox:read": "Read your inbox and how you want to be told.",
    "inbox:write": "Sort your inbox, and change how you want to be told.",
    "imports:read": "Read imports and their reports.",
    "imports:write": "Upload, commit and undo imports.",
    "settings:read": "Read the settings of the workspace.",
    "settings:write": "Change the settings of the workspace.",
}

PREFIX = "hw_"
LONGEST_NAME = 80
LONGEST_DAYS = 366
MOST_TOKENS = 50  # per person and workspace


def unknown_scopes(scopes: Iterable[str]) -> list[str]:
    """Those that do not exist, in order."""
    return [scope for scope in scopes if scope not in SCOPES]


def hint_of(secret: str) -> str:
    """The last four characters: enough to recognise a token, far too little to guess it."""
    return secret[-4:]
