"""Carrier gateway: every parcel of eight carriers through one interface."""

from headway.demo.rules.content.projects.shared import SOFTWARE
from headway.demo.rules.recipes import Batch, Plan, Todo

CARRIERS = (
    "Northline Parcel",
    "Rivet Courier",
    "Casa Postal",
    "Polmost Express",
    "Alpen Kurier",
    "Blue Heron Freight",
    "Iberline",
    "Tulip Logistics",
)

STEPS = (
    "Access to the test system",
    "Labels and customs papers",
    "Tracking events into our 14 states",
    "Prices, zones and surcharges",
    "Invoice lines against parcels",
    "Pilot with 1,000 real parcels",
    "Move all shops and switch off the old way",
)

PLAN = Plan(
    key="gateway",
    name="Carrier gateway",
    why=(
        "One way to order a label, follow a parcel and check an invoice, whatever the carrier. Replaces eight "
        "connections that three people understand."
    ),
    team="fulfilment",
    lead="bruno",
    staff=("bruno", "pranav", "linh", "yusuf", "thandi"),
    weeks=(-3, 13),
    progress=0.67,
    estimates="some",
    statuses=SOFTWARE,
    labels=("carrier", "labels", "tracking", "invoices", "reliability"),
    notes=(
        "Their test system forgets everything on Sunday night.",
        "## Done when\n- [ ] 1,000 real parcels without a manual step\n- [ ] an outage of theirs is not one of ours",
        "Contact and contract number are in the supplier list.",
    ),
    items=(
        "Draw one parcel's way through today's eight connections",
        "One language for parcel states: 14 states for all carriers",
        "Decide what we store and for how long",
        "Gateway skeleton with the first fake carrier",
        "Repeat failed calls with growing waits",
        "Stop calling a carrier that is down, and say so",
        "Order every label once, even when asked twice",
        Batch("Connect {}", CARRIERS[:4], subs=STEPS),
        "Promise a day: learn the times per carrier and region",
        "Show the promised day in the checkout",
        "Tell the shopper when the promise moves",
        "Evening scans count on the same day",
        "Choose the cheapest carrier that keeps the promise",
        "Let shops exclude a carrier",
        "Status page: each carrier, the last hour and the last week",
        "Alarm when a carrier's events stop",
        Todo(title="Hand-over to on-call", subs=("Runbook per failure", "Two rehearsals", "First week together")),
        "Label printing without our app",
        "Dangerous goods: refuse early, say why",
        "Saturday delivery where it exists",
        "Neighbours and drop-off permissions",
        "Photos of delivery kept for 30 days",
        "Pick-up times of each warehouse",
        "Several parcels for one order",
        "Parcels that come back: same states, other direction",
        "Weight check: ordered against billed",
        "Claim lost parcels automatically after ten days",
        "Kept promises by carrier, ready for Siobhan's Monday round",
        "Delete parcel data after two years",
        Batch("Connect {}", CARRIERS[4:], subs=STEPS),
        "Load test with a peak day's labels in one hour",
        "Remove the eight old connections",
    ),
)
