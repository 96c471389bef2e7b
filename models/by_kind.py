"""What cross-validation says of the judge, for each kind of text: the tables that train_judge.py prints."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import average_precision_score

THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class Told:
    """What was predicted of the pairs that are read; every array is (n,)."""

    kinds: np.ndarray
    groups: np.ndarray
    labels: np.ndarray  # bool
    predicted: np.ndarray

    def of(self, kind: str) -> "Told":
        """Only that kind of text."""
        here = self.kinds == kind
        return Told(self.kinds[here], self.groups[here], self.labels[here], self.predicted[here])


def by_kind(told: Told, conflicts: Mapping[str, int], quiet: Mapping[int, str]) -> str:
    """Markdown tables: precision and recall of each kind from each threshold, and how many quiet texts show nothing.

    conflicts: how many there are of each kind, those that are not read included. quiet: the kinds of the groups that
    have none.
    """
    return "\n".join((*_precision(told, conflicts), "", *_quiet(told, quiet)))


def _precision(told: Told, conflicts: Mapping[str, int]) -> Iterator[str]:
    """Average precision of what is read; precision, recall and how many from each threshold."""
    yield _row("", "conflicts", "average precision", *(f"from {least}" for least in THRESHOLDS))
    yield _row(*["---"] * (3 + len(THRESHOLDS)))
    for kind, count in (*conflicts.items(), ("all", sum(conflicts.values()))):
        here = told if kind == "all" else told.of(kind)
        cells = []
        for least in THRESHOLDS:
            right = here.labels[here.predicted >= least]
            precision = f"{right.mean():.2f}" if len(right) else "-"
            cells.append(f"{precision}, {right.sum() / max(count, 1):.2f} ({len(right)})")
        ranked = f"{average_precision_score(here.labels, here.predicted):.2f}" if here.labels.any() else "-"
        yield _row(kind, count, ranked, *cells)


def _quiet(told: Told, quiet: Mapping[int, str]) -> Iterator[str]:
    yield _row("quiet texts", "number", *(f"nothing from {least}" for least in THRESHOLDS))
    yield _row(*["---"] * (2 + len(THRESHOLDS)))
    for kind in sorted(set(quiet.values())):
        groups = [group for group, of_kind in quiet.items() if of_kind == kind]
        here = told.of(kind)
        most = np.array([here.predicted[here.groups == group].max(initial=0) for group in groups])
        yield _row(kind, len(groups), *(f"{(most < least).mean():.2f}" for least in THRESHOLDS))


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"
