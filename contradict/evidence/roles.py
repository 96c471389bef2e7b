"""Roles: the same two names, each on the other's side of the verb ("Lund sued Vale", "Vale sued Lund")."""

from __future__ import annotations

import re
from functools import lru_cache

from contradict.evidence.base import Evidence
from contradict.records import Span, Statement
from contradict.words import overlap

_NAME = re.compile(r"(?:[A-Z][\w-]+ )*[A-Z][\w-]+")
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|being|be|got)\s+(?:\w+ly\s+)?\w+(?:ed|en|ne|wn|ld|nt|ght|un|ut|et|ck)\b[^.]*?\bby\b"
)
MIN_OVERLAP = 0.6  # of the words, under which the two statements need not be about one deed
_APART = re.compile(r"\b(?:and|with|or)\b|,")  # names that are listed together have no order


def check(a: Statement, b: Statement) -> Evidence | None:
    """Fires when two names stand in the other order, both statements being active or both passive."""
    first, second = _order(a.claim), _order(b.claim)
    common = [name for name in first if name in second]
    if len(common) < 2 or bool(_PASSIVE.search(a.claim)) != bool(_PASSIVE.search(b.claim)):
        return None
    one, other = common[:2]
    if second[one] < second[other] or any(
        _APART.search(text[min(at[one][1], at[other][1]) : max(at[one][0], at[other][0])])
        for text, at in ((a.claim, first), (b.claim, second))
    ):
        return None
    shared = overlap(a.claim, b.claim)
    if shared < MIN_OVERLAP:
        return None
    return Evidence(
        f"who did it to whom: {one}, {other} / {other}, {one}",
        shared,
        (first[one], first[other]),
        (second[other], second[one]),
    )


@lru_cache(maxsize=100_000)  # a statement stands in many pairs
def _order(text: str) -> dict[str, Span]:
    """The last words of the names in ``text``, each with its first place, in order."""
    found: dict[str, Span] = {}
    for match in _NAME.finditer(text):
        name = match.group().split()[-1]
        found.setdefault(name, (match.end() - len(name), match.end()))
    return found
