"""Figures of labelled pairs, for many weightings of the rows at once.

weights: float64 (weightings, rows) everywhere; each figure is float64 (weightings,), NaN where it is undefined.
Where scikit-learn has the figure for one weighting, a test holds ours against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from contradict.evaluation.labels import Classes, classes, is_right
from contradict.evaluation.resampling import share
from contradict.models.folder import NLI_LABELS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

BINS = 15  # of confidence, of equal width
RECALLS = (0.5, 0.8, 0.9)


@dataclass(frozen=True)
class Bin:
    """Rows whose confidence lies in one bin of the reliability curve."""

    rows: int
    confidence: float  # mean, 0 to 1
    accuracy: float  # 0 to 1


def pair_figures(labels: Sequence[str], scores: NDArray[np.floating], weights: Array) -> dict[str, Array]:
    """All figures that the labels allow, by name. scores: (rows, 3), entailment, neutral, contradiction."""
    total = weights.sum(1)
    figures = {"accuracy": weights @ is_right(labels, scores) / total}
    seen = classes(labels, scores)
    if not seen.names:
        return figures
    figures |= confusion_figures(seen.names, confusion(seen, weights))
    figures["expected_calibration_error"] = calibration_error(seen, weights)
    truth = np.eye(len(seen.names))[seen.gold]
    figures["brier_score"] = weights @ ((seen.probabilities - truth) ** 2).sum(1) / total
    if "contradiction" in seen.names:
        ranking = Ranking(
            scores[:, NLI_LABELS.index("contradiction")], seen.gold == seen.names.index("contradiction"), weights
        )
        figures["average_precision"] = ranking.average_precision()
        figures["roc_auc"] = ranking.roc_auc()
        for recall in RECALLS:
            figures[f"precision_at_recall_{recall}"] = ranking.precision_at_recall(recall)
    return figures


def confusion(seen: Classes, weights: Array) -> Array:
    """(weightings, classes, classes): weight of the rows by gold class, then predicted class."""
    count = len(seen.names)
    cells = np.eye(count * count)[seen.gold * count + seen.predicted]
    table: Array = (weights @ cells).reshape(-1, count, count)
    return table


def confusion_figures(names: Sequence[str], table: Array) -> dict[str, Array]:
    """Precision, recall and F1 by class; their means over the classes in the gold labels; Matthews correlation.

    Source: Sokolova and Lapalme 2009; for the correlation of several classes, Gorodkin 2004.
    """
    hits = np.diagonal(table, axis1=1, axis2=2)
    gold, predicted, total = table.sum(2), table.sum(1), table.sum((1, 2))
    recall = share(hits, gold)
    precision = np.where(gold > 0, np.nan_to_num(share(hits, predicted)), np.nan)  # never predicted: 0
    f1 = np.where(gold > 0, share(2 * hits, gold + predicted), np.nan)
    figures = {
        "balanced_accuracy": _mean(recall),
        "macro_precision": _mean(precision),
        "macro_recall": _mean(recall),
        "macro_f1": _mean(f1),
    }
    for place, name in enumerate(names):
        figures |= {
            f"{name}_precision": precision[:, place], f"{name}_recall": recall[:, place], f"{name}_f1": f1[:, place],
        }  # fmt: skip
    spread = np.sqrt((total**2 - (predicted**2).sum(1)) * (total**2 - (gold**2).sum(1)))
    agreement = hits.sum(1) * total - (predicted * gold).sum(1)
    figures["matthews_correlation"] = np.where(spread > 0, share(agreement, spread), 0.0)
    return figures


def calibration_error(seen: Classes, weights: Array) -> Array:
    """Expected calibration error, in [0, 1], of the predicted class's probability. Source: Guo et al. 2017."""
    confidence, right, bins = _confidences(seen)
    gaps = np.eye(BINS)[bins] * (right - confidence)[:, None]
    error: Array = np.abs(weights @ gaps).sum(1) / weights.sum(1)
    return error


def reliability(labels: Sequence[str], scores: NDArray[np.floating]) -> list[Bin]:
    """The reliability curve: bins that hold rows, from low to high confidence."""
    seen = classes(labels, scores)
    if not seen.names:
        return []
    confidence, right, bins = _confidences(seen)
    chosen = [bins == number for number in range(BINS)]
    return [
        Bin(int(rows.sum()), float(confidence[rows].mean()), float(right[rows].mean())) for rows in chosen if rows.any()
    ]


class Ranking:
    """Rows by falling score, one class against the rest; rows of equal score count as one step.

    scores: (rows,). positive: bool (rows,).
    """

    def __init__(self, scores: NDArray[np.floating], positive: NDArray[np.bool_], weights: Array) -> None:
        order = np.argsort(-scores, kind="stable")
        drawn = weights[:, order]
        last = np.append(np.flatnonzero(np.diff(scores[order])), len(order) - 1)  # of each run of equal scores
        self._found = np.cumsum(drawn * positive[order], axis=1)[:, last]
        self._listed = np.cumsum(drawn, axis=1)[:, last]
        self._positives = self._found[:, -1]

    def average_precision(self) -> Array:
        """Area under the precision-recall steps, in [0, 1]. Source: Manning et al. 2008, section 8.4."""
        precision = np.nan_to_num(share(self._found, self._listed))
        return share((precision * np.diff(self._found, axis=1, prepend=0)).sum(1), self._positives)

    def roc_auc(self) -> Array:
        """Chance that a positive row scores above another, ties halved. Source: Fawcett 2006."""
        passed = self._listed - self._found
        new = np.diff(self._found, axis=1, prepend=0)
        behind = passed[:, -1:] - passed + np.diff(passed, axis=1, prepend=0) / 2
        return share((new * behind).sum(1), self._positives * passed[:, -1])

    def precision_at_recall(self, recall: float) -> Array:
        """The best precision at any threshold that reaches ``recall``."""
        precision = np.nan_to_num(share(self._found, self._listed))
        reached = self._found >= recall * self._positives[:, None] - 1e-9
        return np.where(self._positives > 0, np.where(reached, precision, 0).max(1), np.nan)


def precision_recall(
    scores: NDArray[np.floating], positive: NDArray[np.bool_], points: int = 51
) -> list[tuple[float, float]]:
    """(recall, precision) at evenly spread recalls, the best precision at each, as in a plotted curve."""
    ranking = Ranking(scores, positive, np.ones((1, len(scores))))
    recalls = np.linspace(0, 1, points)
    return [(round(float(r), 4), round(float(ranking.precision_at_recall(r)[0]), 4)) for r in recalls]


def _confidences(seen: Classes) -> tuple[Array, NDArray[np.bool_], NDArray[np.intp]]:
    confidence = seen.probabilities[np.arange(len(seen.gold)), seen.predicted]
    bins = np.clip(np.ceil(confidence * BINS).astype(np.intp) - 1, 0, BINS - 1)
    return confidence, seen.predicted == seen.gold, bins


def _mean(values: Array) -> Array:
    """Over the classes that are there."""
    there = ~np.isnan(values)
    return share(np.where(there, values, 0).sum(1), there.sum(1).astype(float))
