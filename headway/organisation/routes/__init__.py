"""The routes of the organisation."""

from litestar.handlers import HTTPRouteHandler

from headway.organisation.routes import invitations, members, setup, shares, teams, workspaces

ROUTES: list[HTTPRouteHandler] = [
    *invitations.ROUTES,
    *members.ROUTES,
    *setup.ROUTES,
    *shares.ROUTES,
    *teams.ROUTES,
    *workspaces.ROUTES,
]
