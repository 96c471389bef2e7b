"""One statement negates, the other does not, and they share most of their words."""

from __future__ import annotations

import re
from functools import lru_cache

from contradict.evidence.base import Evidence
from contradict.records import Span, Statement
from contradict.words import overlap

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|unable|failed to|fails to|refused to|lack(?:s|ed)?|"
    r"(?:is|are|was|were|do|does|did|has|have|had|wo|would|could|can|should|must)n[’']t|can[’']t|won[’']t|den(?:y|ies|ied|ying)|"
    r"false|untrue|fake|hoax|bogus|fabricated|baseless|unfounded|debunk(?:s|ed))\b",
    re.IGNORECASE,
)
_NO_NEGATION = re.compile(
    r"\b(?:not only|no doubt|no longer than|not just|if not|no later than|no more than|no fewer than|no less than)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=100_000)
def negations(text: str) -> tuple[Span, ...]:
    """Spans of the negating words in ``text``."""
    covered = [match.span() for match in _NO_NEGATION.finditer(text)]
    return tuple(
        match.span() for match in _NEGATION.finditer(text) if not any(a <= match.start() < b for a, b in covered)
    )


def check(a: Statement, b: Statement) -> Evidence | None:
    """Fires when exactly one side negates; strength is the share of common content words."""
    first, second = negations(a.claim), negations(b.claim)
    if bool(first) == bool(second):
        return None
    negated, spans = (a, first) if first else (b, second)
    words = negated.claim[slice(*spans[0])]
    return Evidence(f"only one side negates: “{words}”", overlap(a.claim, b.claim), first[:1], second[:1])
