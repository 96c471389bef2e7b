"""Plots of a report; they need matplotlib (extra ``plot``)."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from contradict.errors import MissingExtraError, OptionError
from contradict.report import overview
from contradict.report.text import percent
from contradict.report.topics import topics

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from contradict.records import Statement
    from contradict.report.report import Report

MOST_NAMES = 15
MOST_ROWS = 30
MOST_DOTS = 1500  # statements behind the conflicts of the topic map
LABEL = 28  # characters of a name
COLOURS = {"contradiction": "#a3341f", "disputed": "#c98a16"}
OTHER = "#6b7280"


def plot(report: Report, kind: str) -> Axes:
    """Draw one of ``KINDS``. Raises OptionError for another kind, MissingExtraError without matplotlib."""
    if kind not in KINDS:
        raise OptionError(f"plot({kind!r}) is unknown: one of {', '.join(KINDS)}")
    try:
        import matplotlib  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("plot() needs matplotlib: pip install 'find-contradictions[plot]'") from error
    axes = KINDS[kind](report)
    if not len(report):
        axes.set_title("No findings")
    return axes


@cache
def _axes_class() -> type[Axes]:
    from matplotlib.axes import Axes

    class ShownAxes(Axes):
        """Axes that a notebook shows as their picture."""

        def _repr_png_(self) -> bytes:
            target = io.BytesIO()
            cast("Figure", self.figure).savefig(target, format="png", dpi=80)
            return target.getvalue()

    return ShownAxes


def _axes(width: float, height: float) -> Axes:
    """Axes that draw the same in a notebook and from a script, without a window."""
    from matplotlib.figure import Figure

    axes: Axes = Figure(figsize=(width, height), layout="constrained").add_subplot(axes_class=_axes_class())
    axes.spines[["top", "right"]].set_visible(False)
    return axes


def _matrix(report: Report) -> Axes:
    """Who contradicts whom: findings by pair of speakers (the document's label where nobody is named)."""
    names, grid = overview.matrix(report, MOST_NAMES)
    axes = _axes(2.5 + 0.5 * len(names), 2 + 0.5 * len(names))
    if names:
        axes.imshow(grid, cmap="OrRd", vmin=0, vmax=2 * max(map(max, grid)))
    axes.set_xticks(range(len(names)), [_short(name) for name in names], rotation=45, ha="right")
    axes.set_yticks(range(len(names)), [_short(name) for name in names])
    for row, values in enumerate(grid):
        for column, count in enumerate(values):
            if count:
                axes.text(column, row, str(count), ha="center", va="center")
    axes.set_title("Who contradicts whom")
    return axes


def _timeline(report: Report) -> Axes:
    """A line a finding, from the day of one side to the day of the other; at most 30, those most probable."""
    from matplotlib.dates import DateFormatter
    from matplotlib.ticker import MaxNLocator

    dated = [one for one in report if one.a.said and one.b.said][:MOST_ROWS]
    axes = _axes(9, 1.5 + 0.35 * max(len(dated), 2))
    for row, finding in enumerate(sorted(dated, key=lambda one: (overview.day(one), one.probability), reverse=True)):
        days: list[Any] = sorted((finding.a.said, finding.b.said))
        colour = COLOURS.get(finding.relation, OTHER)
        axes.plot(days, [row, row], color=colour, marker="o", linewidth=2)
        axes.annotate(
            f"{' / '.join(_short(name) for name in overview.names(finding, report))}  {percent(finding.probability)}",
            (days[1], row), xytext=(8, 0), textcoords="offset points", va="center", fontsize=9,
        )  # fmt: skip
    if dated:
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))  # whole days
        axes.xaxis.set_major_formatter(DateFormatter("%d %b %Y"))  # type: ignore[no-untyped-call]
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.margins(x=0.35, y=0.1)
    axes.tick_params(axis="x", rotation=30)
    axes.set_title("When" if dated else "No finding with a date on both sides")
    return axes


def _topics(report: Report) -> Axes:
    """The statements by their words in two dimensions (t-SNE over tf-idf), the conflicts as lines between them."""
    ends = [(finding.a, finding.b) for finding in report]
    sides = list(dict.fromkeys(side for pair in ends for side in pair))
    ended = set(sides)
    rest = [one for one in dict.fromkeys(report.statements) if one not in ended]
    dots = [*sides, *rest[:: max(1, math.ceil(len(rest) / MOST_DOTS))]]
    axes = _axes(8, 6)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set_title("What the conflicts are about")
    if not ends:
        return axes
    places = dict(zip(dots, _flat(dots), strict=True))
    behind = [places[one] for one in dots[len(sides) :]]
    if behind:
        axes.scatter([x for x, _ in behind], [y for _, y in behind], s=6, color="#d4d4d0", label="statement")
    for number, (label, members) in enumerate(topics(list(report)).items()):
        colour = f"C{number % 10}"
        for at in members:
            (x, y), (u, v) = (places[side] for side in ends[at])
            axes.plot([x, u], [y, v], color=colour, marker="o", markersize=5, linewidth=1.5)
        x, y = places[ends[members[0]][0]]
        axes.annotate(label, (x, y), xytext=(6, 6), textcoords="offset points", fontsize=9, color=colour)
    return axes


def _flat(statements: list[Statement]) -> list[tuple[float, float]]:
    """A place (x, y) for each statement; like words lie together."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.manifold import TSNE

    claims = [one.claim for one in statements]
    line = [(float(at), 0.0) for at in range(len(claims))]
    vectorizer = TfidfVectorizer(stop_words="english", sublinear_tf=True)
    if len(claims) < 4 or not any(map(vectorizer.build_analyzer(), claims)):
        return line
    rows: Any = vectorizer.fit_transform(claims)
    size = min(50, *(length - 1 for length in rows.shape))
    if size < 2:
        return line
    reduced = TruncatedSVD(size, random_state=0).fit_transform(rows)
    flat = TSNE(perplexity=min(30, (len(claims) - 1) / 3), init="pca", random_state=0).fit_transform(reduced)
    return [(float(x), float(y)) for x, y in flat]


def _network(report: Report) -> Axes:
    """The documents that conflict, a line between two that do, as thick as there are findings."""
    import networkx

    whole = overview.graph(report)
    graph = whole.subgraph([node for node, degree in whole.degree() if degree])
    axes = _axes(8, 6)
    axes.set_title("Which documents conflict")
    axes.axis("off")
    places = networkx.spring_layout(graph, seed=0, k=1.6 / math.sqrt(max(len(graph), 1)))
    networkx.draw_networkx_nodes(graph, places, ax=axes, node_size=220, node_color="#d8d8d2", edgecolors="#565b62")
    widths = [1 + graph.edges[edge]["count"] for edge in graph.edges]
    networkx.draw_networkx_edges(graph, places, ax=axes, width=widths, edge_color=COLOURS["contradiction"], alpha=0.6)
    labels = {
        node: "\n".join(filter(None, (_short(known["label"]), known["date"]))) for node, known in graph.nodes.items()
    }
    above = {node: (x, y + 0.09) for node, (x, y) in places.items()}
    networkx.draw_networkx_labels(graph, above, labels, ax=axes, font_size=9)
    axes.margins(0.15)
    return axes


def _short(name: str) -> str:
    return name if len(name) <= LABEL else f"{name[: LABEL - 1]}…"


KINDS: dict[str, Callable[[Report], Axes]] = {
    "matrix": _matrix,
    "timeline": _timeline,
    "topics": _topics,
    "network": _network,
}
