"""Who may do what, written by hand beside the code: the matrix compares the app with this table.

Each line: the operation, the least role it is declared for, and what each caller is answered for the open things of
`World`, which the member made, in the order of CALLERS:

  anonymous; a guest with shares (to edit the objective and the project); a guest without;
  the member (the maker); an admin; an owner; an owner of another workspace; a removed member;
  a token of the member that may read only; a guest with shares to view; another member, of another team;
  a token of the member with every scope.

A line with #1, #2 is that variant of the request (tests/checks/calls.py) where it differs from the first. What the
lines say is decided by the requirements and the tables in the rooms' access.py, never by looking what the app answers:

- Everybody in the workspace sees what is not private (D6); drafts and private things are for their people, no admin.
- Goals are changed by those who answer for them; any member may support a goal of others with one of their own (L2),
  but what moves a number above is for those above to take in.
- Tasks of open projects are everybody's to do. A project without a team is every member's: to edit, so to share too.
- Nobody opens a thing to others, or to themselves, who may not edit it.
- The week of a team, its page and its meetings are written by its people, its leads and admins; everybody looks, and
  everybody may be glad about a win. Guests see the week of a team that is shared with them, and no meeting.
- What is written for writing (the library, templates) is every member's to read; a template is its maker's and admins'.
- Guests look, and with a share to edit they record values and do tasks; they make, link and share nothing.
- The writing coach keeps nothing: every member may ask it, a token that may read goals too. Guests write no goals.
- The chat of a team is arranged, and seen at all, by its leads and admins.
- A token may what its person may, within its scopes; never accounts, tokens, further workspaces or their end.
- Who is not in the workspace learns nothing of it, not even that it is there.
"""

from tests.checks.world import CALLERS

ROLES = ("guest", "member", "admin", "owner")

