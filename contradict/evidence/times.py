"""Then and now: one statement is of an earlier time, the other of the present, so that both may hold."""

from __future__ import annotations

import re
from functools import lru_cache

from contradict.evidence.base import Evidence
from contradict.records import Span, Statement
from contradict.words import overlap

THEN = re.compile(
    r"\b(?:(?<!at )(?<!only )(?<!not )once(?! (?:the|an?|it|he|she|they|we|this|that|more)\b)|used to|formerly|previously|originally|initially|at first|in the past|back then|until (?:recently|then|now)|earlier (?:this|that) \w+|"
    r"last (?:week|month|year|spring|summer|autumn|winter|season)|a (?:week|month|year|decade) (?:ago|earlier|before)|\w+ (?:weeks|months|years) (?:ago|earlier|before)|"
    r"in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
NOW = re.compile(
    r"\b(?:now|no longer|any ?more|today|currently|at present|since then|these days|has (?:since|now|changed)|have (?:since|now)|this (?:week|month|year|season)|"
    r"still|in the meantime|by now|from now on)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=100_000)
def time(text: str) -> tuple[str, Span] | None:
    """("then" or "now", span of the words that say so) where ``text`` speaks of one of them only."""
    then, now = THEN.search(text), NOW.search(text)
    if bool(then) == bool(now):
        return None
    return ("then", then.span()) if then else ("now", now.span()) if now else None


def check(a: Statement, b: Statement) -> Evidence | None:
    """Fires when one side speaks of then and the other of now, or names no time; strength is 1 or a half of the overlap."""
    first, second = time(a.claim), time(b.claim)
    if (first and first[0]) == (second and second[0]):
        return None
    words = " / ".join(side.claim[slice(*found[1])] for side, found in ((a, first), (b, second)) if found)
    spans_a, spans_b = ((found[1],) if found else () for found in (first, second))
    share = overlap(a.claim, b.claim)
    return Evidence(f"another time: “{words}”", share if first and second else share / 2, spans_a, spans_b)
