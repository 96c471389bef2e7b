"""Regression trees whose leaves add up: the part of the judge that sees how features go together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

PART = 1_000  # rows that go down the trees together
Node = tuple[int, float, int, int]  # feature, threshold, child if value <= threshold, other child; a leaf: -1, value


@dataclass(frozen=True)
class Forest:
    """Trees as arrays over all their nodes, the deepest first. A leaf leads to itself."""

    roots: NDArray[np.intp]  # (trees,)
    feature: NDArray[np.intp]  # (nodes,)
    threshold: NDArray[np.float64]  # (nodes,)
    children: NDArray[np.intp]  # (2, nodes): where a value up to the threshold leads, and a greater one
    value: NDArray[np.float64]  # (nodes,), 0 but for leaves
    deeper: tuple[int, ...]  # how many trees go on after no step, after one, ...

    @classmethod
    def of(cls, trees: Sequence[Sequence[Node]]) -> Forest:
        """From trees as lists of nodes, the root first."""
        depths = np.array([_depth(tree, 0) for tree in trees], np.intp)
        trees = [trees[place] for place in np.argsort(-depths, kind="stable")]
        starts = np.cumsum([0, *(len(tree) for tree in trees)]).astype(np.intp)
        nodes = [(*node, start) for tree, start in zip(trees, starts, strict=False) for node in tree]
        leaf = np.array([node[0] < 0 for node in nodes], bool)
        numbers = np.array([node[1] for node in nodes], np.float64)
        own = np.arange(len(nodes), dtype=np.intp)
        children = np.array([[node[4] + node[2], node[4] + node[3]] for node in nodes], np.intp).reshape(-1, 2).T
        return cls(
            starts[:-1],
            np.array([max(node[0], 0) for node in nodes], np.intp),
            numbers,
            np.where(leaf, own, children),
            np.where(leaf, numbers, 0.0),
            tuple(int((depths > step).sum()) for step in range(depths.max(initial=0))),
        )

    def __call__(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum of the leaves that each row (n, features) reaches, (n,)."""
        parts = [self._sums(rows[start : start + PART]) for start in range(0, len(rows), PART)]
        return np.concatenate([np.zeros(0), *parts])

    def _sums(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        at = np.repeat(self.roots[:, None], len(rows), axis=1)
        places = np.arange(len(rows))
        for count in self.deeper:
            here = at[:count]
            beyond = rows[places, self.feature[here]] > self.threshold[here]
            at[:count] = self.children[beyond.astype(np.intp), here]
        total: NDArray[np.float64] = self.value[at].sum(0)
        return total


def _depth(tree: Sequence[Node], place: int) -> int:
    feature, _, left, right = tree[place]
    return 0 if feature < 0 else 1 + max(_depth(tree, left), _depth(tree, right))
