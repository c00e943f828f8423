"""Self-service returns: planned to begin in week 4, not begun. The reason for a red key result."""

from headway.demo.rules.content.projects.shared import MARKETS, SOFTWARE
from headway.demo.rules.recipes import Batch, Plan, Todo

PLAN = Plan(
    key="returns",
    name="Self-service returns",
    why=(
        "Shoppers of ten pilot shops announce a return, print or show a label and see their refund, without writing "
        "to anybody.\n\n**Not begun.** It was to start in week 4 with Yusuf and Linh. Both are on the carrier gateway "
        "until Alpen Kurier runs, because same-day delivery was dropped and its carriers moved there."
    ),
    team="fulfilment",
    lead="siobhan",
    staff=("yusuf", "linh", "thandi"),
    weeks=(4, 13),
    progress=0,
    state="planned",
    estimates="some",
    statuses=SOFTWARE,
    labels=("returns", "labels", "refund", "frontend"),
    notes=("Rules differ by country and by shop; the shop's rule wins where it is kinder.",),
    items=(
        Todo(
            title="Choose ten pilot shops and agree on return rules",
            who="siobhan",
            hours=12,
            priority="high",
            note="Nine shops have said yes by mail. Rules are not agreed with any of them yet.",
        ),
        "Return reasons: eight that help and one for the rest",
        "Page 'Send something back' from the order mail",
        "Choose items and reason without an account",
        "Photos for damaged goods",
        "Say at once whether and until when a return is possible",
        Batch("Return rules of {}: dates, costs, exceptions", MARKETS),
        Batch(
            "Return label of {}",
            ("Northline Parcel", "Rivet Courier", "Casa Postal", "Polmost Express"),
            subs=("Order the label", "Code to show instead of paper", "Follow the way back"),
        ),
        "Nearest drop-off points with opening hours",
        "Warehouse screen: scan, check, decide",
        "Decide small claims without sending anything back",
        "Refund when the parcel is scanned, not when it is unpacked",
        "Part refunds and exchanges",
        "Refund to the same payment method",
        "Mail and page show where return and refund are",
        "Reasons as a report for the shop",
        "Spot shoppers who send everything back",
        "Answers for support in four languages",
        "Pilot with the first three shops",
        "Pilot with all ten shops",
        "Compare messages to support before and after",
        "Offer it to every shop",
    ),
)
