"""One correct request for every operation of the API, with a mark wherever an id goes."""

from tests.checks.call import Call, Id, fill
from tests.checks.call import one as _one
from tests.checks.calls_notifications import NOTIFICATIONS
from tests.checks.calls_weeks import WEEKS
from tests.checks.world import TASKS, days

__all__ = ["CALLS", "VARIANTS", "Call", "Id", "fill"]


MEASURE = {"value": "50", "note": "Measured"}
NUMBER = {"title": "Review time", "kind": "increase", "start": "0", "target": "100"}
PEOPLE = {"owner_id": Id("member"), "team_id": Id("team")}
RESULT_PEOPLE = {**PEOPLE, "check_in_owner_id": Id("member")}
MEASUREMENT = {"key_result": Id("key_result"), "measurement": Id("measurement")}
TEAM_MEMBER = {"team": Id("team"), "member": Id("spare")}
TEAM_COLLEAGUE = {"team": Id("team"), "member": Id("colleague")}
FILTER = {"assignee": [Id("member")], "limit": 5}
SHARE = {"subject": "objective", "subject_id": Id("objective")}

REVIEW = {"team": Id("team"), "cycle": Id("cycle_review")}

RITUALS_REVIEWS = {
    "rituals_action_create": Call(
        path=REVIEW, body={"title": "Ask the bank", "project_id": Id("project"), "assignee": Id("member")}
    ),
    "rituals_assessment_list": _one("team"),
    "rituals_assessment_put": Call(
        path={"objective": Id("objective_review"), "month": days(0)},
        body={
            "judgement": 60,
            "decision": "adjust",
            "reason": "Half of the market closed",
            "changes": [{"key_result_id": Id("key_result_review"), "version": 1, "target": 90}],
        },
    ),
    "rituals_blind_score_put": Call(path={**REVIEW, "key_result": Id("key_result_review")}, body={"score": 0.5}),
    "rituals_carry_create": Call(
        path=REVIEW,
        body={
            "to_cycle_id": Id("cycle_next"),
            "choices": [
                {
                    "objective_id": Id("objective_review"),
                    "how": "continue",
                    "titles": [{"key_result_id": Id("key_result_review"), "title": "Half of it is done"}],
                }
            ],
        },
    ),
    "rituals_carry_get": Call(path=REVIEW, query={"to": Id("cycle_next")}),
    "rituals_carry_undo": _one("carry"),
    "rituals_grading_finish": Call(path=REVIEW),
    "rituals_grading_get": Call(path=REVIEW),
    "rituals_grading_resume": Call(path=REVIEW),
    "rituals_grading_reveal": Call(path=REVIEW, body={"anyway": True}),
    "rituals_lesson_create": Call(path=REVIEW, body={"words": "Ask the bank first"}),
    "rituals_lesson_delete": _one("lesson"),
    "rituals_lesson_list": _one("team"),
    "rituals_retrospective_get": Call(path=REVIEW),
    # the world's retrospective is of version 1, and so is its team
    "rituals_retrospective_put": Call(
        path=REVIEW, version="team", body={"achieved": "Much", "missed": "Little", "learned": "More"}
    ),
    "rituals_review_list": _one("cycle", "cycle_review"),
}

INSTANCE = {
    "core_health_read": Call(),
    "identity_bootstrap_get": Call(),
    "identity_password_change": Call(body={"current": "not my password", "new": "another long password 17"}),
    "identity_reset_request": Call(body={"email": "nobody@example.test"}),
    "identity_reset_redeem": Call(body={"token": "unknown", "password": "another long password 17"}),
    "identity_session_create": Call(body={"email": "nobody@example.test", "password": "wrong"}),
    "identity_session_delete": Call(),
    "identity_session_link": Call(body={"token": "unknown"}),
    "identity_session_list": Call(),
    "identity_session_revoke": _one("session"),
    "identity_session_revoke_others": Call(),
    "organisation_account_rename": Call(body={"name": "New Name"}),
    "organisation_invitation_accept": Call(body={"token": "unknown"}),
    "organisation_invitation_preview": Call(body={"token": "unknown"}),
    "rituals_link_preview": Call(body={"token": "unknown"}),
    "rituals_link_redeem": Call(body={"token": "unknown", "once": "0123456789", "check_in": {"unchanged": True}}),
    "organisation_setup_create": Call(
        body={
            "token": "unknown",
            "name": "Somebody",
            "email": "somebody@example.test",
            "password": "another long password 17",
            "workspace_name": "Mine",
            "start": "team",
        }
    ),
    "organisation_workspace_create": Call(body={"name": "One more"}),
}

