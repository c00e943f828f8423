"""Who may do what, written by hand beside the code: the matrix compares the app with this table.

Each line: the operation, the least role it is declared for, and what each caller is answered for the open things of
`World`, which the member made: anonymous, guest with shares (to edit the objective and the project), guest without,
member (the maker), admin, owner, owner of another workspace, removed member, read-only token of the member. A line with
#1, #2 is that variant of the request (tests/checks/calls.py) where it differs from the first.
"""

from tests.checks.world import CALLERS

ROLES = ("guest", "member", "admin", "owner")

# Private things that some callers may reach by their office: an admin ends tokens and sees what was imported.
SEEN: dict[tuple[str, str], tuple[str, ...]] = {
    ("identity_token_revoke", "token"): ("admin", "owner"),
    **{
        (f"integrations_{name}", kind): ("admin", "owner")
        for name in (
            "commit_create",
            "import_delete",
            "import_edit",
            "import_get",
            "report_get",
            "undo_create",
        )
        for kind in ("import", "import_done")
    },
}

TABLE = """
core_health_read                     public   200 200 200 200 200 200 200 200 200
demo_sample_clear                    admin    401 403 403 403 200 200 404 404 403
demo_sample_get                      member   401 403 403 200 200 200 404 404 200
demo_sample_load                     admin    401 403 403 403 201 201 404 404 403
goals_alignment_create               member   401 403 403 201 201 201 404 404 403
goals_alignment_delete               member   401 403 403 204 204 204 404 404 403
goals_alignment_edit                 member   401 403 403 200 200 200 404 404 403
goals_cycle_close                    admin    401 403 403 403 200 200 404 404 403
goals_cycle_create                   admin    401 403 403 403 201 201 404 404 403
goals_cycle_delete                   admin    401 403 403 403 204 204 404 404 403
goals_cycle_edit                     admin    401 403 403 403 200 200 404 404 403
goals_cycle_get                      guest    401 200 200 200 200 200 404 404 200
goals_cycle_list                     guest    401 200 200 200 200 200 404 404 200
goals_cycle_reopen                   admin    401 403 403 403 200 200 404 404 403
goals_explanation_get                guest    401 200 404 200 200 200 404 404 200
goals_key_result_cascade             member   401 403 403 201 201 201 404 404 403
goals_key_result_create              member   401 403 403 201 201 201 404 404 403
goals_key_result_delete              member   401 403 403 204 404 404 404 404 403
goals_key_result_drop                member   401 403 403 200 200 200 404 404 403
goals_key_result_edit                member   401 403 403 200 200 200 404 404 403
goals_key_result_get                 guest    401 200 404 200 200 200 404 404 200
goals_key_result_restore             member   401 403 403 200 200 200 404 404 403
goals_line_get                       guest    401 200 404 200 200 200 404 404 200
goals_measurement_correct            guest    401 201 404 201 201 201 404 404 403
goals_measurement_create             guest    401 201 404 201 201 201 404 404 403
goals_measurement_list               guest    401 200 404 200 200 200 404 404 200
goals_measurement_retract            guest    401 201 404 201 201 201 404 404 403
goals_objective_activate             member   401 403 403 200 404 404 404 404 403
goals_objective_create               member   401 403 403 201 201 201 404 404 403
goals_objective_delete               member   401 403 403 204 404 404 404 404 403
goals_objective_drop                 member   401 403 403 200 200 200 404 404 403
goals_objective_edit                 member   401 403 403 200 200 200 404 404 403
goals_objective_get                  guest    401 200 404 200 200 200 404 404 200
goals_objective_list                 guest    401 200 200 200 200 200 404 404 200
goals_objective_restore              member   401 403 403 200 200 200 404 404 403
goals_team_tree_get                  guest    401 200 200 200 200 200 404 404 200
goals_tree_get                       guest    401 200 404 200 200 200 404 404 200
goals_year_create                    admin    401 403 403 403 201 201 404 404 403
identity_bootstrap_get               public   200 200 200 200 200 200 200 200 200
identity_password_change             account  401 204 204 204 204 204 204 204 403
identity_reset_redeem                public   404 404 404 404 404 404 404 404 404
identity_reset_request               public   204 204 204 204 204 204 204 204 204
identity_scope_list                  guest    401 200 200 200 200 200 404 404 403
identity_session_create              public   401 401 401 401 401 401 401 401 401
identity_session_delete              public   204 204 204 204 204 204 204 204 204
identity_session_link                public   404 404 404 404 404 404 404 404 404
identity_session_list                account  401 200 200 200 200 200 200 200 403
identity_session_revoke              account  401 404 404 204 404 404 404 404 403
identity_session_revoke_others       account  401 204 204 204 204 204 204 204 403
identity_token_create                guest    401 201 201 201 201 201 404 404 403
identity_token_list                  guest    401 200 200 200 200 200 404 404 403
identity_token_revoke                guest    401 404 404 204 204 204 404 404 403
integrations_commit_create           member   401 403 403 201 201 201 404 404 403
integrations_import_delete           member   401 403 403 204 204 204 404 404 403
integrations_import_edit             member   401 403 403 200 200 200 404 404 403
integrations_import_get              member   401 403 403 200 200 200 404 404 200
integrations_import_list             member   401 403 403 200 200 200 404 404 200
integrations_import_upload           member   401 403 403 201 201 201 404 404 403
integrations_report_get              member   401 403 403 200 200 200 404 404 200
integrations_undo_create             member   401 403 403 201 201 201 404 404 403
live_event_stream                    guest    401 200 200 200 200 200 404 404 200
organisation_account_rename          account  401 200 200 200 200 200 200 200 403
organisation_bootstrap_get           guest    401 200 200 200 200 200 404 404 200
organisation_invitation_accept       public   404 404 404 404 404 404 404 404 404
organisation_invitation_create       admin    401 403 403 403 201 201 404 404 403
organisation_invitation_list         admin    401 403 403 403 200 200 404 404 403
organisation_invitation_preview      public   404 404 404 404 404 404 404 404 404
organisation_invitation_revoke       admin    401 403 403 403 204 204 404 404 403
organisation_member_edit             guest    401 403 404 200 200 200 404 404 403
organisation_member_get              member   401 403 403 200 200 200 404 404 200
organisation_member_list             member   401 403 403 200 200 200 404 404 200
organisation_member_remove           guest    401 403 404 204 204 204 404 404 403
organisation_person_get              guest    401 200 404 200 200 200 404 404 200
organisation_person_list             guest    401 200 200 200 200 200 404 404 200
organisation_setup_create            public   409 409 409 409 409 409 409 409 409
organisation_share_list              guest    401 200 404 200 200 200 404 404 200
organisation_share_list#1            guest    401 200 200 200 200 200 404 404 200
organisation_share_put               member   401 403 403 200 200 200 404 404 403
organisation_share_remove            member   401 403 403 204 204 204 404 404 403
organisation_team_archive            member   401 403 403 403 200 200 404 404 403
organisation_team_create             member   401 403 403 201 201 201 404 404 403
organisation_team_delete             member   401 403 403 403 204 204 404 404 403
organisation_team_edit               member   401 403 403 403 200 200 404 404 403
organisation_team_get                guest    401 404 404 200 200 200 404 404 200
organisation_team_list               guest    401 200 200 200 200 200 404 404 200
organisation_team_member_put         member   401 403 403 200 200 200 404 404 403
organisation_team_member_remove      member   401 403 403 200 200 200 404 404 403
organisation_team_restore            member   401 403 403 403 200 200 404 404 403
organisation_workspace_create        account  401 403 403 201 201 201 201 403 403
organisation_workspace_delete        owner    401 403 403 403 403 204 404 404 403
organisation_workspace_edit          admin    401 403 403 403 200 200 404 404 403
organisation_workspace_get           guest    401 200 200 200 200 200 404 404 200
search_subject_find                  guest    401 200 200 200 200 200 404 404 200
work_assignment_list                 guest    401 200 404 200 200 200 404 404 200
work_board_get                       guest    401 200 404 200 200 200 404 404 200
work_column_get                      guest    401 200 404 200 200 200 404 404 200
work_contributor_list                guest    401 200 404 200 200 200 404 404 200
work_line_get                        guest    401 200 404 200 200 200 404 404 200
work_link_create                     member   401 403 403 201 201 201 404 404 403
work_link_edit                       member   401 403 403 200 200 200 404 404 403
work_link_list                       guest    401 200 404 200 200 200 404 404 200
work_link_remove                     member   401 403 403 200 200 200 404 404 403
work_project_archive                 member   401 403 403 200 200 200 404 404 403
work_project_create                  member   401 403 403 201 201 201 404 404 403
work_project_edit                    member   401 403 403 200 200 200 404 404 403
work_project_get                     guest    401 200 404 200 200 200 404 404 200
work_project_list                    guest    401 200 200 200 200 200 404 404 200
work_project_restore                 member   401 403 403 200 200 200 404 404 403
work_status_create                   member   401 403 403 201 201 201 404 404 403
work_status_edit                     member   401 403 403 200 200 200 404 404 403
work_status_remove                   member   401 403 403 200 200 200 404 404 403
work_step_list                       guest    401 200 404 200 200 200 404 404 200
work_task_close                      guest    401 200 404 200 200 200 404 404 403
work_task_create                     guest    401 201 404 201 201 201 404 404 403
work_task_delete                     guest    401 200 404 200 200 200 404 404 403
work_task_edit                       guest    401 200 404 200 200 200 404 404 403
work_task_get                        guest    401 200 404 200 200 200 404 404 200
work_task_list                       guest    401 200 404 200 200 200 404 404 200
work_task_move                       guest    401 200 404 200 200 200 404 404 403
work_task_relocate                   guest    401 200 404 200 200 200 404 404 403
work_task_relocate#1                 guest    401 404 404 200 200 200 404 404 403
work_task_reopen                     guest    401 200 404 200 200 200 404 404 403
work_task_restore                    guest    401 200 404 200 200 200 404 404 403
work_tasks_edit                      guest    401 200 422 200 200 200 404 404 403
"""


def _read(line: str) -> tuple[str, str, dict[str, int]]:
    name, least, *row = line.split()
    return name, least, dict(zip(CALLERS, map(int, row), strict=True))


_LINES = [_read(line) for line in TABLE.strip().splitlines()]
LEAST = {name: least for name, least, _ in _LINES if "#" not in name}
_ANSWERS = {name: row for name, _, row in _LINES}


def answers(operation: str, variant: int) -> dict[str, int]:
    """Caller -> status for the caller's own request."""
    return _ANSWERS.get(f"{operation}#{variant}") or _ANSWERS[operation]
