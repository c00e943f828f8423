"""Paper-free office: 46 forms disappear, one after the other. It is stuck at the legal check."""

from headway.demo.rules.content.projects.shared import SIMPLE
from headway.demo.rules.recipes import Batch, Plan, Todo

FORMS = (
    "holiday request",
    "expense claim",
    "purchase request",
    "travel request",
    "supplier sign-up",
    "sick note",
    "parking permit",
    "key hand-over",
    "device hand-over",
    "visitor list",
    "training request",
    "overtime sheet",
    "petty cash slip",
    "contract cover sheet",
)

STEPS = (
    "Watch three people fill it in",
    "Build the digital form",
    "Legal check",
    "Switch over and shred the stock",
)

PLAN = Plan(
    key="paperless",
    name="Paper-free office",
    why=(
        "Each of our 46 paper forms is dropped, merged or made digital. The fourteen that are used most are tasks "
        "of their own here; the rest go in three batches."
    ),
    team="workplace",
    lead="leila",
    staff=("leila", "arjun", "tariq", "patrice", "julian"),
    weeks=(1, 13),
    progress=0.4,
    estimates="some",
    statuses=SIMPLE,
    labels=("form", "legal", "approval", "training"),
    notes=(
        "Ask first: who reads this form, and what would happen without it?",
        "At most two approvals. Whoever can judge it, decides.",
    ),
    items=(
        "Collect every form from every drawer",
        "Count use: how many a month, by whom, for whom",
        "Drop the seven forms that nobody reads",
        Todo(
            title="Standing hour with legal, twice a week",
            who="leila",
            priority="urgent",
            flow="blocked",
            due=(6, 2),
            labels=("legal",),
            note=(
                "Legal has two hours a week for us and 20 finished forms to read.\n\n**Waiting** for Fiona's decision "
                "whether an outside lawyer reads the ten simple ones."
            ),
        ),
        Todo(
            title="Purchases up to 500 euros need one approval",
            key="purchase-flow",
            who="arjun",
            flow="done",
            hours=12,
        ),
        Batch("{}", FORMS[:4], subs=STEPS, flows=("done", "done", "done", "done")),
        Batch("{}", FORMS[4:10], subs=STEPS, flows=("done", "done", "open", "open")),
        Batch("{}", FORMS[10:], subs=STEPS),
        Batch(
            "Batch of rarely used forms: {}",
            ("facilities", "safety", "personnel"),
            subs=("Merge", "Build"),
            flows=("done", "done"),
        ),
        "Ask the works council about sick notes",
        "Show where a request is waiting, and for whom",
        "Monthly figures: requests, days, returns",
        "Forms for people without a company account",
        "One page for all forms, found by search",
        "Keep what the law wants on paper, in one cupboard",
        "Teach ten colleagues who help the others",
        "Signatures that a court accepts",
        "Deputies approve when somebody is away",
        "Remind approvers once, then pass it on",
        "Invoices arrive by mail, not by post",
        "Scan the post in the morning, file it by noon",
        "Forms on the phone, with a photo of the receipt",
        "Take the form register off paper too",
        "Ask after each form: better than paper?",
        "Return three of five printers",
    ),
)
