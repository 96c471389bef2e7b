"""Plots of a report; they need matplotlib (extra ``plot``)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from contradict.errors import MissingExtraError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from contradict.report.report import Report

MOST_NAMES = 15


def matrix(report: Report) -> Axes:
    """Who contradicts whom: findings by pair of speakers (the document's label where nobody is named).

    Raises MissingExtraError without matplotlib.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError("plot() needs matplotlib: pip install 'find-contradictions[plot]'") from error
    counts: Counter[tuple[str, str]] = Counter()
    for finding in report:
        one, other = (side.speaker or report.document(side.document_id).label for side in (finding.a, finding.b))
        counts.update({(one, other): 1, (other, one): 1})
    names = [name for name, _ in Counter(one for one, _ in counts.elements()).most_common(MOST_NAMES)]
    grid = [[counts[row, column] for column in names] for row in names]
    axes = Figure(figsize=(2 + 0.5 * len(names), 1.5 + 0.5 * len(names)), layout="constrained").subplots()
    if names:
        axes.imshow(grid, cmap="OrRd", vmin=0, vmax=2 * max(counts.values()))
    axes.set_xticks(range(len(names)), names, rotation=45, ha="right")
    axes.set_yticks(range(len(names)), names)
    for row, values in enumerate(grid):
        for column, count in enumerate(values):
            if count:
                axes.text(column, row, str(count), ha="center", va="center")
    axes.set_title("Who contradicts whom" if names else "No findings")
    return axes
