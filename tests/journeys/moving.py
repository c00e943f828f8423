"""A product whose clock a test moves: weeks pass between two clicks, on the server and in the browsers."""

import os
import re
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import psycopg

from headway.cli._installation import installation
from tests.journeys.server import Server
from tests.journeys.world import PATIENCE, Person

START = """
insert into procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args)
select 'headway', name, 0, null, null, '{"timestamp": 0}' from unnest(string_to_array(:'jobs', ',')) as t (name);
"""
UNDER_WAY = """
select count(*) from procrastinate_jobs
 where id > :'before' and status in ('todo', 'doing')
   and replace(task_name, '.timetable', '') = any (string_to_array(:'jobs', ','));
"""
MAILS = "select subject from outbox_mail where recipient = :'recipient' order by id;"
JOBS = 120.0  # seconds that jobs may take
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
        self.browsers = [person for person in self.browsers if not person.page.is_closed()]
        for person in self.browsers:
            person.page.clock.set_system_time(moment)

    def run_timetable(self, *jobs: str) -> None:
        """Let these jobs run once for every workspace now, as their timetable would; returns when they are done."""
        before = self._query("select coalesce(max(id), 0) from procrastinate_jobs;")
        self._query(START, jobs=",".join(f"{job}.timetable" for job in jobs))
        patience = time.monotonic() + JOBS
        while self._query(UNDER_WAY, before=before, jobs=",".join(jobs)) != "0":
            assert time.monotonic() < patience, f"{jobs} did not end:\n{self.said()}"
            time.sleep(0.1)

    def mails(self, recipient: str, *, after: int = 0, until: str = "") -> list[str]:
        """The subjects of what somebody was sent, oldest first, without the first `after`.

        With `until`, waits for one that begins so: mails are made by jobs.
        """
        patience = time.monotonic() + PATIENCE
        while True:
            found = self._query(MAILS, recipient=recipient).splitlines()[after:]
            if any(subject.startswith(until) for subject in found) or not until:
                return found
            time.sleep(0.1)
            assert time.monotonic() < patience, f"no mail {until!r} for {recipient}, only {found}"

    def close(self) -> None:
        super().close()
        self._ahead.unlink()

    def start(self) -> Self:
        super().start()
        with installation(data=self.data) as running:
            self._database = running.database_owner_url
        return self

    def _query(self, sql: str, **named: str) -> str:
        """What one statement answers, as lines of text; `:'name'` in it is a named value."""
        statement = re.sub(r":'(\w+)'", r"%(\1)s", sql.replace("%", "%%"))
        with psycopg.connect(self._database, autocommit=True) as connection:
            done = connection.execute(statement.encode(), named)
            rows = done.fetchall() if done.description else []
        return "\n".join("|".join("" if each is None else str(each) for each in row) for row in rows)
