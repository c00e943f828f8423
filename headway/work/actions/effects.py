"""What a write has moved above it, told in its own answer: whoever closed a task reads it without asking again."""

import msgspec

from headway.core.ctx import Ctx
from headway.work.queries.serves import served_by_tasks
from headway.work.schemas.tasks import MovedOut, TaskFacts, TaskFull


async def with_moved(ctx: Ctx, row: TaskFacts, answer: TaskFull) -> TaskFull:
    """The answer with the key results of the task that this transaction has moved; one statement if there are any."""
    told = {event.subject_id: event.data for event in ctx.recorded if event.kind == "progress.changed"}
    if not told:
        return answer
    served = (await served_by_tasks(ctx, [row])).get(row.id, [])
    moved = [
        MovedOut(
            id=one.id,
            title=one.title,
            short=one.short,
            **{name: told[one.id][name] for name in ("old", "new", "old_work", "new_work")},
        )
        for one in served
        if one.id in told
    ]
    return msgspec.structs.replace(answer, moved=moved)
