"""What PostgreSQL's own catalogue says about tenant isolation: the rule is checked on the tables, not on the files."""

from typing import LiteralString

import psycopg

# Tables without a workspace, each with the reason.
INSTANCE_TABLES = {
    "workspace": "the tenant itself; its own id is the tenant",
    "account": "a person may be in several workspaces",
    "session": "an account's, not a workspace's",
    "throttle": "counts sign-in attempts before anybody is known",
    "link": "set-up, invitation and reset links are found by their hash before anybody is known",
    "token": "found by its hash; says itself which workspace it opens",
    "outbox_mail": "mail to people who may have no account yet",
}
OTHERS = ("_yoyo_", "yoyo_lock", "procrastinate_")  # the record of migrations, and the queue of all workspaces

UNGUARDED: LiteralString = """
    select c.relname || ': row security is not enabled and forced'
      from pg_class c
     where c.oid = any(%(tables)s) and not (c.relrowsecurity and c.relforcerowsecurity)
    union all
    select c.relname || ': no restrictive policy on headway.workspace for app and worker'
      from pg_class c
     where c.oid = any(%(tables)s)
       and not exists (
         select 1
           from pg_policy p
          where p.polrelid = c.oid
            and not p.polpermissive
            and p.polcmd = '*'
            and 'headway_app'::regrole = any(p.polroles)
            and 'headway_worker'::regrole = any(p.polroles)
            and pg_get_expr(p.polqual, c.oid) like '%%headway.workspace%%'
            and pg_get_expr(p.polwithcheck, c.oid) like '%%headway.workspace%%')
"""

LOOSE_KEYS: LiteralString = """
    select c.relname || ': workspace_id may be null'
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     where c.oid = any(%(tables)s) and not a.attnotnull
    union all
    select c.relname || ': ' || i.indexrelid::regclass || ' is unique but does not begin with workspace_id'
      from pg_class c
      join pg_index i on i.indrelid = c.oid and i.indisunique
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
     where c.oid = any(%(tables)s) and a.attname is distinct from 'workspace_id'
       and not (i.indisexclusion)
    union all
    select c.relname || ': has no primary key'
      from pg_class c
     where c.oid = any(%(tables)s)
       and not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisprimary)
    union all
    select c.relname || ': foreign key ' || f.conname || ' does not carry workspace_id'
      from pg_class c
      join pg_constraint f on f.conrelid = c.oid and f.contype = 'f'
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     where c.oid = any(%(tables)s) and f.confrelid = any(%(tables)s) and not a.attnum = any(f.conkey)
"""

UNSAFE_OBJECTS: LiteralString = """
    select c.relname || ': a view must be security_invoker, a materialized view is not allowed'
      from pg_class c
     where c.relnamespace = 'public'::regnamespace
       and (c.relkind = 'm' or c.relkind = 'v' and not coalesce('security_invoker=true' = any(c.reloptions), false))
    union all
    select p.oid::regprocedure || ': a security definer must fix its search_path'
      from pg_proc p
     where p.pronamespace = 'public'::regnamespace and p.prosecdef
       and not exists (select 1 from unnest(p.proconfig) s where s like 'search_path=%%')
    union all
    select r.rolname || ' may do more than it should'
      from pg_roles r
     where r.rolname in ('headway_owner', 'headway_app', 'headway_worker', 'headway_dispatch')
       and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb)
    union all
    select g.grantee || ' may ' || lower(g.privilege_type) || ' ' || g.table_name
      from information_schema.role_table_grants g
     where g.table_schema = 'public'
       and g.grantee in ('headway_app', 'headway_worker', 'headway_dispatch', 'PUBLIC')
       and g.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')
"""

LISTED: LiteralString = """
    select c.oid, c.relname::text,
           exists (select 1 from pg_attribute a
                    where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped)
      from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
     order by c.relname
"""


def faults(connection: psycopg.Connection) -> list[str]:
    """Every way in which one workspace might see or touch another's rows, one sentence each."""
    listed = connection.execute(LISTED).fetchall()
    ours = [row for row in listed if not row[1].startswith(OTHERS)]
    tenant = [oid for oid, name, has in ours if has and name not in INSTANCE_TABLES]
    found = [
        f"{name}: has no workspace_id and is not listed as an instance table"
        for _, name, has in ours
        if not has and name not in INSTANCE_TABLES
    ]
    for statement in (UNGUARDED, LOOSE_KEYS, UNSAFE_OBJECTS):
        found += [row[0] for row in connection.execute(statement, {"tables": tenant})]
    return found


def names(connection: psycopg.Connection) -> set[str]:
    return {row[1] for row in connection.execute(LISTED)}
