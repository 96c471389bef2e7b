"""NLI over candidate pairs: both directions, of the claims (denials as what they deny) and of the words as written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from contradict.judge.features import PairView
from contradict.records import Pair, Scores, Statement
from contradict.words import overlap

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


Predict = Callable[
    [Sequence[tuple[str, str]]], "NDArray[np.float32]"
]  # pairs to (n, 3): entailment, neutral, contradiction


def score_pairs(
    statements: Sequence[Statement], pairs: Sequence[Pair], predict: Predict, titles: dict[str, str]
) -> list[PairView]:
    """Every pair with its NLI scores; the same text pair is scored once."""
    wanted: dict[tuple[str, str], int] = {}
    asked = []
    for pair in pairs:
        a, b = statements[pair.a], statements[pair.b]
        one, other = _asserted(a), _asserted(b)
        texts = ((one, other), (other, one), (a.text, b.text), (b.text, a.text))
        asked.append(([wanted.setdefault(pair_of, len(wanted)) for pair_of in texts], _denies(a) != _denies(b)))
    scores = predict(list(wanted))
    views = []
    for pair, (places, flipped) in zip(pairs, asked, strict=True):
        a, b = statements[pair.a], statements[pair.b]
        forward, backward, *written = (scores[place] for place in places)
        claims = Scores(_triple(forward, flipped), _triple(backward, flipped))
        verbatim = Scores(_triple(written[0], False), _triple(written[1], False))
        context = overlap(_with_context(a, titles), _with_context(b, titles))
        views.append(PairView(a, b, pair.similarity, claims, verbatim, pair.reply, flipped, context))
    return views


def _denies(statement: Statement) -> bool:
    return bool(statement.dispute and statement.dispute.content)


def _asserted(statement: Statement) -> str:
    """What the model reads: the claim, or what a denial denies.

    Small NLI models do not understand "it is not true that": they read what is denied, and whatever agrees with that
    contradicts the denial.
    """
    return statement.dispute.content if statement.dispute and statement.dispute.content else statement.claim


def _with_context(statement: Statement, titles: dict[str, str]) -> str:
    return f"{titles.get(statement.document_id, '')} {statement.context} {statement.claim}"


def _triple(row: NDArray[np.float32], flipped: bool) -> tuple[float, float, float]:
    entailment, neutral, contradiction = (float(value) for value in row)
    return (contradiction, neutral, entailment) if flipped else (entailment, neutral, contradiction)
