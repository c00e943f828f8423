"""A start as the wrong role, or over a database that may forget, is refused."""

from collections.abc import Callable

import psycopg
import pytest

from headway.core import safety

Address = Callable[[str], str]


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("postgres", "is a superuser"),
        ("headway_backup", "is BYPASSRLS"),
        ("headway_owner", "is the owner of the tables"),
    ],
)
def test_a_role_that_row_security_does_not_bind_is_refused(database_url: Address, role: str, told: str) -> None:
    with pytest.raises(safety.UnsafeRole, match=f"{role} {told}"):
        safety.refuse_unsafe(database_url(role))


@pytest.mark.parametrize("role", ["headway_app", "headway_worker", "headway_dispatch"])
def test_over_a_database_that_may_forget_it_is_refused(database_url: Address, role: str) -> None:
    with pytest.raises(safety.UnsafeDatabase, match="fsync off"):
        safety.refuse_unsafe(database_url(role))


def test_the_roles_of_the_app_pass_the_check_of_roles(database_url: Address) -> None:
    for role in ("headway_app", "headway_worker", "headway_dispatch"):
        with psycopg.connect(database_url(role)) as connection:
            safety._check_role(connection)
