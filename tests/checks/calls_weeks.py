"""One correct request for every operation on the week of a team."""

from tests.checks.call import Call, Id
from tests.checks.call import one as _one
from tests.checks.world import days

DECIDED = {"meeting": Id("meeting"), "decision": Id("decision")}
WEEKS = {
    "rituals_agenda_get": _one("team"),
    "rituals_cheer_put": _one("win"),
    "rituals_cheer_remove": _one("win"),
    "rituals_commitment_carry": _one("commitment", body={"reason": "The bank was closed"}),
    "rituals_commitment_create": _one(
        "team",
        body={"task_id": Id("task"), "key_result_id": Id("key_result"), "member_id": Id("member"), "priority": 1},
    ),
    "rituals_commitment_drop": _one("commitment", body={"reason": "Not now"}),
    "rituals_commitment_edit": _one(
        "commitment",
        versioned=True,
        body={"key_result_id": Id("key_result"), "member_id": Id("colleague"), "before": Id("commitment_done")},
    ),
    "rituals_commitment_remove": _one("commitment"),
    "rituals_commitment_restore": _one("commitment", "commitment_removed"),
    "rituals_commitment_resume": _one("commitment", "commitment_dropped"),
    "rituals_commitment_take_back": _one("commitment", "commitment_carried"),
    "rituals_commitment_tick": _one("commitment"),
    "rituals_commitment_untick": _one("commitment", "commitment_done"),
    "rituals_decision_create": _one(
        "meeting",
        body={"text": "Decided", "place": 0, "project_id": Id("project"), "assignee_id": Id("member")},
    ),
    "rituals_decision_remove": Call(path=DECIDED),
    "rituals_item_note": Call(path={"meeting": Id("meeting"), "place": 0}, body={"note": "Said"}),
    "rituals_line_create": _one("team", body={"kind": "ahead", "text": "Coming", "on": days(9), "task_id": Id("task")}),
    "rituals_line_edit": _one("line", versioned=True, body={"state": "red"}),
    "rituals_line_remove": _one("line"),
    "rituals_line_restore": _one("line", "line_removed"),
    "rituals_meeting_begin": _one("team"),
    "rituals_meeting_edit": _one("meeting", versioned=True, body={"notes": "All said"}),
    "rituals_meeting_end": _one("meeting"),
    "rituals_meeting_get": _one("meeting"),
    "rituals_meeting_list": _one("team", query={"limit": 5}),
    "rituals_meeting_reopen": _one("meeting", "meeting_ended"),
    "rituals_member_week_get": _one("member"),
    "rituals_pick_list": _one("team", query={"member": Id("member")}),
    "rituals_square_get": _one("team"),
    "rituals_week_get": _one("team"),
    "rituals_win_create": _one(
        "team",
        body={
            "commitment_id": Id("commitment_done"),
            "task_id": Id("task_done"),
            "key_result_id": Id("key_result"),
            "member_id": Id("member"),
        },
    ),
    "rituals_win_edit": _one(
        "win", versioned=True, body={"key_result_id": Id("key_result"), "member_id": Id("colleague")}
    ),
    "rituals_win_remove": _one("win"),
    "rituals_win_restore": _one("win", "win_removed"),
}
