"""The embedder."""

import numpy as np
import pytest

from contradict import Embedder
from contradict.errors import OptionError

TEXTS = ["The bridge was closed.", "They closed the bridge.", "Apples are cheap."]


def test_unit_vectors_near_for_like_texts(embedder):
    vectors = embedder.encode(TEXTS)
    assert vectors.shape == (3, embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3
    assert embedder.encode([]).shape == (0, embedder.dimension)


def test_engines_agree(embedder):
    torch = Embedder(engine="torch")
    cosines = (embedder.encode(TEXTS) * torch.encode(TEXTS)).sum(axis=1)
    assert (cosines > 0.98).all()


def test_an_unknown_engine_is_named():
    with pytest.raises(OptionError, match="engine='steam' is unknown"):
        Embedder(engine="steam")
