"""Candidate recall: does the pairing step reach the marked conflicts, and at what cost?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from contradict.evaluation.marks import Bundle, BundlesTask, Mark
from contradict.evaluation.resampling import share
from contradict.models import Embedder
from contradict.pairing import find_candidates
from contradict.records import Statement
from contradict.statements import extract

if TYPE_CHECKING:
    from numpy.typing import NDArray

Example = Mapping[str, Any]
DEPTHS = (1, 3, 5, 10)


class EmbedderName:
    """What a result says of an embedder."""

    def __init__(self, embedder: Embedder) -> None:
        self.name, self.digest, self.engine = embedder.folder.name, embedder.folder.digest, embedder.engine


@dataclass(frozen=True)
class PairingJob:
    """The embedder alone (nearest claims), and the whole pairing step, on marked bundles."""

    task: BundlesTask
    embedder: Embedder
    kind = "pairing"
    chunk = 1

    @property
    def model(self) -> EmbedderName:
        """Which embedder it is."""
        return EmbedderName(self.embedder)

    @property
    def total(self) -> int:
        """How many bundles there are."""
        return len(self.task.bundles)

    def run(self, start: int, stop: int) -> list[Example]:
        """Pair the statements of the bundles from ``start`` up to ``stop``, every bundle by itself."""
        return [self._example(bundle) for bundle in self.task.bundles[start:stop]]

    def _example(self, bundle: Bundle) -> Example:
        statements = extract(bundle.documents).statements
        encode = cache(self.embedder.encode)
        vectors = encode(tuple(statement.asserted for statement in statements))
        near = vectors @ vectors.T
        np.fill_diagonal(near, -np.inf)
        order = np.argsort(np.argsort(-near, axis=1, kind="stable"), axis=1)  # rank of each column in each row
        steps = {}
        for depth in DEPTHS:
            candidates, _ = find_candidates(
                statements, lambda texts: encode(tuple(texts)), per_statement=depth, max_pairs=10**9
            )
            hit = [
                any(mark.hit_by(statements[pair.a], statements[pair.b]) for pair in candidates.pairs)
                for mark in bundle.conflicts
            ]
            steps[str(depth)] = {"reached": sum(hit), "pairs": len(candidates.pairs)}
        sides = [_sides(mark, statements) for mark in bundle.conflicts]
        return {
            "id": bundle.id,
            "cluster": bundle.id,
            "conflicts": len(bundle.conflicts),
            "statements": len(statements),
            "ranks": [_best(order, *side) for side in sides],  # of the nearest wordings, 1 is the nearest; 0: not read
            "cosines": [_best_cosine(near, *side) for side in sides],
            "steps": steps,
        }


def figures(examples: Sequence[Example], weights: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    """All figures for each weighting of the bundles, (weightings,)."""
    conflicts = weights @ np.array([one["conflicts"] for one in examples], float)
    statements = weights @ np.array([one["statements"] for one in examples], float)
    values = {}
    for depth in DEPTHS:
        alone = np.array([sum(0 < rank <= depth for rank in one["ranks"]) for one in examples], float)
        reached = np.array([one["steps"][str(depth)]["reached"] for one in examples], float)
        pairs = np.array([one["steps"][str(depth)]["pairs"] for one in examples], float)
        values[f"recall_at_{depth}"] = share(weights @ reached, conflicts)
        values[f"embedder_recall_at_{depth}"] = share(weights @ alone, conflicts)
        values[f"pairs_per_statement_at_{depth}"] = share(weights @ pairs, statements)
    summed = np.array([sum(one["cosines"]) for one in examples], float)
    values["gold_pair_cosine"] = share(weights @ summed, conflicts)
    return values


def details(examples: Sequence[Example]) -> dict[str, Any]:
    """Counts that need no interval."""
    return {name: sum(one[name] for one in examples) for name in ("conflicts", "statements")}


def _sides(mark: Mark, statements: Sequence[Statement]) -> tuple[list[int], list[int]]:
    """The statements that are passages of either side."""
    return tuple(  # type: ignore[return-value]
        [place for place, one in enumerate(statements) if any(passage.holds(one) for passage in side)]
        for side in (mark.a, mark.b)
    )


def _best(order: NDArray[np.intp], a: list[int], b: list[int]) -> int:
    if not a or not b:
        return 0
    return 1 + int(min(order[np.ix_(a, b)].min(), order[np.ix_(b, a)].min()))


def _best_cosine(near: NDArray[np.float32], a: list[int], b: list[int]) -> float:
    return round(float(near[np.ix_(a, b)].max()), 5) if a and b else 0.0
