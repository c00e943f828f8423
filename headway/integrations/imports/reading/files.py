"""The bytes of a file -> sheets, by what the bytes are and not by the file's name."""

from headway.integrations.imports.reading.text_file import read_text
from headway.integrations.imports.reading.workbook import read_workbook
from headway.integrations.imports.rules.text import blank
from headway.integrations.imports.rules.values import Refused, Sheet

MOST_BYTES = 20 * 2**20
MOST_COLUMNS = 1000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"{\\rtf",
    b"<?xml",
    b"<!DOCTYPE",
    b"<html",
    b"7z\xbc\xaf",
    b"\x80\x04\x95",
)


def read_file(content: bytes) -> list[Sheet]:
    """Raises `Refused` with a code and a sentence for everything that is not a table of a sensible size."""
    if len(content) > MOST_BYTES:
        raise Refused("file_too_large", "The file is larger than 20 MB. Split it and import the parts.")
    if not content.strip():
        raise Refused("empty_file", "The file is empty. Choose a file with at least one row of column names.")
    if content.startswith(b"PK"):
        return _sensible(read_workbook(content))
    if content.startswith(_OLE):
        raise Refused("old_workbook", "This is an old or a protected Excel file. Save it as XLSX without a password.")
    if content.startswith(_OTHERS):
        raise Refused(
            "not_a_spreadsheet", "This is neither a text table nor an Excel workbook. Save it as CSV or XLSX."
        )
    return _sensible([read_text(content)])


def _sensible(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets again. Raises `Refused` where no cell holds anything, or where no person made so many columns."""
    if all(blank(cell) for sheet in sheets for row in sheet.rows for cell in row):
        raise Refused("empty_file", "The file is empty. Choose a file with at least one row of column names.")
    if max(_columns(sheet) for sheet in sheets) > MOST_COLUMNS:
        raise Refused(
            "too_many_columns",
            f"The file has more than {MOST_COLUMNS} columns. Take out those that are not needed and import it again.",
        )
    return sheets


def _columns(sheet: Sheet) -> int:
    """How many columns hold anything, judged by the rows at the top and by the widest one."""
    if max((len(row) for row in sheet.rows), default=0) <= MOST_COLUMNS:
        return 0
    return len({column for row in sheet.rows for column, cell in enumerate(row) if not blank(cell)})
