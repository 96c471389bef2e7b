"""The contract of all checks: two statements in, a verifiable observation out, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from contradict.records import Span, Statement


@dataclass(frozen=True, slots=True)
class Evidence:
    """One observation on a pair; spans are characters within the two claims."""

    words: str  # for the reader: "41 buses / 14 buses"
    strength: float  # 0 to 1
    spans_a: tuple[Span, ...] = ()
    spans_b: tuple[Span, ...] = ()


LEAST_STRENGTH = 0.2


def graded(alike: float) -> float:
    """The strength of a clash by how alike the rest is, 0 to 1: what it says of one thing, it hardly says of two."""
    return LEAST_STRENGTH + (1 - LEAST_STRENGTH) * alike


Check = Callable[[Statement, Statement], Evidence | None]
