"""What happens to imports after the answer: reading large files, and one batch of a commit or an undo at a time."""

from uuid import UUID

from headway.core.ctx import Ctx
from headway.core.queue import Job
from headway.integrations.imports.actions.commits import STEP, step
from headway.integrations.imports.actions.undoing import forget_old, undo_step
from headway.integrations.imports.actions.uploads import READ_LATER, read_again


async def read_import(ctx: Ctx, import_id: str) -> None:
    """Read a file that was too large to be read while somebody waits."""
    await read_again(ctx, UUID(import_id))


async def import_step(ctx: Ctx, import_id: str) -> None:
    """One batch; the next one is a job of its own, asked for in the same transaction."""
    wanted = UUID(import_id)
    done = await step(ctx, wanted) and await undo_step(ctx, wanted)
    if not done:
        await ctx.later(STEP, import_id=import_id)


async def forget_imports(ctx: Ctx) -> None:
    """Files, plans and what an undo needs are kept for 30 days; the ids from outside stay."""
    await forget_old(ctx)


JOBS = [
    Job(name=READ_LATER, run=read_import),
    Job(name=STEP, run=import_step),
    Job(name="integrations.forget_imports", run=forget_imports, every="50 3 * * *"),
]
