"""Asks every kind of thing for what the caller may see and matches."""

from headway.core.ctx import Ctx
from headway.core.subjects import Registry
from headway.search import rules
from headway.search.rules import Hit
from headway.search.schemas import Hits

SHORTEST = 1
LONGEST = 100


async def find(ctx: Ctx, subjects: Registry, words: str, limit: int) -> Hits:
    """The best `limit` findings over all kinds. One statement per kind, each beginning at what is visible."""
    words = " ".join(words.replace("\0", "").split())[:LONGEST]
    if len(words) < SHORTEST:
        return Hits(items=[])
    hits = [
        Hit(kind=subject.kind, id=found.id, title=found.title, label=found.label, context=found.context)
        for subject in subjects
        if subject.find is not None and rules.may_find(subject.kind, ctx.actor.scopes)
        for found in await subject.find(ctx, words, limit)
    ]
    hits.sort(key=lambda hit: rules.rank(hit, words))
    return Hits(items=hits[:limit])
