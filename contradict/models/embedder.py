"""The embedder: texts to unit vectors in which statements on one matter lie close."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from contradict.errors import InputError, ModelError, OptionError
from contradict.models.architectures import ARCHITECTURES
from contradict.models.engines import Engine, Progress, has_gpu, load_engine, run_padded
from contradict.models.folder import SHIPPED_EMBEDDER, ModelFolder, shipped
from contradict.models.hub import local_folder
from contradict.models.static import StaticEncoder
from contradict.words import encodable

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_TOKENS = 128  # of a text, unless the model's folder says otherwise


class Embedder:
    """A sentence encoder.

    model: a folder or hub id of any sentence-transformers model; None is the shipped one.
    engine: "auto", "openvino" (BERT, RoBERTa or MPNet with mean pooling), "torch" (through sentence-transformers), or
    "static" (one vector a token, no network: for very large sets; finds fewer of the pairs that share few words).
    Raises ModelError if the model cannot be loaded.
    """

    def __init__(self, model: str | Path | None = None, *, engine: str = "auto") -> None:
        self.folder: ModelFolder = shipped(SHIPPED_EMBEDDER) if model is None else local_folder(model)
        if engine not in ("auto", *_ENCODERS):
            raise OptionError(f"engine={engine!r} is unknown: use auto, {', '.join(_ENCODERS)}")
        if engine == "auto":
            engine = "openvino" if self.folder.is_mean_encoder and not has_gpu() else "torch"
        self.engine = engine
        self._encoder: _Encoder = _ENCODERS[engine](self.folder)
        self.dimension = self._encoder.dimension

    @property
    def settings(self) -> str:
        """All that decides what it makes of a text."""
        return f"{self.folder.digest} {self.folder.settings} {self.engine}"

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> NDArray[np.float32]:
        """Unit vectors, float32 (n, dim). Texts over the model's limit (128 tokens for the shipped one) are cut.

        Raises InputError for one text in place of several, and for what is no text.
        """
        if isinstance(texts, str):
            raise InputError(f"{texts[:40]!r} is one text: pass a list of texts")
        for number, text in enumerate(texts):
            if not isinstance(text, str):
                raise InputError(f"texts[{number}] is {text!r}: pass texts")
        if len(texts) == 0:
            return np.empty((0, self.dimension), np.float32)
        return self._encoder.encode([*map(encodable, texts)], progress)


class _Encoder(Protocol):
    dimension: int

    def encode(self, texts: list[str], progress: Progress | None) -> NDArray[np.float32]: ...


class _GraphEncoder:
    """A mean-pooled encoder through the OpenVINO engine."""

    def __init__(self, folder: ModelFolder) -> None:
        self._engine = _graph(folder)
        self.dimension = int(folder.config["hidden_size"])
        self._tokenizer = folder.tokenizer()
        self._tokenizer.enable_truncation(folder.max_tokens or MAX_TOKENS)

    def encode(self, texts: list[str], progress: Progress | None) -> NDArray[np.float32]:
        rows = [(row.ids, row.type_ids) for row in self._tokenizer.encode_batch_fast(texts)]
        return run_padded(self._engine, rows, progress)


class _SentenceTransformer:
    """Any other encoder, with the pooling and prompts that its own folder describes."""

    def __init__(self, folder: ModelFolder) -> None:
        from sentence_transformers import SentenceTransformer

        try:
            with folder.plain() as path:
                self._model = SentenceTransformer(str(path))
        except (OSError, ValueError) as error:
            raise ModelError(f"cannot load {folder.path}: {str(error).splitlines()[0]}") from error
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def encode(self, texts: list[str], progress: Progress | None) -> NDArray[np.float32]:
        vectors: NDArray[np.float32] = self._model.encode(
            texts, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        if progress:
            progress(len(texts))
        return vectors.astype(np.float32)


def _graph(folder: ModelFolder) -> Engine:
    if not folder.is_mean_encoder:
        kinds = ", ".join(ARCHITECTURES)
        raise OptionError(f"this engine runs {kinds} with mean pooling, not {folder.path}: use engine='torch'")
    return load_engine("openvino", folder, "mean")


_ENCODERS: dict[str, Callable[[ModelFolder], _Encoder]] = {
    "openvino": _GraphEncoder,
    "torch": _SentenceTransformer,
    "static": lambda folder: StaticEncoder(folder, _graph(folder)),
}
