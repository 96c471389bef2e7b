"""Nearest neighbours: one contract, two ways."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from contradict.pairing.index import BLOCK_ROWS, approximate, exact


@pytest.fixture(scope="module")
def vectors():
    rows = np.random.default_rng(0).normal(size=(BLOCK_ROWS + 300, 32)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_exact_is_what_sorting_all_cosines_gives(vectors):
    indices, cosines = exact(vectors, 5)
    full = vectors @ vectors.T
    np.fill_diagonal(full, -2)
    assert np.array_equal(indices, np.argsort(-full, axis=1, kind="stable")[:, :5])
    assert np.allclose(cosines, np.take_along_axis(full, indices, 1), atol=1e-6)


def test_exact_takes_sparse_rows(vectors):
    assert np.array_equal(exact(csr_array(vectors), 5)[0], exact(vectors, 5)[0])


def test_approximate_finds_nearly_all(vectors):
    wanted, found = exact(vectors, 10)[0], approximate(vectors, 10)[0]
    recall = np.mean([len(set(a) & set(b)) / 10 for a, b in zip(wanted, found, strict=True)])
    assert recall > 0.95
    assert not (found == np.arange(len(vectors))[:, None]).any()


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_few_rows(rows, vectors):
    indices, cosines = exact(vectors[:rows], 5)
    assert indices.shape == cosines.shape == (rows, max(rows - 1, 0))
