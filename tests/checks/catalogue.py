"""`rls-catalogue`: what PostgreSQL says about isolation, and what happens without a tenant."""

from typing import Any, LiteralString

import psycopg
from psycopg.sql import SQL, Identifier

from tests.checks.report import Report
from tests.house import catalogue as house

# Functions that run with their owner's rights, each with what makes that safe. All others run as their caller.
DEFINERS = {
    "headway_caller": "looks one secret up by its hash; says nothing without it",
    "memberships_of": "the workspaces of one account, for that account's own bootstrap",
    "notification_key_of": "whose calendar or mail one secret is for, for that secret only",
    "work_analyse": "only tells the planner about sizes",
    "workspace_ids": "ids only, for timetables",
}
# Tenant tables without a floor for guests, each with what keeps it from telling them more than they may know.
OPEN_TO_GUESTS = {
    "cycle": "the calendar of the whole workspace",
    "display_counter": "a guest's new task takes a number",
    "edge": "weights between nodes: what they stand for has its name under a floor",
    "event": "a guest's own changes are recorded; read only for things that were found visible before",
    "event_counter": "one number",
    "idempotency": "read by the caller's own key only",
    "node": "numbers count for every viewer alike; what they stand for has its name under a floor",
    "task_dependency": "a guest who closes a task frees what waits for it, whose name stands under a floor",
    "work_link": "a guest who closes a task moves what it is linked to, whose name stands under a floor",
    "workspace": "the guest is in it",
}
APP_ROLES = ("headway_app", "headway_worker", "headway_dispatch")

DEFINER: LiteralString = """
    select p.proname::text, coalesce(array_to_string(p.proconfig, ','), ''),
           has_function_privilege('public', p.oid, 'execute')
      from pg_proc p
     where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.proname not like 'procrastinate%%'
     order by 1
"""
LOOSE_REFERENCES: LiteralString = """
    select f.conrelid::regclass::text, f.conname::text
      from pg_constraint f
      join pg_attribute a on a.attrelid = f.conrelid and a.attname = 'workspace_id'
     where f.contype = 'f' and f.conkey[1] <> a.attnum
       and exists (select from pg_attribute b
                    where b.attrelid = f.confrelid and b.attname = 'workspace_id' and not b.attisdropped)
       and f.conrelid::regclass::text <> all (%(instance)s)
"""
POLICIES: LiteralString = """
    select c.relname::text, pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)
      from pg_policy p join pg_class c on c.oid = p.polrelid
     where not p.polpermissive and (c.relname, p.polname) <> all (array[('blind_score'::name, 'blind'::name)])
"""
FLOOR: LiteralString = """
    select count(*) = 0
      from pg_policy p
     where p.polrelid = %(table)s::regclass and p.polpermissive
       and p.polroles && array['headway_app'::regrole::oid, 'headway_worker'::regrole::oid, 0::oid]
       and pg_get_expr(p.polqual, p.polrelid) not like '%%headway.guest%%'
"""
ONLY_OWN = "({} = ( SELECT (current_setting('headway.workspace'::text))::uuid AS current_setting))"
RIGHTS: LiteralString = """
    select r.rolname::text, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb, r.rolreplication,
           has_schema_privilege(r.oid, 'public', 'create'),
           exists (select from pg_class c where c.relowner = r.oid),
           exists (select from pg_auth_members m join pg_roles o on o.oid = m.roleid
                    where m.member = r.oid and (o.rolsuper or o.rolbypassrls or o.rolname = 'headway_owner'))
      from pg_roles r
     where r.rolname = any (%(roles)s)
"""
RIGHT_NAMES = (
    "a superuser",
    "BYPASSRLS",
    "CREATEROLE",
    "CREATEDB",
    "REPLICATION",
    "allowed to create in public",
    "the owner of a table",
    "a member of a role that may more",
)


def run(url: str) -> Report:
    """`url` is the superuser's address of a migrated database."""
    report = Report(name="rls-catalogue")
    with psycopg.connect(url, autocommit=True) as connection:
        listed = connection.execute(house.LISTED).fetchall()
        report.tried("tables", len(listed))
        for sentence in house.faults(connection):
            report.fail(sentence)
        gone = set(house.INSTANCE_TABLES) - house.names(connection)
        report.expect(not gone, f"instance tables that are gone: {sorted(gone)}")
        _policies(connection, report)
        _guest_floors(connection, [row[1] for row in listed if row[2] or row[1] == "workspace"], report)
        _definers(connection, report)
        _references(connection, report)
        _roles(connection, report)
        _without_tenant(connection, [row[1] for row in listed if row[2]], report)
        _other_tenant(connection, [row[1] for row in listed if row[2]], report)
    return report


