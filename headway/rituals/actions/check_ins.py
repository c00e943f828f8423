"""Check-ins: given, corrected, withdrawn, asked for. Rows are never changed; undo is a withdrawal."""

from typing import Any
from uuid import UUID

from msgspec import UNSET

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden, Invalid
from headway.goals import queries as goals
from headway.goals.actions.confidence import rate_confidence
from headway.goals.actions.measurements import correct_value, record_value, retract_value
from headway.goals.queries import shaping
from headway.goals.queries.visible import standing_of
from headway.goals.rules.reading import is_computed
from headway.goals.schemas.measurements import MeasurementIn
from headway.goals.schemas.rows import KeyResultRow
from headway.identity.actions import links
from headway.progress import actions as progress
from headway.progress import queries as metrics
from headway.rituals.access.check_ins import can_check_in, can_remind
from headway.rituals.queries import given
from headway.rituals.queries.check_ins import due
from headway.rituals.queries.drafts import NOT_YOURS, last_known
from headway.rituals.queries.given import CheckInRow
from headway.rituals.rules import check_ins as rules
from headway.rituals.schemas.check_ins import CheckedInOut, CheckInIn, MovedGoalOut, Via

NOTE = 4000


class NotNow(Conflict):
    """The state of the goal does not allow a check-in; code and sentence say why."""


class Superseded(Conflict):
    code = "rituals.check_in_superseded"
    title = "This check-in was corrected or withdrawn already; look at the newest one"


async def check_in(
    ctx: Ctx, key_result_id: UUID, new: CheckInIn, *, via: Via | None = None, once: str | None = None
) -> CheckedInOut:
    """Say where a key result stands; its number and everything above follow in the same transaction.

    The same `once` again is the same check-in. Raises `NotFound`, `Forbidden`, `NotNow`, `Invalid`.
    """
    await progress.lock_graph(ctx)
    mark = len(ctx.recorded)
    row = await _open_for_check_in(ctx, key_result_id)
    before = await given.given_before(ctx, key_result_id, once) if once else None
    if before is not None:
        return await _answer(ctx, before.id, mark)
    old = await goals.key_result(ctx, key_result_id)
    last = (await given.newest(ctx, [key_result_id])).get(key_result_id)
    measurement = await _record(ctx, key_result_id, new)
    was = row.confidence
    if new.confidence is not None:
        was = await rate_confidence(ctx, key_result_id, new.confidence)
    now = await goals.key_result(ctx, key_result_id)
    made = await _insert(
        ctx,
        key_result_id,
        {
            **_words(new, last),
            "measurement": measurement,
            "unchanged": new.unchanged or not new.has_value,
            "confidence": now.confidence,
            "confidence_before": was,
            "progress_before": old.progress.raw,
            "progress": now.progress.raw,
            "health": now.health.state,
            "once": once,
            **({"via": via} if via else {}),
        },
    )
    await _tell(ctx, "rituals.checked_in", row, made)
    return await _answer(ctx, made, mark)


async def correct_check_in(ctx: Ctx, check_in_id: UUID, new: CheckInIn) -> CheckedInOut:
    """Another check-in in its place; the old one stays in the history. What is left out stays as it was.

    It keeps the time of the one it corrects, and its value where no other is given. Raises `NotFound`, `Forbidden`,
    `NotNow`, `Superseded`, `Invalid`.
    """
    await progress.lock_graph(ctx)
    mark = len(ctx.recorded)
    old = await given.check_in(ctx, check_in_id)
    row = await _open_for_check_in(ctx, old.key_result_id)
    if not old.live:
        raise Superseded
    newest = (await given.newest(ctx, [row.id]))[row.id].id == old.id
    measurement = await _replace_value(ctx, old, new) if new.has_value else old.measurement_id
    if new.confidence is not None and newest:
        await rate_confidence(ctx, row.id, new.confidence)
    now = await goals.key_result(ctx, row.id)
    # What an older value means is not what the key result is at today.
    then = (now.progress.raw, now.health.state) if newest else (None, old.health)
    made = await _insert(
        ctx,
        row.id,
        {
            **_words(new, old),
            "measurement": measurement,
            "unchanged": old.unchanged and not new.has_value,
            "confidence": old.confidence if new.confidence is None else new.confidence,
            "confidence_before": old.confidence_before,
            "progress_before": old.progress_before,
            "progress": then[0] if new.has_value else old.progress,
            "health": then[1] if new.has_value else old.health,
            "corrects": old.id,
            "made_at": old.made_at,
        },
    )
    await _tell(ctx, "rituals.check_in_corrected", row, made)
    return await _answer(ctx, made, mark)


