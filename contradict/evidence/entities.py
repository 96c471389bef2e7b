"""Names of people, places and groups: the same on both sides, or not."""

from __future__ import annotations

from contradict.evidence.base import Evidence
from contradict.records import Statement
from contradict.words import names


def check(a: Statement, b: Statement) -> Evidence | None:
    """Fires when both sides have names that the other lacks; strength is the share of names not in common."""
    first, second = names(a.claim), names(b.claim)
    only_a, only_b = first - second, second - first
    if not only_a or not only_b:
        return None
    words = f"{', '.join(sorted(only_a)[:2])} / {', '.join(sorted(only_b)[:2])}"
    return Evidence(f"different names: {words}", len(only_a | only_b) / len(first | second))
