"""Which of two findings stands higher."""

from headway.search.schemas import Hit


def rank(hit: Hit, words: str) -> tuple[int, int, str]:
    """A sort key: first the human number itself, then titles that begin so, then words that do, then the rest."""
    wanted = words.casefold().strip()
    title = hit.title.casefold()
    if hit.label.casefold() == wanted:
        place = 0
    elif title.startswith(wanted):
        place = 1
    elif any(word.startswith(wanted) for word in title.split()):
        place = 2
    else:
        place = 3
    return place, len(title), title
