"""Marked documents, end to end: does a detector list what annotators marked, and what else does it list?

A finding is right if it hits a marked conflict; a second finding on the same conflict counts neither way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from contradict.evaluation.marks import Bundle, BundlesTask
from contradict.evaluation.resampling import share
from contradict.finder import KEPT, ContradictionFinder
from contradict.records import Document, Statement

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Example = Mapping[str, Any]
TOP = (1, 5, 10, 20)


@dataclass(frozen=True)
class Detection:
    """What a detector made of some documents: findings with their probability, best first, and the pairs it scored."""

    findings: Sequence[tuple[float, Statement, Statement]]
    scored: Sequence[tuple[Statement, Statement]]
    statements: int


class Detector(Protocol):
    """Lists contradictions in documents; findings from ``threshold`` up are shown to the user."""

    name: str
    digest: str
    engine: str
    threshold: float

    def detect(self, documents: Sequence[Document]) -> Detection:
        """All findings that are worth ranking, also those under the threshold."""
        ...


class FinderDetector:
    """The product."""

    def __init__(self, finder: ContradictionFinder, name: str, digest: str, engine: str) -> None:
        self.name, self.digest, self.engine = name, digest, engine
        self.threshold = finder.threshold
        self._finder = finder

    def detect(self, documents: Sequence[Document]) -> Detection:
        """Everything that the finder keeps for a lower threshold."""
        analysis = self._finder.analyse(documents)
        report = self._finder.judge_analysis(analysis)
        return Detection(
            [(finding.probability, finding.a, finding.b) for finding in report.above(KEPT)],
            [(analysis.statements[pair.a], analysis.statements[pair.b]) for pair in analysis.candidates.pairs],
            len(analysis.statements),
        )


@dataclass(frozen=True)
class DocumentsJob:
    """A detector on marked bundles."""

    task: BundlesTask
    model: Detector
    kind = "documents"
    chunk = 1

    @property
    def total(self) -> int:
        """How many bundles there are."""
        return len(self.task.bundles)

    def run(self, start: int, stop: int) -> list[Example]:
        """Look through the bundles from ``start`` up to ``stop``."""
        return [example(bundle, self.model) for bundle in self.task.bundles[start:stop]]


def example(bundle: Bundle, detector: Detector) -> Example:
    """What the detector made of one bundle, against its marks.

    findings: [probability, the conflict it hits or -1, whether it is a tempting pair, whether it is shown].
    """
    detection = detector.detect(bundle.documents)
    findings = []
    for probability, a, b in detection.findings:
        hit = next((place for place, mark in enumerate(bundle.conflicts) if mark.hit_by(a, b)), -1)
        tempting = hit < 0 and any(mark.hit_by(a, b) for mark in bundle.tempting)
        findings.append([round(probability, 6), hit, int(tempting), int(probability >= detector.threshold)])
    reached = sum(any(mark.hit_by(a, b) for a, b in detection.scored) for mark in bundle.conflicts)
    return {
        "id": bundle.id,
        "cluster": bundle.id,
        "conflicts": len(bundle.conflicts),
        "tempting": len(bundle.tempting),
        "statements": detection.statements,
        "scored": len(detection.scored),
        "reached": reached,
        "findings": findings,
    }


def figures(examples: Sequence[Example], weights: Array) -> dict[str, Array]:
    """All figures for each weighting of the bundles, (weightings,)."""
    of = {name: weights @ np.array([one[name] for one in examples], float) for name in ("conflicts", "statements")}
    shown = [[finding for finding in one["findings"] if finding[3]] for one in examples]
    hits = weights @ np.array([len({hit for _, hit, *_ in found if hit >= 0}) for found in shown], float)
    false = weights @ np.array([sum(hit < 0 for _, hit, *_ in found) for found in shown], float)
    tempted = weights @ np.array([sum(tempting for _, _, tempting, _ in found) for found in shown], float)
    clean = np.array([not one["conflicts"] for one in examples], float)
    silent = np.array([not found for found in shown], float)
    precision, recall = share(hits, hits + false), share(hits, of["conflicts"])
    values = ranking_figures(examples, weights)
    values |= {
        "precision": precision,
        "recall": recall,
        "f1": share(2 * hits, hits + false + of["conflicts"]),
        "findings": hits + false,
        "false_per_1000_statements": share(1000 * false, of["statements"]),
        "candidate_recall": share(weights @ np.array([one["reached"] for one in examples], float), of["conflicts"]),
        "pairs_per_statement": share(weights @ np.array([one["scored"] for one in examples], float), of["statements"]),
        "clean_bundles_without_findings": share(weights @ (clean * silent), weights @ clean),
        "tempting_flagged": tempted,
    }
    return values


def ranking_figures(examples: Sequence[Example], weights: Array) -> dict[str, Array]:
    """Average precision over distinct conflicts, all findings in one ranking, and precision of its top."""
    listed: list[tuple[float, int, bool]] = []
    for place, one in enumerate(examples):
        seen: set[int] = set()
        for probability, hit, *_ in sorted(one["findings"], key=lambda finding: -finding[0]):
            if hit not in seen:
                listed.append((-probability, place, hit >= 0))
            if hit >= 0:
                seen.add(hit)
    listed.sort(key=lambda entry: entry[:2])
    places = np.array([place for _, place, _ in listed], int)
    drawn = weights[:, places] if listed else np.zeros((len(weights), 1))
    right = np.cumsum(drawn * np.array([hit for *_, hit in listed] or [False]), axis=1)
    down = np.cumsum(drawn, axis=1)
    conflicts = weights @ np.array([one["conflicts"] for one in examples], float)
    precision = np.nan_to_num(share(right, down))
    values = {"average_precision": share((precision * np.diff(right, axis=1, prepend=0)).sum(1), conflicts)}
    for top in TOP:
        enough = down >= top
        at = np.where(enough.any(1), enough.argmax(1), down.shape[1] - 1)
        rows = np.arange(len(weights))
        values[f"precision_at_{top}"] = right[rows, at] / np.maximum(down[rows, at], top)
    return values


def details(examples: Sequence[Example]) -> dict[str, Any]:
    """Counts that need no interval."""
    return {name: sum(one[name] for one in examples) for name in ("conflicts", "tempting", "statements", "scored")}