ORGANISATION = {
    "identity_scope_list": Call(),
    "identity_token_create": Call(body={"name": "Robot", "scopes": ["goals:read"]}),
    "identity_token_list": Call(),
    "identity_token_revoke": _one("token"),
    "live_event_stream": Call(),
    "organisation_bootstrap_get": Call(),
    "organisation_invitation_create": Call(body={"email": "new@example.test", "role": "member"}),
    "organisation_invitation_list": Call(),
    "organisation_invitation_revoke": _one("invitation"),
    "organisation_member_edit": _one("member", versioned=True, body={"title": "Engineer"}),
    "organisation_member_get": _one("member"),
    "organisation_member_list": Call(),
    "organisation_member_remove": _one("member"),
    "organisation_person_get": _one("person", "member"),
    "organisation_person_list": Call(query={"team": Id("team")}),
    "organisation_share_list": Call(query={"subject": "objective", "subject_id": Id("objective")}),
    "organisation_share_put": Call(body={**SHARE, "member_id": Id("spare"), "access": "view"}),
    "organisation_share_remove": Call(query={**SHARE, "member": Id("share_member")}),
    "organisation_team_archive": _one("team", "team_empty"),
    "organisation_team_create": Call(body={"name": "Night shift", "parent_id": Id("team_parent")}),
    "organisation_team_delete": _one("team", "team_empty"),
    "organisation_team_edit": _one("team", versioned=True, body={"name": "Day shift", "parent_id": Id("team_parent")}),
    "organisation_team_get": _one("team"),
    "organisation_team_list": Call(),
    "organisation_team_member_put": Call(path=TEAM_MEMBER, body={"role": "member"}),
    "organisation_team_member_remove": Call(path=TEAM_COLLEAGUE),
    "organisation_team_restore": _one("team", "team_archived"),
    "organisation_workspace_delete": Call(body={"name": "Test workspace"}),
    "organisation_workspace_edit": Call(body={"name": "New name"}, version="workspace"),
    "organisation_workspace_get": Call(),
    "rituals_blocker_list": _one("objective"),
    "rituals_check_in_ask": _one("key_result", "key_result_work"),
    "rituals_check_in_correct": _one("check_in", body={"value": "45", "changed": "Counted again"}),
    "rituals_check_in_create": _one("key_result", body={"value": "50", "confidence": 6, "changed": "More"}),
    "rituals_check_in_list": _one("key_result", query={"limit": 5}),
    "rituals_check_in_withdraw": _one("check_in"),
    "rituals_course_list": _one("objective"),
    "rituals_draft_get": _one("key_result"),
    "rituals_due_list": Call(),
    "rituals_my_week_get": Call(),
    "rituals_team_list": _one("team"),
    "search_subject_find": Call(query={"q": "Hidden"}),
}

INSIGHTS = {
    "insights_cause_list": _one("key_result"),
    "insights_objective_cause_list": _one("objective"),
}

WRITING = {
    "goals_thresholds_get": Call(),
    "goals_thresholds_put": Call(version="workspace", body={"likely": 0.75}),
    "writing_settings_get": Call(),
    "writing_settings_put": Call(version="workspace", body={"strictness": "strict", "off": ["KR22"]}),
    "writing_review_create": Call(
        body={
            "objective": {"title": "Build the most reliable gateway"},
            "key_results": [{"title": "Reduce review time from 24 h to 4 h"}],
        }
    ),
    "writing_template_create": Call(body={"objective": "Bring bicycles back", "key_results": [NUMBER]}),
    "writing_template_edit": _one("template", versioned=True, body={"suits": "Workshops"}),
    "writing_template_get": _one("template"),
    "writing_template_list": Call(query={"q": "bicycle"}),
    "writing_template_remove": _one("template"),
    "writing_template_restore": _one("template", "template_removed"),
}

