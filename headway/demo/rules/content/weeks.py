"""What the teams of the sample company undertake besides their tasks, are glad about, watch, and see coming."""

# Team -> what its people write on Mondays; the owner of a key result of the team takes one.
WRITTEN: dict[str, tuple[str, ...]] = {
    "meridian": (
        "Talk to the bank about the test terminal myself",
        "Walk through the four launch markets with the leads",
        "Write the letter to all shops about the peak season",
        "Decide with Miriam about the pay band of senior people",
    ),
    "product": (
        "Watch three test shoppers from Spain",
        "Take two items without evidence off the roadmap",
        "Agree with checkout what is not in the December release",
        "Read the last twenty conversations and name the pattern",
    ),
    "checkout": (
        "Have the payment texts read by a colleague from Poland",
        "Find out which call makes the payment page slow",
        "Pair with fulfilment on the address change",
        "Answer the three shops that saw a wrong currency",
    ),
    "fulfilment": (
        "Call the two carriers that confirm returns once a week",
        "Visit the warehouse in Lyon",
        "Show the portal to two pilot shops",
        "Agree on one word for every state of a parcel",
    ),
    "platform": (
        "Rehearse the restore with somebody who has never done it",
        "Switch off twenty alarms that nobody needs",
        "Move two services together with their teams",
        "Write down how a change of the database goes out alone",
    ),
    "commercial": (
        "Go through the twelve largest open deals with Helena",
        "Call two shops that left in October",
        "Compare the forecast of four weeks ago with what came",
    ),
    "marketing": (
        "Get two customer stories past the lawyers",
        "Write the long article about returns",
        "Find a speaker for the fair in Poznań",
        "Cut the form on the landing page to three fields",
    ),
    "sales": (
        "Ten calls to shops in Spain",
        "Go through three lost offers with the team",
        "Let Jonas give a demo alone",
        "Ask the three largest renewals what the discount is worth to them",
    ),
    "success": (
        "Call the five shops that stopped in the set-up",
        "Write the answer to the ten most asked questions",
        "Review talk with two large shops",
        "Listen to four calls of new colleagues",
    ),
    "services": ("Talk through the archive with the supplier", "Show two team leads their own costs"),
    "workplace": (
        "Move the folders of one more department",
        "Sit beside somebody who fills in the holiday form",
        "Ask legal about the nine forms with ink",
    ),
    "people": ("Second talks with two candidates", "Growth talks with three teams", "Close the month in eight days"),
}

WINS: dict[str, tuple[str, ...]] = {
    "meridian": (
        "A shop in Gdańsk wrote that their first month with us was their best month ever.",
        "The board asked the questions we had asked ourselves on Monday.",
    ),
    "product": ("Sixteen of twenty test shoppers got through without help.", "We said no to two ideas, and why."),
    "checkout": (
        "Address step in Polish: a third fewer people leave.",
        "Mateus found the slow call on a Sunday walk. It was the third one, not the first.",
        "Saved wallets passed their target four weeks early.",
    ),
    "fulfilment": (
        "Six of eight carriers through one gateway, and nobody noticed the switch.",
        "Thandi turned forty messages a day into one answer that people find themselves.",
    ),
    "platform": (
        "A new colleague deployed on her second day.",
        "A whole week without a call at night.",
        "Thirteen idle machines left. It was fifty-eight.",
    ),
    "commercial": ("The forecast of four weeks ago was off by nine per cent only.",),
    "marketing": ("The article about customs is number one in Spain.", "Forty-three leads from one evening in Prague."),
    "sales": ("A shop signed after two meetings, with no discount.", "Jonas gave his first demo, and it was the best."),
    "success": ("A shop that wanted to leave opened a second country.", "First order after eleven days, a record."),
    "services": ("Nobody printed the holiday form this week.",),
    "workplace": ("381 folders moved, and the help desk stayed quiet.", "Finding a contract took 86 seconds."),
    "people": ("The offer to the designer was signed within a day.",),
}

# What must not break while one runs after goals: text and colour.
HEALTH: dict[str, tuple[tuple[str, str], ...]] = {
    "meridian": (
        ("People: nobody works on two weekends in a row", "amber"),
        ("Cash lasts at least nine months", "green"),
    ),
    "product": (("Every decision has one name", "green"), ("Time for conversations with shops", "amber")),
    "checkout": (
        ("Zero critical bugs", "green"),
        ("Nobody is the only one who knows the payment page", "red"),
        ("Mood of the team", "amber"),
    ),
    "fulfilment": (("Parcels lost", "green"), ("Overtime in the peak", "amber")),
    "platform": (("Night calls", "green"), ("Two people for every service", "amber"), ("Cost of the cloud", "green")),
    "commercial": (("Shops that leave", "amber"), ("Quality of what we promise", "green")),
    "marketing": (("Sales accepts our leads", "green"), ("We write as people speak", "green")),
    "sales": (("No discount without a reason", "red"), ("Every talk has a next step", "green")),
    "success": (("First answer within three hours", "green"), ("Nobody carries more than forty shops", "amber")),
    "services": (("Invoices paid on time", "green"),),
    "workplace": (("Nobody loses a file", "green"), ("Open tickets at the service desk", "amber")),
    "people": (("Every candidate hears from us within five days", "amber"), ("Payroll is right", "green")),
}

# Weeks from now -> what is coming.
AHEAD: dict[str, tuple[tuple[int, str], ...]] = {
    "meridian": ((1, "Board meeting: structure and names"), (3, "All-hands: what we learned this quarter")),
    "product": ((2, "Test shoppers from Poland"), (4, "Last change before the holidays")),
    "checkout": ((1, "Payment texts in four languages on staging"), (2, "Bank's certificate runs out")),
    "fulfilment": ((1, "Pilot of the return portal with ten shops"), (3, "Peak of the season")),
    "platform": ((1, "Rehearsal at three times the load"), (3, "No changes in the week before Christmas")),
    "commercial": ((2, "Plan of the next year"), (4, "Price list for the four markets")),
    "marketing": ((1, "Campaign starts in Spain"), (2, "Fair in Poznań")),
    "sales": ((1, "Three largest renewals"), (3, "New seller for Poland starts")),
    "success": ((2, "Set-up for large shops goes live"), (4, "Only half of the team: holidays")),
    "services": ((3, "Records audit"),),
    "workplace": ((1, "Folders of the last two departments"), (2, "Old file server goes read-only")),
    "people": ((1, "Offers to two finalists"), (3, "Month closes early")),
}

DROPPED = (
    "Something else came first, and this can wait for the next quarter.",
    "The shop solved it without us.",
    "Once we looked, it was not worth the time.",
)
