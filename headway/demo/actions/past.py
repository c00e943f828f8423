"""What was agreed first, and what goals showed on past days."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from headway.core.ctx import Ctx
from headway.demo.actions.history import Known
from headway.demo.rules.content.reviews import ADJUSTED
from headway.demo.rules.defining import definition
from headway.demo.rules.history import Happening
from headway.demo.rules.noted import noted
from headway.demo.rules.reviewing import Assessed
from headway.demo.rules.values import Company
from headway.goals.actions.bulk_revisions import keep_past_revisions
from headway.goals.schemas.bulk import BulkRevision
from headway.progress import actions as progress
from headway.progress.schemas import PastReading


async def write_readings(ctx: Ctx, told: Iterable[Happening], known: Known) -> None:
    """Both readings of every goal over time."""
    ids = {**known.goals.objectives, **known.goals.key_results}
    rows = [
        PastReading(node=ids[one.key], on=one.on, raw=one.raw, counted=one.counted, work=one.work)
        for one in noted(told)
    ]
    await progress.keep_past_readings(ctx, rows)


async def write_revisions(ctx: Ctx, company: Company, assessed: Sequence[Assessed], known: Known) -> None:
    """Targets that an assessment changed, as they were before."""
    results = {result.key: result for result in company.key_results}
    revisions = []
    for one in assessed:
        if one.decision != "adjust":
            continue
        change = ADJUSTED[one.objective]
        now = results[change.key_result]
        meant = definition(now)
        revisions.append(
            BulkRevision(
                key_result_id=known.goals.key_results[now.key],
                objective_id=known.goals.objectives[one.objective],
                title=change.title,
                now_titled=now.title,
                commitment=now.commitment,
                before=replace(meant, target=Decimal(str(change.target))),
                now=meant,
                reason=change.reason,
                revised_by=known.people.people[one.by],
                revised_at=one.at,
            )
        )
    await keep_past_revisions(ctx, revisions)
