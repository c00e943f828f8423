"""Builders for tests: each makes one thing with sensible defaults and says what it made.

They write the few instance and organisation rows by SQL (so that a test of one room does not fail for another's
reasons) and use the rooms' own actions for everything above. Add yours as methods or as functions taking `Make`.
"""

import hashlib
import secrets
from uuid import UUID, uuid4

import msgspec

from headway.core import clock, db
from headway.core.ctx import Actor, Ctx, Role, Workspace
from headway.core.db import Connection, set_tenant


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A person of the workspace with an account."""

    id: UUID
    account: UUID
    name: str
    email: str
    role: Role


class Make:
    """A fresh workspace with its owner, and what can be built in it."""

    connection: Connection
    workspace: Workspace
    owner: Member

    @classmethod
    async def fresh(cls, connection: Connection, *, zone: str = "UTC") -> "Make":
        make = cls()
        make.connection = connection
        workspace_id = uuid4()
        slug = f"w-{workspace_id.hex[:10]}"
        await set_tenant(connection, workspace_id)
        await db.run(
            make,
            "insert into workspace (id, slug, name, zone) values (%(id)s, %(slug)s, 'Test workspace', %(zone)s)",
            id=workspace_id,
            slug=slug,
            zone=zone,
        )
        make.workspace = Workspace(id=workspace_id, slug=slug, name="Test workspace", zone=zone)
        make.owner = await make.member("owner", name="Olga Owner")
        return make

    def ctx_of(self, member: Member) -> Ctx:
        actor = Actor(account=member.account, member=member.id, role=member.role, name=member.name, email=member.email)
        return Ctx(self.connection, self.workspace, actor, now=clock.now(), request_id="test")

    async def member(self, role: Role = "member", *, name: str = "Mia Member") -> Member:
        account, member = uuid4(), uuid4()
        email = f"{name.split(maxsplit=1)[0].lower()}.{member.hex[:8]}@example.test"
        await db.run(
            self,
            "insert into account (id, email, name) values (%(id)s, %(email)s, %(name)s)",
            id=account,
            email=email,
            name=name,
        )
        await db.run(
            self,
            """
            insert into member (workspace_id, id, account_id, name, email, role)
            values (%(workspace)s, %(id)s, %(account)s, %(name)s, %(email)s, %(role)s)
            """,
            workspace=self.workspace.id,
            id=member,
            account=account,
            name=name,
            email=email,
            role=role,
        )
        return Member(id=member, account=account, name=name, email=email, role=role)

    async def session(self, member: Member) -> tuple[str, str]:
        """A signed-in session: (the cookie's secret, the CSRF value)."""
        secret, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(16)
        await db.run(
            self,
            """
            insert into session (account_id, secret_hash, csrf, expires_at)
            values (%(account)s, %(hash)s, %(csrf)s, now() + interval '1 day')
            """,
            account=member.account,
            hash=hashlib.sha256(secret.encode()).digest(),
            csrf=csrf,
        )
        return secret, csrf

    async def team(self, name: str = "Team", *, parent: UUID | None = None, lead: Member | None = None) -> UUID:
        team = uuid4()
        await db.run(
            self,
            """
            insert into team (workspace_id, id, parent_id, name, slug)
            values (%(workspace)s, %(id)s, %(parent)s, %(name)s, %(slug)s)
            """,
            workspace=self.workspace.id,
            id=team,
            parent=parent,
            name=name,
            slug=f"{name.lower().replace(' ', '-')}-{team.hex[:6]}",
        )
        if lead is not None:
            await self.join(team, lead, role="lead")
        return team

    async def join(self, team: UUID, member: Member, *, role: str = "member") -> None:
        await db.run(
            self,
            """
            insert into team_member (workspace_id, team_id, member_id, role)
            values (%(workspace)s, %(team)s, %(member)s, %(role)s)
            """,
            workspace=self.workspace.id,
            team=team,
            member=member.id,
            role=role,
        )

    async def share(self, member: Member, subject: str, subject_id: UUID, *, access: str = "view") -> None:
        await db.run(
            self,
            """
            insert into share (workspace_id, member_id, subject, subject_id, access)
            values (%(workspace)s, %(member)s, %(subject)s, %(id)s, %(access)s)
            """,
            workspace=self.workspace.id,
            member=member.id,
            subject=subject,
            id=subject_id,
            access=access,
        )

    async def unshare(self, member: Member, subject: str, subject_id: UUID) -> None:
        await db.run(
            self,
            """
            delete from share
             where workspace_id = %(workspace)s and member_id = %(member)s and subject = %(subject)s
               and subject_id = %(id)s
            """,
            workspace=self.workspace.id,
            member=member.id,
            subject=subject,
            id=subject_id,
        )
