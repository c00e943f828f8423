"""How one wants to be told: preferences, habits, the calendar feed, and the end of mails."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from headway.notifications.rules.preferences import Mailing, PreferenceKind

Minutes = Annotated[int, Meta(ge=0, le=1439, description="Minutes of the day: 540 is 9:00.")]


class Quiet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """No mail in between; it may pass midnight."""

    begin: Minutes
    end: Minutes


class PreferenceIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: PreferenceKind
    app: bool
    mail: Mailing


class PreferencesIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of it; a kind that is left out goes back to its default. No time zone: the workspace's."""

    preferences: Annotated[list[PreferenceIn], Meta(max_length=20)] = []
    time_zone: Annotated[str, Meta(max_length=64)] | None = None
    digest_hour: Annotated[int, Meta(ge=0, le=23)] = 8
    digest_weekday: Annotated[int, Meta(ge=1, le=7, description="1 is Monday.")] = 1
    quiet: Quiet | None = None


class PreferenceOut(Struct, frozen=True, kw_only=True):
    """`usual`: it is the default."""

    kind: PreferenceKind
    app: bool
    mail: Mailing
    usual: bool


class PreferencesOut(Struct, frozen=True, kw_only=True):
    """`time_zone` is one's own choice, `zone` what holds. `mails`: whether a mail server is set up at all."""

    preferences: list[PreferenceOut]
    time_zone: str | None
    zone: str
    digest_hour: int
    digest_weekday: int
    quiet: Quiet | None
    email: str
    mails: bool
    next_daily: datetime
    next_weekly: datetime
    feed: bool
    version: int


class FeedOut(Struct, frozen=True, kw_only=True):
    """The address of one's calendar. It is told once: whoever has it can read the calendar."""

    url: str


class UnsubscribeIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The part of the link after #."""

    token: Annotated[str, Meta(min_length=10, max_length=200)]


class UnsubscribedOut(Struct, frozen=True, kw_only=True):
    """What comes by mail no more, and in which workspace."""

    kind: PreferenceKind
    workspace: str
