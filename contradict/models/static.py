"""Static vectors: an encoder distilled into one vector a token, for sets so large that running it takes too long.

The vector of a text is the mean of its tokens' vectors, rarer tokens weighing more; no network runs. A token's vector
is what the encoder makes of the token alone (Minish Lab 2024, Model2Vec); weights are those of Arora et al. 2017 (SIF),
with the probability of a token from its place in the vocabulary, which is in order of frequency (Zipf).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from contradict.models.engines import Engine, Progress, run_padded
from contradict.models.folder import ModelFolder

if TYPE_CHECKING:
    from numpy.typing import NDArray

SMOOTHING = 1e-4  # of SIF: tokens more probable than this weigh little


class StaticEncoder:
    """Vectors of an encoder's folder without running it on the texts; some seconds go into the table of tokens."""

    def __init__(self, folder: ModelFolder, engine: Engine) -> None:
        self._tokenizer = folder.tokenizer()
        count = self._tokenizer.get_vocab_size()
        start, end = self._tokenizer.encode("").ids
        table = run_padded(engine, [((start, token, end), (0, 0, 0)) for token in range(count)])
        probable = 1 / (np.arange(1, count + 1) * np.log(count))
        weights = SMOOTHING / (SMOOTHING + probable)
        weights[[start, end]] = 0
        self.dimension = int(table.shape[1])
        self._table = ((table - table.mean(axis=0)) * weights[:, None]).astype(np.float32)

    def encode(self, texts: list[str], progress: Progress | None) -> NDArray[np.float32]:
        """Unit vectors, float32 (n, dim)."""
        from scipy.sparse import csr_array

        rows = [row.ids for row in self._tokenizer.encode_batch_fast(texts)]
        ends = np.cumsum([0, *map(len, rows)])
        ids = np.fromiter((token for row in rows for token in row), np.int64, ends[-1])
        counts = csr_array((np.ones(len(ids), np.float32), ids, ends), shape=(len(rows), len(self._table)))
        sums: NDArray[np.float32] = counts @ self._table
        if progress:
            progress(len(texts))
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        unit: NDArray[np.float32] = sums / np.maximum(norms, 1e-9)
        return unit
