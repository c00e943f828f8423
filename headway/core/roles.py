"""The roles of the database and the database itself: made once, before the first migration."""

from collections.abc import Sequence

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.sql import SQL, Identifier

from headway.core.embedded.errors import StartRefused

OLDEST = 18  # uuidv7(), returning old/new
OWNER = "headway_owner"
ROLES = (OWNER, "headway_app", "headway_worker", "headway_dispatch", "headway_backup")


class OldDatabase(StartRefused):
    code = "start.postgresql_too_old"


class SetUpRefused(StartRefused):
    code = "start.set_up_refused"


def create_database(superuser_url: str, name: str = "headway") -> list[str]:
    """On an embedded cluster: the roles and the database, owned by headway_owner. Returns what was made."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        made = _create_missing(connection)
        if not connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            connection.execute(SQL("create database {} owner {}").format(Identifier(name), Identifier(OWNER)))
            connection.execute(SQL("revoke all on database {} from public").format(Identifier(name)))
            callers = SQL(", ").join(Identifier(role) for role in ROLES)
            connection.execute(SQL("grant connect on database {} to {}").format(Identifier(name), callers))
            made.append(f"database {name}")
    return made


def prepare_external(owner_url: str, login_urls: Sequence[str] = ()) -> list[str]:
    """On a PostgreSQL of somebody's own: check its version, make missing roles, own the database.

    `login_urls` are database URLs that will also act as headway_worker or headway_dispatch (`acting_as`):
    their login is given these roles. Raises StartRefused with the statements to run where we may not.
    """
    with psycopg.connect(owner_url, autocommit=True) as connection:
        major = connection.info.server_version // 10000
        if major < OLDEST:
            raise OldDatabase(f"The database is PostgreSQL {major}; Headway needs {OLDEST} or newer")
        try:
            made = _create_missing(connection)
            made += _lend_roles(connection, login_urls)
            _own_database(connection)
        except psycopg.errors.InsufficientPrivilege as refused:
            raise SetUpRefused(_what_to_run(connection, login_urls)) from refused
    return made


def acting_as(url: str, role: str) -> str:
    """The same database with every statement run as `role`, chosen when the connection opens."""
    given = conninfo_to_dict(url)
    options = f"{given.pop('options', '') or ''} -c role={role}".strip()
    return make_conninfo("", **given, options=options)


def _create_missing(connection: psycopg.Connection) -> list[str]:
    found = connection.execute("select rolname from pg_roles where rolname = any(%s)", [list(ROLES)])
    present = {row[0] for row in found}
    made = []
    for role in ROLES:
        if role not in present:
            connection.execute(SQL("create role {} login").format(Identifier(role)))
            made.append(f"role {role}")
    if "headway_backup" not in present and _is_superuser(connection):
        connection.execute("alter role headway_backup bypassrls")
    if OWNER not in present and not _is_superuser(connection):
        connection.execute(SQL("grant {} to current_user").format(Identifier(OWNER)))
    return made


def _lend_roles(connection: psycopg.Connection, login_urls: Sequence[str]) -> list[str]:
    lent = []
    for login in sorted({str(conninfo_to_dict(url).get("user") or "headway_app") for url in login_urls}):
        for role in ("headway_worker", "headway_dispatch"):
            held = connection.execute("select pg_has_role(%s, %s, 'set')", [login, role]).fetchone()
            if held != (True,):
                grant = SQL("grant {} to {} with inherit false, set true")
                connection.execute(grant.format(Identifier(role), Identifier(login)))
                lent.append(f"{role} lent to {login}")
    return lent


def _own_database(connection: psycopg.Connection) -> None:
    row = connection.execute(
        "select datname, pg_get_userbyid(datdba) from pg_database where datname = current_database()"
    ).fetchone()
    if row and row[1] != OWNER:
        connection.execute(SQL("alter database {} owner to {}").format(Identifier(row[0]), Identifier(OWNER)))


def _is_superuser(connection: psycopg.Connection) -> bool:
    return connection.execute("select rolsuper from pg_roles where rolname = current_user").fetchone() == (True,)


def _what_to_run(connection: psycopg.Connection, login_urls: Sequence[str]) -> str:
    missing = [
        role for role in ROLES if not connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
    ]
    lines = [f"create role {role} login;" for role in missing]
    for url in login_urls:
        login = conninfo_to_dict(url).get("user") or "headway_app"
        lines.append(f"grant headway_worker, headway_dispatch to {login} with inherit false, set true;")
    lines.append(f"alter database {connection.info.dbname} owner to {OWNER};")
    return "HEADWAY_DATABASE_OWNER_URL may not set the database up. As its administrator run: " + " ".join(lines)
