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
    model_a: str
    model_b: str
    a: float
    b: float
    difference: Figure
    verdict: str


def compare(a: Sequence[Result], b: Sequence[Result]) -> list[Difference]:
    """Every figure of every task that both have, with the same data, each model of A against each of B.

    Raises InputError if there is no such task, or if a task's data differ or were not written.
    """
    common = [(one, other) for one in a for other in b if (one.kind, one.task) == (other.kind, other.task)]
    if not common:
        raise InputError("the two files have no task in common: run both models on the same --task")
    return [difference for pair in common for difference in _differences(*pair)]


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
        Difference(
            a.task,
            name,
            a.described_model,
            b.described_model,
            a.figures[name].value,
            b.figures[name].value,
            one,
            _verdict(name, one),
        )
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
    """A Markdown table for each two models; ``every`` figure, or only the chief ones."""
    chief = {name for names in COLUMNS.values() for name in names}
    parts: dict[tuple[str, str], list[Difference]] = {}
    for one in differences:
        if every or one.figure in chief:
            parts.setdefault((one.model_a, one.model_b), []).append(one)
    return "\n\n".join(f"A: {a}; B: {b}\n\n{_table(part)}" for (a, b), part in parts.items())


def _table(differences: Sequence[Difference]) -> str:
    lines = ["| task | figure | A | B | B - A (95% interval) | B is |", "| --- | --- | --- | --- | --- | --- |"]
    for one in differences:
        shown = f"{one.difference.value:+.3f} ({one.difference.low:+.3f} to {one.difference.high:+.3f})"
        name = one.figure.replace("_", " ")
        lines.append(f"| {one.task} | {name} | {one.a:.3f} | {one.b:.3f} | {shown} | {one.verdict} |")
    return "\n".join(lines)
