"""How the sample company's closed quarters were graded, what was learned from them, and what went on."""

import re
from collections.abc import Iterator

from headway.demo.rules.recipes import Adjustment, Judgement, Review, Timing

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

# A line each: the quarter and the team, then what was achieved (+), missed (-), learned (=), and the lessons (!).
_LOOKING_BACK = """
q2 meridian
+ Sixty shops in four markets was a guess; forty-nine came, and they stay.
+ Poland works by fair.
- Shoppers saw prices in their own currency too late to matter for this quarter.
= A company goal that hangs on one team's last week is not safe before week nine.
! Ask in week nine which single delivery a company goal hangs on.
q2 checkout
+ Prices are shown in all four currencies.
+ The address step loses a third less.
- Six of ten still leave between address and payment.
= The texts were the smaller half. Formats of names and postcodes took most of the time.
! Count formats (names, postcodes, dates) as work of their own: they took longer than the texts.
! Measure each step of the checkout by market; the sum hid Poland for five weeks.
q2 fulfilment
+ Every parcel has a number that works with all eight carriers.
- A scan on every leg: two carriers do not offer it, whatever we build.
= Half of our plan was somebody else's roadmap.
! Before a target depends on a carrier, have it in writing that they can do it.
q2 platform
+ From merge to production in two days instead of nine.
- One release had to be taken back.
= Changes of the database must be able to go out alone, before the code that uses them.
! A change of the database goes out one release before the code that needs it.
q2 marketing
+ 275 qualified leads, and a guide that sales sends with every offer.
- Nothing of weight. The last forty leads came from one fair.
= Long articles bring the leads that sales accepts.
! One long article brings more accepted leads than a month of posts.
q2 sales
+ From first call to offer in twelve days.
- Offers that are won: 22 %, not 30 %.
= We sent offers to be counted, not to be signed.
! Count only offers that somebody asked for.
! Thirty per cent was a number from a conference.
q2 success
+ First order after 19 days instead of 34.
- Kick-off calls within three days slipped in August.
= One person on holiday was a third of our capacity.
! Plan August with one person less than there is.
q2 workplace
+ Every paper form has an owner and a purpose; eleven turned out to have neither.
- Nothing. It was too easy to call it a stretch.
= A list alone changes nobody's day.
! Lists are tasks. Take the change that they make possible as the goal.
q1 product
+ 38 conversations, and a funnel that everybody reads the same way.
- Two conversations short.
= Shoppers abroad do not mistrust the shop but the delivery.
! Write down the question before the first conversation, and do not change it.
q1 platform
+ Twice the load, without a new machine.
- Alarms at night.
= Most alarms need nobody. That is the next goal.
! An alarm that needs no action is a fault of ours, not of the night.
q1 people
+ Six good people.
- Three of nine seats stayed empty.
= We are slow where it is decided, not where people are found.
! Agree on the pay band before the first talk, not after the last.
"""


def _reviews(text: str) -> Iterator[Review]:
    for part in re.split(r"\n(?=q\d )", text.strip()):
        head, *lines = part.splitlines()
        cycle, team = head.split()
        said = {mark: [line[2:] for line in lines if line[0] == mark] for mark in "+-=!"}
        achieved, missed, learned = ("\n".join(f"- {line}" for line in said[mark]) for mark in "+-=")
        yield Review(
            team=team,
            cycle="q1" if cycle == "q1" else "q2",
            achieved=achieved,
            missed=missed,
            learned=learned,
            lessons=tuple(said["!"]),
        )


REVIEWS = tuple(_reviews(_LOOKING_BACK))

# Key results of now that continue one of the last quarter: their objectives were carried over with them.
CONTINUES = {
    "language.finish": "past.abroad.finish",
    "language.address": "past.abroad.address",
    "routine.deploys": "past.releases.many",
    "demand.leads": "past.leads.qualified",
    "faster.won": "past.sales.won",
    "first.days": "past.onboard.days",
}

# Objective -> what its first monthly assessment of the quarter changed; the original stays to be seen.
ADJUSTED = {
    "faster": Adjustment(
        key_result="faster.won",
        title="Share of qualified deals that we win rises from 21 % to 30 %",
        target=30,
        reason="Thirty was a number from a conference. Of offers that somebody asked for, the best month brought 28 %.",
    ),
}

# Why a goal is kept though it looks bad, said in the monthly assessment.
KEPT = (
    "We know what holds it up, and it is not the goal.",
    "Two more weeks, then we decide.",
    "Late, not lost: the work behind it lands next week.",
)
STOPPED = "Two cities cost more than they bring. The people are needed for the portal."

# Team -> what was written down in its last meeting besides the notes to each item.
MEETING_NOTES = {
    "checkout": "Tomasz has too much at once. Oluwaseun takes the reviews of payment changes until the release.",
    "fulfilment": "Two carriers answer within a day again. Returns stay the first thing on the list.",
    "platform": "No release on the Friday before the peak, whatever it is.",
}
COMPANY_DAY = "Company day: all sixty of us in one place"
RHYTHMS = {
    "checkout": (
        Timing(kind="commitments", weekday=1, hour=9, minute=30),
        Timing(kind="check_in", weekday=4, hour=14),
        Timing(kind="wins", weekday=5, hour=15, minute=30),
    ),
    "platform": (
        Timing(kind="check_in", weekday=3, hour=10),
        Timing(kind="assessment", cadence="monthly", weekday=2, hour=11),
    ),
}