GOALS = {
    "goals_alignment_create": _one("objective", body={"objective_id": Id("objective_aside"), "kind": "supports"}),
    "goals_alignment_delete": _one("alignment"),
    "goals_alignment_edit": _one("alignment", versioned=True, body={"weight": 2}),
    "goals_cycle_close": _one("cycle"),
    "goals_cycle_create": Call(
        body={"name": "Sprint", "starts_on": days(1), "ends_on": days(9), "parent_id": Id("cycle")}
    ),
    "goals_cycle_delete": _one("cycle", "cycle_empty"),
    "goals_cycle_edit": _one("cycle", versioned=True, body={"name": "Renamed"}),
    "goals_cycle_get": _one("cycle"),
    "goals_cycle_list": Call(),
    "goals_cycle_reopen": _one("cycle", "cycle_closed", body={"reason": "A number was wrong"}),
    "goals_example_list": Call(),
    "goals_writing_get": Call(
        query={"cycle": Id("cycle"), "team": Id("team"), "owner": Id("member"), "objective": Id("objective")}
    ),
    "goals_explanation_get": Call(path={"subject": "objective", "subject_id": Id("objective")}),
    "goals_forecasts_get": Call(),
    "goals_key_result_cascade": _one(
        "key_result",
        "key_result_cascading",
        body={"cycle_id": Id("cycle"), "title": "Lower", "owner_id": Id("member"), "team_id": Id("team")},
    ),
    "goals_key_result_create": _one("objective", body={**NUMBER, **RESULT_PEOPLE}),
    "goals_key_result_delete": _one("key_result", "key_result_fresh"),
    "goals_key_result_drop": _one("key_result", body={"reason": "Not now"}),
    "goals_key_result_edit": _one("key_result", versioned=True, body={"title": "Other", **RESULT_PEOPLE}),
    "goals_key_result_get": _one("key_result"),
    "goals_key_result_grade": _one(
        "key_result",
        body={"score": 0.4, "reason": "The last week", "causes": ["dependency"], "note": "We waited for others"},
    ),
    "goals_key_result_pause": _one("key_result", body={"reason": "Later"}),
    "goals_key_result_restore": _one("key_result", "key_result_dropped"),
    "goals_key_result_resume": _one("key_result", "key_result_paused"),
    "goals_key_result_ungrade": _one("key_result"),
    "goals_line_get": _one("objective"),
    "goals_measurement_correct": Call(path=MEASUREMENT, body=MEASURE),
    "goals_measurement_create": _one("key_result", body=MEASURE),
    "goals_measurement_list": _one("key_result", query={"limit": 5}),
    "goals_measurement_retract": Call(path=MEASUREMENT, body={"note": "Wrong"}),
    "goals_objective_activate": _one("objective", "objective_draft"),
    "goals_objective_create": Call(
        body={
            "title": "New",
            "cycle_id": Id("cycle"),
            **PEOPLE,
            "key_results": [{**NUMBER, **RESULT_PEOPLE}],
            "parents": [{"objective_id": Id("objective_above")}],
        }
    ),
    "goals_objective_delete": _one("objective", "objective_draft"),
    "goals_objective_drop": _one("objective", body={"reason": "Not now"}),
    "goals_objective_edit": _one(
        "objective", versioned=True, body={"title": "Other", "cycle_id": Id("cycle"), **PEOPLE}
    ),
    "goals_objective_get": _one("objective"),
    "goals_objective_pause": _one("objective", body={"reason": "Later"}),
    "goals_objective_resume": _one("objective", "objective_paused"),
    "goals_objective_list": Call(
        query={
            "cycle": Id("cycle"),
            "team": Id("team"),
            "owner": Id("member"),
            "answers": Id("member"),
            "parent": Id("objective_above"),
        }
    ),
    "goals_objective_restore": _one("objective", "objective_dropped"),
    "goals_team_tree_get": Call(query={"cycle": Id("cycle")}),
    "goals_tree_get": _one("objective"),
    "goals_year_create": Call(body={"year": 2031}),
}

