"""Projects, tasks, their links to key results, and lines of sight."""

from litestar.handlers import HTTPRouteHandler

from headway.work.routes import dependencies, lines, links, projects, tasks

ROUTES: list[HTTPRouteHandler] = [
    *projects.ROUTES,
    *tasks.ROUTES,
    *dependencies.ROUTES,
    *links.ROUTES,
    *lines.ROUTES,
]
