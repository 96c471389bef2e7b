"""A result: one model on one task, its figures with intervals, and what is needed to check and to compare it."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from contradict import __version__
from contradict.errors import InputError
from contradict.evaluation import attribution, documents, headlines, pairing, pairs
from contradict.evaluation.resampling import Figure, figure, stacked, weightings

Example = Mapping[str, Any]
KINDS: dict[str, Any] = {
    "pairs": pairs,
    "pairing": pairing,
    "documents": documents,
    "attribution": attribution,
    "headlines": headlines,
}
SMALLEST_SLICE = 5  # examples; fewer say nothing


@dataclass(frozen=True)
class Result:
    """One model on one task. Intervals are 95% percentile bootstrap intervals over clusters.

    metric: the figure by which models are ranked. complete: false for a run that was stopped; the figures are then of
    the examples that were done. seconds: of scoring, without loading. peak_memory: of the process so far, in MiB.
    slices: accuracy by column and value. examples: one a pair or bundle, as ``KINDS[kind]`` makes them.
    """

    task: str
    kind: str
    metric: str
    source: str
    licence: str
    data_digest: str
    model: str
    model_digest: str
    engine: str
    total: int
    unlabelled: int
    complete: bool
    seed: int
    seconds: float
    peak_memory: float | None
    figures: Mapping[str, Figure]
    details: Mapping[str, Any] = field(default_factory=dict)
    slices: Mapping[str, Mapping[str, Figure]] = field(default_factory=dict)
    examples: Sequence[Example] = ()

    @property
    def described_model(self) -> str:
        """Its name, digest and engine."""
        return f"{self.model} ({self.model_digest}, {self.engine})"

    @property
    def rate(self) -> float:
        """Pairs, or statements, a second."""
        if not self.seconds:
            return 0.0
        pairs = len(self.examples) or self.total  # a file may have been written without its examples
        done = pairs if self.kind == "pairs" else self.details.get("statements", 0)
        return float(done / self.seconds)

    def to_dict(self, examples: bool = True) -> dict[str, Any]:
        """Plain data, ready for JSON."""
        plain = asdict(self) | {"rate": round(self.rate, 1)}
        return plain if examples else {name: value for name, value in plain.items() if name != "examples"}


def summarise(kind: str, examples: Sequence[Example], seed: int) -> dict[str, Figure]:
    """The figures of ``examples`` with their intervals; those that are undefined are left out."""
    blocks = [KINDS[kind].figures(examples, block) for block in weightings([one["cluster"] for one in examples], seed)]
    found = {name: figure(values) for name, values in stacked(blocks).items()}
    return {name: one for name, one in found.items() if one is not None}


def sliced(examples: Sequence[Example], columns: Sequence[str], seed: int) -> dict[str, dict[str, Figure]]:
    """Accuracy by column and value; values with fewer than five examples are left out."""
    parts: dict[str, dict[str, Figure]] = {}
    for column in columns:
        for value in sorted({str(one[column]) for one in examples}):
            chosen = [one for one in examples if str(one[column]) == value]
            if len(chosen) >= SMALLEST_SLICE:
                parts.setdefault(column, {})[value] = summarise("pairs", chosen, seed)["accuracy"]
    return parts


def surroundings() -> dict[str, Any]:
    """Versions, hardware and date of a run."""
    packages = ("torch", "transformers", "sentence-transformers", "openvino", "datasets", "scikit-learn", "numpy")
    versions = {package: version(package) for package in packages}
    return {
        "contradict": __version__,
        "python": platform.python_version(),
        "versions": versions,
        "hardware": {"machine": platform.machine(), "cpus": os.cpu_count(), "system": platform.system()},
        "date": dt.datetime.now(dt.timezone.utc).isoformat(timespec="seconds"),
    }


def to_json(results: Sequence[Result], *, examples: bool = True) -> str:
    """The text of a result file."""
    content = {"run": surroundings(), "results": [result.to_dict(examples) for result in results]}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":") if examples else None) + "\n"


def load_results(path: str | Path) -> list[Result]:
    """The results of a file that ``contradict eval --output`` wrote. Raises InputError for anything else."""
    try:
        rows = json.loads(Path(path).read_text("utf-8"))["results"]
        for row in rows:
            row.pop("rate", None)
        return [
            Result(
                **row
                | {
                    "figures": {name: Figure(**one) for name, one in row["figures"].items()},
                    "slices": {
                        column: {value: Figure(**one) for value, one in values.items()}
                        for column, values in row["slices"].items()
                    },
                }
            )
            for row in rows
        ]
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path} is no result file: write one with contradict eval TASK --output FILE") from error


COLUMNS = {
    "pairs": ("accuracy", "macro_f1", "contradiction_f1", "average_precision", "expected_calibration_error"),
    "pairing": ("recall_at_1", "recall_at_5", "recall_at_10", "embedder_recall_at_5", "pairs_per_statement_at_10"),
    "documents": ("average_precision", "precision", "recall", "false_per_1000_statements", "candidate_recall"),
    "headlines": ("average_precision", "average_precision_among_related", "roc_auc"),
    "attribution": ("speaker_precision", "speaker_recall", "reported_words_precision", "reported_words_recall"),
}
UNITS = {
    "pairs": "pairs",
    "attribution": "documents",
    "headlines": "headlines",
}  # what an example is, "bundles" otherwise


def results_table(results: Sequence[Result]) -> str:
    """Markdown tables, one a kind of task, one line a result."""
    return "\n\n".join(
        _table(kind, chosen) for kind in KINDS if (chosen := [result for result in results if result.kind == kind])
    )


def _table(kind: str, results: Sequence[Result]) -> str:
    columns = COLUMNS[kind]
    head = ["task", "model", UNITS.get(kind, "bundles"), *(name.replace("_", " ") for name in columns)]
    lines = [f"| {' | '.join(head)} |", "| --- " * len(head) + "|"]
    for result in results:
        done = f"{len(result.examples):,}" if result.complete else f"{len(result.examples):,} of {result.total:,}"
        cells = [result.task, result.described_model, done, *(str(result.figures.get(name, "–")) for name in columns)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
