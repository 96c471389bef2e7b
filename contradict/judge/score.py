"""NLI over candidate pairs: both directions, and what a denial denies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from contradict.judge.features import PairView
from contradict.records import Pair, Scores, Statement
from contradict.words import overlap

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Scorer(Protocol):
    """What judging needs of an NLI model."""

    def predict(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Probabilities (n, 3): entailment, neutral, contradiction."""
        ...


def score_pairs(
    statements: Sequence[Statement], pairs: Sequence[Pair], nli: Scorer, titles: dict[str, str]
) -> list[PairView]:
    """Every pair with its NLI scores; the same text pair is scored once."""
    wanted: dict[tuple[str, str], int] = {}

    def ask(premise: str, hypothesis: str) -> int:
        return wanted.setdefault((premise, hypothesis), len(wanted))

    asked = []
    for pair in pairs:
        a, b = statements[pair.a], statements[pair.b]
        denials = [
            ask(other.claim, denier.dispute.content)
            for denier, other in ((a, b), (b, a))
            if denier.dispute and denier.dispute.content
        ]
        asked.append((ask(a.claim, b.claim), ask(b.claim, a.claim), denials))
    scores = nli.predict(list(wanted))
    views = []
    for pair, (forward, backward, denials) in zip(pairs, asked, strict=True):
        a, b = statements[pair.a], statements[pair.b]
        both = Scores(_triple(scores[forward]), _triple(scores[backward]))
        denied = max((float(scores[place][0]) for place in denials), default=0.0)
        context = overlap(_with_context(a, titles), _with_context(b, titles))
        views.append(PairView(a, b, pair.similarity, both, pair.reply, denied, context))
    return views


def _with_context(statement: Statement, titles: dict[str, str]) -> str:
    return f"{titles.get(statement.document_id, '')} {statement.context} {statement.claim}"


def _triple(row: NDArray[np.float32]) -> tuple[float, float, float]:
    return float(row[0]), float(row[1]), float(row[2])
