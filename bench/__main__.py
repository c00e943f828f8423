"""`python -m bench [NAME ...] [--sizes S,M]`: run the benchmarks, print a table each, write bench/results."""

import argparse
from collections.abc import Callable, Sequence

from bench import b1, b2, b5, b6, b7, b9, causes
from bench.make_org import SIZES
from bench.measure import Report, machine, save, table
from bench.world import World, world

IN_WORLD: dict[str, Callable[[World, Sequence[str]], Report]] = {
    "B1": b1.run,
    "B2": b2.run,
    "B5": b5.run,
    "B6": b6.run,
    "CAUSES": causes.run,
}
ALONE: dict[str, Callable[[], Report]] = {"B7": b7.run, "B9": b9.run}


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join([*IN_WORLD, *ALONE])} (all)")
    parser.add_argument("--sizes", default="S,M", help="sizes of company, of S, M and L (default S,M)")
    given = parser.parse_args()
    names = [name.upper() for name in given.names] or [*IN_WORLD, *ALONE]
    sizes = [size.strip().upper() for size in given.sizes.split(",")]
    if unknown := [*(set(names) - {*IN_WORLD, *ALONE}), *(set(sizes) - set(SIZES))]:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    print(f"On {machine()}")
    inside = [name for name in names if name in IN_WORLD]
    if inside:
        with world() as here:
            for name in inside:
                _show(IN_WORLD[name](here, sizes), sizes)
    for name in names:
        if name in ALONE:
            _show(ALONE[name](), [])


def _show(report: Report, sizes: Sequence[str]) -> None:
    save(report, sizes=sizes)
    print(table(report), flush=True)


if __name__ == "__main__":
    main()
