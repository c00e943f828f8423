"""What waits for what in the sample company: by the titles of tasks, which begin like this."""

# (project and title of what waits, project and title of what it waits for)
BLOCKS: tuple[tuple[tuple[str, str], tuple[str, str]], ...] = (
    (("onepage", "Move the fraud check off the page"), ("languages", "Translate checkout")),
    (("languages", "Test shopper buys, pays and returns: Spanish"), ("languages", "Proofread by a native speaker: Sp")),
    (("languages", "Receipt as PDF"), ("languages", "Receipt and order mail")),
    (("returns", "Page 'Send something back'"), ("returns", "Choose ten pilot shops")),
    (("returns", "Choose items and reason"), ("returns", "Page 'Send something back'")),
    (
        ("gateway", "Move all shops and switch off the old way: Alpen"),
        ("gateway", "Pilot with 1,000 real parcels: Alpen"),
    ),
    (("gateway", "Labels and customs papers: Blue"), ("gateway", "Access to the test system: Blue")),
    (("gateway", "Tracking events into our 14 states: Blue"), ("gateway", "Access to the test system: Blue")),
    (
        ("pipeline", "First deployment by its owners: reports"),
        ("pipeline", "Database changes forward and back: reports"),
    ),
    (
        ("pipeline", "First deployment by its owners: exports"),
        ("pipeline", "Database changes forward and back: exports"),
    ),
    (("peak", "Hold: three times the peak"), ("peak", "Invite all on-call engineers: three times")),
    (("peak", "Hold: three times the peak"), ("peak", "New index for the order history query")),
)

# (project, title) -> what it waits for outside of the company's plans.
OUTSIDE: dict[tuple[str, str], str] = {
    ("languages", "Error messages of the payment provider"): "the provider's list of codes, promised for week 5",
    ("languages", "Polish legal texts"): "the lawyer's answers on withdrawal, due at the end of week 8",
    ("paperless", "Standing hour with legal"): "the decision whether an outside lawyer reads the ten simple forms",
}
STUCK_FOR = 9  # days
