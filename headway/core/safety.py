"""Headway does not start over a database, or as a role, that could break its promises."""

import psycopg

from headway.core.embedded.errors import StartRefused

NEEDED = {"fsync": "on", "full_page_writes": "on"}
SYNCHRONOUS = ("on", "local", "remote_write", "remote_apply")


class UnsafeRole(StartRefused):
    code = "start.unsafe_role"


class UnsafeDatabase(StartRefused):
    code = "start.unsafe_database"


def refuse_unsafe(url: str) -> None:
    """Row security must bind the role, and an acknowledged write must be on disk. Raises StartRefused."""
    with psycopg.connect(url, autocommit=True) as connection:
        _check_role(connection)
        _check_settings(connection)


def _check_role(connection: psycopg.Connection) -> None:
    row = connection.execute(
        """
        select r.rolname::text,
               r.rolsuper,
               r.rolbypassrls,
               exists (select 1
                         from pg_class c
                        where c.relnamespace = 'public'::regnamespace
                          and c.relkind = 'r'
                          and pg_has_role(current_user, c.relowner, 'usage'))
          from pg_roles r
         where r.rolname = current_user
        """
    ).fetchone()
    name, *rights = row or ("?", False, False, False)
    for has, what in zip(rights, ("a superuser", "BYPASSRLS", "the owner of the tables"), strict=True):
        if has:
            raise UnsafeRole(
                f"The database role {name} is {what}, so row security would not keep workspaces apart. "
                "Use headway_app in HEADWAY_DATABASE_URL, and the owner in HEADWAY_DATABASE_OWNER_URL only"
            )


def _check_settings(connection: psycopg.Connection) -> None:
    for name in (*NEEDED, "synchronous_commit"):
        row = connection.execute("select current_setting(%s)", [name]).fetchone()
        value = row[0] if row else ""
        if value not in (SYNCHRONOUS if name == "synchronous_commit" else (NEEDED[name],)):
            raise UnsafeDatabase(f"The database has {name} {value}: a crash would lose what people were told is kept")
