"""Headlines against articles (the Fake News Challenge's layout): does the strongest finding tell disagreement?

Source: fakenewschallenge.org, stage 1. Rows have headline, article and label (agree, disagree, discuss, unrelated).
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from contradict.errors import InputError
from contradict.evaluation.documents import Detector
from contradict.evaluation.metrics import Ranking
from contradict.evaluation.rows import json_lines
from contradict.records import Document

if TYPE_CHECKING:
    from numpy.typing import NDArray

Example = Mapping[str, Any]
NAME = "headlines"
LABELS = ("agree", "disagree", "discuss", "unrelated")


@dataclass(frozen=True)
class HeadlinesTask:
    """Pairs of a headline and an article with their label."""

    name: str
    digest: str
    rows: tuple[tuple[Document, Document, str], ...]
    licence: str = "unstated"


def load_headlines(path: Path, limit: int | None = None) -> HeadlinesTask:
    """The rows of a JSON-lines file, gzipped or plain. Raises InputError for another layout."""
    try:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        lines = content.decode("utf-8-sig").split("\n")
        rows = tuple(_row(row) for row in islice(json_lines(lines, path), limit))
        if not rows:
            raise ValueError("it has no row")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"cannot read {path} ({error}): task {NAME}=FILE takes JSON lines with headline, article and label "
            f"({', '.join(LABELS)})"
        ) from error
    return HeadlinesTask(NAME, hashlib.sha256(content).hexdigest()[:16], rows)


def _row(row: Mapping[str, str]) -> tuple[Document, Document, str]:
    if row["label"] not in LABELS:
        raise ValueError(f"label {row['label']!r}")
    headline = row["headline"].strip()
    ended = headline if headline[-1:] in ".!?" else f"{headline}."  # so that it is read as a statement
    return Document(ended, "headline"), Document(row["article"], "article"), row["label"]


@dataclass(frozen=True)
class HeadlinesJob:
    """A detector on headlines and articles."""

    task: HeadlinesTask
    model: Detector
    kind = "headlines"
    chunk = 20

    @property
    def total(self) -> int:
        """How many rows there are."""
        return len(self.task.rows)

    def run(self, start: int, stop: int) -> list[Example]:
        """The strongest finding between headline and article of the rows from ``start`` up to ``stop``."""
        return [
            {
                "id": str(number),
                "cluster": headline.text,
                "label": label,
                "strongest": round(
                    max(
                        (
                            probability
                            for probability, a, b in self.model.detect([headline, article]).findings
                            if a.document_id != b.document_id
                        ),
                        default=0.0,
                    ),
                    6,
                ),
            }
            for number, (headline, article, label) in enumerate(self.task.rows[start:stop], start=start + 1)
        ]


def figures(examples: Sequence[Example], weights: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    """Average precision and ROC AUC of "disagree" against the rest, (weightings,)."""
    scores = np.array([one["strongest"] for one in examples], float)
    disagree = np.array([one["label"] == "disagree" for one in examples])
    ranking = Ranking(scores, disagree, weights)
    related = np.array([one["label"] != "unrelated" for one in examples])
    among = Ranking(scores, disagree, weights * related)
    return {
        "average_precision": ranking.average_precision(),
        "average_precision_among_related": among.average_precision(),
        "roc_auc": ranking.roc_auc(),
    }


def details(examples: Sequence[Example]) -> dict[str, Any]:
    """Rows by label."""
    return {label: sum(one["label"] == label for one in examples) for label in LABELS}
