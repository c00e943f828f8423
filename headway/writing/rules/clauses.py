"""Which of several sentences in one line says what is to be reached."""

from headway.writing.rules.numbers import Numbers
from headway.writing.rules.words import Line

_FEWEST = 3  # words that make a clause
_SHORT = 3  # letters up to which a word before a full stop may be an abbreviation


def clause_of(line: Line, numbers: Numbers) -> tuple[int, int]:
    """Begin and end (not included) of the clause with the target; of the whole line where there is one, or none."""
    whole = (line.first, len(line.words))
    if numbers.target is None:
        return whole
    ends = [place for place in range(line.first, len(line.words)) if _ends(line, place)]
    begin = max((place + 1 for place in ends if place < numbers.target.first), default=whole[0])
    end = min((place for place in ends if place > numbers.target.last), default=whole[1])
    return (begin, end) if end - begin >= _FEWEST and _says_something(line, begin, end) else whole


def _says_something(line: Line, begin: int, end: int) -> bool:
    """Whether a clause has a verb: "Increase trials. 21 % quarter over quarter" is one sentence in two parts."""
    return any(word.tags & {"f:base", "f:s", "w:copula"} for word in line.words[begin:end])


def _ends(line: Line, place: int) -> bool:
    """Whether a sentence ends here: at ";", or at "." between a word that is no abbreviation and a capital letter."""
    key = line.key(place)
    if key == ";":
        return True
    if key not in {".", "!"} or place + 1 >= len(line.words):
        return False
    behind = line.words[place + 1]
    return len(line.key(place - 1)) > _SHORT and not line.text[behind.start].islower() and not line.touches(place + 1)
