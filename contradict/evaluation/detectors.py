"""The detectors that the product is compared with on marked documents, run with the same weights."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from contradict.evaluation.documents import Detection
from contradict.evaluation.scorers import LOOP_CONTRADICTION, LOOP_COSINE, PLAIN_COSINE, joint_digest
from contradict.models import Embedder, NLIModel
from contradict.records import Document, Statement
from contradict.statements import extract

if TYPE_CHECKING:
    from numpy.typing import NDArray


class PlainDetector:
    """The plain pipeline: sentences, cosine from 0.45 up, one NLI direction, contradiction from 0.5 up."""

    def __init__(self, embedder: Embedder, model: NLIModel) -> None:
        self.name = f"plain pipeline ({model.folder.name})"
        self.digest = joint_digest(model.folder.digest, embedder.folder.digest)
        self.engine = model.engine
        self.threshold, self._floor = 0.5, PLAIN_COSINE
        self._embedder, self._model = embedder, model

    def detect(self, documents: Sequence[Document]) -> Detection:
        """Every pair over the floor is a finding, ranked by its probability of contradiction."""
        statements = extract(documents).statements
        vectors = self._embedder.encode([statement.text for statement in statements])
        pairs = [(a, b) for a, b in combinations(range(len(statements)), 2) if vectors[a] @ vectors[b] >= self._floor]
        scores = self._model.predict([(statements[a].text, statements[b].text) for a, b in pairs])
        scored = [(statements[a], statements[b]) for a, b in pairs]
        return Detection(_ranked(scored, scores[:, 2]), scored, len(statements))


class ContradictTextDetector(PlainDetector):
    """The loop of contradict-text 0.2.1: every pair from a cosine of 0.3 up, contradiction from 0.3 up."""

    def __init__(self, embedder: Embedder, model: NLIModel) -> None:
        super().__init__(embedder, model)
        self.name = f"contradict-text loop ({model.folder.name})"
        self.threshold, self._floor = LOOP_CONTRADICTION, LOOP_COSINE


def _ranked(
    pairs: Sequence[tuple[Statement, Statement]], scores: NDArray[np.floating]
) -> list[tuple[float, Statement, Statement]]:
    order = np.argsort(-scores, kind="stable")
    return [(float(scores[place]), *pairs[place]) for place in order]
