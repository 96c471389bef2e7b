"""The counts of a run."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Stats:
    """What was read, compared and left out, and how long each step took."""

    documents: int
    statements: int
    sentences_left_out: dict[str, int]  # by reason
    pairs_compared: int  # candidate pairs
    pairs_read: int  # those that the NLI model read in both directions
    pairs_left_out: int  # within reach but beyond the budget
    pairs_truncated: int  # read as cut texts
    seconds: dict[str, float] = field(default_factory=dict)  # by step
    topic: str | None = None  # what the pairs were narrowed to
