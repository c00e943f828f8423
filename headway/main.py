"""The web app, built from the rooms' lists. The only wiring there is."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from typing import Any

import msgspec
from litestar import Litestar
from litestar.config.app import AppConfig
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme

from headway import __version__
from headway.core import log, queue, settings
from headway.core.assets import Assets
from headway.core.db import Database
from headway.core.edge import App, Edge, Transactions
from headway.core.errors import Problem
from headway.core.events import Publisher
from headway.core.guards import ANSWER, PAGE, guarded
from headway.core.http import MEDIA_TYPE, ctx_of, get, problem_answer, problem_response
from headway.core.queue import Job
from headway.core.settings import Settings
from headway.core.subjects import Registry, Subject
from headway.demo import jobs as demo_jobs
from headway.demo import routes as demo_routes
from headway.goals import jobs as goals_jobs
from headway.goals import queries as goals_queries
from headway.goals import routes as goals_routes
from headway.identity import jobs as identity_jobs
from headway.identity import routes as identity_routes
from headway.insights import routes as insights_routes
from headway.integrations.imports import jobs as imports_jobs
from headway.integrations.imports import queries as imports_queries
from headway.integrations.imports import routes as imports_routes
from headway.live import routes as live_routes
from headway.live.hub import Hub
from headway.notifications import jobs as notifications_jobs
from headway.notifications import queries as notifications_queries
from headway.notifications import routes as notifications_routes
from headway.organisation import jobs as organisation_jobs
from headway.organisation import queries as organisation_queries
from headway.organisation import routes as organisation_routes
from headway.organisation.queries import caller_of
from headway.progress import jobs as progress_jobs
from headway.rituals import jobs as rituals_jobs
from headway.rituals import queries as rituals_queries
from headway.rituals import routes as rituals_routes
from headway.search import routes as search_routes
from headway.work import jobs as work_jobs
from headway.work import queries as work_queries
from headway.work import routes as work_routes
from headway.writing import queries as writing_queries
from headway.writing import routes as writing_routes


class Health(msgspec.Struct, frozen=True):
    version: str


@get("/api/health", permission="public", operation_id="core_health_read", stream=True)
async def health() -> Health:
    """Answers while the app lives; touches no database."""
    return Health(__version__)


ROUTES: list[HTTPRouteHandler] = [
    health,
    *demo_routes.ROUTES,
    *goals_routes.ROUTES,
    *identity_routes.ROUTES,
    *imports_routes.ROUTES,
    *insights_routes.ROUTES,
    *live_routes.ROUTES,
    *notifications_routes.ROUTES,
    *organisation_routes.ROUTES,
    *rituals_routes.ROUTES,
    *search_routes.ROUTES,
    *work_routes.ROUTES,
    *writing_routes.ROUTES,
]
JOBS: list[Job] = [
    *demo_jobs.JOBS,
    *goals_jobs.JOBS,
    *identity_jobs.JOBS,
    *imports_jobs.JOBS,
    *notifications_jobs.JOBS,
    *organisation_jobs.JOBS,
    *progress_jobs.JOBS,
    *rituals_jobs.JOBS,
    *work_jobs.JOBS,
]
SUBJECTS: list[Subject] = [
    *goals_queries.SUBJECTS,
    *imports_queries.SUBJECTS,
    *notifications_queries.SUBJECTS,
    *organisation_queries.SUBJECTS,
    *rituals_queries.SUBJECTS,
    *work_queries.SUBJECTS,
    *writing_queries.SUBJECTS,
]
queue.listen(JOBS)


class Running(msgspec.Struct, kw_only=True):
    """What lives as long as the process; the few handlers that need it find it in `app.state.running`."""

    settings: Settings
    database: Transactions
    subjects: Registry
    edge: Edge
    hub: Hub | None = None


def create_app() -> Litestar:
    """The app as granian loads it: settings from the environment, pools opened with it."""
    chosen = settings.read()
    log.configure(chosen.log_level, as_json=chosen.log_json)
    database = Database(chosen.database_url, size=chosen.pool_size, statement_timeout_ms=chosen.statement_timeout_ms)
    dispatch = Database(chosen.database_dispatch_url or chosen.database_url, size=3, name="dispatch")
    hub = Hub(dispatch, database, Registry(SUBJECTS))
    publisher = Publisher(dispatch, teller=hub.name, tell=hub.take)

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        async with AsyncExitStack() as after:
            for pool in (database, dispatch):
                await pool.open()
                after.push_async_callback(pool.close)
            tasks = [asyncio.create_task(publisher.run()), asyncio.create_task(hub.run())]
            try:
                yield
            finally:
                hub.close()
                for task in tasks:
                    task.cancel()
                with suppress(asyncio.CancelledError):
                    await asyncio.gather(*tasks, return_exceptions=True)

    return build(chosen, database, hub=hub, wake=publisher.wake, lifespan=lifespan)


def build(
    chosen: Settings,
    database: Transactions,
    *,
    hub: Hub | None = None,
    wake: Callable[[], None] = lambda: None,
    lifespan: Callable[[Litestar], AbstractAsyncContextManager[None]] | None = None,
) -> Litestar:
    """The app over any database; tests hand in one that rolls back."""
    edge = Edge(database=database, authenticate=caller_of, answer_problem=_problem_bytes, wake=wake, settings=chosen)
    running = Running(settings=chosen, database=database, subjects=Registry(SUBJECTS), edge=edge, hub=hub)

    def remember(config: AppConfig) -> AppConfig:
        config.state["running"] = running
        return config

    app = Litestar(
        route_handlers=ROUTES,
        middleware=[edge],
        dependencies={"ctx": Provide(ctx_of)},
        exception_handlers={Exception: problem_response},
        openapi_config=OPENAPI,
        on_app_init=[remember, _refuse_undeclared],
        lifespan=[lifespan] if lifespan else [],
        request_max_body_size=None,
        debug=False,
    )
    https = chosen.secure_cookies
    pages = guarded(Assets(), PAGE, https=https)
    app.asgi_handler = _with_pages(guarded(app.asgi_handler, ANSWER, https=https), pages)
    return app


def _with_pages(api: App, pages: App) -> App:
    """Pages and files beside the API. A mount at "/" would swallow every route with a parameter in its path."""

    async def handle(scope: Any, receive: Any, send: Any) -> None:
        is_page = scope["type"] == "http" and not scope["path"].startswith("/api/")
        await (pages if is_page else api)(scope, receive, send)

    return handle


OPENAPI = OpenAPIConfig(
    title="Headway",
    version=__version__,
    path="/api/openapi",
    render_plugins=[],
    components=Components(
        security_schemes={
            "session": SecurityScheme(type="apiKey", name="headway_session", security_scheme_in="cookie"),
            "token": SecurityScheme(type="http", scheme="bearer"),
        }
    ),
    security=[{"session": []}, {"token": []}],
    use_handler_docstrings=True,
)


def _problem_bytes(problem: Problem, request_id: str) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    answer = problem_answer(problem, request_id)
    headers = [(b"content-type", MEDIA_TYPE.encode())]
    headers += [(name.lower().encode(), value.encode()) for name, value in problem.headers.items()]
    return answer.status_code or 500, headers, msgspec.json.encode(answer.content)


def _refuse_undeclared(config: AppConfig) -> AppConfig:
    """A route that does not say who may call it must not start."""
    for route in ROUTES:
        if "permission" not in (route.opt or {}):
            raise RuntimeError(f"{route.paths} declares no permission: use headway.core.http.get and its siblings")
    return config
