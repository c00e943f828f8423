"""Every table of a workspace is isolated, by the catalogue of a real, migrated database."""

from collections.abc import Callable, Iterator

import psycopg
import pytest

from tests.house import catalogue

TABLE = "create table plant (workspace_id uuid not null, id uuid not null, primary key (workspace_id, id));"


@pytest.fixture
def owner(database_url: Callable[[str], str]) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database_url("headway_owner")) as connection:
        yield connection
        connection.rollback()


def test_every_table_of_a_workspace_is_isolated(owner: psycopg.Connection) -> None:
    found = catalogue.faults(owner)
    assert not found, "\n".join(found)


def test_the_list_of_instance_tables_names_no_table_that_is_gone(owner: psycopg.Connection) -> None:
    assert set(catalogue.INSTANCE_TABLES) - catalogue.names(owner) == set()


@pytest.mark.parametrize(
    ("change", "noticed"),
    [
        ("create table plant (id uuid primary key)", "plant: has no workspace_id"),
        (TABLE, "plant: row security is not enabled"),
        (TABLE, "plant: no restrictive policy"),
        (TABLE + "alter table plant enable row level security;", "plant: row security is not enabled and forced"),
        (
            "create table plant (workspace_id uuid not null, id uuid primary key); select headway_tenant('plant');",
            "plant_pkey is unique but does not begin",
        ),
        (
            "create table plant (workspace_id uuid, id uuid, name text); select headway_tenant('plant');",
            "plant: workspace_id may be null",
        ),
        (
            "create table plant (workspace_id uuid, id uuid); select headway_tenant('plant');",
            "plant: has no primary key",
        ),
        (
            TABLE + "select headway_tenant('plant'); create table leaf (workspace_id uuid not null, id uuid not null,"
            " plant uuid, primary key (workspace_id, id)); alter table plant add unique (id);"
            " alter table leaf add constraint on_plant foreign key (plant) references plant (id);",
            "leaf: foreign key on_plant does not carry",
        ),
        ("create view plant as select id from account", "plant: a view must be security_invoker"),
        ("create materialized view plant as select id from account", "plant: a view must be security_invoker"),
        (
            "create function peek() returns integer language sql security definer as 'select 1'",
            "peek(): a security definer must fix",
        ),
        ("grant truncate on task to headway_app", "headway_app may truncate task"),
        ("drop policy tenant on task", "task: no restrictive policy"),
        ("alter table task no force row level security", "task: row security is not enabled and forced"),
    ],
)
def test_a_breach_is_noticed(owner: psycopg.Connection, change: str, noticed: str) -> None:
    owner.execute(change)
    assert [fault for fault in catalogue.faults(owner) if noticed in fault]
