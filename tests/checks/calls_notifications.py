"""Correct requests for the inbox, preferences, feeds and chat."""

from tests.checks.call import Call, Id
from tests.checks.call import one as _one

SECRET = "there-is-no-such-secret-0123456789-abcdefgh"

CHANNEL = {
    "service": "mattermost",
    "name": "Team talk",
    "address": "https://1.1.1.1/hooks/abcdefghijklmnopqrstuvwxyz",
    "kinds": ["wins"],
}

NOTIFICATIONS: dict[str, Call] = {
    "notifications_chat_create": Call(body={**CHANNEL, "team_id": Id("team")}),
    "notifications_chat_delete": _one("channel", "chat_channel"),
    "notifications_chat_delivery_list": _one("channel", "chat_channel"),
    "notifications_chat_edit": Call(
        path={"channel": Id("chat_channel")}, version="channel", body={"name": "Other", "paused": True}
    ),
    "notifications_chat_get": _one("channel", "chat_channel"),
    "notifications_chat_list": Call(query={"team": Id("team")}),
    "notifications_chat_test": _one("channel", "chat_channel"),
    "notifications_feed_create": Call(),
    "notifications_feed_delete": Call(),
    "notifications_feed_read": Call(path={"secret": SECRET}),
    "notifications_inbox_change": Call(body={"ids": [Id("notice")], "state": "read"}),
    "notifications_inbox_list": Call(),
    "notifications_mail_unsubscribe": Call(body={"token": SECRET}),
    "notifications_mail_unsubscribe_once": Call(path={"secret": SECRET}),
    "notifications_mail_unsubscribe_page": Call(path={"secret": SECRET}),
    "notifications_preferences_get": Call(),
    "notifications_preferences_set": Call(body={"digest_hour": 9}, version="0"),
    "notifications_reminder_continue": _one("subject", "key_result"),
    "notifications_unread_get": Call(),
}
