"""A first pass over a workbook's XML: sizes before anything is built, and what the values alone do not tell.

The reader of cells gives values only. From here come percent formats (0.25 is shown as 25 %), formulas whose result
was never stored, and hidden bombs: entities, a cell in the last row, millions of cells.
"""

import re
import zipfile
from collections.abc import Callable
from xml.parsers import expat

import msgspec

from headway.integrations.imports.reading.archive import broken, pieces
from headway.integrations.imports.rules.values import Refused

MOST_CELLS = 2_000_000
_PLACE = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")
_PERCENT_IDS = frozenset({"9", "10"})
Attributes = dict[str, str]


class Survey(msgspec.Struct):
    """Of one sheet: last row and column (from 0) with content, cells shown as per cent, formulas without a result."""

    rows: int = 0
    columns: int = 0
    percent: set[tuple[int, int]] = msgspec.field(default_factory=set)
    unsolved: list[tuple[int, int, str]] = msgspec.field(default_factory=list)


def survey(archive: zipfile.ZipFile) -> dict[str, Survey]:
    """Sheet name -> survey. Raises `Refused` for a part that is unsafe or too large."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        raise Refused("not_a_spreadsheet", "This zip file is no Excel workbook. Save it as CSV or XLSX.")
    targets = _targets(archive) if "xl/_rels/workbook.xml.rels" in names else {}
    formats = _percent_styles(archive) if "xl/styles.xml" in names else frozenset()
    found: dict[str, Survey] = {}
    cells = 0
    for name, relation in _sheets(archive):
        part = _path(targets.get(relation, ""))
        if part in names:
            reader = _Sheet(formats, cells)
            parse(archive, part, start=reader.start, end=reader.end, text=reader.text)
            cells = reader.cells
            found[name] = reader.survey
    for part in names:
        if part.endswith(".xml") and ("sharedStrings" in part or "comments" in part):
            parse(archive, part, start=lambda _name, _attributes: None)
    return found


def parse(
    archive: zipfile.ZipFile,
    part: str,
    *,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Stream one part; a document type (the way to entity bombs) or broken XML is refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _no_doctype
    if end:
        parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text
    try:
        for piece in pieces(archive, part):
            parser.Parse(piece, False)  # noqa: FBT003 - expat takes it by place only
        parser.Parse(b"", True)  # noqa: FBT003 - as above
    except expat.ExpatError as error:
        raise broken() from error


class _Sheet:
    def __init__(self, percent_styles: frozenset[str], cells: int) -> None:
        self.survey = Survey()
        self.cells = cells
        self._styles = percent_styles
        self._row = self._column = -1
        self._formula: list[str] | None = None
        self._value = ""
        self._inside = ""
        self._percent = False

    def start(self, name: str, attributes: Attributes) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            self._row = int(attributes["r"]) - 1 if attributes.get("r", "").isdigit() else self._row + 1
            self._column = -1
        elif name in {"f", "v", "is"}:
            self._inside = name
            if name == "f":
                self._formula = []

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in {"f", "v", "is"}:
            self._inside = ""
        elif name == "c":
            self._close()

    def text(self, data: str) -> None:
        if self._inside == "f" and self._formula is not None:
            self._formula.append(data[:200])
        elif self._inside and not self._value:
            self._value = data[:20]

    def _cell(self, attributes: Attributes) -> None:
        place = _PLACE.match(attributes.get("r", ""))
        if place:
            self._row, self._column = int(place[2]) - 1, _column(place[1])
        else:
            self._column += 1
        self._formula, self._value, self._inside = None, "", ""
        self._percent = attributes.get("s", "") in self._styles and attributes.get("t", "n") == "n"
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise Refused(
                "too_many_cells", "The workbook has more than 2 million cells. Split it and import the parts."
            )

    def _close(self) -> None:
        found = self.survey
        if self._value or self._formula is not None:
            found.rows, found.columns = max(found.rows, self._row + 1), max(found.columns, self._column + 1)
            if found.rows * found.columns > 4 * MOST_CELLS:
                raise Refused(
                    "too_many_cells",
                    "A cell far from the others makes this sheet too large (2 million cells). Clear it and save again.",
                )
        if self._value and self._percent:
            found.percent.add((self._row, self._column))
        if self._formula is not None and not self._value:
            found.unsolved.append((self._row, self._column, "".join(self._formula)[:200]))


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def start(name: str, attributes: Attributes) -> None:
        if name.rpartition(":")[2] == "sheet":
            relation = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            found.append((attributes.get("name", ""), relation))

    parse(archive, "xl/workbook.xml", start=start)
    return found


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    found: dict[str, str] = {}

    def start(name: str, attributes: Attributes) -> None:
        if name.rpartition(":")[2] == "Relationship":
            found[attributes.get("Id", "")] = attributes.get("Target", "")

    parse(archive, "xl/_rels/workbook.xml.rels", start=start)
    return found


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """The numbers of the cell styles that show a value as per cent."""
    custom: set[str] = set()
    styles: set[str] = set()
    state = {"inside": False, "number": 0}

    def start(name: str, attributes: Attributes) -> None:
        name = name.rpartition(":")[2]
        if name == "numFmt" and "%" in attributes.get("formatCode", ""):
            custom.add(attributes.get("numFmtId", ""))
        elif name == "cellXfs":
            state["inside"] = True
        elif name == "xf" and state["inside"]:
            if attributes.get("numFmtId") in _PERCENT_IDS | custom:
                styles.add(str(state["number"]))
            state["number"] += 1

    def end(name: str) -> None:
        if name.rpartition(":")[2] == "cellXfs":
            state["inside"] = False

    parse(archive, "xl/styles.xml", start=start, end=end)
    return frozenset(styles)


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _column(letters: str) -> int:
    number = 0
    for character in letters:
        number = number * 26 + ord(character) - 64
    return number - 1


def _no_doctype(*_: object) -> None:
    raise Refused("unsafe_xml", "The workbook contains a document type, which no spreadsheet program writes.")
