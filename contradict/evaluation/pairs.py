"""Figures for labelled pairs, each with its 95% interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from contradict.evaluation.tasks import Task
from contradict.models import NLIModel
from contradict.models.folder import NLI_LABELS

if TYPE_CHECKING:
    from numpy.typing import NDArray

RESAMPLES = 1000
Interval = tuple[float, float]


@dataclass(frozen=True)
class Result:
    """One model on one task. Intervals are 95% percentile bootstrap intervals over premises."""

    task: str
    pairs: int
    unlabelled: int
    data_digest: str
    model: str
    model_digest: str
    engine: str
    accuracy: float
    accuracy_interval: Interval
    average_precision: float | None  # of contradiction against the rest; None where the labels do not tell it
    average_precision_interval: Interval | None

    def to_dict(self) -> dict[str, Any]:
        """Plain data, ready for JSON."""
        return asdict(self)


def evaluate(task: Task, model: NLIModel, seed: int = 0) -> Result:
    """Accuracy and average precision of ``model`` on ``task``."""
    scores = model.predict(task.pairs)
    right = np.array(
        [NLI_LABELS[column] in allowed for column, allowed in zip(scores.argmax(1), task.labels, strict=True)]
    )
    clusters = np.unique([premise for premise, _ in task.pairs], return_inverse=True)[1]
    generator = np.random.default_rng(seed)
    samples = [_resample(clusters, generator) for _ in range(RESAMPLES)]
    known = all(len(allowed) == 1 for allowed in task.labels)
    truth = np.array([allowed == ("contradiction",) for allowed in task.labels])
    ranked = known and 0 < truth.sum() < len(truth)
    contradiction = scores[:, NLI_LABELS.index("contradiction")]
    precisions = [
        average_precision(contradiction[rows], truth[rows]) for rows in samples if ranked and truth[rows].any()
    ]
    return Result(
        task.name,
        len(task.pairs),
        task.unlabelled,
        task.digest,
        model.folder.path.name,
        model.folder.digest,
        model.engine,
        float(right.mean()),
        _interval([float(right[rows].mean()) for rows in samples]),
        average_precision(contradiction, truth) if ranked else None,
        _interval(precisions) if ranked else None,
    )


def average_precision(scores: NDArray[np.floating[Any]], labels: NDArray[np.bool_]) -> float:
    """Area under the precision-recall steps, in [0, 1].

    scores: float (n,), higher is more contradictory; labels: bool (n,), at least one true.
    Source: Manning et al. 2008, section 8.4.
    """
    from sklearn.metrics import average_precision_score

    return float(average_precision_score(labels, scores))


def results_table(results: Sequence[Result]) -> str:
    """A Markdown table, one line a task."""
    lines = [
        "| task | pairs | accuracy | average precision of contradiction | model |",
        "| --- | --- | --- | --- | --- |",
    ]
    for result in results:
        precision = "–"
        if result.average_precision is not None and result.average_precision_interval is not None:
            precision = _with_interval(result.average_precision, result.average_precision_interval)
        accuracy = _with_interval(result.accuracy, result.accuracy_interval)
        model = f"{result.model} ({result.model_digest}, {result.engine})"
        lines.append(f"| {result.task} | {result.pairs:,} | {accuracy} | {precision} | {model} |")
    return "\n".join(lines)


def _with_interval(value: float, interval: Interval) -> str:
    return f"{value:.3f} ({interval[0]:.3f} to {interval[1]:.3f})"


def _resample(clusters: NDArray[np.intp], generator: np.random.Generator) -> NDArray[np.intp]:
    """Row numbers of a bootstrap sample that takes whole clusters."""
    order = np.argsort(clusters, kind="stable")
    starts = np.searchsorted(clusters[order], np.arange(clusters.max() + 2))
    drawn = generator.integers(0, clusters.max() + 1, clusters.max() + 1)
    return np.concatenate([order[starts[one] : starts[one + 1]] for one in drawn])


def _interval(values: Sequence[float]) -> Interval:
    low, high = np.percentile(values, (2.5, 97.5))
    return float(low), float(high)
