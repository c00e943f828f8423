"""Rows and messages of the organisation: workspaces, teams, people, shares."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from headway.core.ctx import Role

TeamRole = Literal["lead", "member"]
ShareKind = Literal["team", "project", "objective"]
ShareAccess = Literal["view", "edit"]


# -- for other rooms -----------------------------------------------------------------------------------------------


class PersonRef(msgspec.Struct, frozen=True, kw_only=True):
    """A person as other rooms show them beside a thing. `active` is False for people who have left."""

    id: UUID
    name: str
    title: str = ""
    active: bool = True


class TeamRef(msgspec.Struct, frozen=True, kw_only=True):
    """A team as other rooms show it beside a thing."""

    id: UUID
    name: str
    slug: str
    parent_id: UUID | None = None


class PersonMatch(msgspec.Struct, frozen=True, kw_only=True):
    """A person as an import looks them up: by e-mail address, then by name."""

    id: UUID
    name: str
    email: str
    active: bool
    role: Role


class NewPerson(msgspec.Struct, frozen=True, kw_only=True):
    """A person added in bulk, without an account: they get one by accepting an invitation to this address."""

    name: str
    email: str = ""
    title: str = ""
    role: Role = "member"
    sample: bool = False
    id: UUID | None = None


class NewTeamRow(msgspec.Struct, frozen=True, kw_only=True):
    """A team added in bulk. `parent_id` may be the id of another in the same batch."""

    name: str
    purpose: str = ""
    parent_id: UUID | None = None
    sample: bool = False
    id: UUID | None = None


class NewTeamMember(msgspec.Struct, frozen=True, kw_only=True):
    team_id: UUID
    member_id: UUID
    role: TeamRole = "member"


class NewWorkspace(msgspec.Struct, frozen=True, kw_only=True):
    """`start` says how it begins: "demo" asks for a sample workspace beside it, "sample" is one."""

    name: str
    zone: str = "UTC"
    year_start_month: int = 1
    sample: bool = False
    start: Literal["demo", "team", "sample", "another"] = "another"


# -- rows ----------------------------------------------------------------------------------------------------------


class CallerRow(msgspec.Struct, frozen=True):
    """One row of the SQL function headway_caller; from `workspace_id` to `role` all is null outside a workspace.

    `tenant_set`: the account is a member of the workspace, which is the tenant of the transaction from now on.
    """

    account_id: UUID
    account_email: str
    account_name: str
    session_id: UUID | None
    token_id: UUID | None
    scopes: list[str] | None
    csrf: str | None
    workspace_id: UUID | None
    slug: str | None
    workspace_name: str | None
    zone: str | None
    week_start: int | None
    year_start_month: int | None
    check_in_days: int | None
    key_prefix: str | None
    settings: dict[str, Any] | None
    sample: bool | None
    member_id: UUID | None
    member_name: str | None
    role: Role | None
    tenant_set: bool


class MemberRow(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    account_id: UUID | None
    name: str
    email: str
    title: str
    role: Role
    sample: bool
    removed_at: datetime | None
    version: int
    sort_name: str


class TeamRow(msgspec.Struct, frozen=True, kw_only=True):
    """`led`: the caller leads it; `led_above`: the caller leads a team above it."""

    id: UUID
    parent_id: UUID | None
    name: str
    slug: str
    purpose: str
    sample: bool
    archived_at: datetime | None
    version: int
    people: int
    led: bool
    led_above: bool


class Membership(msgspec.Struct, frozen=True, kw_only=True):
    """One team a person is in."""

    id: UUID
    name: str
    role: TeamRole


class MembershipRow(msgspec.Struct, frozen=True, kw_only=True):
    member_id: UUID
    id: UUID
    name: str
    role: TeamRole


# -- what comes in -------------------------------------------------------------------------------------------------


class SetUp(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    token: str
    name: str
    email: str
    password: str
    workspace_name: str
    start: Literal["demo", "team"]
    time_zone: str = "UTC"


class AccountPatch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str


class WorkspaceNew(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    time_zone: str = "UTC"


class WorkspacePatch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays as it is."""

    name: str | UnsetType = UNSET
    time_zone: str | UnsetType = UNSET
    week_start: int | UnsetType = UNSET
    year_start_month: int | UnsetType = UNSET
    check_in_days: int | UnsetType = UNSET
    key_prefix: str | UnsetType = UNSET


