"""NLI over candidate pairs: both directions of the claims (denials as what they deny), where it may matter."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import compress
from typing import TYPE_CHECKING

from contradict.evidence.numbers import in_one_notation
from contradict.judge.features import ALONE, PairView, log_odds
from contradict.judge.judge import Judge
from contradict.records import Pair, Scores, Statement
from contradict.words import overlap

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PART = 20_000  # pairs that are looked at together
Predict = Callable[
    [Sequence[tuple[str, str]]], "NDArray[np.float32]"
]  # pairs to (n, 3): entailment, neutral, contradiction


def score_pairs(
    statements: Sequence[Statement],
    pairs: Sequence[Pair],
    predict: Predict,
    titles: dict[str, str],
    judge: Judge | None,
    *,
    everything: bool = False,
) -> tuple[list[PairView], list[PairView]]:
    """The pairs that may conflict, with their NLI scores, and the others, if asked for.

    The same text pair is scored once. The judge looks three times: at what is known of a pair without the NLI model, at
    what that model says in one direction, and at both. Most pairs are done with after the first or the second look.
    judge: None for no look at all. everything: score the pairs in full that do not pass the looks, too.
    """
    scorer = _Scorer(predict)
    views: list[PairView] = []
    others: list[PairView] = []
    for part in _unread(statements, pairs, titles):
        passing, stopped = _parted(part, judge.prior(part), judge.looks[0]) if judge else (part, [])
        views += passing
        others += stopped if everything else []
    views = with_usual(_forward(views, scorer))
    if judge:
        views, stopped = _parted(views, judge.probabilities(views), judge.looks[1])
        others = [*_forward(others, scorer), *stopped] if everything else []
    return _backward(views, scorer), _backward(others, scorer)


def _parted(views: Sequence[PairView], chances: Sequence[float], least: float) -> tuple[list[PairView], list[PairView]]:
    """Those from a probability on, and those under it."""
    passes = [chance >= least for chance in chances]
    return list(compress(views, passes)), list(compress(views, (not one for one in passes)))


def _forward(views: Sequence[PairView], scorer: _Scorer) -> list[PairView]:
    rows = scorer([_as_read(view) for view in views])
    return [view.read(_one_way(row, view.denied), view.usual) for view, row in zip(views, rows, strict=True)]


def _backward(views: Sequence[PairView], scorer: _Scorer) -> list[PairView]:
    rows = scorer([_as_read(view)[::-1] for view in views])
    return [
        view.read(Scores(view.scores.forward, _triple(row, view.denied)), view.usual)
        for view, row in zip(views, rows, strict=True)
    ]


def _as_read(view: PairView) -> tuple[str, str]:
    """What the NLI model reads of a pair: small ones do not know that 5 pm is 17:00."""
    return view.a.asserted, in_one_notation(view.a.asserted, view.b.asserted)


def with_usual(views: Sequence[PairView]) -> list[PairView]:
    """The views, with the mean log-odds that the NLI model gives their sides' other pairs among these."""
    sums: dict[tuple[str, int, int], float] = defaultdict(float)
    counts: Counter[tuple[str, int, int]] = Counter()
    odds = [log_odds(view.scores.forward[2]) for view in views]
    for view, value in zip(views, odds, strict=True):
        for side in (view.a.key, view.b.key):
            sums[side] += value
            counts[side] += 1

    def usual(side: tuple[str, int, int], value: float) -> float:
        return (sums[side] - value) / (counts[side] - 1) if counts[side] > 1 else ALONE

    return [
        view.read(view.scores, (usual(view.a.key, value), usual(view.b.key, value)))
        for view, value in zip(views, odds, strict=True)
    ]


def _unread(statements: Sequence[Statement], pairs: Sequence[Pair], titles: dict[str, str]) -> Iterator[list[PairView]]:
    """The views of the pairs in parts, so that not all of them are held at once."""
    contexts = [f"{titles.get(one.document_id, '')} {one.context} {one.claim}" for one in statements]
    ranks = _ranks(pairs)
    for start in range(0, len(pairs), PART):
        yield [
            PairView(
                statements[pair.a],
                statements[pair.b],
                pair.similarity,
                pair.reply,
                statements[pair.a].denies != statements[pair.b].denies,
                overlap(contexts[pair.a], contexts[pair.b]),
                pair.texts_alike,
                nearer,
            )
            for pair, nearer in zip(pairs[start : start + PART], ranks[start : start + PART], strict=True)
        ]


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


class _Scorer:
    """Scores pairs of texts, each of them once."""

    def __init__(self, predict: Predict) -> None:
        self._predict = predict
        self._known: dict[tuple[str, str], NDArray[np.float32]] = {}

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[NDArray[np.float32]]:
        new = list(dict.fromkeys(pair for pair in pairs if pair not in self._known))
        self._known |= dict(zip(new, self._predict(new), strict=True))
        return [self._known[pair] for pair in pairs]


def _one_way(row: NDArray[np.float32], flipped: bool) -> Scores:
    """One direction, standing in for both."""
    triple = _triple(row, flipped)
    return Scores(triple, triple)


def _triple(row: NDArray[np.float32], flipped: bool) -> tuple[float, float, float]:
    entailment, neutral, contradiction = (float(value) for value in row)
    return (contradiction, neutral, entailment) if flipped else (entailment, neutral, contradiction)
