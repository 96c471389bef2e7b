"""What can be evaluated on labelled pairs: NLI models, and the baselines that they must beat."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from contradict.errors import InputError
from contradict.evaluation.labels import ALLOWED
from contradict.evaluation.tasks import PairsTask
from contradict.models import Embedder, NLIModel
from contradict.models.folder import NLI_LABELS

if TYPE_CHECKING:
    from numpy.typing import NDArray

Pairs = Sequence[tuple[str, str]]
PLAIN_COSINE = 0.45  # the plain pipeline scores pairs from here up
LOOP_COSINE, LOOP_CONTRADICTION = 0.3, 0.3  # the defaults of contradict-text 0.2.1


class Scorer(Protocol):
    """Gives probabilities, float (n, 3), entailment, neutral, contradiction; its digest names the weights."""

    name: str
    digest: str
    engine: str

    def predict(self, pairs: Pairs) -> NDArray[np.floating]:
        """One row a pair."""
        ...


def joint_digest(*digests: str) -> str:
    """One digest for what is made of several parts."""
    return hashlib.sha256(" ".join(digests).encode()).hexdigest()[:16]


class NLIScorer:
    """An NLI model, premise first."""

    def __init__(self, model: NLIModel) -> None:
        self.name, self.digest, self.engine = model.folder.name, model.folder.digest, model.engine
        self.predict: Callable[[Pairs], NDArray[np.floating]] = model.predict


class Majority:
    """The label shares of its training task, whatever the pair."""

    name, engine = "majority class", "none"

    def __init__(self, train: PairsTask) -> None:
        self.digest = train.digest
        self._shares = _targets(train).mean(0)

    def predict(self, pairs: Pairs) -> NDArray[np.floating]:
        """The same row for each pair."""
        return np.tile(self._shares, (len(pairs), 1))


class BagOfWords:
    """Logistic regression over words: of either text, in both, and only in the hypothesis."""

    name, engine = "bag of words", "scikit-learn"

    def __init__(self, train: PairsTask) -> None:
        from sklearn.feature_extraction.text import HashingVectorizer
        from sklearn.linear_model import SGDClassifier

        self.digest = train.digest
        self._vectors: Any = HashingVectorizer(n_features=2**18, analyzer=_pair_words, alternate_sign=False)
        exact = [place for place, label in enumerate(train.labels) if label in NLI_LABELS]
        rows = self._vectors.transform([train.pairs[place] for place in exact])
        self._model: Any = SGDClassifier(loss="log_loss", alpha=1e-6, random_state=0)
        self._model.fit(rows, [NLI_LABELS.index(train.labels[place]) for place in exact])

    def predict(self, pairs: Pairs) -> NDArray[np.floating]:
        """One row a pair."""
        return _three_columns(self._model, self._vectors.transform(list(pairs)))


class Cosine:
    """Logistic regression over the cosine of the two texts alone, and its square."""

    engine = "scikit-learn"

    def __init__(self, embedder: Embedder, train: PairsTask) -> None:
        from sklearn.linear_model import LogisticRegression

        self.name = f"cosine ({embedder.folder.name})"
        self.digest = joint_digest(embedder.folder.digest, train.digest)
        self._embedder = embedder
        exact = [place for place, label in enumerate(train.labels) if label in NLI_LABELS]
        rows = self._rows([train.pairs[place] for place in exact])
        self._model: Any = LogisticRegression().fit(rows, [NLI_LABELS.index(train.labels[place]) for place in exact])

    def predict(self, pairs: Pairs) -> NDArray[np.floating]:
        """One row a pair."""
        return _three_columns(self._model, self._rows(pairs))

    def _rows(self, pairs: Pairs) -> NDArray[np.floating]:
        near = cosines(self._embedder, pairs)
        return np.stack([near, near**2], axis=1)


class PlainPipeline:
    """Pairs under a cosine of 0.45 are neutral; the rest gets one direction of the NLI model."""

    def __init__(self, embedder: Embedder, model: NLIModel, floor: float = PLAIN_COSINE) -> None:
        self.name = f"plain pipeline ({model.folder.name})"
        self.digest = joint_digest(model.folder.digest, embedder.folder.digest)
        self.engine = model.engine
        self._embedder, self._model, self._floor = embedder, model, floor

    def predict(self, pairs: Pairs) -> NDArray[np.floating]:
        """One row a pair."""
        scores = self._model.predict(pairs).astype(np.float64)
        scores[cosines(self._embedder, pairs) < self._floor] = (0, 1, 0)
        return scores


class ContradictTextLoop(PlainPipeline):
    """What contradict-text 0.2.1 does with a pair: skipped under a cosine of 0.3; a contradiction from 0.3 up."""

    def __init__(self, embedder: Embedder, model: NLIModel) -> None:
        super().__init__(embedder, model, LOOP_COSINE)
        self.name = f"contradict-text loop ({model.folder.name})"

    def predict(self, pairs: Pairs) -> NDArray[np.floating]:
        """One row a pair; where it calls a contradiction, that is the most probable label."""
        scores = super().predict(pairs)
        called = scores[:, 2] >= LOOP_CONTRADICTION
        scores[called, :2] = np.minimum(scores[called, :2], scores[called, 2:] * 0.999)
        summed: NDArray[np.floating] = scores / scores.sum(1, keepdims=True)
        return summed


def cosines(embedder: Embedder, pairs: Pairs) -> NDArray[np.floating]:
    """Of the two texts of each pair, (n,)."""
    texts = {text: place for place, text in enumerate(dict.fromkeys(text for pair in pairs for text in pair))}
    vectors = embedder.encode(list(texts))
    left, right = ([texts[pair[side]] for pair in pairs] for side in (0, 1))
    near: NDArray[np.floating] = (vectors[left] * vectors[right]).sum(1)
    return near


BASELINES = ("majority", "bag-of-words", "cosine", "plain", "contradict-text")


def baseline(name: str, train: PairsTask | None, embedder: Embedder, model: NLIModel) -> Scorer:
    """A baseline by name. Raises InputError for one that must learn from labelled pairs when there are none."""
    if name in BASELINES[:3] and train is None:
        raise InputError(f"baseline {name!r} learns from labelled pairs: name them with --train")
    made: dict[str, Callable[[PairsTask], Scorer]] = {
        "majority": Majority,
        "bag-of-words": BagOfWords,
        "cosine": lambda task: Cosine(embedder, task),
    }
    if train is not None and name in made:
        return made[name](train)
    return PlainPipeline(embedder, model) if name == "plain" else ContradictTextLoop(embedder, model)


def _targets(task: PairsTask) -> NDArray[np.float64]:
    """(rows, 3): one for the gold label, shared evenly where it allows two."""
    allowed = np.array([[label in ALLOWED[gold] for label in NLI_LABELS] for gold in task.labels], np.float64)
    shares: NDArray[np.float64] = allowed / allowed.sum(1, keepdims=True)
    return shares


def _pair_words(pair: tuple[str, str]) -> list[str]:
    premise, hypothesis = (set(re.findall(r"\w+", text.lower())) for text in pair)
    return [
        *(f"p {word}" for word in premise),
        *(f"h {word}" for word in hypothesis),
        *(f"both {word}" for word in premise & hypothesis),
        *(f"new {word}" for word in hypothesis - premise),
        f"share {10 * len(premise & hypothesis) // max(1, len(hypothesis))}",
    ]


def _three_columns(model: Any, rows: Any) -> NDArray[np.floating]:
    """Of a classifier that may not have seen all three labels."""
    scores = np.zeros((rows.shape[0], 3))
    scores[:, model.classes_] = model.predict_proba(rows)
    return scores
