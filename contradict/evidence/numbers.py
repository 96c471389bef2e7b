"""Quantities of the same thing: do they differ, allowing for rounding, bounds and approximation?"""

from __future__ import annotations

from contradict.evidence.base import Evidence, graded
from contradict.evidence.days import clock_times
from contradict.evidence.quantities import Quantity, quantities
from contradict.records import Span, Statement
from contradict.words import overlap

_Both = tuple[Quantity, Quantity]


def check(a: Statement, b: Statement) -> Evidence | None:
    """Fires when one thing is counted differently, and no other count of it agrees; strength: how alike the rest is."""
    _, pairs = of_one_thing(a.claim, b.claim)
    if not pairs:
        return None
    one, other = pairs[0]
    alike = overlap(_without(a.claim, one.span), _without(b.claim, other.span))
    return Evidence(f"{one.words} / {other.words}", graded(alike), (one.span,), (other.span,))


def of_one_thing(a: str, b: str) -> tuple[list[_Both], list[_Both]]:
    """Counts that agree, each with one of the other side, and the rest that may be of one thing and does not."""
    left, agreed, rest = list(quantities(b)), [], []
    for one in quantities(a):
        same = next((other for other in left if one.unit & other.unit and one.agrees(other)), None)
        if same:
            left.remove(same)
            agreed.append((one, same))
        else:
            rest.append(one)
    return agreed, [(one, other) for one in rest for other in left if one.unit & other.unit]


def _without(text: str, span: Span) -> str:
    return text[: span[0]] + text[span[1] :]


def agree(a: Statement, b: Statement) -> Evidence | None:
    """Fires when the same thing is counted alike, and nothing differently, or the same time of day is named."""
    agreed, differing = of_one_thing(a.claim, b.claim)
    spans = [(one.span, other.span) for one, other in agreed if not differing]
    first, second = clock_times(a.claim), clock_times(b.claim)
    spans += [(first[minutes], second[minutes]) for minutes in first if minutes in second]
    if not spans:
        return None
    span, at = spans[0]
    return Evidence(f"{a.claim[slice(*span)]} / {b.claim[slice(*at)]}", 1.0, (span,), (at,))
