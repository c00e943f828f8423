"""A product whose clock a test moves: weeks pass between two clicks, on the server and in the browsers."""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.journeys.server import Server
from tests.journeys.world import Person

START = """
insert into procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args)
select 'headway', name, 0, null, null, '{"timestamp": 0}' from unnest(string_to_array(:'jobs', ',')) as t (name);
"""
UNDER_WAY = """
select count(*) from procrastinate_jobs
 where id > :'before' and status in ('todo', 'doing')
   and replace(task_name, '.timetable', '') = any (string_to_array(:'jobs', ','));
"""
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
        before = self._query("select coalesce(max(id), 0) from procrastinate_jobs;")
        self._query(START, jobs=",".join(f"{job}.timetable" for job in jobs))
        patience = 600
        while self._query(UNDER_WAY, before=before, jobs=",".join(jobs)) != "0":
            patience -= 1
            assert patience, f"{jobs} did not end:\n{self.said()}"

    def close(self) -> None:
        super().close()
        self._ahead.unlink()

    def _query(self, sql: str, **named: str) -> str:
        """What psql answers; `:'name'` in the text is a named value."""
        values = [f"-v{name}={value}" for name, value in named.items()]
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "headway", "psql", "--data", str(self.data), "--", "-XAtq", *values],
            env=Server.environment(self),
            input=sql,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert not done.stderr, done.stderr
        return done.stdout.strip()