def _policies(connection: psycopg.Connection[Any], report: Report) -> None:
    """To the letter: a condition that says more may let more through, and an empty table would not show it.

    `blind` of `blind_score` stands beside the tenant's and closes more: see tests/rituals/test_gradings.py.
    """
    for table, using, checked in connection.execute(POLICIES):
        report.tried("restrictive policies")
        wanted = ONLY_OWN.format("id" if table == "workspace" else "workspace_id")
        report.expect(using == checked == wanted, f"{table}: its policy is {using} and {checked}, not {wanted}")


def _guest_floors(connection: psycopg.Connection[Any], tables: list[str], report: Report) -> None:
    """As a guest with no share at all: a table shows nothing, or is on the written list."""
    for table in tables:
        if table in OPEN_TO_GUESTS or (table in house.INSTANCE_TABLES):
            continue
        report.tried("floors for guests")
        found = connection.execute(FLOOR, {"table": table}).fetchone()
        report.expect(found == (True,), f"{table} is open to guests and not on the written list")


def _definers(connection: psycopg.Connection[Any], report: Report) -> None:
    found = {name: (config, public) for name, config, public in connection.execute(DEFINER)}
    report.tried("security definer functions", len(found))
    for name, (config, public) in found.items():
        report.expect(name in DEFINERS, f"{name}() is a security definer and not on the written list")
        report.expect(
            "search_path=pg_catalog, public, pg_temp" in config, f"{name}() does not pin its search_path: {config!r}"
        )
        report.expect(not public, f"{name}() may be executed by everybody")
    for name in sorted(set(DEFINERS) - set(found)):
        report.fail(f"{name}() is on the list of security definers and is none")


def _references(connection: psycopg.Connection[Any], report: Report) -> None:
    found = connection.execute(LOOSE_REFERENCES, {"instance": list(house.INSTANCE_TABLES)}).fetchall()
    for table, name in found:
        report.fail(f"{table}: foreign key {name} does not begin with workspace_id")


def _roles(connection: psycopg.Connection[Any], report: Report) -> None:
    for name, *rights in connection.execute(RIGHTS, {"roles": list(APP_ROLES)}):
        report.tried("roles")
        for has, what in zip(rights, RIGHT_NAMES, strict=True):
            report.expect(not has, f"{name} is {what}")


def _without_tenant(connection: psycopg.Connection[Any], tables: list[str], report: Report) -> None:
    """Without a tenant a query must fail loudly, an empty page would pass unseen. Tried with a row present or not."""
    for role in ("headway_app", "headway_worker"):
        for table in tables:
            if table in house.INSTANCE_TABLES:
                continue
            report.tried("reads without a tenant")
            with connection.transaction(force_rollback=True):
                connection.execute(SQL("set local role {}").format(Identifier(role)))
                try:
                    connection.execute(SQL("select count(*) from {}").format(Identifier(table)))
                except psycopg.Error as refused:
                    refused_for = str(refused)
                else:
                    report.fail(f"{table} can be read by {role} without a tenant")
                    continue
                report.expect("headway.workspace" in refused_for or "uuid" in refused_for, f"{table}: {refused_for}")


def _other_tenant(connection: psycopg.Connection[Any], tables: list[str], report: Report) -> None:
    """With a tenant set only its rows exist: every table is counted as a tenant that owns nothing."""
    for table in tables:
        if table in house.INSTANCE_TABLES:
            continue
        report.tried("reads as a stranger")
        with connection.transaction(force_rollback=True):
            connection.execute("set local role headway_app")
            connection.execute(
                """
                select set_config('headway.workspace', gen_random_uuid()::text, true),
                       set_config('headway.guest', '', true)
                """
            )
            row = connection.execute(SQL("select count(*) from {}").format(Identifier(table))).fetchone()
            report.expect(row == (0,), f"{table}: a tenant that owns nothing sees {row and row[0]} rows")
