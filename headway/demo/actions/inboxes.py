"""The inboxes of the sample company."""

from collections.abc import Iterable

from headway.core.ctx import Ctx
from headway.demo.actions.history import Known
from headway.demo.rules.arriving import Arrived
from headway.notifications.actions.gathering import tell
from headway.notifications.rules.notices import Notice


async def fill_inboxes(ctx: Ctx, found: Iterable[Arrived], known: Known) -> None:
    """As if the events of the last days had been gathered when they happened."""
    await tell(ctx, [_notice(one, known) for one in found])


def _notice(one: Arrived, known: Known) -> Notice:
    key_result = known.goals.key_results[one.key_result]
    data: dict[str, object] = {"to": one.health} if one.health else {}
    if one.kind == "reminder":
        data = {"kind": "check_in", "of": [str(key_result)]}
    return Notice(
        member=known.people.people[one.member],
        kind=one.kind,
        subject="key_result",
        subject_id=key_result,
        source=f"sample:{one.kind}",
        at=one.at,
        actor=known.people.people.get(one.actor),
        data=data,
    )
