"""What the sample company said and did in its rituals."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID, uuid4

from headway.core.ctx import Ctx
from headway.demo.actions.goals import GoalIds
from headway.demo.actions.history import Known
from headway.demo.actions.inboxes import fill_inboxes
from headway.demo.actions.meetings import write_meetings
from headway.demo.actions.past import write_revisions
from headway.demo.actions.people import Ids
from headway.demo.actions.weeks import write_weeks
from headway.demo.rules.arriving import arrived
from headway.demo.rules.checking_in import check_ins
from headway.demo.rules.content.reviews import CONTINUES
from headway.demo.rules.history import Happening
from headway.demo.rules.reviewing import Assessed, Graded, assessments, blind_score, gradings, judgement
from headway.demo.rules.values import CheckIn, Company
from headway.goals.actions.grades import grade_in_bulk
from headway.goals.schemas.grades import BulkGrade
from headway.rituals.actions.bulk import make_in_bulk
from headway.rituals.schemas.bulk import (
    BulkAssessment,
    BulkBlindScore,
    BulkCarry,
    BulkCheckIn,
    BulkGrading,
    BulkRetrospective,
    BulkRituals,
)


async def write_rituals(ctx: Ctx, company: Company, told: Sequence[Happening], known: Known, *, seed: int) -> None:
    """Check-ins, gradings with their lessons, assessments, weeks, inboxes: from the first quarter to yesterday."""
    ids, goals, tasks = known.people, known.goals, known.tasks
    writer = _Writer(ids, goals, seed)
    given, graded = check_ins(company, told, seed=seed), gradings(company)
    scores = await grade_in_bulk(ctx, [grade for one in graded for grade in writer.grades(one)])
    assessed = assessments(company, told, given, seed=seed)
    bulk = BulkRituals(
        check_ins=tuple(writer.check_in(one) for one in given),
        gradings=tuple(writer.grading(one, scores) for one in graded),
        retrospectives=tuple(writer.retrospectives(graded)),
        assessments=tuple(writer.assessment(one) for one in assessed),
        carries=tuple(writer.carries(company)),
        **write_weeks(company, ids, goals, tasks=tasks, seed=seed),
        **write_meetings(company, ids, goals, tasks=tasks, given=given),
    )
    await make_in_bulk(ctx, bulk)
    await write_revisions(ctx, company, assessed, known)
    await fill_inboxes(ctx, arrived(company, given), known)


class _Writer:
    """From keys to ids."""

    def __init__(self, ids: Ids, goals: GoalIds, seed: int) -> None:
        self._ids, self._goals, self._seed = ids, goals, seed

    def check_in(self, one: CheckIn) -> BulkCheckIn:
        return BulkCheckIn(
            key_result_id=self._goals.key_results[one.key_result],
            made_at=one.at,
            author_id=self._ids.people[one.author],
            unchanged=one.unchanged,
            confidence=one.confidence,
            confidence_before=one.confidence_before,
            progress_before=one.progress_before,
            progress=one.progress,
            health=one.health,
            changed=one.changed,
            blockers=one.blockers,
            next_steps=one.next_steps,
        )

    def grades(self, graded: Graded) -> Iterable[BulkGrade]:
        for key in graded.key_results:
            said = judgement(key)
            yield BulkGrade(
                key_result_id=self._goals.key_results[key],
                score=Decimal(said.score) if said.score else None,
                reason=said.reason,
                causes=said.causes,
                note=said.note,
                graded_by=self._ids.people[graded.by],
                graded_at=graded.at,
            )

    def grading(self, graded: Graded, suggested: Mapping[UUID, Decimal]) -> BulkGrading:
        return BulkGrading(
            id=uuid4(),
            team_id=self._ids.teams[graded.team],
            cycle_id=self._goals.cycles[graded.cycle],
            revealed_by=self._ids.people[graded.by],
            revealed_at=graded.at,
            scores=tuple(
                self._blind(person, key, suggested[self._goals.key_results[key]])
                for person in graded.people
                for key in graded.key_results
                if self._goals.key_results[key] in suggested
            ),
        )

    def _blind(self, person: str, key: str, suggested: Decimal) -> BulkBlindScore:
        score, note = blind_score(person, key, suggested, seed=self._seed)
        return BulkBlindScore(
            member_id=self._ids.people[person], key_result_id=self._goals.key_results[key], score=score, note=note
        )

    def retrospectives(self, graded: Iterable[Graded]) -> Iterable[BulkRetrospective]:
        for one in graded:
            if one.review is not None:
                yield BulkRetrospective(
                    team_id=self._ids.teams[one.team],
                    cycle_id=self._goals.cycles[one.cycle],
                    achieved=one.review.achieved,
                    missed=one.review.missed,
                    learned=one.review.learned,
                    lessons=one.review.lessons,
                    written_by=self._ids.people[one.by],
                    written_at=one.at,
                )

    def assessment(self, one: Assessed) -> BulkAssessment:
        return BulkAssessment(
            objective_id=self._goals.objectives[one.objective],
            month=one.month,
            health=one.health,
            progress=one.progress,
            judgement=one.judgement,
            decision=one.decision,
            reason=one.reason,
            member_id=self._ids.people[one.by],
            assessed_at=one.at,
        )

    def carries(self, company: Company) -> Iterable[BulkCarry]:
        """By each team, what continues a goal of the quarter before."""
        new = {result.objective for result in company.key_results if result.key in CONTINUES}
        for team in dict.fromkeys(goal.team for goal in company.objectives if goal.key in new):
            carried = [goal for goal in company.objectives if goal.key in new and goal.team == team]
            yield BulkCarry(
                team_id=self._ids.teams[team],
                from_cycle_id=self._goals.cycles["q2"],
                to_cycle_id=self._goals.cycles["q3"],
                objectives=tuple(self._goals.objectives[goal.key] for goal in carried),
                carried_by=self._ids.people[carried[0].owner],
                carried_at=min(goal.created_at for goal in carried),
            )
