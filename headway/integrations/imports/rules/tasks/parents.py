"""Who is whose subtask: by id or key where the file gives one, by name where it does not. Names may repeat."""

import msgspec

from headway.integrations.imports.rules.reader import Reader
from headway.integrations.imports.rules.text import fold, line, show


class Draft(msgspec.Struct, kw_only=True):
    """A task before its parent is known. `names` are the ids and keys it answers to; `claims` are (how, cell)."""

    row: int
    external_id: str
    project: str
    title: str
    keys: list[str]
    claims: list[tuple[str, int]]


def link(reader: Reader, drafts: list[Draft]) -> dict[str, str]:
    """External id of a subtask -> of its parent. What cannot be linked is reported and stays on the top level."""
    found = _Links(reader, drafts)
    for draft in drafts:
        found.link(draft)
    return found.parents


class _Links:
    def __init__(self, reader: Reader, drafts: list[Draft]) -> None:
        self.grid = reader.grid
        self.reader = reader
        self.parents: dict[str, str] = {}
        self._by_key = {fold(key): draft for draft in reversed(drafts) for key in draft.keys}
        self._by_name: dict[str, list[Draft]] = {}
        for draft in drafts:
            self._by_name.setdefault(fold(draft.title), []).append(draft)

    def link(self, draft: Draft) -> None:
        """Take the first claim that leads to a task of this file; account for every claim's cell."""
        for how, column in draft.claims:
            parent = self._find(draft, how, column)
            held = self.parents.get(draft.external_id)
            if parent is not None and held is None:
                self._accept(draft, parent, column)
            elif parent is not None and parent.external_id == held:
                self.grid.use(draft.row, column)
            elif parent is not None:
                self.grid.drop(draft.row, column, "dropped: another column names a different parent")

    def _accept(self, draft: Draft, parent: Draft, column: int) -> None:
        if parent.project != draft.project:
            self.grid.drop(
                draft.row, column, "dropped: the parent is in another project, so this stays a task of its own"
            )
        elif self._circle(draft.external_id, parent.external_id):
            self.grid.drop(draft.row, column, "dropped: the parents would form a circle")
        else:
            self.parents[draft.external_id] = parent.external_id
            if self.grid.is_open(draft.row, column):
                self.grid.use(draft.row, column)

    def _find(self, draft: Draft, how: str, column: int) -> Draft | None:
        text = line(show(self.grid.cell(draft.row, column)))
        by_key = self._by_key.get(fold(text))
        if by_key is not None:
            return by_key
        named = self._by_name.get(fold(text), []) if how == "name" else []
        candidates = [other for other in named if other is not draft]
        if not candidates:
            self.grid.drop(
                draft.row, column, "dropped: no task of this file has this id or name, so it has no parent here"
            )
            return None
        near = [other for other in candidates if other.project == draft.project] or candidates
        above = [other for other in near if other.row < draft.row]
        chosen = above[-1] if above else near[0]
        if len(candidates) > 1:
            why = f"guessed: {len(candidates)} tasks have this name; the one of row {chosen.row + 1} is taken as parent"
            self.grid.drop(draft.row, column, why)
        return chosen

    def _circle(self, own: str, above: str) -> bool:
        seen = above
        while seen != own and seen in self.parents:
            seen = self.parents[seen]
        return seen == own
