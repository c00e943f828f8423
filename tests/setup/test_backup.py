"""A backup restored is the same installation."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result
from psycopg.sql import SQL, Identifier

from headway.cli import main
from headway.core.embedded import Cluster
from headway.core.migrate import migrate
from headway.core.roles import create_database

pytestmark = pytest.mark.fault
HASH = SQL("select count(*), md5(coalesce(string_agg(t::text, '' order by t::text), '')) from {} t")


@pytest.fixture
def place() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="headway-backup-", dir="/var/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


def headway(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env={"HEADWAY_DATABASE_URL": None})


def contents(address: str) -> dict[str, str]:
    """Every table with a hash over its rows."""
    with psycopg.connect(address) as connection:
        names = connection.execute("select tablename from pg_tables where schemaname = 'public' order by 1").fetchall()
        return {name: str(connection.execute(HASH.format(Identifier(name))).fetchone()) for (name,) in names}


def test_a_backup_of_a_running_installation_restores_every_row_owner_and_policy(place: Path) -> None:
    with Cluster(place / "old") as old:
        create_database(old.superuser_url())
        migrate(old.url("headway_owner"))
        with psycopg.connect(old.superuser_url("headway")) as connection:
            connection.execute(
                "insert into workspace (slug, name) select 'w' || n, 'Plant ' || n from generate_series(1, 50) n"
            )
        made = headway("backup", "--data", str(place / "old"), str(place / "kept.dump"))
        assert made.exit_code == 0, made.output
        before = contents(old.superuser_url("headway"))
    restored = headway("restore", "--data", str(place / "new"), str(place / "kept.dump"))
    assert restored.exit_code == 0, restored.output
    with Cluster(place / "new") as new:
        assert contents(new.superuser_url("headway")) == before
        assert migrate(new.url("headway_owner")) == []
        with psycopg.connect(new.url("headway_app")) as connection, pytest.raises(psycopg.errors.UndefinedObject):
            connection.execute("select * from workspace")


def test_a_backup_is_never_restored_over_an_installation(place: Path) -> None:
    with Cluster(place / "old") as old:
        create_database(old.superuser_url())
        migrate(old.url("headway_owner"))
        assert headway("backup", "--data", str(place / "old"), str(place / "kept.dump")).exit_code == 0
    refused = headway("restore", "--data", str(place / "old"), str(place / "kept.dump"))
    assert refused.exit_code == 1
    assert "There is an installation in" in refused.output
