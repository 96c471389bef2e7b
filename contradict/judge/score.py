"""NLI over candidate pairs, where it may matter: of the claims (denials as what they deny), then of the texts, too.

A small model reads all of them, a larger one what may conflict then.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, compress
from typing import TYPE_CHECKING

from contradict.evidence.notation import in_one_notation
from contradict.judge.among import seen_among
from contradict.judge.features import ALONE, PairView, log_odds
from contradict.judge.judge import Judge
from contradict.records import Pair, Scores, Statement
from contradict.words import content_stems, names, overlap

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PART = 20_000  # pairs that are looked at together
FORMS_FROM = 0.08  # probability after both directions from which the other forms are read
AGAIN_FROM = 0.12  # after these, from which the second model reads the claims
FEW = 2  # content words of a rejection, beside names, that tell nothing of what is rejected
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
    second: Predict,
    everything: bool = False,
) -> tuple[list[PairView], list[PairView]]:
    """The pairs that may conflict, with their NLI scores, and the others, if asked for.

    The same text pair is scored once. The judge looks at what is known of a pair without the NLI model, at what that
    model says of the claims in one direction, and at both; what still may conflict is read as it is written and in
    context, and then by the second model; at the end each is seen among the others. Most pairs are done with after the
    first look. judge: None to read nothing.
    everything: score the claims of the pairs that do not pass the looks, too.
    """
    unread = _unread(statements, pairs, titles)
    if judge is None:
        return list(chain.from_iterable(unread)), []
    views: list[PairView] = []
    others: list[PairView] = []
    for part in unread:
        passing, stopped = _parted(part, judge.prior(part), judge.looks[0])
        views += passing
        others += stopped if everything else []
    scorer = _Scorer(predict)
    views = _with_others(_forward(views, scorer))
    views, stopped = _parted(views, judge.probabilities(views), judge.looks[1])
    others = [*_forward(others, scorer), *stopped] if everything else []
    views = _backward(views, scorer)
    likely, rest = _parted(views, judge.probabilities(views), FORMS_FROM)
    likely = _in_other_forms(likely, scorer)
    likely, doubtful = _parted(likely, judge.probabilities(likely), AGAIN_FROM)
    views = [*read_again(likely, second), *doubtful, *rest]
    return seen_among(views, judge.probabilities(views)), _backward(others, scorer)


def read_both_ways(views: Sequence[PairView], predict: Predict) -> list[PairView]:
    """The pairs with what the first model says of their claims, in both directions."""
    scorer = _Scorer(predict)
    return _backward(_with_others(_forward(views, scorer)), scorer)


def read_in_other_forms(views: Sequence[PairView], predict: Predict) -> list[PairView]:
    """The pairs with what the first model says of their texts as written, and behind the sentences before them."""
    return _in_other_forms(views, _Scorer(predict))


def read_again(views: Sequence[PairView], second: Predict) -> list[PairView]:
    """The pairs with what the second model says of their claims, in both directions."""
    scorer = _Scorer(second)
    pairs = {id(view): _as_read(view) for view in views if _is_told(view)}
    rows = zip(scorer([*pairs.values()]), scorer([pair[::-1] for pair in pairs.values()]), strict=True)
    said = dict(zip(pairs, rows, strict=True))
    return [
        view.read(second=Scores(*(_triple(row, view.denied) for row in said[id(view)]))) if id(view) in said else view
        for view in views
    ]


def _is_told(view: PairView) -> bool:
    """False for a rejection in so few words that they do not tell what is rejected: "I think not", "Reyes rejected
    the claim". The second model is not asked of it.
    """
    return not (_is_bare_rejection(view.a) or _is_bare_rejection(view.b))


def _is_bare_rejection(side: Statement) -> bool:
    dispute = side.dispute
    if dispute is None or not dispute.rejects or dispute.content:
        return False
    names_and_cue = content_stems(" ".join(names(side.claim))) | content_stems(dispute.cue)
    return len(content_stems(side.claim) - names_and_cue) <= FEW


def _parted(views: Sequence[PairView], chances: Sequence[float], least: float) -> tuple[list[PairView], list[PairView]]:
    """Those from a probability on, and those under it."""
    passes = [chance >= least for chance in chances]
    return list(compress(views, passes)), list(compress(views, (not one for one in passes)))


def _forward(views: Sequence[PairView], scorer: _Scorer) -> list[PairView]:
    rows = scorer([_as_read(view) for view in views])
    return [view.read(scores=_one_way(row, view.denied)) for view, row in zip(views, rows, strict=True)]


def _backward(views: Sequence[PairView], scorer: _Scorer) -> list[PairView]:
    rows = scorer([_as_read(view)[::-1] for view in views])
    return [
        view.read(scores=Scores(view.scores.forward, _triple(row, view.denied)))
        for view, row in zip(views, rows, strict=True)
    ]


def _in_other_forms(views: Sequence[PairView], scorer: _Scorer) -> list[PairView]:
    """The texts as they are written, and behind the sentences before them: a second and a third opinion."""
    written = _mean_odds([as_read(view.a.as_written, view.b.as_written) for view in views], scorer)
    in_context = _mean_odds([as_read(view.a.in_context, view.b.in_context) for view in views], scorer)
    forms = zip(written, in_context, strict=True)
    return [view.read(forms=both) for view, both in zip(views, forms, strict=True)]


def _mean_odds(pairs: Sequence[tuple[str, str]], scorer: _Scorer) -> list[float]:
    """Log-odds of contradiction of each pair, mean of both directions."""
    odds = [log_odds(float(row[2])) for row in scorer([*pairs, *(pair[::-1] for pair in pairs)])]
    return [(one + other) / 2 for one, other in zip(odds, odds[len(pairs) :], strict=False)]


def _as_read(view: PairView) -> tuple[str, str]:
    """The claims of a pair, as the NLI model reads them."""
    return as_read(view.a.asserted, view.b.asserted)


def as_read(a: str, b: str) -> tuple[str, str]:
    """Both in one notation: models do not know that 5 pm is 17:00."""
    return a, in_one_notation(a, b)


def _with_others(views: Sequence[PairView]) -> list[PairView]:
    """The views, with what the NLI model says of their sides' other pairs among these, in one direction."""
    odds: dict[tuple[str, int, int], list[float]] = defaultdict(list)
    agreed: dict[tuple[str, int, int], list[float]] = defaultdict(list)
    for view in views:
        for side in (view.a.key, view.b.key):
            odds[side].append(log_odds(view.scores.forward[2]))
            agreed[side].append(view.scores.forward[0])
    sums = {side: sum(values) for side, values in odds.items()}
    highest = {side: sorted((0.0, *values))[-2:] for side, values in agreed.items()}
    found = []
    for view in views:
        entailment, _, contradiction = view.scores.forward
        sides = view.a.key, view.b.key
        own = log_odds(contradiction)
        usual = [(sums[one] - own) / (len(odds[one]) - 1) if len(odds[one]) > 1 else ALONE for one in sides]
        again = [highest[one][-1 if entailment < highest[one][-1] else -2] for one in sides]
        found.append(view.read(usual=tuple(usual), told_again=tuple(again)))
    return found


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
        if new:  # else nobody need load the model
            self._known |= dict(zip(new, self._predict(new), strict=True))
        return [self._known[pair] for pair in pairs]


def _one_way(row: NDArray[np.float32], flipped: bool) -> Scores:
    """One direction, standing in for both."""
    triple = _triple(row, flipped)
    return Scores(triple, triple)


def _triple(row: NDArray[np.float32], flipped: bool) -> tuple[float, float, float]:
    entailment, neutral, contradiction = (float(value) for value in row)
    return (contradiction, neutral, entailment) if flipped else (entailment, neutral, contradiction)