# Private things that some callers may reach by their office: an admin ends tokens, sees what was imported, and arranges
# the chat of every team.
SEEN: dict[tuple[str, str], tuple[str, ...]] = {
    ("identity_token_revoke", "token"): ("admin", "owner"),
    **{
        (f"notifications_chat_{name}", "chat_channel"): ("admin", "owner")
        for name in ("delete", "delivery_list", "edit", "get", "test")
    },
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
core_health_read                     public   200 200 200 200 200 200 200 200 200 200 200 200
demo_sample_clear                    admin    401 403 403 403 200 200 404 404 403 403 403 403
demo_sample_get                      member   401 403 403 200 200 200 404 404 200 403 200 200
demo_sample_load                     admin    401 403 403 403 201 201 404 404 403 403 403 403
goals_alignment_create               member   401 403 403 201 201 201 404 404 403 403 403 201
goals_alignment_delete               member   401 403 403 204 204 204 404 404 403 403 403 204
goals_alignment_edit                 member   401 403 403 200 200 200 404 404 403 403 403 200
goals_cycle_close                    admin    401 403 403 403 200 200 404 404 403 403 403 403
goals_cycle_create                   admin    401 403 403 403 201 201 404 404 403 403 403 403
goals_cycle_delete                   admin    401 403 403 403 204 204 404 404 403 403 403 403
goals_cycle_edit                     admin    401 403 403 403 200 200 404 404 403 403 403 403
goals_cycle_get                      guest    401 200 200 200 200 200 404 404 200 200 200 200
goals_cycle_list                     guest    401 200 200 200 200 200 404 404 200 200 200 200
goals_cycle_reopen                   admin    401 403 403 403 200 200 404 404 403 403 403 403
goals_example_list                   member   401 403 403 200 200 200 404 404 200 403 200 200
goals_explanation_get                guest    401 200 404 200 200 200 404 404 200 200 200 200
goals_forecasts_get                  member   401 403 403 200 200 200 404 404 200 403 200 200
goals_key_result_cascade             member   401 403 403 201 201 201 404 404 403 403 403 201
goals_key_result_create              member   401 403 403 201 201 201 404 404 403 403 403 201
goals_key_result_delete              member   401 403 403 204 404 404 404 404 403 403 404 204
goals_key_result_drop                member   401 403 403 200 200 200 404 404 403 403 403 200
goals_key_result_edit                member   401 403 403 200 200 200 404 404 403 403 403 200
goals_key_result_get                 guest    401 200 404 200 200 200 404 404 200 200 200 200
goals_key_result_grade               member   401 403 403 200 200 200 404 404 403 403 403 200
goals_key_result_pause               member   401 403 403 200 200 200 404 404 403 403 403 200
goals_key_result_resume              member   401 403 403 200 200 200 404 404 403 403 403 200
goals_key_result_ungrade             member   401 403 403 200 200 200 404 404 403 403 403 200
goals_key_result_restore             member   401 403 403 200 200 200 404 404 403 403 403 200
goals_line_get                       guest    401 200 404 200 200 200 404 404 200 200 200 200
goals_measurement_correct            guest    401 201 404 201 201 201 404 404 403 403 403 201
goals_measurement_create             guest    401 201 404 201 201 201 404 404 403 403 403 201
goals_measurement_list               guest    401 200 404 200 200 200 404 404 200 200 200 200
goals_measurement_retract            guest    401 201 404 201 201 201 404 404 403 403 403 201
goals_objective_activate             member   401 403 403 200 404 404 404 404 403 403 404 200
goals_objective_create               member   401 403 403 201 201 201 404 404 403 403 403 201
goals_objective_create#2             member   401 403 403 201 201 201 404 404 403 403 201 201
goals_objective_delete               member   401 403 403 204 404 404 404 404 403 403 404 204
goals_objective_drop                 member   401 403 403 200 200 200 404 404 403 403 403 200
goals_objective_edit                 member   401 403 403 200 200 200 404 404 403 403 403 200
goals_objective_get                  guest    401 200 404 200 200 200 404 404 200 200 200 200
goals_objective_list                 guest    401 200 200 200 200 200 404 404 200 200 200 200
goals_objective_pause                member   401 403 403 200 200 200 404 404 403 403 403 200
goals_objective_resume               member   401 403 403 200 200 200 404 404 403 403 403 200
goals_objective_restore              member   401 403 403 200 200 200 404 404 403 403 403 200
goals_team_tree_get                  guest    401 200 200 200 200 200 404 404 200 200 200 200
goals_tree_get                       guest    401 200 404 200 200 200 404 404 200 200 200 200
goals_year_create                    admin    401 403 403 403 201 201 404 404 403 403 403 403
goals_thresholds_get                 member   401 403 403 200 200 200 404 404 200 403 200 200
goals_thresholds_put                 admin    401 403 403 403 200 200 404 404 403 403 403 403
goals_writing_get                    member   401 403 403 200 200 200 404 404 200 403 200 200
identity_bootstrap_get               public   200 200 200 200 200 200 200 200 200 200 200 200
identity_password_change             account  401 204 204 204 204 204 204 204 403 204 204 403
identity_reset_redeem                public   404 404 404 404 404 404 404 404 404 404 404 404
identity_reset_request               public   204 204 204 204 204 204 204 204 204 204 204 204
identity_scope_list                  guest    401 200 200 200 200 200 404 404 403 200 200 403
identity_session_create              public   401 401 401 401 401 401 401 401 401 401 401 401
identity_session_delete              public   204 204 204 204 204 204 204 204 204 204 204 204
identity_session_link                public   404 404 404 404 404 404 404 404 404 404 404 404
identity_session_list                account  401 200 200 200 200 200 200 200 403 200 200 403
identity_session_revoke              account  401 404 404 204 404 404 404 404 403 404 404 403
identity_session_revoke_others       account  401 204 204 204 204 204 204 204 403 204 204 403
identity_token_create                guest    401 201 201 201 201 201 404 404 403 201 201 403
identity_token_list                  guest    401 200 200 200 200 200 404 404 403 200 200 403
identity_token_revoke                guest    401 404 404 204 204 204 404 404 403 404 404 403
insights_cause_list                  member   401 403 403 200 200 200 404 404 200 403 200 200
insights_objective_cause_list        member   401 403 403 200 200 200 404 404 200 403 200 200
integrations_commit_create           member   401 403 403 201 201 201 404 404 403 403 404 201
integrations_import_delete           member   401 403 403 204 204 204 404 404 403 403 404 204
integrations_import_edit             member   401 403 403 200 200 200 404 404 403 403 404 200
integrations_import_get              member   401 403 403 200 200 200 404 404 200 403 404 200
integrations_import_list             member   401 403 403 200 200 200 404 404 200 403 200 200
integrations_import_upload           member   401 403 403 201 201 201 404 404 403 403 201 201
integrations_report_get              member   401 403 403 200 200 200 404 404 200 403 404 200
integrations_undo_create             member   401 403 403 201 201 201 404 404 403 403 404 201
live_event_stream                    guest    401 200 200 200 200 200 404 404 200 200 200 200
organisation_account_rename          account  401 200 200 200 200 200 200 200 403 200 200 403
organisation_bootstrap_get           guest    401 200 200 200 200 200 404 404 200 200 200 200
notifications_chat_create            member   401 403 403 201 201 201 404 404 403 403 403 201
notifications_chat_delete            member   401 403 403 204 204 204 404 404 403 403 404 204
notifications_chat_delivery_list     member   401 403 403 200 200 200 404 404 200 403 404 200
notifications_chat_edit              member   401 403 403 200 200 200 404 404 403 403 404 200
notifications_chat_get               member   401 403 403 200 200 200 404 404 200 403 404 200
notifications_chat_list              member   401 403 403 200 200 200 404 404 200 403 200 200
notifications_chat_test              member   401 403 403 202 202 202 404 404 403 403 404 202
notifications_feed_create            guest    401 201 201 201 201 201 404 404 403 201 201 403
notifications_feed_delete            guest    401 204 204 204 204 204 404 404 403 204 204 403
notifications_feed_read              public   404 404 404 404 404 404 404 404 404 404 404 404
notifications_inbox_change           guest    401 404 404 200 404 404 404 404 403 404 404 200
notifications_inbox_list             guest    401 200 200 200 200 200 404 404 200 200 200 200
notifications_mail_unsubscribe       public   404 404 404 404 404 404 404 404 404 404 404 404
notifications_mail_unsubscribe_once  public   404 404 404 404 404 404 404 404 404 404 404 404
notifications_mail_unsubscribe_page  public   302 302 302 302 302 302 302 302 302 302 302 302
notifications_preferences_get        guest    401 200 200 200 200 200 404 404 200 200 200 200
notifications_preferences_set        guest    401 200 200 200 200 200 404 404 403 200 200 200
notifications_reminder_continue      guest    401 404 404 204 404 404 404 404 403 404 404 204
notifications_unread_get             guest    401 200 200 200 200 200 404 404 200 200 200 200
organisation_invitation_accept       public   404 404 404 404 404 404 404 404 404 404 404 404
organisation_invitation_create       admin    401 403 403 403 201 201 404 404 403 403 403 403
organisation_invitation_list         admin    401 403 403 403 200 200 404 404 403 403 403 403
organisation_invitation_preview      public   404 404 404 404 404 404 404 404 404 404 404 404
organisation_invitation_revoke       admin    401 403 403 403 204 204 404 404 403 403 403 403
organisation_member_edit             guest    401 403 404 200 200 200 404 404 403 403 403 200
organisation_member_get              member   401 403 403 200 200 200 404 404 200 403 200 200
organisation_member_list             member   401 403 403 200 200 200 404 404 200 403 200 200
organisation_member_remove           guest    401 403 404 204 204 204 404 404 403 403 403 204
organisation_person_get              guest    401 200 404 200 200 200 404 404 200 200 200 200
organisation_person_list             guest    401 200 200 200 200 200 404 404 200 200 200 200
organisation_setup_create            public   409 409 409 409 409 409 409 409 409 409 409 409
organisation_share_list              guest    401 200 404 200 200 200 404 404 200 200 200 200
organisation_share_list#1            guest    401 200 200 200 200 200 404 404 200 200 200 200
organisation_share_put               member   401 403 403 200 200 200 404 404 403 403 403 200
organisation_share_put#2             member   401 403 403 200 200 200 404 404 403 403 200 200
organisation_share_remove            member   401 403 403 204 204 204 404 404 403 403 403 204
organisation_share_remove#1          member   401 403 403 204 204 204 404 404 403 403 204 204
organisation_team_archive            member   401 403 403 403 200 200 404 404 403 403 403 403
organisation_team_create             member   401 403 403 201 201 201 404 404 403 403 403 201
organisation_team_delete             member   401 403 403 403 204 204 404 404 403 403 403 403
organisation_team_edit               member   401 403 403 403 200 200 404 404 403 403 403 403
organisation_team_get                guest    401 404 404 200 200 200 404 404 200 404 200 200
organisation_team_list               guest    401 200 200 200 200 200 404 404 200 200 200 200
organisation_team_member_put         member   401 403 403 200 200 200 404 404 403 403 403 200
organisation_team_member_remove      member   401 403 403 200 200 200 404 404 403 403 403 200
organisation_team_restore            member   401 403 403 403 200 200 404 404 403 403 403 403
organisation_workspace_create        account  401 403 403 201 201 201 201 403 403 403 201 403
organisation_workspace_delete        owner    401 403 403 403 403 204 404 404 403 403 403 403
organisation_workspace_edit          admin    401 403 403 403 200 200 404 404 403 403 403 403
organisation_workspace_get           guest    401 200 200 200 200 200 404 404 200 200 200 200
rituals_calendar_get                 guest    401 404 404 200 200 200 404 404 200 404 200 200
rituals_calendar_set                 member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_country_list                 guest    401 200 200 200 200 200 404 404 200 200 200 200
rituals_occurrence_change            member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_occurrence_restore           member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_rhythm_inherit               member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_rhythm_preview               guest    401 404 404 200 200 200 404 404 200 404 200 200
rituals_rhythm_set                   member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_blocker_list                 guest    401 200 404 200 200 200 404 404 200 200 200 200
rituals_check_in_ask                 member   401 403 403 204 204 204 404 404 403 403 403 204
rituals_check_in_correct             guest    401 201 404 201 201 201 404 404 403 403 403 201
rituals_check_in_create              guest    401 201 404 201 201 201 404 404 403 403 403 201
rituals_check_in_list                guest    401 200 404 200 200 200 404 404 200 200 200 200
rituals_check_in_withdraw            guest    401 201 404 201 201 201 404 404 403 403 403 201
rituals_course_list                  member   401 403 403 200 200 200 404 404 200 403 200 200
rituals_draft_get                    guest    401 200 404 200 200 200 404 404 200 200 200 200
rituals_due_list                     guest    401 200 200 200 200 200 404 404 200 200 200 200
rituals_link_preview                 public   404 404 404 404 404 404 404 404 404 404 404 404
rituals_link_redeem                  public   404 404 404 404 404 404 404 404 404 404 404 404
rituals_my_week_get                  guest    401 200 200 200 200 200 404 404 403 200 200 403
rituals_team_list                    guest    401 404 404 200 200 200 404 404 200 404 200 200
rituals_action_create                member   401 403 403 201 201 201 404 404 403 403 403 201
rituals_assessment_list              member   401 403 403 200 200 200 404 404 200 403 200 200
rituals_assessment_put               member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_blind_score_put              member   401 403 403 200 403 403 404 404 403 403 403 200
rituals_carry_create                 member   401 403 403 201 201 201 404 404 403 403 403 201
rituals_carry_get                    member   401 403 403 200 200 200 404 404 200 403 200 200
rituals_carry_undo                   member   401 403 403 204 204 204 404 404 403 403 403 204
rituals_grading_finish               member   401 403 403 200 403 403 404 404 403 403 403 200
rituals_grading_get                  member   401 403 403 200 200 200 404 404 200 403 200 200
rituals_grading_resume               member   401 403 403 200 403 403 404 404 403 403 403 200
rituals_grading_reveal               member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_lesson_create                member   401 403 403 201 201 201 404 404 403 403 403 201
rituals_lesson_delete                member   401 403 403 204 204 204 404 404 403 403 403 204
rituals_lesson_list                  member   401 403 403 200 200 200 404 404 200 403 200 200
rituals_retrospective_get            member   401 403 403 200 200 200 404 404 200 403 200 200
rituals_retrospective_put            member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_review_list                  member   401 403 403 200 200 200 404 404 200 403 200 200
rituals_agenda_get                   member   401 403 403 200 200 200 404 404 200 403 200 200
rituals_cheer_put                    member   401 403 403 200 200 200 404 404 403 403 200 200
rituals_cheer_remove                 member   401 403 403 200 200 200 404 404 403 403 200 200
rituals_commitment_carry             member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_commitment_create            member   401 403 403 201 201 201 404 404 403 403 403 201
rituals_commitment_drop              member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_commitment_edit              member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_commitment_remove            member   401 403 403 204 204 204 404 404 403 403 403 204
rituals_commitment_restore           member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_commitment_resume            member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_commitment_take_back         member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_commitment_tick              member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_commitment_untick            member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_decision_create              member   401 403 403 201 201 201 404 404 403 403 403 201
rituals_decision_remove              member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_item_note                    member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_line_create                  member   401 403 403 201 201 201 404 404 403 403 403 201
rituals_line_edit                    member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_line_remove                  member   401 403 403 204 204 204 404 404 403 403 403 204
rituals_line_restore                 member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_meeting_begin                member   401 403 403 201 201 201 404 404 403 403 403 201
rituals_meeting_edit                 member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_meeting_end                  member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_meeting_get                  member   401 403 403 200 200 200 404 404 200 403 200 200
rituals_meeting_list                 member   401 403 403 200 200 200 404 404 200 403 200 200
rituals_meeting_reopen               member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_member_week_get              guest    401 200 404 200 200 200 404 404 200 200 200 200
rituals_pick_list                    member   401 403 403 200 200 200 404 404 200 403 200 200
rituals_square_get                   guest    401 404 404 200 200 200 404 404 200 404 200 200
rituals_week_get                     guest    401 404 404 200 200 200 404 404 200 404 200 200
rituals_win_create                   member   401 403 403 201 201 201 404 404 403 403 403 201
rituals_win_edit                     member   401 403 403 200 200 200 404 404 403 403 403 200
rituals_win_remove                   member   401 403 403 204 204 204 404 404 403 403 403 204
rituals_win_restore                  member   401 403 403 200 200 200 404 404 403 403 403 200
search_subject_find                  guest    401 200 200 200 200 200 404 404 200 200 200 200
work_assignment_list                 guest    401 200 404 200 200 200 404 404 200 200 200 200
work_blocker_put                     guest    401 200 404 200 200 200 404 404 403 403 200 200
work_blocker_remove                  guest    401 200 404 200 200 200 404 404 403 403 200 200
work_board_get                       guest    401 200 404 200 200 200 404 404 200 200 200 200
work_column_get                      guest    401 200 404 200 200 200 404 404 200 200 200 200
work_contributor_list                guest    401 200 404 200 200 200 404 404 200 200 200 200
work_line_get                        guest    401 200 404 200 200 200 404 404 200 200 200 200
work_link_create                     member   401 403 403 201 201 201 404 404 403 403 201 201
work_link_edit                       member   401 403 403 200 200 200 404 404 403 403 200 200
work_link_list                       guest    401 200 404 200 200 200 404 404 200 200 200 200
work_link_remove                     member   401 403 403 200 200 200 404 404 403 403 200 200
work_project_archive                 member   401 403 403 200 200 200 404 404 403 403 200 200
work_project_create                  member   401 403 403 201 201 201 404 404 403 403 201 201
work_project_edit                    member   401 403 403 200 200 200 404 404 403 403 200 200
work_project_get                     guest    401 200 404 200 200 200 404 404 200 200 200 200
work_project_list                    guest    401 200 200 200 200 200 404 404 200 200 200 200
work_project_restore                 member   401 403 403 200 200 200 404 404 403 403 200 200
work_status_create                   member   401 403 403 201 201 201 404 404 403 403 201 201
work_status_edit                     member   401 403 403 200 200 200 404 404 403 403 200 200
work_status_remove                   member   401 403 403 200 200 200 404 404 403 403 200 200
work_step_list                       guest    401 200 404 200 200 200 404 404 200 200 200 200
work_task_close                      guest    401 200 404 200 200 200 404 404 403 403 200 200
work_task_create                     guest    401 201 404 201 201 201 404 404 403 403 201 201
work_task_delete                     guest    401 200 404 200 200 200 404 404 403 403 200 200
work_task_edit                       guest    401 200 404 200 200 200 404 404 403 403 200 200
work_task_get                        guest    401 200 404 200 200 200 404 404 200 200 200 200
work_task_list                       guest    401 200 404 200 200 200 404 404 200 200 200 200
work_task_move                       guest    401 200 404 200 200 200 404 404 403 403 200 200
work_task_relocate                   guest    401 200 404 200 200 200 404 404 403 403 200 200
work_task_relocate#1                 guest    401 404 404 200 200 200 404 404 403 403 200 200
work_task_reopen                     guest    401 200 404 200 200 200 404 404 403 403 200 200
work_task_restore                    guest    401 200 404 200 200 200 404 404 403 403 200 200
work_tasks_delete                    guest    401 200 422 200 200 200 404 404 403 422 200 200
work_tasks_edit                      guest    401 200 422 200 200 200 404 404 403 422 200 200
work_tasks_relocate                  guest    401 200 422 200 200 200 404 404 403 422 200 200
work_tasks_relocate#1                guest    401 404 422 200 200 200 404 404 403 422 200 200
work_tasks_restore                   guest    401 200 422 200 200 200 404 404 403 422 200 200
writing_review_create                member   401 403 403 200 200 200 404 404 200 403 200 200
writing_settings_get                 member   401 403 403 200 200 200 404 404 200 403 200 200
writing_settings_put                 admin    401 403 403 403 200 200 404 404 403 403 403 403
writing_template_create              member   401 403 403 201 201 201 404 404 403 403 201 201
writing_template_edit                member   401 403 403 200 200 200 404 404 403 403 403 200
writing_template_get                 member   401 403 403 200 200 200 404 404 200 403 200 200
writing_template_list                member   401 403 403 200 200 200 404 404 200 403 200 200
writing_template_remove              member   401 403 403 204 204 204 404 404 403 403 403 204
writing_template_restore             member   401 403 403 200 200 200 404 404 403 403 403 200
"""


def _read(line: str) -> tuple[str, str, dict[str, int]]:
    name, least, *row = line.split()
    if len(row) != len(CALLERS):
        raise ValueError(f"{name} needs {len(CALLERS)} answers, one for each of {', '.join(CALLERS)}")
    return name, least, dict(zip(CALLERS, map(int, row), strict=True))


_LINES = [_read(line) for line in TABLE.strip().splitlines()]
LEAST = {name: least for name, least, _ in _LINES if "#" not in name}
_ANSWERS = {name: row for name, _, row in _LINES}


def answers(operation: str, variant: int) -> dict[str, int]:
    """Caller -> status for the caller's own request."""
    return _ANSWERS.get(f"{operation}#{variant}") or _ANSWERS[operation]
