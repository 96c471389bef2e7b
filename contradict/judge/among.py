"""A pair among the others: whether its statements, or its two texts, are at odds elsewhere, too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

from contradict.judge.features import PairView, log_odds

LEAST = 0.04  # probability under which another pair counts for nothing: in use it may be done with after one direction
NOWHERE = (0.0, 0.0, 0.0)
ROW = ("own log-odds", "elsewhere, higher", "elsewhere, lower", "elsewhere in the two texts")


def seen_among(views: Sequence[PairView], chances: Sequence[float]) -> list[PairView]:
    """The views of pairs that were found together, with the highest chance of the other pairs of each.

    chances: of every pair by itself, 0 to 1. What is found does not depend on the order.
    """
    highest: dict[Hashable, list[float]] = defaultdict(lambda: [0.0, 0.0])  # and the second
    for view, chance in zip(views, chances, strict=True):
        if chance >= LEAST:
            for key in _keys(view):
                highest[key] = sorted((*highest[key], chance))[:0:-1]
    found = []
    for view, chance in zip(views, chances, strict=True):
        a, b, texts = (second if chance >= first else first for first, second in map(highest.__getitem__, _keys(view)))
        found.append(view.read(elsewhere=(max(a, b), min(a, b), texts)))
    return found


def row_among(log_odds_alone: float, elsewhere: tuple[float, float, float]) -> tuple[float, ...]:
    """What the second part of the judge reads of a pair, in the order of ``ROW``."""
    return log_odds_alone, *map(log_odds, elsewhere)


def _keys(view: PairView) -> tuple[Hashable, Hashable, Hashable]:
    """Its statements, and its two texts."""
    return view.a.key, view.b.key, frozenset((view.a.document_id, view.b.document_id))
