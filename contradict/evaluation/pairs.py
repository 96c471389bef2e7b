"""Labelled pairs: one example a pair, and the figures over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from contradict.evaluation.labels import classes
from contradict.evaluation.metrics import confusion, pair_figures, precision_recall, reliability
from contradict.evaluation.scorers import Scorer
from contradict.evaluation.tasks import PairsTask

if TYPE_CHECKING:
    from numpy.typing import NDArray

Example = Mapping[str, Any]


@dataclass(frozen=True)
class PairsJob:
    """A scorer on a task."""

    task: PairsTask
    model: Scorer
    kind = "pairs"
    chunk = 1024

    @property
    def total(self) -> int:
        """How many pairs there are."""
        return len(self.task.pairs)

    def run(self, start: int, stop: int) -> list[Example]:
        """Score the pairs from ``start`` up to ``stop``."""
        task = self.task
        scores = self.model.predict(task.pairs[start:stop])
        return [
            {
                "id": task.ids[place],
                "cluster": task.clusters[place],
                "label": task.labels[place],
                "scores": [round(float(value), 6) for value in row],
                **{column: values[place] for column, values in task.slices.items()},
            }
            for place, row in zip(range(start, stop), scores, strict=True)
        ]


def figures(examples: Sequence[Example], weights: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    """All figures for each weighting of the examples."""
    return pair_figures(_labels(examples), _scores(examples), weights)


def details(examples: Sequence[Example]) -> dict[str, Any]:
    """The confusion matrix (gold by predicted), the reliability curve, and precision over recall of contradiction."""
    seen = classes(_labels(examples), _scores(examples))
    if not seen.names:
        return {}
    table = confusion(seen, np.ones((1, len(examples))))[0]
    positive = seen.gold == (seen.names.index("contradiction") if "contradiction" in seen.names else -1)
    return {
        "precision_recall": precision_recall(_scores(examples)[:, 2], positive) if positive.any() else [],
        "classes": list(seen.names),
        "confusion": [[int(cell) for cell in row] for row in table],
        "reliability": [
            [bin_.rows, round(bin_.confidence, 4), round(bin_.accuracy, 4)]
            for bin_ in reliability(_labels(examples), _scores(examples))
        ],
    }


def _labels(examples: Sequence[Example]) -> list[str]:
    return [str(example["label"]) for example in examples]


def _scores(examples: Sequence[Example]) -> NDArray[np.float64]:
    return np.array([example["scores"] for example in examples], np.float64)
