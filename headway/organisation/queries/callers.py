"""Who is calling: the one read that happens before a tenant is known."""

from headway.core import db
from headway.core.ctx import Actor, Workspace
from headway.core.db import Connection
from headway.core.edge import Caller, Credentials
from headway.organisation.schemas import CallerRow


class _On:
    """A bare connection, where there is no `Ctx` yet."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection


async def caller_of(connection: Connection, credentials: Credentials, slug: str | None) -> Caller | None:
    """Who a secret stands for, live: a revoked session, a removed member or an expired token is nobody at once.

    The statement also notes when session or token was last seen, at most once a minute, and sets the tenant, as
    `set_tenant` does, where the account is a member of the workspace: a way to the database and back less per request.
    """
    row = await db.maybe(
        _On(connection),
        CallerRow,
        _CALLER,
        secret=credentials.secret,
        bearer=credentials.bearer,
        slug=slug,
    )
    if row is None:
        return None
    return Caller(actor=_actor(row), workspace=_workspace(row), csrf=row.csrf or "")


_CALLER = """
select c.*,
       case when c.member_id is not null then
         set_config('headway.workspace', c.workspace_id::text, true)
         || set_config('headway.guest', case when c.role = 'guest' then c.member_id::text else '' end, true) end
       is not null as tenant_set
  from headway_caller(%(secret)s, %(bearer)s, %(slug)s) as c
"""


def _actor(row: CallerRow) -> Actor:
    return Actor(
        kind="token" if row.token_id else "person",
        account=row.account_id,
        member=row.member_id,
        role=row.role or "guest",
        name=row.member_name or row.account_name,
        email=row.account_email,
        scopes=None if row.scopes is None else frozenset(row.scopes),
        session=row.session_id,
        token=row.token_id,
    )


def _workspace(row: CallerRow) -> Workspace | None:
    """The workspace, only where the account is a member of it."""
    if not row.tenant_set or row.workspace_id is None:
        return None
    return Workspace(
        id=row.workspace_id,
        slug=row.slug or "",
        name=row.workspace_name or "",
        zone=row.zone or "UTC",
        week_start=row.week_start or 1,
        year_start_month=row.year_start_month or 1,
        check_in_days=row.check_in_days or 7,
        key_prefix=row.key_prefix or "HW",
        settings=row.settings or {},
        sample=bool(row.sample),
    )
