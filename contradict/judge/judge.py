"""A logistic regression over named features; its coefficients are a small JSON file that anybody can read."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from contradict.errors import ModelError
from contradict.judge.features import BEFORE_READING, FEATURES, PairView, rejected_by_name
from contradict.records import Contradiction, Reason, Relation, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

KINDS = ("number", "role", "quantifier", "negation", "antonym", "place", "day", "entity")
DURATIONS = re.compile(r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?)\b")
DISPUTE_FEATURES = (
    "rejects by name",
    "answers by name",
    "rejects what another said before",
    "denies in so many words",
    "what is denied, in the other",
    "one side disputes",
    "dispute and similarity",
    "dispute and shared words",
    "disputes what its own speaker says",
    "both sides doubt",
)
TOPIC_FEATURES = (
    "similarity",
    "nearer candidates, fewer",
    "nearer candidates, more",
    "shared words",
    "shared words in context",
    "shared names",
)
MIN_WEIGHT = 0.05  # log-odds; a reason that moves the verdict less is not worth a reader's time


@dataclass(frozen=True)
class Judge:
    """Turns scored pairs into findings.

    weights: coefficient by feature name, in log-odds for each unit of the feature. means: the feature's mean over the
    fit data, from which a reason's weight is counted. threshold: the default for findings. before: weights and
    intercept of a second regression, over the features that need no NLI model. looks: the probabilities under which a
    pair is done with, before the NLI model reads it and after it has read it in one direction.
    """

    weights: Mapping[str, float]
    means: Mapping[str, float]
    intercept: float
    threshold: float
    before: tuple[Mapping[str, float], float]
    looks: tuple[float, float]

    @classmethod
    def load(cls, path: Path) -> Judge:
        """A judge from its folder. Raises ModelError if it was fitted for other features."""
        try:
            data = json.loads((path / "judge.json").read_text("utf-8"))
        except (OSError, json.JSONDecodeError) as error:
            raise ModelError(f"no readable judge.json in {path}: install the package again") from error
        if set(data["weights"]) != set(FEATURES):
            odd = sorted(set(data["weights"]) ^ set(FEATURES))
            raise ModelError(f"{path}/judge.json was fitted for other features ({', '.join(odd)}): fit it again")
        before = data["before"]["weights"], data["before"]["intercept"]
        return cls(data["weights"], data["means"], data["intercept"], data["threshold"], before, tuple(data["looks"]))

    def probabilities(self, views: Sequence[PairView]) -> list[float]:
        """Calibrated probability of each pair to be a contradiction or a dispute, 0 to 1."""
        return _chances(feature_rows(views), FEATURES, self.weights, self.intercept)

    def prior(self, views: Sequence[PairView]) -> list[float]:
        """The same from what is known before the NLI model reads a pair: less certain, and cheap."""
        return _chances(feature_rows(views, BEFORE_READING), BEFORE_READING, *self.before)

    def finding(self, view: PairView, probability: float, relation: Relation | None = None) -> Contradiction:
        """The pair as a finding, with its kind and reasons. relation: None for a contradiction, or a dispute."""
        if relation is None:
            relation = "disputed" if view.reply or view.denied or rejected_by_name(view) else "contradiction"
        return Contradiction(
            view.a,
            view.b,
            probability,
            relation,
            _kind(view, relation),
            self._reasons(view),
            view.similarity,
            view.scores,
        )

    def _reasons(self, view: PairView) -> tuple[Reason, ...]:
        """What moved the verdict, strongest first, in words."""
        moved = {name: self.weights[name] * (compute(view) - self.means[name]) for name, compute in FEATURES.items()}
        nli = sum(moved.pop(name) for name in FEATURES if name.startswith(("NLI", "usual")))
        forward, backward = view.scores.forward[2], view.scores.backward[2]
        weak = "some sign of a contradiction" if nli > 0 else "little contradiction"
        seen = "a contradiction" if max(forward, backward) >= 0.5 else weak
        reasons = [Reason(f"the NLI model sees {seen} ({forward:.2f} one way, {backward:.2f} the other)", nli)]
        for name, found in view.evidence.items():
            weight = moved.pop(name) + moved.pop(f"{name} and similarity", 0.0)
            spans = view.a.in_text(found.spans_a), view.b.in_text(found.spans_b)
            reasons.append(Reason(found.words, weight, *spans))
        answer = sum(moved[name] for name in DISPUTE_FEATURES)
        if view.reply:
            reasons.append(Reason(f"one answers the other: “{view.reply}”", answer, *_where(view, view.reply)))
        elif dispute := view.a.dispute or view.b.dispute:
            reasons.append(Reason(f"one side disputes: “{dispute.cue}”", answer, *_where(view, dispute.cue)))
        alike = moved["alike without a clash"]
        if alike < 0:
            reasons.append(Reason("much the same words, and none of them clash", alike))
            alike = 0.0
        topic = sum(moved[name] for name in TOPIC_FEATURES) + alike
        matter = "same matter" if topic > 0 else "little in common in their wording"
        reasons.append(Reason(f"{matter} (similarity {view.similarity:.2f})", topic))
        kept = [reason for reason in reasons if abs(reason.weight) >= MIN_WEIGHT]
        return tuple(sorted(kept, key=lambda reason: (-abs(reason.weight), reason.text)))


def feature_rows(views: Sequence[PairView], names: Collection[str] = FEATURES.keys()) -> NDArray[np.float64]:
    """Feature values (views, features), columns in the order of ``names``."""
    wanted = [FEATURES[name] for name in names]
    rows = [[compute(view) for compute in wanted] for view in views]
    return np.array(rows, np.float64).reshape(len(views), len(wanted))


def _chances(
    rows: NDArray[np.float64], names: Iterable[str], weights: Mapping[str, float], intercept: float
) -> list[float]:
    logits = rows @ np.array([weights[name] for name in names]) + intercept
    chances: list[float] = (1 / (1 + np.exp(-logits))).tolist()
    return chances


_KIND_OF: dict[Relation, str] = {"disputed": "denial", "agreement": "agreement"}


def _kind(view: PairView, relation: Relation) -> str:
    if relation in _KIND_OF:
        return _KIND_OF[relation]
    fired = [kind for kind in KINDS if kind in view.evidence]
    if not fired:
        return "other"
    best = max(fired, key=lambda kind: (view.evidence[kind].strength, -KINDS.index(kind)))
    if best == "number" and DURATIONS.search(view.evidence[best].words):
        return "duration"
    return {"day": "date"}.get(best, best)


def _where(view: PairView, words: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The spans of the words in the text of either side."""
    places = (side.text.find(words) for side in (view.a, view.b))
    first, second = (((at, at + len(words)),) if at >= 0 else () for at in places)
    return first, second
