"""A logistic regression over named features, trees beside it, and trees that see a pair among others; JSON files."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from contradict.errors import ModelError
from contradict.judge.among import NOWHERE, ROW, row_among
from contradict.judge.features import BEFORE_READING, FEATURES, PairView, rejected_by_name
from contradict.judge.forest import Forest
from contradict.judge.reasons import groups, worded
from contradict.records import Contradiction, Reason, Relation

if TYPE_CHECKING:
    from numpy.typing import NDArray

KINDS = ("number", "role", "quantifier", "negation", "antonym", "place", "day", "entity")
DURATIONS = re.compile(r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?)\b")


@dataclass(frozen=True)
class Judge:
    """Turns scored pairs into findings.

    weights: coefficient by feature name, in log-odds for each unit of the feature. forest: trees over the same
    features, whose leaves are added. means: the feature's mean over the fit data, against which a reason's weight is
    counted. threshold: the default for findings. before: trees and intercept over the features that need no NLI model.
    looks: the probabilities under which a pair is done with, before the NLI model reads it and after it has read it in
    one direction. among: weights, trees and intercept that give the log-odds of a pair from those that it has by itself
    and from what is at odds elsewhere.
    """

    weights: Mapping[str, float]
    means: Mapping[str, float]
    intercept: float
    threshold: float
    forest: Forest
    before: tuple[Forest, float]
    looks: tuple[float, float]
    among: tuple[Mapping[str, float], Forest, float]

    @classmethod
    def load(cls, path: Path) -> Judge:
        """A judge from its folder. Raises ModelError if it was fitted for other features."""
        try:
            data, trees = (json.loads((path / name).read_text("utf-8")) for name in ("judge.json", "trees.json"))
        except (OSError, json.JSONDecodeError) as error:
            raise ModelError(f"no readable judge.json and trees.json in {path}: install the package again") from error
        if set(data["weights"]) != set(FEATURES):
            odd = sorted(set(data["weights"]) ^ set(FEATURES))
            raise ModelError(f"{path}/judge.json was fitted for other features ({', '.join(odd)}): fit it again")
        return cls(
            data["weights"],
            data["means"],
            data["intercept"],
            data["threshold"],
            Forest.of(trees["alone"]),
            (Forest.of(trees["before"]), data["before"]),
            tuple(data["looks"]),
            (data["among"]["weights"], Forest.of(trees["among"]), data["among"]["intercept"]),
        )

    def probabilities(self, views: Sequence[PairView]) -> list[float]:
        """Calibrated probability of each pair to be a contradiction or a dispute, 0 to 1.

        Each by itself, but for what has been seen among others.
        """
        odds = self._log_odds(feature_rows(views))
        places = [place for place, view in enumerate(views) if view.elsewhere]
        odds[places] = self._among([views[place].elsewhere or NOWHERE for place in places], odds[places])
        return _chances(odds)

    def prior(self, views: Sequence[PairView]) -> list[float]:
        """The same from what is known before the NLI model reads a pair: less certain, and cheap."""
        forest, intercept = self.before
        return _chances(forest(feature_rows(views, BEFORE_READING)) + intercept)

    def _log_odds(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Of each row of features (n, features), (n,)."""
        weights = np.array([self.weights[name] for name in FEATURES], np.float64)
        odds: NDArray[np.float64] = rows @ weights + self.intercept + self.forest(rows)
        return odds

    def _among(
        self, elsewhere: Sequence[tuple[float, float, float]], alone: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Log-odds (n,) of pairs among others, from those that they have alone."""
        weights, forest, intercept = self.among
        rows = np.array([row_among(*one) for one in zip(alone, elsewhere, strict=True)]).reshape(-1, len(ROW))
        odds: NDArray[np.float64] = rows @ np.array([weights[name] for name in ROW]) + forest(rows) + intercept
        return odds

    def findings(
        self, views: Sequence[PairView], probabilities: Sequence[float], relations: Sequence[Relation | None]
    ) -> list[Contradiction]:
        """The pairs as findings, with their kinds and reasons. relations: None for a contradiction, or a dispute."""
        found = []
        for view, probability, given, reasons in zip(
            views, probabilities, relations, self._reasons(views), strict=True
        ):
            relation = given or _opposed(view)
            kind = _kind(view, relation)
            scores = view.last_scores
            found.append(Contradiction(view.a, view.b, probability, relation, kind, reasons, view.similarity, scores))
        return found

    def _reasons(self, views: Sequence[PairView]) -> Iterator[tuple[Reason, ...]]:
        """Each reason weighs what the log-odds would lose, were its features as they are on average.

        What is at odds elsewhere weighs what they would lose, were nothing.
        """
        if not views:
            return
        columns = {name: column for column, name in enumerate(FEATURES)}
        told = [groups(view) for view in views]
        sizes = [len(one) + 1 for one in told]  # the last row of a view is as it is
        rows, ends = np.repeat(feature_rows(views), sizes, axis=0), np.cumsum(sizes)[:-1]
        for one, part in zip(told, np.split(rows, ends), strict=True):
            for row, group in zip(part, one.values(), strict=False):
                for name in self.means.keys() & group:
                    row[columns[name]] = self.means[name]
        for view, one, odds in zip(views, told, np.split(self._log_odds(rows), ends), strict=True):
            names = list(one)
            if view.elsewhere:
                seen = [*[view.elsewhere] * len(one), NOWHERE, view.elsewhere]
                odds, names = self._among(seen, odds[[*range(len(one)), -1, -1]]), [*names, "elsewhere"]
            yield worded(view, dict(zip(names, (odds[-1] - odds[:-1]).tolist(), strict=True)))


def feature_rows(views: Sequence[PairView], names: Collection[str] = FEATURES.keys()) -> NDArray[np.float64]:
    """Feature values (views, features), columns in the order of ``names``."""
    wanted = [FEATURES[name] for name in names]
    rows = np.empty((len(views), len(wanted)), np.float64)
    for row, view in zip(rows, views, strict=True):
        row[:] = [compute(view) for compute in wanted]
    return rows


def _chances(log_odds: NDArray[np.float64]) -> list[float]:
    chances: list[float] = (1 / (1 + np.exp(-log_odds))).tolist()
    return chances


_KIND_OF: dict[Relation, str] = {"disputed": "denial", "agreement": "agreement"}


def _opposed(view: PairView) -> Relation:
    return "disputed" if view.reply or view.denied or rejected_by_name(view) else "contradiction"


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
