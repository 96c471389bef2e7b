"""NLI over candidate pairs: both directions, of the claims (denials as what they deny) and of the words as written."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from contradict.judge.features import PairView, log_odds
from contradict.records import Pair, Scores, Statement
from contradict.words import overlap

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


ALONE = -4.0  # log-odds that are usual for a statement with a single candidate
LOOKS = (0.005, 0.1)  # probabilities of contradiction: under the first a pair is done with, under the second half read

Predict = Callable[
    [Sequence[tuple[str, str]]], "NDArray[np.float32]"
]  # pairs to (n, 3): entailment, neutral, contradiction


def score_pairs(
    statements: Sequence[Statement],
    pairs: Sequence[Pair],
    predict: Predict,
    titles: dict[str, str],
    looks: tuple[float, float] = LOOKS,
) -> list[PairView]:
    """The pairs that a first look leaves open, with their NLI scores; the same text pair is scored once.

    The first look is one direction of the claims: most pairs show no sign of a contradiction there (a probability
    under ``looks[0]``) and are done with. The second is the other direction. Where either sees something (from
    ``looks[1]`` up), and for replies and disputes, the texts are read as written too; for the others the scores of the
    claims stand in for those.
    """
    scorer = _Scorer(predict)
    claims = [(statements[pair.a].asserted, statements[pair.b].asserted) for pair in pairs]
    flipped = [statements[pair.a].denies != statements[pair.b].denies for pair in pairs]
    first = [_triple(row, turn) for row, turn in zip(scorer(claims), flipped, strict=True)]
    near, usual = _ranks(pairs), _usual(pairs, [triple[2] for triple in first])
    left = [place for place, pair in enumerate(pairs) if pair.reply or first[place][2] >= looks[0]]
    back = scorer([claims[place][::-1] for place in left])
    of_claims = {at: Scores(first[at], _triple(row, flipped[at])) for at, row in zip(left, back, strict=True)}
    again = [
        place
        for place, scores in of_claims.items()
        if max(scores.forward[2], scores.backward[2]) >= looks[1] or _disputed(statements, pairs[place])
    ]
    texts = [(statements[pairs[place].a].text, statements[pairs[place].b].text) for place in again]
    rows = iter(scorer([each for one, other in texts for each in ((one, other), (other, one))]))
    of_texts = {place: Scores(_triple(next(rows), False), _triple(next(rows), False)) for place in again}
    views = []
    for place in left:
        pair = pairs[place]
        a, b = statements[pair.a], statements[pair.b]
        context = overlap(_with_context(a, titles), _with_context(b, titles))
        views.append(
            PairView(
                a,
                b,
                pair.similarity,
                of_claims[place],
                of_texts.get(place, of_claims[place]),
                pair.reply,
                flipped[place],
                context,
                ranks=near[place],
                usual=usual[place],
            )
        )
    return views


def _disputed(statements: Sequence[Statement], pair: Pair) -> bool:
    return bool(pair.reply or statements[pair.a].dispute or statements[pair.b].dispute)


def _ranks(pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    """For each pair: how many of the first side's pairs are more similar, and of the second's."""
    known: dict[int, list[float]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda pair: pair.similarity):
        known[pair.a].append(pair.similarity)
        known[pair.b].append(pair.similarity)
    return [
        tuple(len(known[side]) - bisect_right(known[side], pair.similarity) for side in (pair.a, pair.b))  # type: ignore[misc]
        for pair in pairs
    ]


def _usual(pairs: Sequence[Pair], first: Sequence[float]) -> list[tuple[float, float]]:
    """For each pair: the mean log-odds of its first side's other pairs, and of its second's."""
    sums: dict[int, float] = defaultdict(float)
    counts: Counter[int] = Counter()
    odds = [log_odds(value) for value in first]
    for pair, value in zip(pairs, odds, strict=True):
        for side in (pair.a, pair.b):
            sums[side] += value
            counts[side] += 1
    return [
        tuple(  # type: ignore[misc]
            (sums[side] - value) / (counts[side] - 1) if counts[side] > 1 else ALONE for side in (pair.a, pair.b)
        )
        for pair, value in zip(pairs, odds, strict=True)
    ]


class _Scorer:
    """Scores pairs of texts, each of them once."""

    def __init__(self, predict: Predict) -> None:
        self._predict = predict
        self._known: dict[tuple[str, str], NDArray[np.float32]] = {}

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[NDArray[np.float32]]:
        new = list(dict.fromkeys(pair for pair in pairs if pair not in self._known))
        self._known |= dict(zip(new, self._predict(new), strict=True))
        return [self._known[pair] for pair in pairs]


def _with_context(statement: Statement, titles: dict[str, str]) -> str:
    return f"{titles.get(statement.document_id, '')} {statement.context} {statement.claim}"


def _triple(row: NDArray[np.float32], flipped: bool) -> tuple[float, float, float]:
    entailment, neutral, contradiction = (float(value) for value in row)
    return (contradiction, neutral, entailment) if flipped else (entailment, neutral, contradiction)
