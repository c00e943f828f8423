"""A workspace of its own for the sample: beside somebody's first one, and for `headway serve --demo`."""

from uuid import UUID
from zoneinfo import ZoneInfo

from headway.core import clock
from headway.core.ctx import Ctx
from headway.demo.actions.filling import load_sample
from headway.demo.rules.calendar import Calendar
from headway.demo.rules.content.people import DOMAIN, NAME, PEOPLE
from headway.identity import queries as identity
from headway.identity.actions import accounts, links
from headway.organisation.actions import workspaces
from headway.organisation.schemas import NewWorkspace

HOST = "ingrid"  # whose eyes a visitor of the demo sees the company through: the chief executive sees all of it


async def make_beside(ctx: Ctx, account_id: UUID) -> bool:
    """A sample workspace owned by this account, filled; False where they have one already.

    From here on `ctx` acts in it, as its owner.
    """
    account = await identity.account_by_id(ctx, account_id)
    if account is None or any(one.sample for one in await identity.workspaces_of(ctx, account_id)):
        return False
    zone = ctx.workspace.zone
    month = Calendar(clock.today(zone), ZoneInfo(zone)).year_start_month
    new = NewWorkspace(name=f"{NAME} (sample)", zone=zone, year_start_month=month, sample=True, start="sample")
    await workspaces.create_workspace(ctx, new, owner=account)
    await load_sample(ctx)
    return True


async def start_demo(ctx: Ctx) -> str:
    """The sample company for a visitor without an account: the path of a page that signs them in once as its head.

    The first call makes the company; every call makes a new link. `ctx` is of no workspace.
    """
    head = next(who for who in PEOPLE if who.key == HOST)
    account = await accounts.ensure_account(ctx, email=f"{head.key}@{DOMAIN}", name=head.name)
    await make_beside(ctx, account.id)
    return await links.create_sign_in_link(ctx, account.id)
