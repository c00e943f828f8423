"""The move of 640 shared folders: digital transformation, department by department."""

from headway.demo.rules.content.projects.shared import ROLLOUT
from headway.demo.rules.recipes import Batch, Plan, Todo

AREAS = (
    "Finance, invoices (96 folders)",
    "Finance, contracts (41 folders)",
    "People, staff files (38 folders)",
    "Legal (27 folders)",
    "Executive team (19 folders)",
    "Marketing, brand (52 folders)",
    "Marketing, campaigns (44 folders)",
    "Support (36 folders)",
    "Onboarding (31 folders)",
    "Product research (33 folders)",
    "Engineering, old projects (71 folders)",
    "Sales, offers (58 folders)",
    "Sales, partners (29 folders)",
    "Facilities (22 folders)",
    "Everything else (43 folders)",
)

PLAN = Plan(
    key="storage",
    name="File storage move",
    why=(
        "All 640 shared folders move to the document space, with an owner, a place and a date of deletion. Folders "
        "that nobody opened for three years go to the archive."
    ),
    team="workplace",
    lead="birgit",
    staff=("emeka", "leila", "tariq", "patrice", "birgit"),
    weeks=(-2, 13),
    progress=0.62,
    estimates="some",
    statuses=ROLLOUT,
    labels=("move", "rights", "training", "archive", "search"),
    notes=(
        "Read-only from Friday at four, open in the new place on Monday at seven.",
        "Owner signs the hand-over: *everything is there, and I know who may see it.*",
        "## Before the move\n- [ ] owner named\n- [ ] rights listed\n- [ ] links counted",
    ),
    items=(
        "Count folders, files, sizes and last use",
        "Name an owner for each folder",
        "Decide which folders go to the archive",
        "Agree on twelve top-level places",
        "Names: date, subject, version - and nothing else",
        "Kinds of documents and how long we must keep them",
        "Works council agrees to the search log without names",
        "Trial with twenty people of three teams",
        "Search that knows names, tags and contents",
        "Measure retrieval time with ten people each Thursday",
        "Guests see one folder, not its neighbours",
        "Phones and tablets: open, sign, send",
        "Who may share outside, and how it is seen",
        "Templates in one place, old ones gone",
        "Weekly note: what moved, what is next",
        "Large drawings and films: where they live",
        Todo(
            title="Nightly checker for links that end nowhere",
            key="link-checker",
            who="emeka",
            flow="done",
            hours=10,
        ),
        Batch(
            "{}",
            AREAS,
            subs=(
                "List owners and rights",
                "Sort, archive, delete",
                "Move over the weekend",
                "Repair links and tags",
                "Half an hour with the team",
                "Owner signs the hand-over",
            ),
        ),
        "Shared mailboxes and what is kept of them",
        "Old paths forward to new places for one year",
        "Scan and file the eleven binders of founding papers",
        "Backups of the new space, restored once",
        "Write-protect the old servers",
        "Keep the old servers for thirty days, then switch off",
        "Shred the old disks with a certificate",
        "Thank the folder owners with a lunch",
    ),
)
