"""End to end on marked documents: does the finder list what annotators marked, and what else does it list?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from contradict.evaluation.marks import Bundle
from contradict.finder import KEPT, ContradictionFinder
from contradict.records import Contradiction

RESAMPLES = 1000
Interval = tuple[float, float]


@dataclass(frozen=True)
class Ranked:
    """One finding of one bundle: its probability, and which conflict of the bundle it hits (None: none)."""

    probability: float
    conflict: int | None
    tempting: bool


@dataclass(frozen=True)
class Outcome:
    """What the finder made of one bundle."""

    findings: tuple[Ranked, ...]
    conflicts: int
    statements: int
    reached: int  # conflicts of which some pair was a candidate


@dataclass(frozen=True)
class DocumentsResult:
    """Figures over bundles; intervals are 95% percentile bootstrap intervals over bundles.

    A finding is right if it hits a conflict; a second finding on the same conflict counts neither way.
    """

    bundles: int
    conflicts: int
    statements: int
    average_precision: float
    average_precision_interval: Interval
    candidate_recall: float
    candidate_recall_interval: Interval
    threshold: float
    findings: int
    precision: float | None  # at the threshold; None without findings
    recall: float
    false_per_1000_statements: float
    clean_without_findings: float | None  # share of the bundles without conflicts that get no finding
    tempting_flagged: int

    def to_dict(self) -> dict[str, Any]:
        """Plain data, ready for JSON."""
        return asdict(self)


def evaluate_documents(bundles: Sequence[Bundle], finder: ContradictionFinder, *, seed: int = 0) -> DocumentsResult:
    """Run ``finder`` on every bundle by itself; the ranking is seen whole, the rest at the finder's threshold."""
    cut = finder.threshold
    outcomes = [outcome(bundle, finder) for bundle in bundles]
    generator = np.random.default_rng(seed)
    draws = [generator.integers(0, len(outcomes), len(outcomes)) for _ in range(RESAMPLES)]
    samples = [[outcomes[place] for place in draw] for draw in draws]
    shown = [(o, [f for f in o.findings if f.probability >= cut]) for o in outcomes]
    hits = sum(len({f.conflict for f in found if f.conflict is not None}) for _, found in shown)
    false = sum(f.conflict is None for _, found in shown for f in found)
    conflicts, statements = sum(o.conflicts for o in outcomes), sum(o.statements for o in outcomes)
    clean = [not found for o, found in shown if not o.conflicts]
    return DocumentsResult(
        bundles=len(outcomes),
        conflicts=conflicts,
        statements=statements,
        average_precision=average_precision_of_conflicts(outcomes),
        average_precision_interval=_interval([average_precision_of_conflicts(sample) for sample in samples]),
        candidate_recall=_recall(outcomes),
        candidate_recall_interval=_interval([_recall(sample) for sample in samples]),
        threshold=cut,
        findings=sum(len(found) for _, found in shown),
        precision=hits / (hits + false) if hits + false else None,
        recall=hits / conflicts if conflicts else 0.0,
        false_per_1000_statements=1000 * false / statements if statements else 0.0,
        clean_without_findings=sum(clean) / len(clean) if clean else None,
        tempting_flagged=sum(f.tempting for _, found in shown for f in found),
    )


def outcome(bundle: Bundle, finder: ContradictionFinder) -> Outcome:
    """The ranked findings of one bundle against its marks."""
    analysis = finder.analyse(bundle.documents)
    report = finder.judge_analysis(analysis)
    ranked = tuple(_ranked(finding, bundle) for finding in report.above(KEPT))
    reached = sum(any(mark.hit_by(view.a, view.b) for view in analysis.views) for mark in bundle.conflicts)
    return Outcome(ranked, len(bundle.conflicts), len(report.statements), reached)


def average_precision_of_conflicts(outcomes: Sequence[Outcome]) -> float:
    """Area under the precision-recall steps over distinct conflicts, all findings in one ranking, in [0, 1]."""
    total = sum(outcome.conflicts for outcome in outcomes)
    if not total:
        return 0.0
    ranking = sorted(
        (
            (finding.probability, place, finding)
            for place, outcome in enumerate(outcomes)
            for finding in outcome.findings
        ),
        key=lambda entry: (-entry[0], entry[1]),
    )
    seen: set[tuple[int, int]] = set()
    false, area = 0, 0.0
    for _, place, finding in ranking:
        if finding.conflict is None:
            false += 1
        elif (place, finding.conflict) not in seen:
            seen.add((place, finding.conflict))
            area += len(seen) / (len(seen) + false)
    return area / total


def _ranked(finding: Contradiction, bundle: Bundle) -> Ranked:
    hit = next((n for n, mark in enumerate(bundle.conflicts) if mark.hit_by(finding.a, finding.b)), None)
    tempting = any(mark.hit_by(finding.a, finding.b) for mark in bundle.tempting)
    return Ranked(finding.probability, hit, tempting and hit is None)


def _recall(outcomes: Sequence[Outcome]) -> float:
    total = sum(outcome.conflicts for outcome in outcomes)
    return sum(outcome.reached for outcome in outcomes) / total if total else 0.0


def _interval(values: Sequence[float]) -> Interval:
    low, high = np.percentile(values, (2.5, 97.5))
    return float(low), float(high)
