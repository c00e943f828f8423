"""A sentence as words: cut once, phrases joined, each with its tags, so that all other rules only look."""

import re
from collections.abc import Iterable

from msgspec import Struct

from headway.writing.rules.lexicon import NOTHING, Lexicon, lexicon_of

MOST = 600  # characters of a text that are read; what is longer than two lines is no key result
# Every alternative is one run of one class, or one sign: linear, whatever is thrown at it.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:['\u2019&-][^\W\d_]+)*"
    r"|<=|>=|->|=>|=+|[^\w\s]|_+"
)
_MARK = re.compile(r"^[\s>]*(?:[-*\u2022\u2013\u00b7]|\(?\d{1,2}[.):](?=\s)|\(?[a-z]\)(?=\s))?\s*", re.IGNORECASE)
_SPELLINGS = str.maketrans({"\u2019": "'", "\u2013": "-", "\u2014": "-", "\u2212": "-"})
_CLAUSE_ENDS = frozenset({"", ",", ".", ";", "und", "sowie", "!"})
_APART = 14  # words between a verb and its prefix
_SIGNS = {"→": "->", "=>": "->"}
_BEFORE_A_SIGN = frozenset({"w:from", "w:to", "w:at_least", "w:at_most", "w:exactly", "w:now"})


class Word(Struct, gc=False):
    """`key` is what is looked up: in lower case, a phrase joined by `_`. `start` and `end` are places in the text."""

    key: str
    start: int
    end: int
    tags: frozenset[str]
    number: bool = False

    def has(self, tag: str) -> bool:
        return tag in self.tags


class Line(Struct, gc=False):
    """A text and its words. `label` is what stood before a colon ("Support: ..."), `first` where the rest begins."""

    text: str
    words: list[Word]
    lexicon: Lexicon
    label: str = ""
    first: int = 0

    def key(self, place: int) -> str:
        """The key of a word, empty outside of the text."""
        return self.words[place].key if 0 <= place < len(self.words) else ""

    def tags(self, place: int) -> frozenset[str]:
        """The tags of a word, none outside of the text."""
        return self.words[place].tags if 0 <= place < len(self.words) else NOTHING

    def touches(self, place: int) -> bool:
        """Whether nothing stands between a word and the one before it."""
        return 0 < place < len(self.words) and self.words[place].start == self.words[place - 1].end

    def said(self, first: int, last: int) -> str:
        """The text from one word to another, both included."""
        if first > last or first >= len(self.words):
            return ""
        return self.text[self.words[first].start : self.words[last].end]

    def all_tags(self) -> set[str]:
        """Every tag that any word has."""
        return set().union(*(word.tags for word in self.words[self.first :]))


def line_of(text: str, language: str = "en") -> Line:
    """Cut a text into words. Marks of lists and a label before a colon are set aside."""
    lexicon = lexicon_of(language)
    text = text[:MOST]
    begin = _begin(text)
    words = _joined([(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, begin)], lexicon)
    line = Line(text, words, lexicon)
    if lexicon.prefixes:
        _join_split_verbs(line)
    _set_label(line)
    return line


def language_of(text: str) -> str:
    """The language a text is written in, by its small words; English where nothing tells."""
    words = {match.group().lower() for match in _TOKEN.finditer(text[:MOST])}
    german, english = lexicon_of("de"), lexicon_of("en")
    score = len(words & german.common) - len(words & english.common)
    if score == 0:
        score = _known(words, german) - _known(words, english)
    return "de" if score > 0 else "en"


def _known(words: Iterable[str], lexicon: Lexicon) -> int:
    return sum(word in lexicon.tags or bool(lexicon.tags_of(word)) for word in words if len(word) > 3)


def _begin(text: str) -> int:
    """Where a text begins behind "- ", "1." or "[Data]"."""
    found = _MARK.match(text)
    begin = found.end() if found else 0
    if text[begin : begin + 1] == "[":
        closing = text.find("]", begin, begin + 60)
        if 0 < closing < len(text) - 2:
            return closing + 1
    return begin


def _joined(raw: list[tuple[str, int, int]], lexicon: Lexicon) -> list[Word]:
    keys = [_SIGNS.get(word, word.translate(_SPELLINGS).lower()) for word, _, _ in raw]
    words: list[Word] = []
    place = 0
    while place < len(raw):
        length = _phrase_at(keys, place, lexicon)
        key = "_".join(keys[place : place + length]) if length > 1 else keys[place]
        start, end = raw[place][1], raw[place + length - 1][2]
        is_number = key[0].isdecimal()
        if is_number and _is_below_zero(words, start):
            key, start = f"-{key}", words.pop().start
        words.append(Word(key, start, end, _tags(key, lexicon), is_number))
        place += length
    return words


def _is_below_zero(words: list[Word], start: int) -> bool:
    """Whether the minus before a number is its sign, as in "from -4 to 8"; not so in "10-15" and "churn -10 %"."""
    if len(words) < 2 or words[-1].key != "-" or words[-1].end != start:
        return False
    return words[-2].end < words[-1].start and not _BEFORE_A_SIGN.isdisjoint(words[-2].tags)


def _tags(key: str, lexicon: Lexicon) -> frozenset[str]:
    return lexicon.tags_of(key.removesuffix("'s")) if key[0].isalpha() else lexicon.tags.get(key, NOTHING)


def _phrase_at(keys: list[str], place: int, lexicon: Lexicon) -> int:
    """How many words from here on are one phrase; 1 if none are."""
    for parts in lexicon.phrases.get(keys[place], ()):
        if keys[place + 1 : place + len(parts)] == list(parts[1:]):
            return len(parts)
    return 1


def _join_split_verbs(line: Line) -> None:
    """Wir stellen drei Pflegekräfte ein: the verb gets the tags of "einstellen", and its prefix none."""
    for last, word in enumerate(line.words):
        if word.key not in line.lexicon.prefixes or line.key(last + 1) not in _CLAUSE_ENDS:
            continue
        for verb in line.words[max(line.first, last - _APART) : last]:
            tags = line.lexicon.tags.get(f"{verb.key}_{word.key}") or line.lexicon.tags.get(word.key + verb.key)
            if tags is not None and line.text[verb.start].islower():
                verb.tags, word.tags = tags, NOTHING
                break


def _set_label(line: Line) -> None:
    """A few words before a colon name who or what; the sentence begins behind it."""
    for place, word in enumerate(line.words[:7]):
        if word.key == ":" and 0 < place < len(line.words) - 1 and not any(w.number for w in line.words[:place]):
            line.label = line.text[line.words[0].start : word.start].strip()
            line.first = place + 1
            return
