"""Bootstrap: every figure is computed once for the rows as they are, and once for each resample of whole clusters.

A resample is a weighting: how often each row was drawn. Figures take a matrix of weightings, (resamples, rows), whose
first line is ones, and give one value a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

RESAMPLES = 1000
_BLOCK = 4_000_000  # numbers held at once


@dataclass(frozen=True)
class Figure:
    """A value and its 95% percentile bootstrap interval. Source: Efron and Tibshirani 1993, chapter 13."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


def weightings(clusters: Sequence[Any], seed: int = 0, resamples: int = RESAMPLES) -> Iterator[Array]:
    """Blocks of weightings, float64 (resamples, rows): first ones, then draws of as many clusters as there are.

    clusters: one name a row; rows of one cluster are drawn together, for they are not independent.
    """
    names = list(map(str, clusters))
    places = {name: place for place, name in enumerate(sorted(set(names)))}
    members, count = np.array([places[name] for name in names]), len(places)
    generator = np.random.default_rng(seed)
    yield np.ones((1, len(members)))
    size = max(1, _BLOCK // len(members))
    for start in range(0, resamples, size):
        draws = generator.multinomial(count, np.full(count, 1 / count), min(size, resamples - start))
        yield draws[:, members].astype(np.float64)


def figure(values: Array) -> Figure | None:
    """From the values of all weightings, the first that of the rows as they are; None if that one is undefined."""
    if not len(values) or np.isnan(values[0]):
        return None
    drawn = values[1:][~np.isnan(values[1:])]
    low, high = np.percentile(drawn, (2.5, 97.5)) if len(drawn) else (values[0], values[0])
    return Figure(float(values[0]), float(low), float(high))


def stacked(blocks: Sequence[dict[str, Array]]) -> dict[str, Array]:
    """The values of several blocks of weightings, by figure."""
    return {name: np.concatenate([block[name] for block in blocks]) for name in blocks[0]}


def share(part: Array, whole: Array) -> Array:
    """Part / whole, NaN where the whole is nothing."""
    result: Array = np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=whole > 0)
    return result