async def withdraw_check_in(ctx: Ctx, check_in_id: UUID) -> CheckedInOut:
    """Take a check-in back, with the value that was recorded with it. The history says who took it.

    The confidence goes back too, unless it was changed again since. Raises as `correct_check_in`.
    """
    await progress.lock_graph(ctx)
    mark = len(ctx.recorded)
    old = await given.check_in(ctx, check_in_id)
    row = await _open_for_check_in(ctx, old.key_result_id)
    if not old.live:
        raise Superseded
    if old.measurement_id is not None and (await metrics.measurement(ctx, old.measurement_id)).live:
        await retract_value(ctx, row.id, old.measurement_id)
    if old.confidence_before is not None and row.confidence == old.confidence:
        await rate_confidence(ctx, row.id, old.confidence_before)
    made = await _insert(
        ctx,
        row.id,
        {
            "kind": "withdrawal",
            "confidence": old.confidence,
            "corrects": old.id,
            "made_at": old.made_at,
        },
    )
    await _tell(ctx, "rituals.check_in_withdrawn", row, made)
    return await _answer(ctx, made, mark)


async def ask_for_check_in(ctx: Ctx, key_result_id: UUID) -> None:
    """Ask whoever gives the check-ins of a key result for one. Once a day is enough: more is not sent.

    Raises `NotFound`, `Forbidden`, `NotNow` also where it is given already, and `Invalid` where nobody is to be asked.
    """
    row = await goals.key_result_row(ctx, key_result_id)
    if not can_remind(ctx.actor, standing_of(row)):
        raise Forbidden("Only those who answer for the objective can ask for its check-ins.")
    _refuse_state(row)
    expected = await due(ctx, key_results=[key_result_id], owed_only=False)
    person = expected[0].person if expected else None
    if expected and expected[0].answered:
        raise NotNow(
            "This check-in is given already. The next one can be asked for when it is due.", code="rituals.given"
        )
    if person is None:
        raise Invalid("Nobody gives the check-ins of this key result. Give it an owner first.", code="rituals.nobody")
    asked = await db.value(
        ctx,
        """
        select exists (
          select from event
           where workspace_id = %(workspace)s and subject_id = %(id)s and kind = 'rituals.check_in_asked'
             and recorded_at > %(now)s - interval '20 hours')
        """,
        workspace=ctx.workspace.id,
        id=key_result_id,
        now=ctx.now,
    )
    if not asked:
        await ctx.record(
            "rituals.check_in_asked", "key_result", key_result_id, version=row.version, data={"member": str(person.id)}
        )


async def link_for(ctx: Ctx, key_result: UUID, member: UUID) -> str:
    """The address of a page that gives this one check-in as this person, once, within a week; for reminders.

    Who may check in is asked when it is used, not now. The slot that is due now goes with it.
    """
    expected = await due(ctx, key_results=[key_result], owed_only=False)
    standing = expected[0].standing if expected else None
    on = standing.slot.on.isoformat() if standing else ""
    made = await links.make(
        ctx,
        "check_in",
        workspace=ctx.workspace.id,
        data={"key_result": str(key_result), "member": str(member), "due_on": on},
    )
    return links.address_of(ctx, made.path)


async def _open_for_check_in(ctx: Ctx, key_result_id: UUID) -> KeyResultRow:
    row = await goals.key_result_row(ctx, key_result_id)
    in_team = row.in_key_result_team or row.checks_in
    if not can_check_in(ctx.actor, standing_of(row), owns=row.owns_key_result, in_team=in_team):
        raise Forbidden(NOT_YOURS)
    _refuse_state(row)
    return row


def _refuse_state(row: KeyResultRow) -> None:
    stopped = rules.refusal((row.own_state, row.state), closed=row.closed)
    if stopped is not None:
        raise NotNow(stopped.message, code=stopped.code)


async def _record(ctx: Ctx, key_result_id: UUID, new: CheckInIn) -> UUID | None:
    """The value of a check-in, recorded; None where the number is computed."""
    facts = (await metrics.metric_facts(ctx, [key_result_id]))[key_result_id]
    if new.has_value and new.unchanged:
        raise Invalid.field("unchanged", "Give a value, or say that nothing changed.", code="rituals.value_or_not")
    if is_computed(facts.definition.kind):
        if new.has_value:
            raise Invalid.field(
                "value",
                "This number comes from what is linked below it. Check in without a value.",
                code="rituals.computed",
            )
        return None
    if new.has_value:
        return (await record_value(ctx, key_result_id, _measurement(new))).measurement.id
    if not new.unchanged:
        raise Invalid.field("value", "Give the value, or say that nothing changed.", code="rituals.value_missing")
    same = rules.unchanged(facts.definition, last_known(facts))
    if same is None:
        raise Invalid.field(
            "unchanged",
            "There is no value yet that could be the same: give the first.",
            code="rituals.no_value_yet",
        )
    steps = None if same.steps is None else list(same.steps)
    again = MeasurementIn(
        value=same.value, done=same.done, total=same.total, steps=steps, note=new.changed.strip()[:NOTE]
    )
    return (await record_value(ctx, key_result_id, again)).measurement.id


