"""Nearest neighbours by cosine: exact in blocks, approximate beyond EXACT_LIMIT rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from contradict.errors import MissingExtraError

if TYPE_CHECKING:
    from numpy.typing import NDArray

EXACT_LIMIT = 50_000
BLOCK_ROWS = 512
AT_HOME = -2.0  # stands for a cosine with oneself
CHUNK = 64  # columns whose greatest cosine stands for them at a first look

Neighbours = tuple["NDArray[np.int64]", "NDArray[np.float32]"]


def nearest(
    rows: Any, count: int, asked: NDArray[np.int64] | None = None, homes: NDArray[np.int64] | None = None
) -> Neighbours:
    """The ``count`` nearest other rows of each row: indices (n, k) and cosines (n, k), nearest first.

    rows: unit vectors (n, dim), a float32 array or a scipy sparse matrix. asked: the rows whose neighbours are wanted;
    None for all. homes: a number for each row, (n,); rows of one home are no neighbours. Padded with index -1 where a
    row has fewer. Above EXACT_LIMIT dense rows it needs usearch. Raises MissingExtraError without it.
    """
    if rows.shape[0] > EXACT_LIMIT and isinstance(rows, np.ndarray):
        return approximate(rows, count, asked, homes)
    return exact(rows, count, asked, homes)


def exact(
    rows: Any, count: int, asked: NDArray[np.int64] | None = None, homes: NDArray[np.int64] | None = None
) -> Neighbours:
    """Every row asked for against every row, a block at a time; ties go to the lower index."""
    every = np.arange(rows.shape[0])
    asked, homes = every if asked is None else asked, every if homes is None else homes
    count = min(count, max(rows.shape[0] - 1, 0))
    indices = np.full((len(asked), count), -1, np.int64)
    cosines = np.zeros((len(asked), count), np.float32)
    if not count:
        return indices, cosines
    columns = rows.T.tocsc() if hasattr(rows, "tocsc") else np.ascontiguousarray(rows.T)
    by_home = np.argsort(homes, kind="stable")
    first, last = (np.searchsorted(homes, homes[asked], side, by_home) for side in ("left", "right"))
    for start in range(0, len(asked), BLOCK_ROWS):
        product = rows[asked[start : start + BLOCK_ROWS]] @ columns
        block = product.toarray() if hasattr(product, "toarray") else product
        for row in range(len(block)):
            block[row, by_home[first[start + row] : last[start + row]]] = AT_HOME
        found = _greatest(block, count)
        order = np.lexsort((found, -np.take_along_axis(block, found, 1)), axis=1)
        found = np.take_along_axis(found, order, 1)
        near = np.take_along_axis(block, found, 1)
        indices[start : start + BLOCK_ROWS] = np.where(near == AT_HOME, -1, found)
        cosines[start : start + BLOCK_ROWS] = np.where(near == AT_HOME, 0.0, near)
    return indices, cosines


def _greatest(block: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """The columns of the ``count`` greatest values of each row, in no order.

    They stand in the chunks with the ``count`` greatest maxima, so only those are searched.
    """
    starts = np.arange(0, block.shape[1], CHUNK)
    if len(starts) <= count:
        return np.argpartition(block, -count, axis=1)[:, -count:]
    chunks = np.argpartition(np.maximum.reduceat(block, starts, axis=1), -count, axis=1)[:, -count:]
    columns = (starts[chunks][:, :, None] + np.arange(CHUNK)).reshape(len(block), -1)
    values = np.take_along_axis(block, np.minimum(columns, block.shape[1] - 1), 1)
    values[columns >= block.shape[1]] = -np.inf
    best = np.argpartition(values, -count, axis=1)[:, -count:]
    return np.take_along_axis(columns, best, 1)


def approximate(
    rows: NDArray[np.float32],
    count: int,
    asked: NDArray[np.int64] | None = None,
    homes: NDArray[np.int64] | None = None,
) -> Neighbours:
    """The same through a graph index (HNSW, usearch) over half-precision vectors."""
    every = np.arange(len(rows))
    asked, homes = every if asked is None else asked, every if homes is None else homes
    try:
        from usearch.index import Index
    except ImportError as error:
        raise MissingExtraError(
            f"{len(rows):,} statements need usearch: pip install 'find-contradictions[large]'"
        ) from error
    index = Index(
        ndim=rows.shape[1], metric="cos", dtype="f16", connectivity=16, expansion_add=128, expansion_search=96
    )
    index.add(np.arange(len(rows)), rows)
    found = index.search(rows[asked], count + min(count, int(np.bincount(homes).max())))  # room for those of one home
    indices = np.full((len(asked), count), -1, np.int64)
    cosines = np.zeros((len(asked), count), np.float32)
    keys, distances = np.asarray(found.keys, np.int64), np.asarray(found.distances, np.float32)
    for place, row in enumerate(asked):
        others = np.flatnonzero(homes[keys[place]] != homes[row])[:count]
        indices[place, : len(others)] = keys[place, others]
        cosines[place, : len(others)] = 1 - distances[place, others]
    return indices, cosines
