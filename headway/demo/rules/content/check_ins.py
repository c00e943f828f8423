"""What people of the sample company write when they check in. Most weeks they write nothing."""

WELL = (
    "Better than I expected: what we changed last week works.",
    "A good week. The second half of the work went faster than the first.",
    "Two things landed at once, so this looks better than it will next week.",
    "We finally see what the last three weeks were for.",
)
AS_PLANNED = (
    "As planned.",
    "Small steps, in the right direction.",
    "Nothing special. We go on.",
    "On the line we drew at the start of the quarter.",
)
HARDLY = (
    "Little to see yet. What we shipped reaches people next week.",
    "Half of the team was away, and it shows.",
    "We spent the week finding out why it does not move. Now we know more.",
    "No real change. I would not call it a problem before next week.",
)
BACK = (
    "It went back. We look at it on Monday.",
    "One bad day pulls the week down; the rest looked normal.",
    "A step back, and we know the reason.",
)
NEXT = (
    "Finish what is in review before starting anything new.",
    "Talk to two of the people concerned before the next change.",
    "Try it with one more team.",
    "Look at the numbers by market, not only in total.",
    "Keep at it; no new ideas this week.",
    "Ask for an hour of help from the team next door.",
)
ABOVE = (
    "The goals below tell the story; I have nothing to add.",
    "Talked it through with the leads on Monday. Two of them carry most of it.",
    "One of the goals below worries me more than its number says.",
    "Better than the sum of its parts suggests: the hard half is done.",
)

# Key result -> the week from which on something stands in the way, and what.
BLOCKERS: dict[str, tuple[int, str]] = {
    "language.ready": (5, "Our Polish translator is ill, and nobody has taken over the payment texts."),
    "payment.speed": (6, "The bank's test terminal times out. Their support has not answered for nine days."),
    "returns.portal": (4, "The portal waits for the address change of the checkout team."),
    "returns.refund": (5, "Two carriers confirm returns once a week only, and refunds wait for them."),
    "hire.seats": (6, "Two finalists took other offers. The pay band for senior people is not decided."),
    "faster.discount": (3, "Three large renewals were promised the old discount in writing."),
    "doors.meetings": (2, "The seat of the seller for Poland is still empty."),
    "proof.stories": (5, "Lawyers of four customers must agree to the numbers before we may print them."),
    "forms.gone": (4, "For nine forms the law still wants ink. A new rule is due, nobody knows when."),
    "visible.suppliers": (6, "Procurement and IT each wait for the other one's list."),
    "evidence.share": (5, "Shops answer, but not in the two weeks before the peak season."),
    "endtoend.flow": (6, "The archive has no interface for signed forms yet."),
}
