"""Days: two statements that name different days may both hold."""

from __future__ import annotations

from contradict.evidence.base import Evidence
from contradict.records import Statement


def check(a: Statement, b: Statement) -> Evidence | None:
    """Fires when both sides name a day of their own and the days differ."""
    if a.day is None or b.day is None or a.day == b.day:
        return None
    return Evidence(f"different days: {a.day:%d %B} / {b.day:%d %B}", 1.0)
