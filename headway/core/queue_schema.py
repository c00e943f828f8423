"""procrastinate's own tables: made from its schema file, brought up to date with its own migrations.

They belong to headway_owner and hold the jobs of all workspaces (arguments are ids only). The triggers that
send a notification inside the writing transaction are dropped: they cost more than half of the write
throughput, and our workers poll.
"""

import importlib.metadata
import re
from importlib import resources

import psycopg
from psycopg.sql import SQL, Literal

NOTIFY_TRIGGERS = (
    "procrastinate_jobs_notify_queue_job_inserted_v1",
    "procrastinate_jobs_notify_queue_job_aborted_v1",
)
TABLES = (
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
)


def install(connection: psycopg.Connection) -> str | None:
    """Make or upgrade the tables in one transaction. Returns what was done, or None."""
    wanted = importlib.metadata.version("procrastinate")
    with connection.transaction():
        present = _installed(connection)
        if present == wanted:
            return None
        for text in [_schema()] if present is None else _upgrades(present):
            connection.execute(text)
        for trigger in NOTIFY_TRIGGERS:
            connection.execute(f"drop trigger if exists {trigger} on procrastinate_jobs")
        _grant(connection)
        version = SQL("comment on table procrastinate_jobs is {}").format(Literal(f"procrastinate {wanted}"))
        connection.execute(version)
    return f"job queue ({wanted})"


def _installed(connection: psycopg.Connection) -> str | None:
    """The version of the library that made the tables, from the comment we left, or None without tables."""
    row = connection.execute(
        "select obj_description(to_regclass('public.procrastinate_jobs'), 'pg_class'),"
        " to_regclass('public.procrastinate_jobs') is not null"
    ).fetchone()
    if not row or not row[1]:
        return None
    return str(row[0] or "").removeprefix("procrastinate ") or "0"


def _schema() -> str:
    return (resources.files("procrastinate") / "sql" / "schema.sql").read_text(encoding="utf-8")


def _upgrades(present: str) -> list[str]:
    """The library's migrations newer than `present`. Their names begin with the version they lead to."""
    files = (resources.files("procrastinate") / "sql" / "migrations").iterdir()
    newer = sorted((file for file in files if _version(file.name) > _version(present)), key=lambda file: file.name)
    return [file.read_text(encoding="utf-8") for file in newer if file.name.endswith(".sql")]


def _version(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", name)[:3])


def _grant(connection: psycopg.Connection) -> None:
    """The app adds jobs and reads how they went; the worker does all; the dispatcher adds and takes."""
    tables = ", ".join(TABLES)
    connection.execute(
        f"""
            grant select, insert on procrastinate_jobs, procrastinate_events to headway_app, headway_dispatch;
            grant select, insert, update, delete on {tables} to headway_worker;
            grant select on {tables} to headway_backup;
            grant usage on all sequences in schema public to headway_worker;
            grant usage on sequence procrastinate_jobs_id_seq, procrastinate_events_id_seq
               to headway_app, headway_dispatch;
            """
    )