WORK = {
    "demo_sample_clear": Call(),
    "demo_sample_get": Call(),
    "demo_sample_load": Call(),
    "integrations_commit_create": _one("import_id", "import", versioned=True),
    "integrations_import_delete": _one("import_id", "import"),
    "integrations_import_edit": _one(
        "import_id", "import", versioned=True, body={"answers": {"project_id": Id("project"), "cycle_id": Id("cycle")}}
    ),
    "integrations_import_get": _one("import_id", "import"),
    "integrations_import_list": Call(),
    "integrations_import_upload": Call(query={"file_name": "tasks.csv", "kind": "tasks_csv"}, content=TASKS),
    "integrations_report_get": _one("import_id", "import"),
    "integrations_undo_create": _one("import_id", "import_done", versioned=True),
    "work_assignment_list": _one("member", query={"limit": 5}),
    "work_blocker_put": Call(path={"task": Id("task"), "blocker": Id("task_sibling")}),
    "work_blocker_remove": Call(path={"task": Id("task_sibling"), "blocker": Id("task_parent")}),
    "work_board_get": _one("project", query={"assignee": [Id("member")]}),
    "work_column_get": _one("status", query=FILTER),
    "work_contributor_list": _one("objective"),
    "work_line_get": _one("task"),
    "work_link_create": _one("key_result", "key_result_work", body={"task_id": Id("task_parent"), "weight": 1}),
    "work_link_edit": _one("link", "work_link", versioned=True, body={"weight": 2}),
    "work_link_list": _one("key_result", "key_result_work"),
    "work_link_remove": _one("link", "work_link"),
    "work_project_archive": _one("project", versioned=True),
    "work_project_create": Call(body={"title": "Move house", "team_id": Id("team"), "lead_id": Id("member")}),
    "work_project_edit": _one(
        "project", versioned=True, body={"title": "Move again", "team_id": Id("team"), "lead_id": Id("member")}
    ),
    "work_project_get": _one("project"),
    "work_project_list": Call(query={"team": Id("team"), "member": Id("member")}),
    "work_project_restore": _one("project", "project_archived", versioned=True),
    "work_status_create": _one("project", body={"name": "Review", "type": "active"}),
    "work_status_edit": _one("status", body={"name": "Under way", "type": "done"}),
    "work_status_remove": _one("status", "status_waiting", query={"replacement": Id("status_open")}),
    "work_step_list": Call(path={"kind": "objective", "subject": Id("objective")}),
    "work_task_close": _one("task", versioned=True),
    "work_task_create": _one(
        "project",
        body={
            "title": "Pack",
            "parent_id": Id("task_parent"),
            "status_id": Id("status_open"),
            "assignees": [Id("member")],
        },
    ),
    "work_task_delete": _one("task", versioned=True),
    "work_task_edit": _one(
        "task", versioned=True, body={"title": "Unpack", "status_id": Id("status"), "assignees": [Id("member")]}
    ),
    "work_task_get": _one("task"),
    "work_task_list": _one("project", query={**FILTER, "status": [Id("status")]}),
    "work_task_move": _one("task", versioned=True, body={"status_id": Id("status"), "before": Id("task_sibling")}),
    "work_task_relocate": _one("task", versioned=True, body={"parent_id": Id("task_parent")}),
    "work_task_reopen": _one("task", "task_done", versioned=True),
    "work_task_restore": _one("task", "task_deleted"),
    "work_tasks_delete": Call(body=[{"id": Id("task"), "version": 1}]),
    "work_tasks_relocate": Call(body=[{"id": Id("task"), "version": 1, "parent_id": Id("task_parent")}]),
    "work_tasks_restore": Call(body=[Id("task_deleted")]),
    "work_tasks_edit": Call(
        body=[
            {
                "id": Id("task"),
                "version": 1,
                "changes": {"title": "All", "status_id": Id("status"), "assignees": [Id("member")]},
            }
        ]
    ),
}

