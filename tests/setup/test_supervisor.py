"""What ended is started again: at once if it had worked, later and later if it ends before it works."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from headway import supervisor
from headway.supervisor import Child, Supervisor, patience_after


def test_only_what_fails_again_and_again_waits() -> None:
    waits = [patience_after(failures) for failures in range(9)]
    assert waits[:2] == [0.0, 0.0]
    assert waits[2:] == sorted(waits[2:])
    assert waits[2] == 0.5
    assert waits[-1] == supervisor.SLOWEST_RESTART


class Stand:
    """A supervisor over commands of ours, looked after by hand."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.supervisor = Supervisor(environment={}, cluster=None, say=self.said.append)

    def turn_until(self, what: str, times: int) -> None:
        deadline = time.monotonic() + 20
        while sum(what in line for line in self.said) < times:
            assert time.monotonic() < deadline, self.said
            for child in self.supervisor.children:
                self.supervisor._keep(child)
            time.sleep(0.01)


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Stand]:
    package = tmp_path / "headway"
    package.mkdir()
    (package / "__main__.py").write_text("import sys, time; time.sleep(float(sys.argv[1]))")
    monkeypatch.chdir(tmp_path)
    built = Stand()
    yield built
    built.supervisor.stop()


def test_what_has_worked_is_started_again_at_once_every_time(stand: Stand) -> None:
    child = stand.supervisor.add("clock", "0.05", answers=lambda: True)
    child.works()
    stand.turn_until("at once", 4)
    assert child.failures == 0


def test_what_ends_before_it_works_is_tried_twice_and_then_waits(stand: Stand) -> None:
    child = stand.supervisor.add("clock", "0", answers=lambda: False)
    stand.turn_until("in 1.0 s", 1)
    assert [line.rsplit("; ", 1)[1] for line in stand.said] == [
        "starting it again at once.",
        "starting it again in 0.5 s.",
        "starting it again in 1.0 s.",
    ]
    assert child.process is None
    assert child.due > time.monotonic()


def test_what_cannot_be_asked_works_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    child = Child("job runner", ["worker"])
    child.started = time.monotonic()
    assert not child.works()
    monkeypatch.setattr(supervisor, "SETTLED", 0.0)
    assert child.works()
