"""The bytes of a file -> sheets, by what the bytes are and not by the file's name."""

from headway.integrations.imports.reading.text_file import read_text
from headway.integrations.imports.reading.workbook import read_workbook
from headway.integrations.imports.rules.values import Refused, Sheet

MOST_BYTES = 20 * 2**20
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
        return read_workbook(content)
    if content.startswith(_OLE):
        raise Refused("old_workbook", "This is an old or a protected Excel file. Save it as XLSX without a password.")
    if content.startswith(_OTHERS):
        raise Refused(
            "not_a_spreadsheet", "This is neither a text table nor an Excel workbook. Save it as CSV or XLSX."
        )
    return [read_text(content)]
