"""B6: recompute of a tree of 100,000 nodes, as `headway verify` and repairs do it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import psycopg

from bench.measure import Report, cpu_ms, interleaved, median, timed
from bench.world import World, database_of

LEAVES = 90_000
INNER = 10_000
RUNS = 5


def run(world: World, sizes: Sequence[str]) -> Report:
    report = Report("B6", f"recompute of a tree of {LEAVES + INNER:,} nodes")
    world.org(sizes[0])
    workspace = uuid4()
    with world.superuser(sizes[0]) as connection:
        connection.execute("insert into workspace (id, slug, name) values (%s, 'b6', 'B6')", [workspace])
        _tree(connection, workspace)
        with psycopg.connect(world.cluster.url("headway_worker", database_of(sizes[0])), autocommit=True) as worker:
            _measure(worker, workspace, report)
        connection.execute("delete from workspace where id = %s", [workspace])
    report.note("numpy is no dependency of Headway; the comparison with it was not run.")
    return report


def _measure(worker: psycopg.Connection[Any], workspace: UUID, report: Report) -> None:
    pid = worker.info.backend_pid
    wrong: list[int] = []
    cpu: list[float] = []

    def recompute() -> float:
        before = cpu_ms([pid])
        wall = timed(lambda: wrong.append(_recompute(worker, workspace)))
        cpu.append(cpu_ms([pid]) - before)
        return wall

    walls = interleaved({"recompute": recompute}, runs=RUNS)["recompute"]
    report.add("nothing wrong: wall", median(walls) / 1000, "s", most=0.5)
    report.add("nothing wrong: PostgreSQL CPU", median(cpu[1:]) / 1000, "s")
    report.add("nodes found wrong", max(wrong), "", most=0)


def _recompute(worker: psycopg.Connection[Any], workspace: UUID) -> int:
    with worker.transaction(force_rollback=True):
        worker.execute(
            "select set_config('headway.workspace', %s, true), set_config('headway.guest', '', true)", [str(workspace)]
        )
        row = worker.execute("select count(*) from recompute_progress()").fetchone()
    return int(row[0]) if row else 0


def _tree(connection: psycopg.Connection[Any], workspace: UUID) -> None:
    """Objectives on five levels, ten below each, and nine leaves that take values below each of them."""
    given = {"ws": workspace, "inner": INNER, "leaves": LEAVES}
    for statement in _STATEMENTS:
        connection.execute(statement, given)
    with connection.transaction():
        connection.execute(
            "select set_config('headway.workspace', %s, true), set_config('headway.guest', '', true)", [str(workspace)]
        )
        connection.execute("select count(*) from recompute_progress()")
    connection.execute("vacuum analyze node, edge")


_STATEMENTS = (
    """
    insert into node (workspace_id, id, subject, mode)
    select %(ws)s, md5('i' || n)::uuid, 'objective', 'mean' from generate_series(1, %(inner)s) as n
    """,
    """
    insert into node (workspace_id, id, subject, mode, raw, counted)
    select %(ws)s, md5('l' || n)::uuid, 'key_result', 'value', part, part
      from generate_series(1, %(leaves)s) as n cross join lateral (select (n * 7919 %% 1000) / 1000.0 as part) as p
    """,
    """
    insert into edge (workspace_id, child_id, parent_id, kind, weight)
    select %(ws)s, md5('i' || n)::uuid, md5('i' || (n - 2) / 10 + 1)::uuid, 'contributes', 1 + n %% 3
      from generate_series(2, %(inner)s) as n
    """,
    """
    insert into edge (workspace_id, child_id, parent_id, kind, weight)
    select %(ws)s, md5('l' || n)::uuid, md5('i' || n %% %(inner)s + 1)::uuid, 'measures', 1 + n %% 5
      from generate_series(1, %(leaves)s) as n
    """,
)
