"""A start as the wrong role, or over a database that may forget, is refused."""

import time
from collections.abc import Callable

import psycopg
import pytest
from click.testing import CliRunner

from headway.cli import main
from headway.core import roles, safety

Address = Callable[[str], str]


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("postgres", "is, or may become, a superuser"),
        ("headway_backup", "is, or may become, BYPASSRLS"),
        ("headway_owner", "is, or may become, the owner of the tables"),
    ],
)
def test_a_role_that_row_security_does_not_bind_is_refused(database_url: Address, role: str, told: str) -> None:
    with pytest.raises(safety.UnsafeRole, match=f"{role} {told}"):
        safety.refuse_unsafe(database_url(role))


def test_a_login_that_may_become_the_owner_is_refused_although_it_is_not_now(database_url: Address) -> None:
    with psycopg.connect(database_url("postgres")) as connection:
        connection.execute("create role climber; grant headway_owner to climber with inherit false, set true")
        connection.execute("set session authorization climber")
        with pytest.raises(safety.UnsafeRole, match="climber is, or may become, the owner"):
            safety._check_role(connection)
        connection.rollback()


def test_a_database_that_refuses_the_role_for_good_is_not_waited_for(database_url: Address) -> None:
    began = time.monotonic()
    with pytest.raises(safety.NoDatabase, match="nobody_here"):
        safety.refuse_unsafe(database_url("nobody_here"))
    assert time.monotonic() - began < 5


def test_a_superuser_that_acts_as_the_worker_is_refused(database_url: Address) -> None:
    with pytest.raises(safety.UnsafeRole, match="postgres is, or may become, a superuser"):
        safety.refuse_unsafe(roles.acting_as(database_url("postgres"), "headway_worker"))


def test_a_database_that_does_not_answer_is_waited_for_and_then_named() -> None:
    began = time.monotonic()
    with pytest.raises(safety.NoDatabase, match="does not let Headway in"):
        safety.refuse_unsafe("postgresql://headway_app@/headway?host=/nowhere", patience=0.3)
    assert 0.3 <= time.monotonic() - began < 3


@pytest.mark.parametrize("command", ["web", "worker"])
def test_neither_the_web_server_nor_the_job_runner_starts_as_a_superuser(database_url: Address, command: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEADWAY_DATABASE_URL", database_url("headway_app"))
        patch.setenv("HEADWAY_DATABASE_WORKER_URL", database_url("postgres"))
        patch.setattr(safety, "_check_settings", lambda _: None)  # this database is in memory
        refused = CliRunner().invoke(main, [command])
    assert refused.exit_code == 1
    assert "The database role postgres is, or may become, a superuser" in refused.output


@pytest.mark.parametrize("role", ["headway_app", "headway_worker", "headway_dispatch"])
def test_over_a_database_that_may_forget_it_is_refused(database_url: Address, role: str) -> None:
    with pytest.raises(safety.UnsafeDatabase, match="fsync off"):
        safety.refuse_unsafe(database_url(role))


def test_the_roles_of_the_app_pass_the_check_of_roles(database_url: Address) -> None:
    for role in ("headway_app", "headway_worker", "headway_dispatch"):
        with psycopg.connect(database_url(role)) as connection:
            safety._check_role(connection)
