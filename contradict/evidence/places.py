"""Places: two statements about the same thing put it at different places."""

from __future__ import annotations

import re
from functools import lru_cache

from contradict.evidence.base import Evidence
from contradict.records import Span, Statement
from contradict.words import CAPITAL, MONTHS, overlap

PLACE = re.compile(
    r"\b(?:in|at|near|outside|inside|from|to|into|towards?|onto|off|beside) "
    r"(?:(?:the|a|an|his|her|its|their|central|northern|southern|eastern|western) )*"
    rf"(?P<name>{CAPITAL}[\w’'-]*(?:[ -](?:(?:of|the) )*{CAPITAL}[\w’'-]*)*)"
)
_NOPLACE = re.compile(
    rf"(?:{MONTHS}|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|English|French|German|Spanish|Russian|Chinese|Arabic|I)\b"
)
MIN_OVERLAP = 0.3  # of the other words, under which the two statements need not be about one thing


@lru_cache(maxsize=100_000)
def places(text: str) -> tuple[tuple[str, Span], ...]:
    """Names that stand behind a preposition of place, with their spans."""
    return tuple(
        (match["name"], match.span("name")) for match in PLACE.finditer(text) if not _NOPLACE.match(match["name"])
    )


def check(a: Statement, b: Statement) -> Evidence | None:
    """Fires when both name places and share none, the rest being alike; strength is the share of common words."""
    first, second = places(a.claim), places(b.claim)
    if not first or not second:
        return None
    if any(name in b.claim for name, _ in first) or any(name in a.claim for name, _ in second):
        return None
    shared = overlap(a.claim, b.claim)
    if shared < MIN_OVERLAP:
        return None
    (one, span), (other, at) = first[0], second[0]
    return Evidence(f"where: {one} / {other}", shared, (span,), (at,))
