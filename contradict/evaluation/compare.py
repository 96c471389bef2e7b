"""Two result files, figure by figure: is the difference more than chance?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from contradict.errors import InputError
from contradict.evaluation.resampling import Figure, figure, stacked, weightings
from contradict.evaluation.results import COLUMNS, KINDS, Result

LESS_IS_BETTER = frozenset(
    {"expected_calibration_error", "brier_score", "false_per_1000_statements", "tempting_flagged"}
)
COSTS = ("pairs_per_statement", "findings", "scored")  # neither better nor worse by themselves


@dataclass(frozen=True)
class Difference:
    """B minus A on the same examples, with its 95% paired bootstrap interval.

    verdict: of B: "better", "worse", or "no difference shown" if the interval holds zero.
    """

    task: str
    figure: str
    a: float
    b: float
    difference: Figure
    verdict: str


def compare(a: Sequence[Result], b: Sequence[Result]) -> list[Difference]:
    """Every figure of every task that both have, with the same data. The first result of a task counts.

    Raises InputError if there is no such task, or if a task's data differ or were not written.
    """
    found = []
    others: dict[tuple[str, str], Result] = {}
    for result in b:
        others.setdefault((result.kind, result.task), result)
    for result in {(one.kind, one.task): one for one in reversed(a)}.values():
        other = others.get((result.kind, result.task))
        if other is not None:
            found.append(_differences(result, other))
    if not found:
        raise InputError("the two files have no task in common: run both models on the same --task")
    return [difference for differences in reversed(found) for difference in differences]


def _differences(a: Result, b: Result) -> list[Difference]:
    if not a.examples or not b.examples:
        raise InputError(
            f"task {a.task} has no examples in one of the two files: contradict eval TASK --output FILE writes them"
        )
    ids = [[one["id"] for one in result.examples] for result in (a, b)]
    if a.data_digest != b.data_digest or ids[0] != ids[1]:
        raise InputError(
            f"task {a.task} has other data in the two files ({a.data_digest}, {len(ids[0])} examples; "
            f"{b.data_digest}, {len(ids[1])}): run both on the same file with the same --limit"
        )
    figures, clusters = KINDS[a.kind].figures, [one["cluster"] for one in a.examples]
    blocks: list[dict[str, Any]] = []
    for weights in weightings(clusters, a.seed):
        first, second = figures(a.examples, weights), figures(b.examples, weights)
        blocks.append({name: second[name] - first[name] for name in first.keys() & second.keys()})
    differences = {name: figure(values) for name, values in stacked(blocks).items()}
    return [
        Difference(a.task, name, a.figures[name].value, b.figures[name].value, one, _verdict(name, one))
        for name in a.figures
        if (one := differences.get(name)) is not None and name in b.figures
    ]


def _verdict(name: str, difference: Figure) -> str:
    if difference.low <= 0 <= difference.high:
        return "no difference shown"
    if name.startswith(COSTS):
        return "more" if difference.value > 0 else "fewer"
    return "better" if (difference.value > 0) != (name in LESS_IS_BETTER) else "worse"


def comparison_table(differences: Sequence[Difference], *, every: bool = False) -> str:
    """A Markdown table; ``every`` figure, or only the chief ones."""
    chief = {name for names in COLUMNS.values() for name in names}
    lines = ["| task | figure | A | B | B - A (95% interval) | B is |", "| --- | --- | --- | --- | --- | --- |"]
    for one in differences:
        if every or one.figure in chief:
            shown = f"{one.difference.value:+.3f} ({one.difference.low:+.3f} to {one.difference.high:+.3f})"
            name = one.figure.replace("_", " ")
            lines.append(f"| {one.task} | {name} | {one.a:.3f} | {one.b:.3f} | {shown} | {one.verdict} |")
    return "\n".join(lines)
