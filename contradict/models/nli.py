"""The NLI model: entailment, neutral, contradiction for pairs of texts."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from contradict.errors import InputError, ModelError, OptionError
from contradict.models.engines import Progress, load_engine, run_sorted
from contradict.models.folder import NLI_LABELS, SHIPPED_NLI, SHIPPED_SECOND, ModelFolder, label_columns, shipped
from contradict.models.hub import local_folder
from contradict.models.tokens import PairTokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_TOKENS = 256
SURE = 0.5  # probability of a wrong label for an obvious pair, from which the label order must be wrong
LEAST_TOKENS = 16  # for two texts of a few words each
_OBVIOUS = (("It is raining.", "It is not raining."), ("It is raining.", "It is raining."))


class NLIModel:
    """A cross-encoder that scores premise and hypothesis.

    model: a folder or hub id of any 3-way sequence-classification NLI model, or the name of a shipped one; None is the
    small shipped one.
    engine: "auto", "openvino" or "torch". device: "auto", "cpu", or a device of torch such as "cuda:1". batch_size:
    pairs a batch; None fills batches up to a number of tokens. labels: the order of the outputs, for a model whose
    names say nothing. max_tokens: of a pair; longer ones are cut.
    Raises ModelError if the model cannot be loaded, has no such labels, or fails on two obvious pairs.
    """

    def __init__(
        self,
        model: str | Path | None = None,
        *,
        engine: str = "auto",
        device: str = "auto",
        batch_size: int | None = None,
        labels: Sequence[str] | None = None,
        max_tokens: int = MAX_TOKENS,
    ) -> None:
        self._run_as: dict[str, Any] = {
            "engine": engine, "device": device, "batch_size": batch_size, "max_tokens": max_tokens
        }  # fmt: skip
        self.folder: ModelFolder = shipped(SHIPPED_NLI) if model is None else local_folder(model)
        self._columns = label_columns(self.folder.config.get("id2label", {}), labels, str(self.folder.path))
        self._tokenizer = self.folder.tokenizer()
        self._max_tokens = max_tokens
        self._pad = int(self.folder.config.get("pad_token_id") or 0)
        if batch_size is not None and batch_size < 1:
            raise OptionError(f"batch_size={batch_size} is out of range: give a whole number from 1 up")
        most = self.folder.most_tokens or max_tokens
        if not LEAST_TOKENS <= max_tokens <= most:
            raise OptionError(
                f"max_tokens={max_tokens} is out of range: give a whole number from {LEAST_TOKENS} up"
                + (f" to {most}, the positions of the model" if max_tokens > most else "")
            )
        self._batch_size = batch_size
        self._engine = load_engine(engine, self.folder, "classifier", device)
        self.calibration = self.folder.calibration()
        self.truncated = 0  # pairs cut to max_tokens since this object was made
        self._second: NLIModel | None = None
        self._loading = Lock()
        if labels or not self.folder.is_shipped:
            self._check_order()

    @property
    def engine(self) -> str:
        """The engine that runs: "openvino" or "torch"."""
        return self._engine.name

    @property
    def settings(self) -> str:
        """All that decides what it says of a pair."""
        return f"{self.folder.digest} {self.folder.settings} {self.engine} {self._columns} {self._max_tokens}"

    @property
    def second_folder(self) -> ModelFolder:
        """Of the model that reads again what this one holds for a conflict: the larger shipped one beside the small
        shipped one; any other model reads alone.
        """
        return shipped(SHIPPED_SECOND) if self.folder.digest == shipped(SHIPPED_NLI).digest else self.folder

    def second(self) -> NLIModel:
        """The model of ``second_folder``, run as this one is; loaded once."""
        with self._loading:
            if self._second is None:
                folder = self.second_folder
                self._second = self if folder is self.folder else NLIModel(folder.path, **self._run_as)
            return self._second

    def predict(self, pairs: Sequence[tuple[str, str]], *, progress: Progress | None = None) -> NDArray[np.float32]:
        """Probabilities, float32 (n, 3), columns entailment, neutral, contradiction; rows sum to 1.

        pairs: (premise, hypothesis). Longer pairs than ``max_tokens`` lose the end of their longer text; they are
        counted in ``truncated``. Raises InputError if an element is no pair of texts.
        """
        for number, pair in enumerate(pairs):
            if (
                not isinstance(pair, Sized)
                or isinstance(pair, str)
                or len(pair) != 2
                or not all(isinstance(text, str) for text in pair)
            ):
                raise InputError(f"pairs[{number}] is {pair!r}: pass two texts, (premise, hypothesis)")
        if len(pairs) == 0:
            return np.empty((0, 3), np.float32)
        tokens = PairTokens(self._tokenizer, chain.from_iterable(pairs), self._max_tokens, self._pad)
        a, b = tokens.places(pairs)
        self.truncated += int(tokens.cut(a, b).sum())
        logits = run_sorted(
            self._engine,
            tokens.lengths(a, b),
            lambda rows: tokens.batch(a[rows], b[rows]),
            progress,
            self._batch_size,
        )
        return _softmax(
            logits[:, self._columns] / np.float32(self.calibration.temperature)
            + np.array(self.calibration.bias, np.float32)
        )

    @property
    def classes_(self) -> NDArray[np.str_]:
        """The labels in the order of the columns, as scikit-learn's classifiers name them."""
        return np.array(NLI_LABELS)

    def predict_proba(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """``predict`` under the name that scikit-learn's tools call: float32 (n, 3), columns as in ``classes_``."""
        return self.predict(pairs)

    def _check_order(self) -> None:
        """A wrong label order shows on two pairs that nobody can mistake."""
        opposite, same = self.predict(_OBVIOUS)
        if max(opposite[:2]) > SURE or max(same[1:]) > SURE:
            told = " and ".join(NLI_LABELS[row.argmax()] for row in (opposite, same))
            raise ModelError(
                f"{self.folder.path} calls an obvious contradiction and an obvious entailment {told}: "
                "its label order is wrong; name the right one with labels=[...]"
            )


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    result: NDArray[np.float32] = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
    return result