class WorkspaceDeletion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The workspace's name, typed by a person who means it."""

    name: str


class InvitationSecret(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The part of an invitation link after #."""

    token: str


class InvitationAccept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`name` and `password` for a new account; `password` alone for an existing one that is not signed in."""

    token: str
    name: str | None = None
    password: str | None = None


class InvitationNew(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    email: str
    role: Role = "member"
    name: str = ""


class MemberPatch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    role: Role | UnsetType = UNSET
    name: str | UnsetType = UNSET
    title: str | UnsetType = UNSET


class TeamNew(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    purpose: str = ""
    parent_id: UUID | None = None


class TeamPatch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str | UnsetType = UNSET
    purpose: str | UnsetType = UNSET
    parent_id: UUID | UnsetType | None = UNSET


class TeamMemberPut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    role: TeamRole = "member"


class SharePut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    member_id: UUID
    subject: ShareKind
    subject_id: UUID
    access: ShareAccess = "view"


# -- what goes out -------------------------------------------------------------------------------------------------


class WorkspaceOut(msgspec.Struct, frozen=True, kw_only=True):
    """`week_start` 1 is Monday; `year_start_month` 1 is January; `check_in_days` is how often values are due."""

    id: UUID
    slug: str
    name: str
    time_zone: str
    week_start: int
    year_start_month: int
    check_in_days: int
    key_prefix: str
    sample: bool
    version: int
    can: dict[str, bool] = {}


class MeOut(msgspec.Struct, frozen=True, kw_only=True):
    """The caller in this workspace; `member` is their id as a person here."""

    member: UUID
    name: str
    email: str
    role: Role
    can: dict[str, bool]


class WorkspaceBootstrap(msgspec.Struct, frozen=True, kw_only=True):
    """`event`: number of the last event this answer already knows; the stream of changes starts after it."""

    workspace: WorkspaceOut
    me: MeOut
    teams: list[TeamRef]
    sample: bool
    event: int


class PersonOut(msgspec.Struct, frozen=True, kw_only=True):
    """A person in the directory. Guests are not told e-mail addresses."""

    id: UUID
    name: str
    email: str
    title: str
    role: Role
    active: bool
    teams: list[Membership]


class MemberOut(msgspec.Struct, frozen=True, kw_only=True):
    """A person as settings show them. `joined`: has an account; `active`: has not been removed."""

    id: UUID
    name: str
    email: str
    title: str
    role: Role
    joined: bool
    active: bool
    sample: bool
    version: int
    teams: list[Membership]
    can: dict[str, bool]


class InvitationOut(msgspec.Struct, frozen=True, kw_only=True):
    """An open invitation, without its secret."""

    id: UUID
    email: str
    role: Role
    member_id: UUID | None
    inviter: str
    created_at: datetime
    expires_at: datetime


class CreatedInvitationOut(msgspec.Struct, frozen=True, kw_only=True):
    """The only time the link is shown. `path` is the link without the address; `mailed`: a mail server is set."""

    invitation: InvitationOut
    link: str
    path: str
    mailed: bool


class InvitationPreview(msgspec.Struct, frozen=True, kw_only=True):
    """`name` is what the inviter called them; "" where that was only made of the address."""

    workspace: str
    name: str
    inviter: str
    email: str
    role: Role
    has_account: bool


class TeamOut(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    parent_id: UUID | None
    name: str
    slug: str
    purpose: str
    archived: bool
    sample: bool
    version: int
    people: int
    can: dict[str, bool]


class TeamPerson(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    name: str
    title: str
    role: TeamRole


class TeamPage(msgspec.Struct, frozen=True, kw_only=True):
    """A team with its place: `path` from the top down to its parent."""

    team: TeamOut
    path: list[TeamRef]
    children: list[TeamOut]
    people: list[TeamPerson]


class ShareOut(msgspec.Struct, frozen=True, kw_only=True):
    """What is open to whom. `title` is the thing as the caller may read it."""

    member_id: UUID
    member: str
    role: Role
    subject: ShareKind
    subject_id: UUID
    title: str
    access: ShareAccess
    created_at: datetime
