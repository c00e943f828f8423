"""Delimited text -> one sheet: finds the encoding and the delimiter, keeps the numbering of the lines as records."""

import codecs
import csv
import io
import re

from headway.integrations.imports.rules.numbers import writes_comma
from headway.integrations.imports.rules.values import Cell, Loss, Refused, Sheet

MOST_CELLS = 2_000_000
LONGEST_FIELD = 1_000_000
_DELIMITERS = (",", ";", "\t", "|")
_NUMBERLIKE = re.compile(r"^[^\W\d_]{0,3}\s?-?\d[\d ,]*(?:\.\d+)?(?:,\d+)?\s?[^\d.,]{0,4}$")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(content: bytes) -> Sheet:
    """Raises `Refused` for what is not text, has an endless field or too many cells."""
    text, notes = decode(content)
    if not text.strip():
        raise Refused("empty_file", "The file is empty. Choose a file with at least one row of column names.")
    delimiter, told = _told_delimiter(text)
    delimiter = delimiter or guess_delimiter(text)
    rows = _rows(text, delimiter)
    if told:
        rows[0] = []
    notes += _quotes(text, rows, delimiter)
    comma = True if delimiter == ";" and writes_comma(_numbers(rows)) is not False else writes_comma(_numbers(rows))
    return Sheet(rows=rows, comma=comma, notes=notes)


def decode(content: bytes) -> tuple[str, list[Loss]]:
    """Text, and a note where the encoding had to be guessed."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), []
            except UnicodeDecodeError as error:
                raise _not_text() from error
    if b"\x00" in content[:4096]:
        return _wide(content), [Loss(1, "encoding", "UTF-16", "guessed: the file is read as UTF-16")]
    if b"\x00" in content:
        raise _not_text()
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    try:
        text, name = content.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        text, name = content.decode("latin-1"), "Latin-1"
    if sum(character < " " and character not in "\t\r\n" for character in text[:4096]) > 8:
        raise _not_text()
    return text, [Loss(1, "encoding", name, f"guessed: the file is not UTF-8; it is read as {name}")]


def guess_delimiter(text: str) -> str:
    """The delimiter that gives the most columns, evenly, over the first lines."""
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        try:
            sample = [
                row
                for row, _ in zip(csv.reader(io.StringIO(text[:60_000]), delimiter=delimiter), range(50), strict=False)
            ]
        except csv.Error:
            continue
        widths = [len(row) for row in sample if len(row) > 1]
        common = max(set(widths), key=widths.count) if widths else 0
        score = widths.count(common) * min(common, 30) if widths else 0.0
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _rows(text: str, delimiter: str) -> list[list[Cell]]:
    csv.field_size_limit(LONGEST_FIELD)
    rows: list[list[Cell]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(list(row))
            cells += len(row)
            if cells > MOST_CELLS:
                raise Refused(
                    "too_many_cells", "The file has more than 2 million cells. Split it and import the parts."
                )
    except csv.Error as error:
        if "field larger" in str(error):
            raise Refused(
                "field_too_large",
                f"A field after row {len(rows)} has more than a million characters. Is a quotation mark never closed?",
            ) from error
        raise Refused("broken_file", f"The text cannot be read as a table after row {len(rows)}.") from error
    return rows


def _quotes(text: str, rows: list[list[Cell]], delimiter: str) -> list[Loss]:
    """What is wrong with the quotation marks. Raises `Refused` for one that swallows the rest of the file."""
    last = rows[-1][-1] if rows and rows[-1] else ""
    if isinstance(last, str) and text.endswith(("\n", "\r")) and last.endswith(("\n", "\r")):
        raise Refused(
            "open_quote",
            f"A quotation mark in row {len(rows)} is never closed, so all that follows would be one cell. Close it.",
        )
    row = 0
    try:
        for row, _ in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):  # noqa: B007 - where it stopped
            pass
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise Refused(
                "open_quote", f"A quotation mark in row {row + 1} is never closed. Close it and import the file again."
            ) from error
        why = "guessed: text stands after a closing quotation mark; check that this row has all its columns"
        return [Loss(row + 1, "quotation marks", "", why)]
    return []


def _told_delimiter(text: str) -> tuple[str, bool]:
    """Excel's first line "sep=;"."""
    first = text[:8].splitlines()[0] if text[:8].splitlines() else ""
    if first.casefold().startswith("sep=") and len(first) == 5:
        return first[4], True
    return "", False


def _numbers(rows: list[list[Cell]]) -> list[str]:
    """The cells that look like numbers, dates left out: what tells whether a comma is the decimal mark."""
    texts = (cell for row in rows[:2000] for cell in row if isinstance(cell, str) and len(cell) <= 16)
    return [text for text in texts if _NUMBERLIKE.match(text.strip())]


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: told by where the NUL bytes are."""
    sample = content[:4096]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if len(content) % 2 or max(odd, even) < len(sample) // 4 or min(odd, even) > len(sample) // 32:
        raise _not_text()
    try:
        return content.decode("utf-16-le" if odd > even else "utf-16-be")
    except UnicodeDecodeError as error:
        raise _not_text() from error


def _not_text() -> Refused:
    return Refused(
        "not_a_spreadsheet", "This is neither a text table nor an Excel workbook. Save it as CSV or XLSX and try again."
    )
