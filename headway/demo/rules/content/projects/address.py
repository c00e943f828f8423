"""A finished project: addresses are checked while shoppers type."""

from headway.demo.rules.content.projects.shared import MARKETS, SOFTWARE
from headway.demo.rules.recipes import Batch, Plan

PLAN = Plan(
    key="address",
    name="Address check",
    why="A wrong house number costs eleven euros. Check addresses while they are typed, in all four markets.",
    team="checkout",
    lead="camille",
    staff=("mateus", "linh", "camille", "freya"),
    weeks=(-4, 6),
    progress=1,
    state="done",
    estimates="some",
    statuses=SOFTWARE,
    labels=("frontend", "data", "quality"),
    items=(
        "Compare three sources of address data",
        "Contract and data protection agreement with the source",
        "Suggest addresses from the fourth letter on",
        "House number in a field of its own",
        "Accept what the shopper insists on",
        "Addresses without a street: islands and farms",
        "Keep the service's slowness away from the page",
        Batch("Check 500 old parcels against the new rules: {}", MARKETS, hours=4),
        Batch("Postcode rules: {}", MARKETS, hours=3),
        "Pick-up points are addresses too",
        "Let shops correct an address after the order",
        "Ask before the parcel leaves, not after it comes back",
        "Trial with three shops",
        "Switch on for all shops",
        "Count undeliverable parcels before and after",
        "Speed of suggestions on slow phones",
        "Remove the old check",
        "Tell shops what changed and what they save",
    ),
)
