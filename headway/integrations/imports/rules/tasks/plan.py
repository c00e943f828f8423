"""One task list (Asana, Jira, or any table) -> projects and tasks of the plan."""

from datetime import date, datetime

from headway.integrations.imports.rules.reader import Reader
from headway.integrations.imports.rules.tasks.parents import Draft, link
from headway.integrations.imports.rules.tasks.rows import (
    Places,
    description_of,
    estimate_of,
    labels_of,
    priority_of,
    spoiled,
)
from headway.integrations.imports.rules.tasks.states import Statuses, status_of
from headway.integrations.imports.rules.text import cut, digest, fold, line, says_nothing, show
from headway.integrations.imports.rules.values import (
    MOST_ASSIGNEES,
    PROJECT_LIMIT,
    STATUS_LIMIT,
    TITLE_LIMIT,
    Plan,
    Project,
    Task,
)

CLAIMS = (("parent_id", "key"), ("parent_key", "key"), ("epic_link", "key"), ("parent", "name"))


def plan_tasks(reader: Reader, plan: Plan) -> None:
    """Add the projects and tasks of one table to the plan."""
    Tasks(reader, plan).build()


class Tasks:
    def __init__(self, reader: Reader, plan: Plan) -> None:
        self.reader = reader
        self.grid = reader.grid
        self.table = reader.table
        self.plan = plan
        self._options = reader.options
        self._statuses = Statuses()
        self._projects: dict[str, tuple[str, int]] = {}
        self._leads: dict[str, str] = {}
        self._about: dict[str, str] = {}
        self._ids = reader.book.ids
        self._section = ""

    def build(self) -> None:
        self._above()
        made: list[tuple[Draft, Task]] = []
        for row in self.table.body:
            places = self._places(row)
            if self.table.repeats_header(row):
                self.grid.use_row(row)
            elif places and not self._is_section(row, places):
                found = self._task(row, places)
                made += [found] if found else []
        parents = link(self.reader, [draft for draft, _ in made])
        for draft, task in made:
            values = {name: getattr(task, name) for name in task.__struct_fields__}
            self.plan.tasks.append(Task(**{**values, "parent": parents.get(draft.external_id)}))
        for key, (title, row) in self._projects.items():
            self.plan.projects.append(
                Project(
                    external_id=key,
                    row=row + 1,
                    title=title,
                    description=self._about.get(key, ""),
                    lead=self._leads.get(key),
                    statuses=self._statuses.of(key),
                )
            )

    def _task(self, row: int, places: Places) -> tuple[Draft, Task] | None:
        if "title" not in places:
            if any(field for field in places if field != "external_id"):
                self.grid.error(row, "no_title", "This row has no title, so no task is made of it.")
            return None
        title, whole = self._title(row, places["title"][0])
        project = self._project(row, places)
        identity = self._identity(row, places, project, title)
        if identity is None:
            return None
        assignees = self._assignees(row, places)
        wanted, kind = status_of(self.reader, row, places, self._section)
        name, kind = self._statuses.keep(project, wanted, kind)
        if name.casefold() != wanted.casefold() and len(wanted) <= STATUS_LIMIT and "status" in places:
            self.grid.drop(row, places["status"][0], f"changed: a project has few statuses, so this becomes {name}")
        starts_on, due_on = self._dates(row, places)
        claims = [(how, places[field][0]) for field, how in CLAIMS if field in places]
        keys = [line(show(self.grid.cell(row, places[f][0]))) for f in ("external_id", "issue_key") if f in places]
        draft = Draft(row=row, external_id=identity, project=project, title=title, keys=keys, claims=claims)
        return draft, Task(
            external_id=identity,
            row=row + 1,
            project=project,
            title=title,
            description=description_of(self.reader, row, places, whole),
            status=name,
            status_type=kind,
            assignees=tuple(assignees),
            priority=priority_of(self.reader, row, places),
            labels=labels_of(self.reader, row, places),
            starts_on=starts_on,
            due_on=due_on,
            estimate_hours=estimate_of(self.reader, row, places),
            created_at=self._time(row, places, "created_at"),
            closed_at=self._time(row, places, "completed_at"),
        )

    def _title(self, row: int, column: int) -> tuple[str, str]:
        title = line(show(self.grid.cell(row, column)))
        self.grid.use(row, column)
        if len(title) <= TITLE_LIMIT:
            return title, ""
        self.grid.drop(row, column, f"changed: cut to {TITLE_LIMIT} characters; the whole text begins the description")
        return cut(title, TITLE_LIMIT), title

    def _identity(self, row: int, places: Places, project: str, title: str) -> str | None:
        """The file's id; a digest where there is none or a spreadsheet has spoiled it; None for a repeated one."""
        column = self._one(places, "external_id")
        column = self._one(places, "issue_key") if column is None else column
        own = line(show(self.grid.cell(row, column))) if column is not None else ""
        if column is not None and spoiled(own):
            self.grid.drop(
                row, column, "dropped: a spreadsheet has rounded this id; the task is known by its title instead"
            )
            own = ""
        if column is not None and own and says_nothing(own):
            self.grid.drop(row, column, "dropped: says that there is no id")
            own = ""
        if own and column is not None:
            self.grid.use(row, column)
            if self._ids.setdefault(f"t:{own}", row) != row:
                self._repeated(row, own)
                return None
            return f"t:{own[:100]}"
        above = next((show(self.grid.cell(row, places[f][0])) for f, _ in CLAIMS if f in places), "")
        name = f"t:{digest(project, fold(above), fold(title))}"
        count = self._ids.get(name, 0)
        self._ids[name] = count + 1
        return name if not count else f"{name}#{count + 1}"

    def _repeated(self, row: int, own: str) -> None:
        first = self._ids[f"t:{own}"] + 1
        self.grid.error(row, "repeated_id", f"The id {own[:80]} stands on row {first} already. This row is left out.")
        for column in self.grid.filled(row):
            self.grid.drop(row, column, f"dropped: the row repeats the id of row {first}")

    def _project(self, row: int, places: Places) -> str:
        """The key of the row's project; the first one of several, the others are reported."""
        column = self._one(places, "project")
        key_column = self._one(places, "project_key")
        text = show(self.grid.cell(row, column)) if column is not None else ""
        names = [line(part) for part in text.split(",")] if self.table.kind == "asana_csv" else [line(text)]
        names = [name for name in names if name]
        if column is not None:
            self.grid.use(row, column)
            if len(names) > 1:
                self.grid.drop(row, column, f"changed: a task has one project; {names[0]} is kept")
            if names and len(names[0]) > PROJECT_LIMIT:
                self.grid.drop(row, column, f"changed: cut to {PROJECT_LIMIT} characters")
        key = line(show(self.grid.cell(row, key_column))) if key_column is not None else ""
        if key_column is not None and key and says_nothing(key):
            self.grid.drop(row, key_column, "dropped: says that there is no project")
            key = ""
        elif key_column is not None:
            self.grid.use(row, key_column)
        name = names[0] if names else key or self._default_project()
        identity = f"p:{key or digest(fold(name))}"
        if identity not in self._projects:
            self._projects[identity] = (cut(name, PROJECT_LIMIT), row)
            if not names and not key:
                self.grid.note(
                    max(self.table.header, 0),
                    "project",
                    name,
                    "guessed: the file names no project, so this one is made",
                )
        self._about_project(row, places, identity)
        return identity

    def _about_project(self, row: int, places: Places, identity: str) -> None:
        """Lead and description, which Jira repeats on every row."""
        for column in places.get("project_lead", [])[:1]:
            lead = self.reader.first_of(row, column, self.reader.everybody(row, column))
            if lead and self._leads.setdefault(identity, lead) != lead:
                self.grid.drop(row, column, "dropped: another row of this project names another lead")
        for column in places.get("project_description", [])[:1]:
            text = self.reader.block(row, column, 10_000)
            key = line(show(self.grid.cell(row, places["project_key"][0]))) if "project_key" in places else ""
            about = f"{text}\n\nJira: {key}" if key else text
            if self._about.setdefault(identity, about) != about:
                self.grid.drop(row, column, "dropped: another row of this project describes it differently")

    def _default_project(self) -> str:
        stem = self._options.file_name.rpartition("/")[2].rpartition(".")[0] or self._options.file_name
        return line(stem.replace("_", " ")) or self.grid.sheet.name or "Imported tasks"

    def _is_section(self, row: int, places: Places) -> bool:
        """Old Asana exports have a row "Backlog:" above the tasks of that section."""
        if self.table.kind != "asana_csv" or self.table.column("status") is not None or "title" not in places:
            return False
        text = line(show(self.grid.cell(row, places["title"][0])))
        if not text.endswith(":") or set(places) - {"title", "external_id", "created_at", "project"}:
            return False
        self._section = text[:-1]
        for columns in places.values():
            for column in columns:
                if column != places["title"][0]:
                    self.grid.drop(row, column, "dropped: belongs to a section, which is a status here")
        self.grid.use(row, places["title"][0])
        return True

    def _above(self) -> None:
        for row in range(max(self.table.header, 0)):
            for column in self.grid.filled(row):
                self.grid.drop(row, column, "dropped: stands above the table")

    def _places(self, row: int) -> Places:
        places: Places = {}
        for column in self.grid.filled(row):
            field = self.table.fields.get(column)
            if field:
                places.setdefault(field, []).append(column)
        return places

    def _one(self, places: Places, field: str) -> int | None:
        return places[field][0] if field in places else None

    def _assignees(self, row: int, places: Places) -> list[str]:
        names, addresses = (self._one(places, field) for field in ("assignee", "assignee_email"))
        people = self.reader.with_address(row, names, addresses)
        column = addresses if names is None else names
        if len(people) > MOST_ASSIGNEES and column is not None:
            self.grid.drop(row, column, f"changed: only the first {MOST_ASSIGNEES} people are kept")
        return people[:MOST_ASSIGNEES]

    def _dates(self, row: int, places: Places) -> tuple[date | None, date | None]:
        """Start and due date; a start after the due date is left out."""
        starts_on, due_on = (self._date(row, places, field) for field in ("start_date", "due_date"))
        if starts_on and due_on and starts_on > due_on:
            self.grid.drop(row, places["start_date"][0], "dropped: it starts after it is due")
            return None, due_on
        return starts_on, due_on

    def _date(self, row: int, places: Places, field: str) -> date | None:
        return self.reader.date(row, places[field][0]) if field in places else None

    def _time(self, row: int, places: Places, field: str) -> datetime | None:
        return self.reader.time(row, places[field][0]) if field in places else None
