"""Everything before the verdict: documents to statements to scored candidate pairs."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from contradict.judge import Judge, PairView, score_pairs
from contradict.models import CachedEmbedder, CachedNLI, Embedder, NLIModel
from contradict.pairing import Candidates, Scope, find_candidates
from contradict.read import read
from contradict.records import Document, Statement
from contradict.statements import Extraction, extract

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ProgressCallback = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Analysis:
    """What was read, paired and scored."""

    documents: tuple[Document, ...]
    extraction: Extraction
    candidates: Candidates
    vectors: NDArray[np.float32]  # of the claims, unit length, (statements, dim)
    views: tuple[PairView, ...]  # of the candidate pairs that may conflict, scored in full
    others: tuple[PairView, ...]  # of the other candidate pairs, scored in full, if that was asked for
    truncated: int  # pairs cut to the model's length
    seconds: dict[str, float]  # by step

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, in the order of the documents."""
        return self.extraction.statements


def analyse(
    docs: Any,
    embedder: Embedder | CachedEmbedder,
    nli: NLIModel | CachedNLI,
    *,
    columns: Mapping[str, str] | None = None,
    per_statement: int,
    max_pairs: int,
    scope: Scope = "all",
    topic: str | None = None,
    judge: Judge | None,
    second: Callable[[], NLIModel | CachedNLI],
    everything: bool = False,
    fresh: Collection[str] | None = None,
    progress: ProgressCallback | None = None,
) -> Analysis:
    """Read ``docs``, pair their statements and score the pairs. The order of the documents does not matter.

    columns: of rows, as for ``read``. judge: says which pairs need not be scored in full; None to score none. second:
    gives the model that reads what may conflict again. everything: score the others, too. fresh: ids of
    documents; only pairs with a side in one of them are made. progress: called with (step, done, total).
    """
    seconds: dict[str, float] = {}
    with _timed("read", seconds):
        documents = tuple(sorted(read(docs, columns), key=lambda document: (document.date or dt.date.max, document.id)))
    with _timed("statements", seconds):
        extraction = extract(documents)
    titles = {document.id: document.title or "" for document in documents}
    with _timed("pairing", seconds):
        candidates, vectors = find_candidates(
            extraction.statements,
            lambda texts: embedder.encode(texts, progress=_Counter("embedding", len(texts), progress)),
            per_statement=per_statement,
            max_pairs=max_pairs,
            scope=scope,
            topic=topic,
            fresh=fresh,
        )

    def again(pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        return second().predict(pairs, progress=_Counter("reading again", len(pairs), progress))

    truncated = nli.truncated
    with _timed("scoring", seconds):
        views, others = score_pairs(
            extraction.statements,
            candidates.pairs,
            lambda pairs: nli.predict(pairs, progress=_Counter("scoring", len(pairs), progress)),
            titles,
            judge,
            second=again,
            everything=everything,
        )
    return Analysis(
        documents, extraction, candidates, vectors, tuple(views), tuple(others), nli.truncated - truncated, seconds
    )


class _Counter:
    """Adds up what is done and tells the callback."""

    def __init__(self, step: str, total: int, tell: ProgressCallback | None) -> None:
        self._step, self._total, self._done = step, total, 0
        self._tell = tell

    def __call__(self, done: int) -> None:
        self._done += done
        if self._tell:
            self._tell(self._step, self._done, self._total)


@contextmanager
def _timed(step: str, seconds: dict[str, float]) -> Iterator[None]:
    start = time.perf_counter()
    yield
    seconds[step] = time.perf_counter() - start
