"""What commands share: the options that say which installation, and the way to its database."""

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from headway.core import settings as setting
from headway.core.embedded import Cluster, default_folder, opened
from headway.core.secret_keys import keys_in, parsed
from headway.core.settings import SettingError, Settings

F = TypeVar("F", bound=Callable[..., Any])


def which_installation(command: F) -> F:
    """Adds `--data` and `--database-url`: which installation a command works on."""
    url = click.option("--database-url", metavar="URL", help="A PostgreSQL of your own, as headway_app.")
    data = click.option(
        "--data", type=click.Path(path_type=Path, file_okay=False), help="Folder of the embedded database."
    )
    return data(url(command))


def folder_of(chosen: Settings) -> Path:
    return (chosen.data or default_folder()).absolute()


def embedded_urls(chosen: Settings, cluster: Cluster) -> Settings:
    """The settings with the addresses of a running embedded cluster, one role each, and the keys kept beside it."""
    return msgspec.structs.replace(
        chosen,
        data=cluster.data,
        secret_keys=chosen.secret_keys or keys_in(cluster.data),
        database_url=cluster.url("headway_app"),
        database_owner_url=cluster.url("headway_owner"),
        database_worker_url=cluster.url("headway_worker"),
        database_dispatch_url=cluster.url("headway_dispatch"),
    )


def set_up_embedded(chosen: Settings, cluster: Cluster) -> tuple[Settings, list[str]]:
    """Roles, database and migrations on a running embedded cluster. Returns what was done, in words."""
    from headway.core.migrate import migrate
    from headway.core.roles import create_database

    done = create_database(cluster.superuser_url())
    urls = embedded_urls(chosen, cluster)
    return urls, done + migrate(urls.database_owner_url)


def set_up_external(chosen: Settings) -> tuple[Settings, list[str]]:
    """The same on a PostgreSQL of somebody's own. Without an owner's address it is taken as it is.

    Where worker and dispatcher have no address of their own, the app's login acts in their roles.
    """
    from headway.core.migrate import migrate
    from headway.core.roles import prepare_external

    urls = complete(chosen)
    if not chosen.database_owner_url:
        return urls, []
    shared = [] if chosen.database_worker_url and chosen.database_dispatch_url else [chosen.database_url]
    done = prepare_external(chosen.database_owner_url, shared)
    return urls, done + migrate(chosen.database_owner_url)


def refuse_unsafe(chosen: Settings) -> None:
    """Before anything is served: no role may do more than it should, the database forgets nothing, keys are keys."""
    from headway.core import safety

    parsed(chosen.secret_keys)
    for url in (chosen.database_url, chosen.database_worker_url, chosen.database_dispatch_url):
        if url:
            safety.refuse_unsafe(url)


@contextlib.contextmanager
def installation(*, data: Path | None = None, database_url: str | None = None) -> Iterator[Settings]:
    """The settings of an installation whose database answers and is up to date, for one command.

    Uses the running server's database, or starts the embedded one for this block only.
    """
    chosen = setting.read(data=data, database_url=database_url)
    if chosen.database_url:
        yield set_up_external(chosen)[0]
        return
    with opened(folder_of(chosen)) as cluster:
        if cluster.process_id is None:
            yield embedded_urls(chosen, cluster)
        else:
            yield set_up_embedded(chosen, cluster)[0]


def environment(chosen: Settings, base: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment that gives a child process exactly these settings."""
    values = dict(os.environ if base is None else base)
    for name in Settings.__struct_fields__:
        variable = setting.PREFIX + name.upper()
        values.pop(f"{variable}_FILE", None)
        value = getattr(chosen, name)
        values[variable] = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return values


def complete(chosen: Settings) -> Settings:
    if not chosen.database_url.startswith(("postgresql://", "postgres://")) and "=" not in chosen.database_url:
        raise SettingError("HEADWAY_DATABASE_URL must look like postgresql://headway_app:secret@host/database")
    from headway.core.roles import acting_as

    return msgspec.structs.replace(
        chosen,
        database_worker_url=chosen.database_worker_url or acting_as(chosen.database_url, "headway_worker"),
        database_dispatch_url=chosen.database_dispatch_url or acting_as(chosen.database_url, "headway_dispatch"),
    )
