"""Rows and messages of identity."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from headway.core.ctx import Role
from headway.identity.rules.links import LinkKind

# -- rows ----------------------------------------------------------------------------------------------------------


class AccountRow(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    email: str
    name: str
    password_hash: str | None
    disabled_at: datetime | None
    version: int


class LinkRow(msgspec.Struct, frozen=True, kw_only=True):
    """A link that can still be used."""

    id: UUID
    kind: LinkKind
    account_id: UUID | None
    workspace_id: UUID | None
    email: str | None
    data: dict[str, Any]
    created_by: UUID | None
    created_at: datetime
    expires_at: datetime


class TokenRow(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    account_id: UUID
    owner: str
    name: str
    hint: str
    scopes: list[str]
    created_at: datetime
    used_at: datetime | None
    expires_at: datetime | None


class OpenedSession(msgspec.Struct, frozen=True, kw_only=True):
    """A session just begun: both values go into cookies and are not kept in this form."""

    secret: str
    csrf: str


class MadeLink(msgspec.Struct, frozen=True, kw_only=True):
    """A link just made. `path` holds the secret in its fragment and cannot be had again."""

    id: UUID
    path: str
    expires_at: datetime


# -- what comes in -------------------------------------------------------------------------------------------------


class SignIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    email: str
    password: str


class LinkSecret(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The part of a link after #."""

    token: str


class EmailOnly(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    email: str


class ResetRedeem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    token: str
    password: str


class PasswordChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    current: str
    new: str


class NewToken(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`expires_in_days` null = until it is revoked."""

    name: str
    scopes: list[str]
    expires_in_days: int | None = 90


# -- what goes out -------------------------------------------------------------------------------------------------


class Account(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    name: str
    email: str


class WorkspaceRef(msgspec.Struct, frozen=True, kw_only=True):
    """A workspace the account is a member of, for the switcher."""

    id: UUID
    slug: str
    name: str
    role: Role
    sample: bool


class Bootstrap(msgspec.Struct, frozen=True, kw_only=True):
    """What the page must know before it can show anything.

    `mail`: whether this installation can send mail. `filling`: the sample workspace is being made and appears in
    `workspaces` when it is ready.
    """

    set_up: bool
    account: Account | None
    workspaces: list[WorkspaceRef]
    version: str
    mail: bool
    filling: bool = False


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A device that is signed in. `current` is the one that asks."""

    id: UUID
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    address: str
    agent: str
    current: bool


class TokenOut(msgspec.Struct, frozen=True, kw_only=True):
    """A token without its secret. `owner` is the person it acts for."""

    id: UUID
    name: str
    hint: str
    owner: str
    mine: bool
    scopes: list[str]
    created_at: datetime
    used_at: datetime | None
    expires_at: datetime | None
    can: dict[str, bool]


class CreatedTokenOut(msgspec.Struct, frozen=True, kw_only=True):
    """The only time the secret is shown."""

    token: TokenOut
    secret: str


class ScopeOut(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    description: str
