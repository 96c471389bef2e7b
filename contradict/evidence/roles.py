"""Roles: the same two names, each on the other's side of the verb ("Lund sued Vale", "Vale sued Lund")."""

from __future__ import annotations

import re
from functools import lru_cache

from contradict.evidence.base import Evidence
from contradict.records import Span, Statement
from contradict.words import CAPITAL, DAYS, content_stems, overlap

_NAME = re.compile(rf"(?:{CAPITAL}[\w-]+ )*{CAPITAL}[\w-]+")
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|got)\s+(?:\w+ly\s+)?\w+\s(?:[^.]*?\s)?by\b")
_BOTH_WAYS = re.compile(
    r"\b(?:m(?:e|ee)ts?|met|spoke|speaks?|talks?|talked|married|marry|agree[ds]?|joined|faces?|faced|played?|borders?|bordered|fights?|fought)\b"
)
MIN_OVERLAP = 0.6  # of the words, under which the two statements need not be about one deed
_AT_A_PLACE = re.compile(r"\b(?:in|at|near|from|outside|inside|around)\s(?:the\s)?$")
_APART = re.compile(r"\b(?:and|with|or)\b|,")  # names that are listed together have no order


def check(a: Statement, b: Statement) -> Evidence | None:
    """Fires when two names stand in the other order, both statements being active or both passive."""
    first, second = _order(a.claim), _order(b.claim)
    common = [name for name in first if name in second]
    if len(common) < 2 or _BOTH_WAYS.search(a.claim) or _BOTH_WAYS.search(b.claim):
        return None
    one, other = common[:2]
    turned = bool(_PASSIVE.search(a.claim)) != bool(
        _PASSIVE.search(b.claim)
    )  # "Lund was shot by Vale", "Lund shot Vale"
    between, middle = (
        text[min(at[one][1], at[other][1]) : max(at[one][0], at[other][0])]
        for text, at in ((a.claim, first), (b.claim, second))
    )
    if (second[one] < second[other]) != turned or _APART.search(between) or _APART.search(middle):
        return None
    if between != middle and not content_stems(between) & content_stems(middle):  # "trails" and "leads" say the same
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
        if _AT_A_PLACE.search(text, 0, match.start()):
            continue
        name = match.group().split()[-1]
        if name.lower() in DAYS:
            continue
        found.setdefault(name, (match.end() - len(name), match.end()))
    return found
