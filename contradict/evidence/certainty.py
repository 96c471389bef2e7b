"""Hedges: a statement that leaves its content open contradicts little."""

from __future__ import annotations

import re

from contradict.evidence.base import Evidence
from contradict.records import Statement

_HEDGE = re.compile(
    r"\b(?:may|might|could|would|should|possibl[ey]|perhaps|maybe|reportedly|allegedly|apparently|purported(?:ly)?|supposedly|unclear|unconfirmed|"
    r"rumou?r(?:s|ed)?|speculat\w+|expect(?:s|ed)?|likely|unlikely|plan(?:s|ned)?|hop(?:es|ed)|wants?|seeks?|aims?|forecasts?|predict(?:s|ed)?|if|whether|unless|"
    r"declined to|did not (?:say|comment|respond|elaborate)|not immediately|no comment|will|shall|going to|believed to|said to be|appears? to|seems? to|is not known|not (?:yet )?known)\b",
    re.IGNORECASE,
)


def check(a: Statement, b: Statement) -> Evidence | None:
    """Fires when either side hedges, asks or foresees; strength is 1 if both do, else a half."""
    first, second = _HEDGE.search(a.claim), _HEDGE.search(b.claim)
    if not first and not second:
        return None
    words = " / ".join(match.group() for match in (first, second) if match)
    spans_a = (first.span(),) if first else ()
    spans_b = (second.span(),) if second else ()
    return Evidence(f"not asserted outright: “{words}”", 1.0 if first and second else 0.5, spans_a, spans_b)
