"""Retrospectives: drafted from what was measured, kept with lessons and tasks, and how far all teams are."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Forbidden, Stale
from headway.goals.actions import cycles
from headway.goals.actions.grades import grade_key_result
from headway.goals.schemas.grades import GradeIn
from headway.progress.rules.forecasting.patterns import team_pattern as found_in
from headway.rituals.actions import retrospectives as actions
from headway.rituals.queries.patterns import team_pattern
from headway.rituals.queries.retrospectives import lessons, retrospective
from headway.rituals.queries.reviews import cycle_reviews
from headway.rituals.rules.patterns import sentence_of, verdict_of
from headway.rituals.rules.retrospectives import Result, counted_causes, draft, is_open, succeeded
from headway.rituals.schemas.retrospectives import ActionIn, LessonIn, RetrospectiveIn
from tests.goals import world
from tests.make import Make
from tests.rituals.reviews import quarter
from tests.work import build as work

AsMember = Callable[[Any], Ctx]
NOTES = RetrospectiveIn(achieved="Much", missed="Little", learned="Something")


def test_the_draft_says_what_hit_what_missed_and_what_was_in_the_way() -> None:
    results = [
        Result(title="A", objective="O", score=Decimal("0.80"), commitment="stretch"),
        Result(
            title="B",
            objective="O",
            score=Decimal("0.30"),
            commitment="stretch",
            causes=["dependency"],
            note="Late bank.",
        ),
        Result(
            title="C", objective="O", score=Decimal("0.95"), commitment="committed", causes=["dependency"], revised=True
        ),
        Result(title="D", objective="O", score=None, commitment="stretch"),
    ]
    said = draft(results)
    assert said.achieved == "- A: 0.80"
    assert said.missed == "- B: 0.30 (waiting for others). Late bank.\n- C: 0.95 (waiting for others)"
    assert said.learned == "- In the way 2 times: waiting for others.\n- One target was changed on the way."
    assert counted_causes(results) == [("dependency", 2)]


def test_in_the_middle_of_a_cycle_nothing_is_missed_yet() -> None:
    results = [
        Result(title="A", objective="O", score=Decimal("0.80"), commitment="stretch", so_far=True),
        Result(title="B", objective="O", score=Decimal("0.30"), commitment="stretch", so_far=True),
        Result(title="C", objective="O", score=Decimal("0.20"), commitment="stretch", note="Given up."),
    ]
    said = draft(results)
    assert said.achieved == "- A: 0.80 so far"
    assert said.missed == "- C: 0.20. Given up.\n- B: 0.30 so far"
    assert [succeeded(one) for one in results] == [True, None, False]


@pytest.mark.parametrize(("days", "goes_on"), [(40, True), (7, True), (6, False), (0, False), (-5, False)])
def test_a_verdict_is_spoken_from_the_last_week_on(days: int, *, goes_on: bool) -> None:
    today = date(2026, 11, 20)
    assert is_open(today=today, ends_on=today + timedelta(days=days)) is goes_on


@pytest.mark.parametrize(
    ("scores", "verdict", "words"),
    [
        ([0.7] * 5, "quiet", "3 more closed stretch key results are needed"),
        ([1.0] * 16, "safe", "too safe"),
        ([0.1] * 16, "unrealistic", "not a reproach"),
        ([0.7, 0.6, 0.8, 0.5] * 4, "fine", "about right"),
    ],
)
def test_a_team_hears_of_its_targets_when_there_is_enough_to_say(scores: list[float], verdict: str, words: str) -> None:
    finding = found_in([(place % 2, score) for place, score in enumerate(scores)])
    assert verdict_of(finding) == verdict
    assert words in sentence_of(finding)


def test_one_cycle_alone_says_nothing() -> None:
    finding = found_in([(1, 1.0)] * 16)
    assert (verdict_of(finding), sentence_of(finding)) == (
        "quiet",
        "Nothing can be said of one cycle alone: the next one will tell.",
    )


async def test_it_opens_drafted_and_is_kept_with_its_version(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    q = await quarter(ctx, make)
    lead = as_member(q.lead)
    given = GradeIn(score=Decimal("0.60"), causes=["external"], note="The law changed.")
    await grade_key_result(lead, q.first, given)
    opened = await retrospective(lead, q.team, q.now.id)
    assert (opened.notes, opened.version) == (None, 0)
    assert "Fewer questions: 0.30 so far" in opened.draft.missed
    assert "Paid in a minute: 0.60 (something outside of our reach). The law changed." in opened.draft.missed
    assert [(one.cause, one.count) for one in opened.causes] == [("external", 1)]
    kept = await actions.write_retrospective(lead, q.team, q.now.id, NOTES, version=0)
    assert kept.notes is not None
    assert (kept.notes.learned, kept.version) == ("Something", 1)
    with pytest.raises(Stale):
        await actions.write_retrospective(lead, q.team, q.now.id, NOTES, version=0)
    with pytest.raises(Forbidden):
        await actions.write_retrospective(as_member(q.stranger), q.team, q.now.id, NOTES, version=1)


async def test_private_goals_stay_out_of_a_draft_that_all_will_read(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    q = await quarter(ctx, make, private=True)
    opened = await retrospective(as_member(q.lead), q.team, q.now.id)
    assert [one.key_result.id for one in opened.results] == [q.first, q.second]
    assert (opened.draft.achieved, opened.draft.missed) == ("", "")


async def test_lessons_are_there_when_the_next_goals_are_written(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    q = await quarter(ctx, make)
    lead = as_member(q.lead)
    await cycles.close_cycle(ctx, q.now.id)
    kept = await actions.add_lesson(lead, q.team, q.now.id, LessonIn(words="Ask the bank first"))
    told = await lessons(as_member(q.stranger), q.team)
    assert [(one.words, one.cycle.name) for one in told.lessons] == [("Ask the bank first", "Now")]
    assert (told.pattern.verdict, told.pattern.closed, told.pattern.missing) == ("quiet", 2, 6)
    await actions.remove_lesson(lead, kept.lessons[0].id)
    assert (await lessons(lead, q.team)).lessons == []


async def test_what_is_to_be_done_becomes_a_task(ctx: Ctx, make: Make) -> None:
    q = await quarter(ctx, make)
    project = await work.project(ctx, "Checkout")
    made = await actions.add_action(ctx, q.team, q.now.id, ActionIn(title="Call the bank", project_id=project.id))
    assert [(one.title, one.state) for one in made.actions] == [("Call the bank", "open")]


async def test_how_far_all_teams_are(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    q = await quarter(ctx, make)
    await world.objective(ctx, q.now.id, title="Of a person")
    before = await cycle_reviews(ctx, q.now.id)
    (team,) = before.teams
    assert (team.team.name, team.graded, team.key_results, team.missing) == (
        "Payments",
        0,
        2,
        ["scores", "retrospective"],
    )
    assert before.without_team is not None
    assert not before.ready
    for one, score in ((q.first, "0.60"), (q.second, "0.30")):
        await grade_key_result(as_member(q.lead), one, GradeIn(score=Decimal(score)))
    await actions.write_retrospective(as_member(q.lead), q.team, q.now.id, NOTES, version=0)
    after = await cycle_reviews(ctx, q.now.id)
    assert (after.teams[0].missing, after.ready) == ([], True)


async def test_committed_goals_are_left_out_of_the_pattern(ctx: Ctx, make: Make) -> None:
    q = await quarter(ctx, make)
    await db.run(
        ctx,
        "update key_result set commitment = 'committed', grade = 1, graded_at = now() where id = %(id)s",
        id=q.first,
    )
    await cycles.close_cycle(ctx, q.now.id)
    assert (await team_pattern(ctx, q.team)).closed == 1
