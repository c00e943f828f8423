"""`headway serve`: everything one needs, from one command."""

import http.client
import os
import socket
from pathlib import Path

import click

from headway.cli import _installation as shared
from headway.core import settings as setting
from headway.core.embedded import Cluster, StartRefused
from headway.core.embedded.errors import PortBusy
from headway.core.settings import Settings
from headway.supervisor import Child, Supervisor

BRIEFLY = 0.5  # seconds: while we wait for an answer, nothing else is watched


class WebFailed(StartRefused):
    code = "start.web_failed"


@click.command
@click.option("--demo", is_flag=True, default=None, help="Start with the demo company; prints a sign-in link.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (default 8080).")
@click.option("--host", help="Address to listen on (default 127.0.0.1, this machine only).")
@shared.which_installation
def command(
    *, demo: bool | None, port: int | None, host: str | None, data: Path | None, database_url: str | None
) -> None:
    """Start the database, bring it up to date, serve the pages, run the jobs. Ctrl-C stops it all."""
    chosen = setting.read(demo=demo, port=port, host=host, data=data, database_url=database_url)
    refuse_busy_port(chosen.host, chosen.port)
    supervisor = Supervisor(environment={}, cluster=None, say=click.echo)
    with supervisor.signals():
        try:
            _serve(chosen, supervisor)
        finally:
            if supervisor.stopping:
                click.echo("Stopping.")
            supervisor.stop()
    click.echo("Stopped.")


def refuse_busy_port(host: str, port: int) -> None:
    """Find out before anything starts whether we may listen there."""
    if not 0 < port < 65536:
        raise setting.SettingError(f"HEADWAY_PORT is {port}; ports go from 1 to 65535")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror as unknown:
        raise PortBusy(f"The address {host} is not known here. Use 127.0.0.1 or 0.0.0.0 with --host") from unknown
    except PermissionError as refused:
        raise PortBusy(f"Port {port} is reserved for root. Choose one above 1023 with --port") from refused
    except OSError as busy:
        raise PortBusy(
            f"Port {port} on {host} is busy ({busy.strerror}). Stop what uses it, or choose another with --port"
        ) from busy


def _serve(chosen: Settings, supervisor: Supervisor) -> None:
    """The web server loads its code while the database starts, and opens when the database is up to date."""
    settings, cluster = _addresses(chosen)
    supervisor.cluster = cluster
    supervisor.environment = shared.environment(settings)
    wait, go = os.pipe()
    web = supervisor.add(
        "web server", "web", "--when-closed", str(wait), keep=(wait,), answers=lambda: _answers(settings, BRIEFLY)
    )
    web.arguments = ["web"]  # started again, it has nothing to wait for
    os.close(wait)
    try:
        done = _database(chosen, cluster)
        shared.refuse_unsafe(settings)
    finally:
        os.close(go)
    if done:
        click.echo(f"Brought the database up to date: {', '.join(done)}.")
    _wait_for(web, supervisor)
    if supervisor.stopping:
        return
    click.echo(f"Headway is ready at {address_of(settings)}")
    supervisor.add("job runner", "worker")  # only now: on a small machine it would slow the first page down
    _welcome(supervisor)
    if not supervisor.stopping:
        click.echo("Press Ctrl-C to stop.")
    supervisor.watch()


def _addresses(chosen: Settings) -> tuple[Settings, Cluster | None]:
    """Where the database will be; a folder that will not do is refused here."""
    if chosen.database_url:
        click.echo("Using the PostgreSQL of HEADWAY_DATABASE_URL.")
        return shared.complete(chosen), None
    cluster = Cluster(shared.folder_of(chosen)).claim()
    return shared.embedded_urls(chosen, cluster), cluster


def _database(chosen: Settings, cluster: Cluster | None) -> list[str]:
    if cluster is None:
        return shared.set_up_external(chosen)[1]
    click.echo(f"Starting the database in {cluster.data}")
    cluster.start()
    return shared.set_up_embedded(chosen, cluster)[1]


def _wait_for(web: Child, supervisor: Supervisor) -> None:
    """Until the first answer. A web server that ends before it will not do better a second time."""
    while not supervisor.stopping and not web.works():
        if web.ended() is not None:
            raise WebFailed("The web server did not start; the lines above say why")
        supervisor.pause(0.03)


def _answers(settings: Settings, patience: float) -> bool:
    """Whether the web server answers within so many seconds. The request asks nothing of the database."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - only compared
    connection = http.client.HTTPConnection(host, settings.port, timeout=patience)
    try:
        connection.request("GET", "/api/health")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def address_of(settings: Settings) -> str:
    """The same address that links in mails and on this console begin with."""
    from headway.identity.rules.links import base_of

    return f"{base_of(settings.public_url, settings.host, settings.port)}/"


def _welcome(supervisor: Supervisor) -> None:
    """Prints the set-up link or the demo's sign-in link, from a process of its own: it needs the whole app."""
    welcome = Child("welcome", ["welcome"])
    welcome.start(supervisor.environment)
    while welcome.ended() is None and not supervisor.stopping:
        supervisor.pause(0.2)
    if supervisor.stopping and welcome.process is not None:
        welcome.process.terminate()
        welcome.process.wait()


__all__ = ["address_of", "command", "refuse_busy_port"]
