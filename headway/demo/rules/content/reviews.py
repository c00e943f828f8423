"""How the sample company's closed quarters were graded, what was learned from them, and what went on."""

from headway.demo.rules.recipes import Judgement, Review

# Key result -> what its people said when they gave the final score; the others took what the numbers suggest.
JUDGEMENTS = {
    "past.four.local": Judgement(
        causes=("dependency",),
        note="The payment page in the shopper's own currency came in the last week; two markets saw it too late.",
    ),
    "past.promise.scans": Judgement(
        causes=("external", "dependency"),
        note="Two carriers scan on arrival only. We cannot change that, and we knew it in week two.",
    ),
    "past.promise.calls": Judgement(causes=("external",), note="Follows from the missing scans."),
    "past.releases.bugs": Judgement(
        causes=("execution",),
        note="One rollback in week three: a change of the database went out together with the code that needed it.",
    ),
    "past.onboard.calls": Judgement(
        score="0.90",
        reason="Two of the late calls were moved because the shop asked for it.",
        causes=("resources",),
        note="In August one person did the kick-off calls of three.",
    ),
    "past.sales.won": Judgement(
        causes=("wrong_metric", "unrealistic_plan"),
        note="We counted offers that nobody had asked for. Asked for, it is every third.",
    ),
    "first.uptime.alarm": Judgement(
        causes=("resources",),
        note="At night it is still fourteen minutes: four people cannot cover every night.",
    ),
    "first.team.hired": Judgement(causes=("external",), note="Three offers were turned down for a higher one."),
    "first.team.days": Judgement(causes=("execution",), note="Answers waited for one manager's holidays."),
}

NOTES = (
    "I would give it less: the last step came by itself.",
    "We did what we could; the rest was not in our hands.",
    "Better than the number says.",
    "It moved, but not because of us.",
    "Solid. I would set the same target again.",
)

REVIEWS = (
    Review(
        team="meridian",
        cycle="q2",
        achieved="- Sixty shops in four markets was a guess; forty-nine came, and they stay.\n- Poland works by fair.",
        missed="- Shoppers saw prices in their own currency too late to matter for this quarter.",
        learned="- A company goal that hangs on one team's last week is not safe before week nine.",
        lessons=("Ask in week nine which single delivery a company goal hangs on.",),
    ),
    Review(
        team="checkout",
        cycle="q2",
        achieved="- Prices are shown in all four currencies.\n- The address step loses a third less.",
        missed="- Six of ten still leave between address and payment.",
        learned="- The texts were the smaller half. Formats of names and postcodes took most of the time.",
        lessons=(
            "Count formats (names, postcodes, dates) as work of their own: they took longer than the texts.",
            "Measure each step of the checkout by market; the sum hid Poland for five weeks.",
        ),
    ),
    Review(
        team="fulfilment",
        cycle="q2",
        achieved="- Every parcel has a number that works with all eight carriers.",
        missed="- A scan on every leg: two carriers do not offer it, whatever we build.",
        learned="- Half of our plan was somebody else's roadmap.",
        lessons=("Before a target depends on a carrier, have it in writing that they can do it.",),
    ),
    Review(
        team="platform",
        cycle="q2",
        achieved="- From merge to production in two days instead of nine.",
        missed="- One release had to be taken back.",
        learned="- Changes of the database must be able to go out alone, before the code that uses them.",
        lessons=("A change of the database goes out one release before the code that needs it.",),
    ),
    Review(
        team="marketing",
        cycle="q2",
        achieved="- 275 qualified leads, and a guide that sales sends with every offer.",
        missed="- Nothing of weight. The last forty leads came from one fair.",
        learned="- Long articles bring the leads that sales accepts.",
        lessons=("One long article brings more accepted leads than a month of posts.",),
    ),
    Review(
        team="sales",
        cycle="q2",
        achieved="- From first call to offer in twelve days.",
        missed="- Offers that are won: 22 %, not 30 %.",
        learned="- We sent offers to be counted, not to be signed.",
        lessons=("Count only offers that somebody asked for.", "Thirty per cent was a number from a conference."),
    ),
    Review(
        team="success",
        cycle="q2",
        achieved="- First order after 19 days instead of 34.",
        missed="- Kick-off calls within three days slipped in August.",
        learned="- One person on holiday was a third of our capacity.",
        lessons=("Plan August with one person less than there is.",),
    ),
    Review(
        team="workplace",
        cycle="q2",
        achieved="- Every paper form has an owner and a purpose; eleven turned out to have neither.",
        missed="- Nothing. It was too easy to call it a stretch.",
        learned="- A list alone changes nobody's day.",
        lessons=("Lists are tasks. Take the change that they make possible as the goal.",),
    ),
    Review(
        team="product",
        cycle="q1",
        achieved="- 38 conversations, and a funnel that everybody reads the same way.",
        missed="- Two conversations short.",
        learned="- Shoppers abroad do not mistrust the shop but the delivery.",
        lessons=("Write down the question before the first conversation, and do not change it.",),
    ),
    Review(
        team="platform",
        cycle="q1",
        achieved="- Twice the load, without a new machine.",
        missed="- Alarms at night.",
        learned="- Most alarms need nobody. That is the next goal.",
        lessons=("An alarm that needs no action is a fault of ours, not of the night.",),
    ),
    Review(
        team="people",
        cycle="q1",
        achieved="- Six good people.",
        missed="- Three of nine seats stayed empty.",
        learned="- We are slow where it is decided, not where people are found.",
        lessons=("Agree on the pay band before the first talk, not after the last.",),
    ),
)

# Key results of now that continue one of the last quarter: their objectives were carried over with them.
CONTINUES = {
    "language.finish": "past.abroad.finish",
    "language.address": "past.abroad.address",
    "routine.deploys": "past.releases.many",
    "demand.leads": "past.leads.qualified",
    "faster.won": "past.sales.won",
    "first.days": "past.onboard.days",
}

# Why a goal is kept though it looks bad, said in the monthly assessment.
KEPT = (
    "We know what holds it up, and it is not the goal.",
    "Two more weeks, then we decide.",
    "Late, not lost: the work behind it lands next week.",
)
STOPPED = "Two cities cost more than they bring. The people are needed for the portal."