OF_TEAM = {"team": Id("team")}
WEEKLY = {"cadence": "weekly", "weekday": 4, "hour": 9}
OCCURRENCE = {"key": "check_in:2026-W47"}

CALENDARS: dict[str, Call] = {
    "rituals_calendar_get": Call(query=OF_TEAM),
    "rituals_calendar_set": Call(query=OF_TEAM, version="0", body={"time_zone": "Europe/Berlin"}),
    "rituals_country_list": Call(),
    "rituals_occurrence_change": Call(path=OCCURRENCE, query=OF_TEAM, version="0", body={"day": None}),
    "rituals_occurrence_restore": Call(path=OCCURRENCE, query=OF_TEAM, version="0"),
    "rituals_rhythm_inherit": Call(path={"kind": "check_in"}, query=OF_TEAM, version="0"),
    "rituals_rhythm_preview": Call(query=OF_TEAM, body={"kind": "check_in", "rhythm": WEEKLY}),
    "rituals_rhythm_set": Call(path={"kind": "check_in"}, query=OF_TEAM, version="0", body=WEEKLY),
}

CALLS: dict[str, Call] = {
    **INSTANCE,
    **INSIGHTS,
    **ORGANISATION,
    **GOALS,
    **WORK,
    **CALENDARS,
    **NOTIFICATIONS,
    **RITUALS_REVIEWS,
    **WEEKS,
    **WRITING,
}

# Ids that exclude each other in one request: the same operation once more for each of them.
VARIANTS: dict[str, list[Call]] = {
    "goals_alignment_create": [_one("objective", body={"key_result_id": Id("key_result_cascading")})],
    "goals_explanation_get": [Call(path={"subject": "key_result", "subject_id": Id("key_result")})],
    "goals_key_result_cascade": [_one("key_result", "key_result_cascading", body={"objective_id": Id("objective")})],
    "goals_objective_create": [
        Call(
            body={
                "title": "New",
                "cycle_id": Id("cycle"),
                "parents": [{"key_result_id": Id("key_result_cascading")}],
            }
        ),
        Call(
            body={
                "title": "New",
                "cycle_id": Id("cycle"),
                "parents": [{"objective_id": Id("objective_above"), "kind": "supports"}],
            }
        ),
    ],
    "organisation_share_list": [Call(query={"member": Id("member")})],
    "organisation_share_put": [
        Call(body={"subject": kind, "subject_id": Id(kind), "member_id": Id("spare")}) for kind in ("team", "project")
    ],
    "organisation_share_remove": [
        Call(query={"subject": "project", "subject_id": Id("project"), "member": Id("share_member")})
    ],
    "rituals_line_create": [
        _one("team", body={"kind": "ahead", "text": "Coming", "on": days(9), "project_id": Id("project")})
    ],
    "search_subject_find": [Call(query={"q": words}) for words in ("another company", "Open to all")],
    "work_link_create": [_one("key_result", "key_result_work", body={"project_id": Id("project_second")})],
    "work_step_list": [Call(path={"kind": kind, "subject": Id(kind)}) for kind in ("key_result", "project", "task")],
    "work_task_move": [_one("task", versioned=True, body={"after": Id("task_sibling")})],
    "work_task_relocate": [
        _one("task", versioned=True, body={"project_id": Id("project_second")}),
        _one("task", versioned=True, body={"before": Id("task_sibling")}),
        _one("task", versioned=True, body={"after": Id("task_sibling")}),
    ],
    "work_tasks_relocate": [
        Call(body=[{"id": Id("task"), "version": 1, "project_id": Id("project_second")}]),
        Call(body=[{"id": Id("task"), "version": 1, "before": Id("task_sibling")}]),
    ],
}
