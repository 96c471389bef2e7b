"""Hedges: a statement that leaves its content open contradicts little."""

from __future__ import annotations

import re
from functools import lru_cache

from contradict.evidence.base import Evidence
from contradict.records import Span, Statement

_HEDGE = re.compile(
    r"\b(?:(?-i:may)|might|could|would|should|possibl[ey]|perhaps|maybe|reportedly|allegedly|apparently|purported(?:ly)?|supposedly|unclear|unconfirmed|"
    r"rumou?r(?:s|ed)?|speculat\w+|expect(?:s|ed)?|likely|unlikely|(?:plans|planned|planning)(?= to\b)|hop(?:es|ed)|wants?|seeks?|aims?|forecasts?|predict(?:s|ed)?|if|whether|unless|"
    r"declined to|did not (?:say|comment|respond|elaborate)|not immediately|no comment|(?-i:will)|shall|going to|believed to|said to be|appears? to|seems? to|is not known|not (?:yet )?known)\b",
    re.IGNORECASE,
)

_NO_HEDGE = re.compile(r"\bas (?:(?:it|they|he|she|you|we|one) should|expected)\b", re.IGNORECASE)


def check(a: Statement, b: Statement) -> Evidence | None:
    """Fires when either side hedges, asks, foresees, or reports a belief; strength is 1 if both do, else a half."""
    first, second = _hedge(a), _hedge(b)
    if not first[0] and not second[0]:
        return None
    words = " / ".join(words for words, _ in (first, second) if words)
    return Evidence(f"not asserted outright: “{words}”", 1.0 if first[0] and second[0] else 0.5, first[1], second[1])


def _hedge(statement: Statement) -> tuple[str, tuple[Span, ...]]:
    """The words that hedge, with their span in the claim; the holder of a belief that is not the speaker's own."""
    if span := _hedging(statement.claim):
        return statement.claim[slice(*span)], (span,)
    holder = statement.attribution.holder if statement.attribution else None
    return (f"held by {holder}", ()) if holder else ("", ())


@lru_cache(maxsize=100_000)  # a statement stands in many pairs
def _hedging(claim: str) -> Span | None:
    covered = [match.span() for match in _NO_HEDGE.finditer(claim)]
    hedges = (match.span() for match in _HEDGE.finditer(claim))
    return next((hedge for hedge in hedges if not any(a <= hedge[0] < b for a, b in covered)), None)
