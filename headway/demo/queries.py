"""What there is of the sample in a workspace."""

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.subjects import Subject
from headway.demo.access import can_clear_sample, can_load_sample
from headway.demo.schemas import SampleCan, SampleCounts, SampleOut


async def sample(ctx: Ctx) -> SampleOut:
    """Counts of what is marked as sample, and what the caller may do about it."""
    counts = await db.one(
        ctx,
        SampleCounts,
        """
        select (select count(*) from member where workspace_id = %(workspace)s and sample) as people,
               (select count(*) from team where workspace_id = %(workspace)s and sample) as teams,
               (select count(*) from objective where workspace_id = %(workspace)s and sample) as objectives,
               (select count(*) from key_result where workspace_id = %(workspace)s and sample) as key_results,
               (select count(*) from project where workspace_id = %(workspace)s and sample) as projects,
               (select count(*) from task where workspace_id = %(workspace)s and sample) as tasks
        """,
        workspace=ctx.workspace.id,
    )
    present = any((counts.people, counts.teams, counts.objectives, counts.projects, counts.tasks))
    return SampleOut(
        present=present,
        whole=ctx.workspace.sample,
        counts=counts,
        can=SampleCan(
            load=can_load_sample(ctx.actor) and not present,
            clear=can_clear_sample(ctx.actor) and (present or ctx.workspace.sample),
        ),
    )


SUBJECTS: list[Subject] = []
