"""Temperature, class bias and threshold of an NLI model, fitted on labelled pairs and kept with the model.

The model applies temperature and bias. The threshold is told and kept, and used by nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from contradict.errors import InputError, OptionError
from contradict.evaluation.labels import ALLOWED, classes
from contradict.evaluation.metrics import calibration_error
from contradict.evaluation.tasks import PairsTask
from contradict.models import NLIModel
from contradict.models.folder import NLI_LABELS, Calibration
from contradict.records import Contradiction
from contradict.report import Report

if TYPE_CHECKING:
    from numpy.typing import NDArray

PRECISION = 0.9
_TEMPERATURES = (0.05, 20.0)
_BIASES = (-3.0, 3.0)
_RIDGE = 1e-3  # holds the bias of a class that the labels never name near 0


@dataclass(frozen=True)
class Calibrated:
    """What was fitted, and the expected calibration error before and after (None where labels allow several)."""

    calibration: Calibration
    recall: float  # of contradictions at the threshold
    error_before: float | None
    error_after: float | None


def fit_scaling(scores: NDArray[np.floating], labels: Sequence[str]) -> tuple[float, tuple[float, float, float]]:
    """The temperature and the bias of each class, neutral's being 0, that make the gold labels most likely.

    scores: probabilities (n, 3). A label that allows two classes counts with the sum of their probabilities.
    Source: bias-corrected temperature scaling, Alexandari et al. 2020.
    """
    from scipy.optimize import minimize

    logits = np.log(np.clip(scores.astype(np.float64), 1e-12, None))
    allowed = np.array([[label in ALLOWED[gold] for label in NLI_LABELS] for gold in labels], np.float64)

    def loss(values: NDArray[np.float64]) -> float:
        fitted = scaled(logits, float(np.exp(values[0])), (values[1], 0.0, values[2]))
        return float(-np.log((fitted * allowed).sum(1) + 1e-12).mean() + _RIDGE * float(values[1:] @ values[1:]))

    found: Any = minimize(loss, np.zeros(3), bounds=[tuple(np.log(_TEMPERATURES)), _BIASES, _BIASES], method="L-BFGS-B")
    temperature, entailment, contradiction = found.x
    return float(np.exp(temperature)), (float(entailment), 0.0, float(contradiction))


def scaled(logits: NDArray[np.float64], temperature: float, bias: Sequence[float]) -> NDArray[np.float64]:
    """Softmax of logits / temperature + bias, (n, 3)."""
    moved = logits / temperature + np.asarray(bias)
    powers = np.exp(moved - moved.max(1, keepdims=True))
    result: NDArray[np.float64] = powers / powers.sum(1, keepdims=True)
    return result


def threshold_for(
    probabilities: Sequence[float] | NDArray[np.floating], truth: Sequence[bool], precision: float = PRECISION
) -> tuple[float, float]:
    """The lowest threshold whose findings have the wanted precision on these labels, and its recall.

    probabilities: (n,), of contradiction. truth: (n,), true for a contradiction. Raises InputError if no threshold
    reaches it, naming the best one.
    """
    values, right = np.asarray(probabilities, float), np.asarray(truth, bool)
    if not right.any():
        raise InputError("no row is labelled as a contradiction: a threshold needs some")
    order = np.argsort(-values, kind="stable")
    found = np.cumsum(right[order])
    last = np.append(np.flatnonzero(np.diff(values[order])), len(order) - 1)  # of each run of equal values
    shares = found[last] / (last + 1)
    enough = np.flatnonzero(shares >= precision)
    if not len(enough):
        best = int(shares.argmax())
        raise InputError(
            f"no threshold reaches precision {precision}: the best is {shares[best]:.2f}, at "
            f"{values[order][last[best]]:.3f} with recall {found[last[best]] / right.sum():.2f}; ask for less"
        )
    chosen = last[enough[-1]]
    return float(values[order][chosen]), float(found[chosen] / right.sum())


def fit_threshold(labelled: Report | Iterable[tuple[Contradiction, bool]], precision: float = PRECISION) -> float:
    """The lowest threshold at which your own verdicts give the wanted precision: ``report.above(threshold)``.

    labelled: findings and whether each is right, or a report whose ``judged`` are meant; those under the threshold in
    use count as well, so judge a report with a low one. precision: a share above 0 and up to 1. Raises InputError if
    there is no finding that is right, or no threshold reaches the precision.
    """
    if not 0 < precision <= 1:
        raise OptionError(f"precision={precision} is out of range: give a share above 0 and up to 1")
    judged = list(labelled.judged if isinstance(labelled, Report) else labelled)
    if not judged:
        raise InputError("no finding has a verdict: use report.confirm(finding) and report.dismiss(finding) first")
    return threshold_for([finding.probability for finding, _ in judged], [right for _, right in judged], precision)[0]


def calibrate(task: PairsTask, model: NLIModel, precision: float = PRECISION) -> Calibrated:
    """Fit temperature, bias and threshold of ``model`` on ``task``; nothing is written. See ``Calibration.save``.

    The threshold is for your own use of the model's scores: the finder does not read it.
    """
    scores = model.predict(task.pairs)
    factor, added = fit_scaling(scores, task.labels)
    after = scaled(np.log(np.clip(scores.astype(np.float64), 1e-12, None)), factor, added)
    told = [place for place, label in enumerate(task.labels) if label != "not_entailment"]  # which may be either
    truth = [task.labels[place] == "contradiction" for place in told]
    threshold, recall = threshold_for(after[told, 2], truth, precision)
    before, later = (classes(task.labels, each) for each in (scores, after))
    ones = np.ones((1, len(task.labels)))
    return Calibrated(
        Calibration(
            round(factor * model.calibration.temperature, 6),
            tuple(round(own / factor + more, 6) for own, more in zip(model.calibration.bias, added, strict=True)),
            round(threshold, 6),
            precision,
            task.digest,
        ),
        recall,
        float(calibration_error(before, ones)[0]) if before.names else None,
        float(calibration_error(later, ones)[0]) if later.names else None,
    )
