"""How what a team's final scores say together is put into words: quiet while there is too little to say."""

from typing import Literal

from headway.progress.rules.forecasting.patterns import Finding

Verdict = Literal["quiet", "fine", "safe", "unrealistic"]
SAID: dict[Verdict, str] = {
    "fine": "The stretch targets are about right: neither always reached nor always out of reach.",
    "safe": "Stretch targets are reached nearly every time. They may be too safe: what would a braver one be?",
    "unrealistic": "Stretch targets are missed by far, again and again. They are out of reach, or the way there is the "
    "wrong one: worth a conversation, not a reproach.",
}


def verdict_of(finding: Finding) -> Verdict:
    """Silent below 8 closed stretch key results or 2 cycles (arithmetic, section 3)."""
    if finding.missing or finding.missing_cycles:
        return "quiet"
    return "fine" if finding.pattern is None else finding.pattern.value


def sentence_of(finding: Finding) -> str:
    """The verdict for people; while it is quiet, how much is missing."""
    verdict = verdict_of(finding)
    if verdict != "quiet":
        return SAID[verdict]
    if not finding.missing:
        return "Nothing can be said of one cycle alone: the next one will tell."
    n = finding.missing
    rest = "1 more closed stretch key result is" if n == 1 else f"{n} more closed stretch key results are"
    return f"{rest} needed before the scores say anything about the targets."
