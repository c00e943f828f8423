"""Migrations: each once, whole or not at all, and never over a database that is ahead."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from headway.core import migrate, queue_schema, roles

Address = Callable[[str], str]


@pytest.fixture
def empty(server: Callable[[str, str], str]) -> Iterator[Address]:
    """A database without any table, owned by headway_owner: `empty(role)`."""
    name = f"headway_{uuid4().hex[:12]}"
    roles.create_database(server("postgres", "postgres"), name)
    yield lambda role: server(role, name)
    with psycopg.connect(server("postgres", "postgres"), autocommit=True) as connection:
        connection.execute(SQL("drop database {} with (force)").format(Identifier(name)))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "0001_core_seed.sql").write_text("create table seed (n integer);\n")
    (tmp_path / "0002_core_tree.sql").write_text(
        "create function grow() returns void language plpgsql as $$ begin insert into seed values (1); end $$;\n"
        "select grow();\n"
    )
    return tmp_path


def rows(address: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(address) as connection:
        return connection.execute(statement.encode()).fetchall()


def test_each_file_is_applied_once_and_in_order(empty: Address, files: Path) -> None:
    first = migrate.migrate(empty("headway_owner"), folder=files)
    assert first[:2] == ["0001_core_seed", "0002_core_tree"]
    assert first[2].startswith("job queue")
    assert migrate.migrate(empty("headway_owner"), folder=files) == []
    assert rows(empty("headway_owner"), "select n from seed") == [(1,)]


def test_tables_belong_to_the_owner_even_when_a_superuser_migrates(empty: Address, files: Path) -> None:
    migrate.migrate(empty("postgres"), folder=files)
    owners = rows(empty("postgres"), "select distinct tableowner from pg_tables where schemaname = 'public'")
    assert owners == [("headway_owner",)]


def test_a_failing_file_leaves_nothing_of_itself_and_is_named(empty: Address, files: Path) -> None:
    (files / "0003_core_bad.sql").write_text("create table half (n integer);\nselect no_such_thing();\n")
    with pytest.raises(migrate.MigrationFailed, match=r"0003_core_bad failed: function no_such_thing\(\)"):
        migrate.migrate(empty("headway_owner"), folder=files)
    assert rows(empty("headway_owner"), "select to_regclass('half'), to_regclass('seed')::text") == [(None, "seed")]
    (files / "0003_core_bad.sql").write_text("create table half (n integer);\n")
    assert migrate.migrate(empty("headway_owner"), folder=files)[0] == "0003_core_bad"


def test_a_lock_left_by_a_killed_process_does_not_block(empty: Address, files: Path) -> None:
    migrate.migrate(empty("headway_owner"), folder=files)
    with psycopg.connect(empty("headway_owner")) as connection:
        connection.execute("insert into yoyo_lock (locked, ctime, pid) values (1, now(), 1)")
    (files / "0003_core_more.sql").write_text("create table more (n integer);\n")
    assert migrate.migrate(empty("headway_owner"), folder=files) == ["0003_core_more"]


def test_a_database_that_is_ahead_is_refused(empty: Address, files: Path) -> None:
    migrate.migrate(empty("headway_owner"), folder=files)
    (files / "0002_core_tree.sql").unlink()
    with pytest.raises(migrate.NewerDatabase, match="is at 0002_core_tree, which this Headway does not know"):
        migrate.migrate(empty("headway_owner"), folder=files)


def test_the_queue_has_no_trigger_that_notifies_and_its_version_is_recorded(empty: Address, files: Path) -> None:
    migrate.migrate(empty("headway_owner"), folder=files)
    found = rows(empty("headway_owner"), "select tgname from pg_trigger where tgname like '%notify%'")
    assert found == []
    with psycopg.connect(empty("headway_owner")) as connection:
        assert queue_schema.install(connection) is None


def test_an_older_queue_is_brought_up_to_date(empty: Address, files: Path) -> None:
    migrate.migrate(empty("headway_owner"), folder=files)
    with psycopg.connect(empty("headway_owner")) as connection:
        connection.execute("comment on table procrastinate_jobs is 'procrastinate 3.9.0'")
        assert str(queue_schema.install(connection)).startswith("job queue")
        assert queue_schema.install(connection) is None


def test_the_app_may_add_jobs_and_not_take_them(empty: Address, files: Path) -> None:
    migrate.migrate(empty("headway_owner"), folder=files)
    with psycopg.connect(empty("headway_app")) as connection:
        connection.execute("insert into procrastinate_jobs (queue_name, task_name) values ('q', 't')")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("delete from procrastinate_jobs")


def test_one_login_may_act_in_the_roles_it_was_lent_and_without_the_right_to_lend_one_is_told(empty: Address) -> None:
    login = empty("headway_backup")
    with pytest.raises(roles.SetUpRefused, match="grant headway_worker, headway_dispatch to headway_backup"):
        roles.prepare_external(empty("headway_owner"), [login])
    made = roles.prepare_external(empty("postgres"), [login])
    try:
        assert made == ["headway_worker lent to headway_backup", "headway_dispatch lent to headway_backup"]
        url = roles.acting_as(login, "headway_dispatch")
        assert rows(url, "select current_user::text, session_user::text") == [("headway_dispatch", "headway_backup")]
        assert roles.prepare_external(empty("headway_owner"), [login]) == []
    finally:
        with psycopg.connect(empty("postgres"), autocommit=True) as connection:
            connection.execute("revoke headway_worker, headway_dispatch from headway_backup")
