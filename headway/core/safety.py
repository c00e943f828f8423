"""Headway does not start over a database, or as a role, that could break its promises."""

import time

import psycopg

from headway.core.embedded.errors import StartRefused

NEEDED = {"fsync": "on", "full_page_writes": "on"}
PATIENCE = 30.0  # seconds that a database may take to let us in: it may be starting, or recovering
SYNCHRONOUS = ("on", "local", "remote_write", "remote_apply")


class UnsafeRole(StartRefused):
    code = "start.unsafe_role"


class UnsafeDatabase(StartRefused):
    code = "start.unsafe_database"


class NoDatabase(StartRefused):
    code = "start.no_database"


def refuse_unsafe(url: str, *, patience: float = PATIENCE) -> None:
    """Row security must bind the role, and an acknowledged write must be on disk. Raises StartRefused."""
    with _connected(url, patience) as connection:
        _check_role(connection)
        _check_settings(connection)


def _connected(url: str, patience: float) -> psycopg.Connection:
    deadline = time.monotonic() + patience
    while True:
        try:
            return psycopg.connect(url, autocommit=True, connect_timeout=5)
        except psycopg.OperationalError as error:
            said = str(error).strip().splitlines()[-1]
            is_final = "FATAL" in said and "the database system is" not in said  # starting up, in recovery
            if is_final or time.monotonic() > deadline:
                raise NoDatabase(f"The database does not let Headway in: {said}") from error
        time.sleep(0.1)


def _check_role(connection: psycopg.Connection) -> None:
    """Neither the role nor its login, nor any role that one of them may take on, may pass row security."""
    found = connection.execute(
        """
        select u.name::text,
               bool_or(r.rolsuper),
               bool_or(r.rolbypassrls),
               bool_or(exists (select from pg_class c
                                where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                                  and c.relowner = r.oid))
          from unnest(array[current_user, session_user]) with ordinality as u (name, place)
          join pg_roles r on pg_has_role(u.name, r.oid, 'member')
         group by u.name, u.place
         order by u.place
        """
    ).fetchall()
    for name, *rights in found:
        for has, what in zip(rights, ("a superuser", "BYPASSRLS", "the owner of the tables"), strict=True):
            if has:
                raise UnsafeRole(
                    f"The database role {name} is, or may become, {what}, so row security would not keep workspaces "
                    "apart. Use headway_app in HEADWAY_DATABASE_URL, and the owner in HEADWAY_DATABASE_OWNER_URL only"
                )


def _check_settings(connection: psycopg.Connection) -> None:
    for name in (*NEEDED, "synchronous_commit"):
        row = connection.execute("select current_setting(%s)", [name]).fetchone()
        value = row[0] if row else ""
        if value not in (SYNCHRONOUS if name == "synchronous_commit" else (NEEDED[name],)):
            raise UnsafeDatabase(f"The database has {name} {value}: a crash would lose what people were told is kept")
