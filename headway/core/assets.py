"""The built front end, served from memory: compressed files as the build made them, hashed ones kept for ever.

Every path that is no file is the one page of the app.
"""

import mimetypes
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

import msgspec

FOLDER = Path(__file__).resolve().parent.parent / "static"

_MISSING = b"""<!doctype html><meta charset="utf-8"><title>Headway</title>
<p>The pages of Headway have not been built yet. Run <code>script/run</code>, which builds them.</p>"""

Scope = MutableMapping[str, Any]
Send = Callable[[Any], Awaitable[None]]


class Asset(msgspec.Struct, frozen=True):
    """One file in the encodings it comes in ("" is as it is)."""

    media_type: str
    cache: str
    bodies: dict[str, bytes]


class Assets:
    """All files below `folder`, read once."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._assets = {"/" + str(path.relative_to(folder)): _read(path) for path in _files(folder)}
        self._page = self._assets.get("/index.html") or Asset("text/html; charset=utf-8", "no-cache", {"": _MISSING})

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:  # noqa: ARG002 - ASGI names it
        """Answer as an ASGI app."""
        path = str(scope["path"])
        asset = self._assets.get(path)
        status = 200
        if asset is None:
            asset, status = (self._page, 200) if "." not in path.rsplit("/", 1)[-1] else (_NOT_FOUND, 404)
        if scope["method"] not in {"GET", "HEAD"}:
            asset, status = _NOT_FOUND, 405
        accepted = dict(scope["headers"]).get(b"accept-encoding", b"").decode("latin-1")
        encoding = next((name for name in ("br", "gzip") if name in accepted and name in asset.bodies), "")
        body = asset.bodies[encoding]
        headers = [
            (b"content-type", asset.media_type.encode()),
            (b"cache-control", asset.cache.encode()),
            (b"vary", b"accept-encoding"),
            (b"content-length", str(len(body)).encode()),
        ]
        if encoding:
            headers.append((b"content-encoding", encoding.encode()))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


_NOT_FOUND = Asset("text/plain; charset=utf-8", "no-store", {"": b"There is nothing here."})


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix not in {".br", ".gz"}]


def _read(path: Path) -> Asset:
    bodies = {"": path.read_bytes()}
    for encoding, suffix in (("br", ".br"), ("gzip", ".gz")):
        packed = path.with_name(path.name + suffix)
        if packed.is_file():
            bodies[encoding] = packed.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if kind.startswith("text/") or kind.endswith(("javascript", "json")):
        kind += "; charset=utf-8"
    hashed = path.parent.name == "assets"
    return Asset(kind, "public, max-age=31536000, immutable" if hashed else "no-cache", bodies)
