"""The refusal of counting one piece of work twice at one key result."""

from collections.abc import Sequence
from uuid import UUID

from headway.core.ctx import Ctx
from headway.core.errors import Conflict
from headway.work.queries import links
from headway.work.rules.tasks import cause_label
from headway.work.schemas.links import Overlap


async def refuse_overlap(ctx: Ctx, *, tasks: Sequence[UUID] = (), projects: Sequence[UUID] = ()) -> None:
    """Raises Conflict with the names (of what may be named) if work and work inside it serve one key result."""
    found = await links.overlaps(ctx, tasks=tasks, projects=projects)
    if not found:
        return
    named = " ".join(dict.fromkeys(_sentence(ctx, overlap) for overlap in found))
    raise Conflict(
        f"{named} Work inside it would be counted twice: link one of the two only.", code="work.link_overlap"
    )


def _sentence(ctx: Ctx, overlap: Overlap) -> str:
    if overlap.title is None:
        work = "Work that you cannot see"
    elif overlap.kind == "project":
        work = f"The project '{overlap.title}'"
    else:
        work = cause_label(ctx.workspace.key_prefix, overlap.number, overlap.title)
    goal = "a key result that you cannot see" if overlap.key_result is None else f"'{overlap.key_result}'"
    return f"{work} is linked to {goal} already."
