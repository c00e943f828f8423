"""Bring a database to this version: numbered plain SQL files, each applied once.

yoyo-migrations reads the files and keeps the record (`yoyo list` works on our database). Applying is ours, so
that a file and its record are one transaction: a process killed in between has done both or neither.
"""

from pathlib import Path
from typing import Any, cast

import psycopg
from psycopg.conninfo import conninfo_to_dict

from headway.core import queue_schema
from headway.core.embedded.errors import StartRefused
from headway.core.roles import OWNER, acting_as

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
LOCK = 0x4EAD3A41  # a number of our own for pg_advisory_lock


class MigrationFailed(StartRefused):
    code = "start.migration_failed"


class NewerDatabase(StartRefused):
    code = "start.database_is_newer"


def migrate(owner_url: str, *, folder: Path = MIGRATIONS) -> list[str]:
    """Apply what is missing, as headway_owner. Returns the names of what was applied, in order.

    Two that migrate at once wait for each other. Raises MigrationFailed naming the file and PostgreSQL's
    reason; nothing of that file stays.
    """
    url = acting_as(owner_url, OWNER)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(%s)", [LOCK])
        wanted = sorted(path.stem for path in folder.glob("*.sql"))
        present = _applied(connection)
        _refuse_newer(present - set(wanted), wanted)
        applied = _apply(url, folder) if set(wanted) - present else []
        queue = queue_schema.install(connection)
    return applied + ([queue] if queue else [])


def _applied(connection: psycopg.Connection) -> set[str]:
    if connection.execute("select to_regclass('_yoyo_migration')").fetchone() == (None,):
        return set()
    return {row[0] for row in connection.execute("select migration_id from _yoyo_migration")}


def _refuse_newer(unknown: set[str], wanted: list[str]) -> None:
    newest = wanted[-1] if wanted else ""
    newer = sorted(name for name in unknown if name > newest)
    if newer:
        raise NewerDatabase(
            f"The database is at {newer[-1]}, which this Headway does not know (its newest is {newest}). "
            "Start the newer Headway, or restore a backup made before the upgrade"
        )


def _apply(url: str, folder: Path) -> list[str]:
    import yoyo  # noqa: PLC0415 - a quarter of a second that a start with nothing to do saves
    from yoyo.backends.core.postgresql import PostgresqlPsycopgBackend  # noqa: PLC0415 - as above

    backend = cast("Any", PostgresqlPsycopgBackend(_for_yoyo(url), "_yoyo_migration"))
    try:
        backend.init_database()
        backend.break_lock()  # we hold the real lock, so one found here is of a process that was killed
        migrations = backend.to_apply(yoyo.read_migrations(str(folder)))
        for migration in migrations:
            _apply_one(backend, migration)
        return [str(migration.id) for migration in migrations]
    finally:
        backend.connection.close()


def _apply_one(backend: Any, migration: Any) -> None:
    text = Path(migration.path).read_text(encoding="utf-8")
    try:
        with backend.transaction():
            backend.connection.execute(text)
            backend.mark_one(migration)
    except psycopg.Error as failed:
        reason = (failed.diag.message_primary or str(failed)).strip()
        raise MigrationFailed(f"Migration {migration.id} failed: {reason}. Nothing of it was kept") from failed


def _for_yoyo(url: str) -> Any:
    """Yoyo's idea of a database address, made without its parser, which does not know sockets in `host`."""
    from yoyo.connections import DatabaseURI  # noqa: PLC0415 - as above

    given = {name: value for name, value in conninfo_to_dict(url).items() if value is not None}
    database = given.pop("dbname", None)
    return DatabaseURI("postgresql+psycopg", None, None, None, None, database, given)
