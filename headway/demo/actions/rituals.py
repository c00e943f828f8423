"""What the sample company said and did in its rituals."""

from collections.abc import Sequence

from headway.core.ctx import Ctx
from headway.demo.actions.goals import GoalIds
from headway.demo.actions.people import Ids
from headway.demo.rules.checking_in import check_ins
from headway.demo.rules.history import Happening
from headway.demo.rules.values import CheckIn, Company
from headway.rituals.actions.bulk import make_check_ins
from headway.rituals.schemas.bulk import BulkCheckIn


async def write_rituals(
    ctx: Ctx, company: Company, told: Sequence[Happening], *, ids: Ids, goals: GoalIds, seed: int
) -> None:
    """Check-ins with what was felt and said, from the first quarter to yesterday."""
    await make_check_ins(ctx, [_check_in(one, ids, goals) for one in check_ins(company, told, seed=seed)])


def _check_in(one: CheckIn, ids: Ids, goals: GoalIds) -> BulkCheckIn:
    return BulkCheckIn(
        key_result_id=goals.key_results[one.key_result],
        made_at=one.at,
        author_id=ids.people[one.author],
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
