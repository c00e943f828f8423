"""Which password is good enough, and how to say what would be better."""

from collections.abc import Iterable
from typing import Any, cast

from zxcvbn import zxcvbn

SHORTEST = 8
LONGEST = 200
LEAST_SCORE = 3  # of 0 to 4: more than 10^8 guesses
_JUDGED = 72  # characters; a longer password is not worse, and judging takes time that grows with its square


def weakness(password: str, *, known: Iterable[str] = ()) -> str | None:
    """Why a password is not good enough, as a sentence that says how to do better; None where it is.

    `known` are words an attacker would try first: the person's name and e-mail address.
    """
    if len(password) < SHORTEST:
        return f"Use at least {SHORTEST} characters; a few unusual words in a row are easy to remember."
    if len(password) > LONGEST:
        return f"Use at most {LONGEST} characters."
    words = _words(known)
    judged = _judge(password, words)
    if judged["score"] < LEAST_SCORE:
        feedback = judged["feedback"]
        advice = [feedback["warning"], *feedback["suggestions"]] if feedback["warning"] else feedback["suggestions"]
        return " ".join(["This password is easy to guess.", *(advice or ["Add another word or two."])])
    rest = _without(password, words)
    if rest != password.lower() and (not rest or _judge(rest, words)["score"] < LEAST_SCORE):
        return (
            "This password is easy to guess. Your name and e-mail address do not count: "
            "add words that have nothing to do with you."
        )
    return None


def _judge(password: str, words: list[str]) -> dict[str, Any]:
    return cast("dict[str, Any]", zxcvbn(password[:_JUDGED], user_inputs=words, max_length=_JUDGED))


def _without(password: str, words: list[str]) -> str:
    """What is left of a password without the known words in it, longest first."""
    rest = password.lower()
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest


def _words(known: Iterable[str]) -> list[str]:
    """Each text whole and in parts, in lower case: "Mia Muster", "mia.muster@example.org" -> mia, muster, ..."""
    words = ["headway"]
    for text in known:
        lower = text.lower()
        parts = lower.replace("@", " ").replace(".", " ").replace("-", " ").split()
        words += [lower, *parts]
    return [word for word in words if len(word) > 2]