async def _replace_value(ctx: Ctx, old: CheckInRow, new: CheckInIn) -> UUID:
    if old.measurement_id is None:
        return (await record_value(ctx, old.key_result_id, _measurement(new))).measurement.id
    return (await correct_value(ctx, old.key_result_id, old.measurement_id, _measurement(new))).measurement.id


def _measurement(new: CheckInIn) -> MeasurementIn:
    return MeasurementIn(
        value=new.value,
        done=new.done,
        total=new.total,
        steps=new.steps,
        yes=new.yes,
        note=new.changed.strip()[:NOTE],
    )


def _words(new: CheckInIn, before: CheckInRow | None) -> dict[str, str]:
    """What is in the way stays so until somebody says otherwise."""
    kept = before.blockers if before is not None else ""
    return {
        "changed": new.changed.strip(),
        "blockers": kept if new.blockers is UNSET else new.blockers.strip(),
        "next_steps": new.next_steps.strip(),
    }


async def _insert(ctx: Ctx, key_result_id: UUID, content: dict[str, Any]) -> UUID:
    blank: dict[str, Any] = {
        "kind": "check_in",
        "measurement": None,
        "unchanged": False,
        "confidence_before": None,
        "progress_before": None,
        "progress": None,
        "health": "",
        "changed": "",
        "blockers": "",
        "next_steps": "",
        "via": "token" if ctx.actor.kind == "token" else "app",
        "once": None,
        "corrects": None,
        "made_at": ctx.now,
    }
    made: UUID = await db.value(
        ctx,
        """
        insert into check_in (workspace_id, key_result_id, kind, measurement_id, unchanged, confidence,
                              confidence_before, progress_before, progress, health, changed, blockers, next_steps,
                              via, author_id, made_at, recorded_at, once, corrects)
        values (%(workspace)s, %(key_result)s, %(kind)s, %(measurement)s, %(unchanged)s, %(confidence)s,
                %(confidence_before)s, %(progress_before)s, %(progress)s, %(health)s, %(changed)s, %(blockers)s,
                %(next_steps)s, %(via)s, %(author)s, %(made_at)s, %(now)s, %(once)s, %(corrects)s)
        returning id
        """,
        **{**blank, **content},
        workspace=ctx.workspace.id,
        key_result=key_result_id,
        author=ctx.actor.member,
        now=ctx.now,
    )
    return made


async def _tell(ctx: Ctx, kind: str, row: KeyResultRow, made: UUID) -> None:
    """Nothing of what was written is in the event: the history has it, for those who may read it."""
    await ctx.record(kind, "key_result", row.id, version=row.version, data={"check_in": str(made)})


async def _answer(ctx: Ctx, made: UUID, mark: int) -> CheckedInOut:
    found = await given.check_in(ctx, made)
    row = await goals.key_result_row(ctx, found.key_result_id)
    (out,) = await given.outs(ctx, row, [found])
    return CheckedInOut(
        check_in=out,
        key_result=await goals.key_result(ctx, row.id),
        moved=await _moved(ctx, row.id, mark),
    )


async def _moved(ctx: Ctx, key_result_id: UUID, mark: int) -> list[MovedGoalOut]:
    """The goals that moved since the mark in what was recorded, the key result first."""
    moves = {event.subject_id: event for event in ctx.recorded[mark:] if event.kind == "progress.changed"}
    titles = {row.id: row.title for row in await goals.objective_rows(ctx, list(moves))} if moves else {}
    titles |= {row.id: row.title for row in await goals.key_result_rows(ctx, ids=list(moves))} if moves else {}
    found = [
        MovedGoalOut(
            id=id_,
            subject="objective" if event.subject == "objective" else "key_result",
            title=titles[id_],
            before=shaping.display(event.data.get("old")),
            after=shaping.display(event.data.get("new")),
        )
        for id_, event in moves.items()
        if id_ in titles
    ]
    return sorted(found, key=lambda one: one.id != key_result_id)
