"""`python -m tests.checks NAME [--seed S] [--size full|small] [--strict]`; script/check calls this."""

import argparse
import asyncio
import logging
import random
import sys
import time
from collections.abc import Callable

from tests.checks import assign, catalogue, fuzz, matrix, purity
from tests.checks.report import Report
from tests.checks.stage import furnished, own_server, staged
from tests.conftest import own_database
from tests.faults import killing

Check = Callable[[argparse.Namespace], Report]


def _rls_catalogue(_: argparse.Namespace) -> Report:
    """Every tenant table is isolated, by PostgreSQL's own catalogue."""
    with own_server() as server, own_database(server) as name:
        asyncio.run(furnished(server("postgres", name)))
        return catalogue.run(server("postgres", name))


def _tenant_matrix(given: argparse.Namespace) -> Report:
    """Every operation x every caller x own, private and foreign ids at every place."""
    return _on_stage(given, lambda stage, small: matrix.run(stage, small=small, most=600 if small else None))


def _deny_is_pure(given: argparse.Namespace) -> Report:
    """Every refusal of the matrix changes nothing and says the same as for an id that does not exist."""
    return _on_stage(
        given, lambda stage, small: purity.run(stage, small=small, strict=given.strict, most=300 if small else None)
    )


def _mass_assign(given: argparse.Namespace) -> Report:
    """Every column of every table in every write body is refused."""
    return _on_stage(given, lambda stage, small: assign.run(stage, small=small, columns=3 if small else None))


def _fuzz(given: argparse.Namespace) -> Report:
    """Schemathesis over every operation of a running server, as several people."""
    return fuzz.run(seed=given.seed, small=given.size == "small")


def _kill9_db(given: argparse.Namespace) -> Report:
    """kill -9 of all PostgreSQL processes under eight writers, again and again."""
    return killing.database(kills=3 if given.size == "small" else 20, seed=given.seed)


def _kill9_app(given: argparse.Namespace) -> Report:
    """kill -9 of the web server under eight writers that retry with their keys."""
    return killing.app(kills=3 if given.size == "small" else 20, seed=given.seed)


CHECKS: dict[str, Check] = {
    "rls-catalogue": _rls_catalogue,
    "tenant-matrix": _tenant_matrix,
    "deny-is-pure": _deny_is_pure,
    "mass-assign": _mass_assign,
    "fuzz": _fuzz,
    "kill9-db": _kill9_db,
    "kill9-app": _kill9_app,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="script/check", description=__doc__)
    parser.add_argument("name", nargs="?", choices=sorted(CHECKS), help="Which check; without it: the list.")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**31), help="Replays a run.")
    parser.add_argument("--size", choices=("full", "small"), default="full")
    parser.add_argument("--strict", action="store_true", help="What is only a warning under load fails too.")
    given = parser.parse_args()
    if given.name is None:
        for name, check in CHECKS.items():
            say(f"{name:14} {check.__doc__}")
        return 0
    logging.disable(logging.INFO)
    say(f"{given.name} --seed {given.seed} --size {given.size}")
    began = time.monotonic()
    report = CHECKS[given.name](given)
    report.show(say)
    say(f"{'passed' if report.passed else 'FAILED'} after {time.monotonic() - began:.1f} s")
    return 0 if report.passed else 1


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _on_stage(given: argparse.Namespace, check: Callable[..., object]) -> Report:
    async def play(url: str) -> Report:
        async with staged(url, given.seed) as stage:
            return await check(stage, given.size == "small")  # type: ignore[misc, no-any-return] # the checks above are coroutines

    with own_server() as server, own_database(server) as name:
        return asyncio.run(play(server("postgres", name)))


if __name__ == "__main__":
    sys.exit(main())
