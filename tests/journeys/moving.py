"""A product whose clock a test moves: weeks pass between two clicks, on the server and in the browsers."""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.journeys.server import Server
from tests.journeys.world import Person

MOVED = Path(__file__).parent / "moved"


class MovedServer(Server):
    """Begins at `start` (aware)."""

    def __init__(self, start: datetime, *, demo: bool = False) -> None:
        super().__init__(demo=demo)
        with tempfile.NamedTemporaryFile(prefix="headway-clock-", delete=False) as ahead:
            self._ahead = Path(ahead.name)
        self.browsers: list[Person] = []
        self.move_to(start)

    def environment(self) -> dict[str, str]:
        paths = [str(MOVED), os.environ.get("PYTHONPATH", "")]
        more = {"MOVED_CLOCK": str(self._ahead), "PYTHONPATH": os.pathsep.join(filter(None, paths))}
        return {**super().environment(), **more}

    def follow(self, person: Person) -> Person:
        """This person's browser shows the server's day too, now and whenever the clock is moved."""
        self.browsers.append(person)
        person.page.clock.install(time=self.now())
        return person

    def now(self) -> datetime:
        return datetime.fromtimestamp(datetime.now(UTC).timestamp() + float(self._ahead.read_text()), UTC)

    def move_to(self, moment: datetime) -> None:
        """The server's next answer and every followed browser live at `moment` (aware); time then runs on."""
        fresh = self._ahead.with_suffix(".new")
        fresh.write_text(str((moment - datetime.now(UTC)).total_seconds()))
        fresh.replace(self._ahead)
        for person in self.browsers:
            person.page.clock.set_system_time(moment)

    def run_timetable(self, *jobs: str) -> None:
        """Let these jobs run once for every workspace now, as their timetable would; returns when they are done."""
        names = ", ".join(f"'{job}.timetable'" for job in jobs)
        before = self._query("select coalesce(max(id), 0) from procrastinate_jobs")
        self._query(
            "insert into procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args) "
            f"select 'headway', name, 0, null, null, '{{\"timestamp\": 0}}' from unnest(array[{names}]) as t (name)"
        )
        waiting = (
            f"select count(*) from procrastinate_jobs where id > {before} and status in ('todo', 'doing') "
            f"and replace(task_name, '.timetable', '') in ({names.replace('.timetable', '')})"
        )
        patience = 600
        while self._query(waiting) != "0":
            patience -= 1
            assert patience, f"{names} did not end:\n{self.said()}"

    def close(self) -> None:
        super().close()
        self._ahead.unlink()

    def _query(self, sql: str) -> str:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "headway", "psql", "--data", str(self.data), "--", "-XAtc", sql],
            env=Server.environment(self),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()
