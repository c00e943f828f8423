"""Is this zip safe to open? Looks at its directory first, then unpacks piece by piece and counts for real."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from headway.integrations.imports.rules.values import Refused

MOST_UNPACKED = 200 * 2**20
MOST_RATIO = 100
SMALL = 2**20  # below this a good ratio harms nobody
MOST_PARTS = 2000
PIECE = 2**20


def open_archive(content: bytes) -> zipfile.ZipFile:
    """The archive, after its directory has been judged. Raises `Refused`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise broken() from error
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise Refused("unpacks_too_large", "The workbook unpacks to more than 200 MB. Split it and import the parts.")
    if unpacked > SMALL and unpacked > MOST_RATIO * len(content):
        raise Refused(
            "packed_too_tightly", "The workbook unpacks to more than 100 times its size, which no real one does."
        )
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("password_protected", "The workbook is protected with a password. Save a copy without one.")
    return archive


def pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """One part in pieces of at most a megabyte, with its checksum checked at the end."""
    try:
        with archive.open(name) as part:
            while piece := part.read(PIECE):
                yield piece
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        KeyError,
    ) as error:
        raise broken() from error


def broken() -> Refused:
    return Refused("broken_file", "The workbook is damaged and cannot be opened. Save it again and try once more.")
