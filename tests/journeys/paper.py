"""What stands on paper: the sheets of a PDF that Chromium made, with their size, their words and their palest ink."""

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from playwright.sync_api import Page

A4 = (595, 842)  # points, upright
LEGIBLE = 4.5  # to 1, as WCAG asks of text

OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
NAMED = re.compile(rb"/([A-Za-z]+\d+) (\d+) 0 R")
TOKEN = re.compile(
    rb"<([0-9A-Fa-f\s]*)>|/([^\s/<>\[\]()]+)|(-?\d*\.?\d+)|([A-Za-z*]+)|\((?:\\.|[^\\()])*\)|[\[\]]", re.DOTALL
)
SINGLE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
SPAN = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
CUT = """() => {
  const shown = (one) => one.getClientRects().length > 0 && !one.closest(".visually-hidden");
  const said = (one) => one.textContent.trim().slice(0, 60);
  const hides = (one) => getComputedStyle(one).overflowX !== "visible" && getComputedStyle(one).overflowX !== "auto";
  return [...document.querySelectorAll("#main *")]
    .filter((one) => shown(one) && said(one) && hides(one) && one.scrollWidth > one.clientWidth + 1)
    .map(said);
}"""


class Sheet(NamedTuple):
    """`words` are in the order of the page, without any white space. `contrast`: of the palest ink on white paper."""

    size: tuple[int, int]
    words: str
    contrast: float
    palest: str


def printed(page: Page) -> list[Sheet]:
    """The page as it comes out of a printer."""
    return sheets(page.pdf(prefer_css_page_size=True))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def cut_off(page: Page, *, width: int) -> list[str]:
    """What would be cut on a sheet of this width (CSS pixels): text that runs out of a box which hides it."""
    before = page.viewport_size
    page.emulate_media(media="print")
    page.set_viewport_size({"width": width, "height": 1000})
    found: list[str] = page.evaluate(CUT)
    beyond = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    page.emulate_media(media="null")
    if before is not None:
        page.set_viewport_size(before)
    return [*found, *([f"the page is {beyond} px wider than the sheet"] if beyond > 0 else [])]


def sheets(pdf: bytes) -> list[Sheet]:
    document = Document(pdf)
    return [document.sheet(number) for number in document.pages]


class Document:
    """Chromium writes plain objects with compressed streams, and names each resource once in a file."""

    def __init__(self, pdf: bytes) -> None:
        self.objects = {int(number): body for number, body in OBJECT.findall(pdf)}
        self.pages = [number for number, body in self.objects.items() if re.search(rb"/Type\s*/Page\b", body)]
        self.named = {name: int(number) for body in self.objects.values() for name, number in NAMED.findall(body)}
        self.letters: dict[bytes, dict[int, str]] = {}

    def sheet(self, number: int) -> Sheet:
        body = self.objects[number]
        box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", body)
        contents = re.search(rb"/Contents (\d+) 0 R", body)
        assert box
        assert contents
        runs = list(self._runs(self._stream(int(contents[1]))))
        palest = min(((contrast(ink), words) for ink, words in runs if words.strip()), default=(21.0, ""))
        size = (round(float(box[1])), round(float(box[2])))
        return Sheet(size, squeezed("".join(words for _, words in runs)), *palest)

    def _runs(self, content: bytes) -> Iterator[tuple[tuple[float, ...], str]]:
        """(ink as red, green, blue, words) of each run of text; what stands in a form of its own in its place."""
        ink: tuple[float, ...] = (0.0, 0.0, 0.0)
        kept = [ink]
        font = b""
        given: list[bytes] = []
        for token in TOKEN.finditer(content):
            text, name, number, operator = token.groups()
            if operator is None:
                given.append(text if text is not None else name if name is not None else number or b"")
                continue
            if operator in (b"rg", b"g"):
                shades = tuple(float(each) for each in given[-3 if operator == b"rg" else -1 :])
                ink = shades if len(shades) == 3 else shades * 3
            elif operator == b"q":
                kept.append(ink)
            elif operator == b"Q" and len(kept) > 1:
                ink = kept.pop()
            elif operator == b"Tf":
                font = given[-2]
            elif operator == b"Tj":
                yield ink, self._read(font, given[-1])
            elif operator == b"Do" and given[-1] in self.named:
                yield from self._runs(self._stream(self.named[given[-1]]))
            given = []

    def _read(self, font: bytes, glyphs: bytes) -> str:
        letters = self.letters.setdefault(font, self._letters_of(font))
        wide = 4 if b"/Type0" in self.objects[self.named[font]] else 2
        return "".join(letters.get(int(glyphs[at : at + wide], 16), "") for at in range(0, len(glyphs), wide))

    def _letters_of(self, font: bytes) -> dict[int, str]:
        """Glyph -> what it stands for, by the font's own map."""
        found = re.search(rb"/ToUnicode (\d+) 0 R", self.objects[self.named[font]])
        if found is None:
            return {}
        meaning = self._stream(int(found[1]))
        letters: dict[int, str] = {}
        for part in re.findall(rb"beginbfchar(.*?)endbfchar", meaning, re.DOTALL):
            letters |= {
                int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in SINGLE.findall(part)
            }
        for part in re.findall(rb"beginbfrange(.*?)endbfrange", meaning, re.DOTALL):
            for first, last, text in SPAN.findall(part):
                low, high = int(first, 16), int(last, 16)
                letters |= {code: chr(int(text, 16) + code - low) for code in range(low, high + 1)}
        return letters

    def _stream(self, number: int) -> bytes:
        body = self.objects[number]
        found = STREAM.search(body)
        if found is None:
            return b""
        return zlib.decompress(found[1]) if b"/FlateDecode" in body else found[1]


def contrast(ink: tuple[float, ...]) -> float:
    """Of an ink on white paper, by WCAG: 1 to 21."""
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in ink]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
