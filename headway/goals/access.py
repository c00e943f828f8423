"""Who may do what with goals: pure functions of who asks, how they stand to the goal, and the goal's state.

| what                                  | owner | writer | lead   | its team | edit share | admin | guest       |
|---------------------------------------|-------|--------|--------|----------|------------|-------|-------------|
| see an objective                      | yes   | yes    | yes    | yes      | yes        | yes   | with share  |
| see a private one                     | yes   | yes    | direct | no       | any share  | no    | with share  |
| see a draft                           | yes   | yes    | direct | yes      | any share  | no    | with share  |
| edit, activate, pause, drop, add krs  | yes   | yes    | yes    | no       | yes        | yes   | no          |
| edit a key result's words and numbers | as the row above, and the key result's own owner                           |
| weigh key results, accept from below  | as editing the objective                                                   |
| record values                         | yes   | yes    | yes    | yes      | yes        | yes   | edit share  |
| write one for a team                  | members of the team, leads of it or of a team above it, admins             |
| write one without a team              | for oneself; for others admins                                             |
| cycles                                | admins; everybody may look, guests too                                     |

A guest's share is of the objective itself or of its team; a team's opens neither private objectives nor drafts.
A key result's own owner and the members of its own team record values like the objective's.
"Lead" is a lead of the goal's team or of any team above it; a private goal opens to the direct lead only. Admins do not
see private goals: what is private is for its people, and an admin who needs in is given a share that everybody
concerned can see. A closed cycle refuses every write, whoever asks.
"""

from typing import Literal
from uuid import UUID

from msgspec import Struct

from headway.core.ctx import Actor
from headway.goals.schemas.cycles import CycleCan
from headway.goals.schemas.key_results import KeyResultCan
from headway.goals.schemas.objectives import ObjectiveCan

ShareAccess = Literal["view", "edit"]


class Standing(Struct, frozen=True, kw_only=True, gc=False):
    """How the asking person stands to an objective that they may see, and the state it is in."""

    owns: bool = False
    wrote: bool = False
    leads: bool = False
    in_team: bool = False
    shared: ShareAccess | None = None
    state: str = "active"
    closed: bool = False


class TeamStanding(Struct, frozen=True, kw_only=True, gc=False):
    """How the asking person stands to a team."""

    member: bool = False
    leads: bool = False


def can_manage_cycles(actor: Actor) -> bool:
    return actor.is_admin


def can_set_thresholds(actor: Actor) -> bool:
    """From when on a goal is at risk, for the whole workspace."""
    return actor.is_admin


def can_write_for_team(actor: Actor, team: TeamStanding) -> bool:
    return not actor.is_guest and (team.member or team.leads or actor.is_admin)


def can_write_without_team(actor: Actor, owner: UUID | None) -> bool:
    return not actor.is_guest and (owner == actor.member or actor.is_admin)


def can_edit(actor: Actor, standing: Standing) -> bool:
    """Everything that changes the objective itself, its weights, its key results' set, what counts towards it."""
    if actor.is_guest:
        return False
    return standing.owns or standing.wrote or standing.leads or standing.shared == "edit" or actor.is_admin


def can_edit_key_result(actor: Actor, standing: Standing, *, owns: bool) -> bool:
    return can_edit(actor, standing) or (owns and not actor.is_guest)


def can_record(actor: Actor, standing: Standing, *, owns: bool, in_team: bool) -> bool:
    """`owns` and `in_team` are of the key result, which may have an owner and a team of its own.

    Whoever gives its check-ins counts as in its team.
    """
    if actor.is_guest:
        return standing.shared == "edit"
    return can_edit(actor, standing) or owns or in_team or standing.in_team


def objective_can(actor: Actor, standing: Standing, *, deletable: bool = False) -> ObjectiveCan:
    """`deletable`: the rules allow it (a draft, or undo), see `rules.may_be_deleted`."""
    edit = can_edit(actor, standing) and not standing.closed
    active = standing.state != "dropped"
    return ObjectiveCan(
        edit=edit and active,
        activate=edit and standing.state == "draft",
        drop=edit and standing.state in {"active", "paused"},
        pause=edit and standing.state == "active",
        resume=edit and standing.state == "paused",
        restore=edit and standing.state == "dropped",
        delete=edit and deletable,
        add_key_result=edit and active,
        align=edit and active,
        accept=edit and active,
    )


class KeyResultStanding(Struct, frozen=True, kw_only=True, gc=False):
    """How the asking person stands to a key result, beside its objective, and what it is.

    `computed`: its number comes from what is below, so that there is nothing to record. `deletable` as above.
    """

    owns: bool = False
    in_team: bool = False
    state: str = "active"
    computed: bool = False
    deletable: bool = False


def key_result_can(actor: Actor, standing: Standing, own: KeyResultStanding) -> KeyResultCan:
    alive = not standing.closed and standing.state != "dropped"
    active = alive and own.state != "dropped"
    whole = can_edit(actor, standing)
    edit = can_edit_key_result(actor, standing, owns=own.owns)
    return KeyResultCan(
        edit=edit and active,
        weigh=whole and active,
        record=can_record(actor, standing, owns=own.owns, in_team=own.in_team) and active and not own.computed,
        drop=whole and active,
        pause=whole and alive and own.state == "active",
        resume=whole and alive and own.state == "paused",
        restore=whole and alive and own.state == "dropped",
        delete=whole and alive and own.deletable,
        cascade=edit and active,
        grade=edit and active and standing.state != "draft",
    )


def cycle_can(actor: Actor, *, closed: bool, used: bool) -> CycleCan:
    manage = can_manage_cycles(actor)
    return CycleCan(
        edit=manage and not closed,
        close=manage and not closed,
        reopen=manage and closed,
        delete=manage and not closed and not used,
    )
