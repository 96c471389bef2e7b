"""Engines run a network on batches of token ids; one contract, one file each, looked up in a table."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

from contradict.errors import OptionError
from contradict.models.folder import ModelFolder

if TYPE_CHECKING:
    from numpy.typing import NDArray

Head = Literal["classifier", "mean"]
BATCH_TOKENS = 2048  # padded tokens a batch; larger ones are no faster on CPU

_ENGINES = {
    "openvino": "contradict.models.openvino_engine:OpenVinoEngine",
    "torch": "contradict.models.torch_engine:TorchEngine",
}
ENGINES = tuple(_ENGINES)


class Engine(Protocol):
    """What every engine offers."""

    name: str

    def __init__(self, folder: ModelFolder, head: Head, device: str) -> None: ...

    def forward(self, ids: NDArray[np.int64], types: NDArray[np.int64], mask: NDArray[np.int64]) -> NDArray[np.float32]:
        """Outputs (batch, columns) for inputs (batch, tokens): logits, or unit vectors."""
        ...


def load_engine(name: str, folder: ModelFolder, head: Head, device: str = "auto") -> Engine:
    """The engine called ``name`` with the folder's weights; ``auto`` is torch on a GPU, else openvino where it can.

    device: "auto", "cpu", or a device of torch. Raises OptionError for an unknown name or device.
    """
    if name == "auto":
        wants_gpu = has_gpu() if device == "auto" else device != "cpu"
        name = "openvino" if folder.is_bert and not wants_gpu else "torch"
    if name not in _ENGINES:
        raise OptionError(f"engine={name!r} is unknown: use auto, {', '.join(ENGINES)}")
    module, _, attribute = _ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(module), attribute)(folder, head, device)
    return engine


def run_sorted(
    engine: Engine,
    rows: Sequence[tuple[Sequence[int], Sequence[int]]],
    progress: Progress | None = None,
    batch_size: int | None = None,
) -> NDArray[np.float32]:
    """Outputs (rows, columns), in the order of the rows; batches hold rows of like length.

    rows: token ids and token type ids of each input. progress: called with the number of rows done after each batch.
    batch_size: rows a batch; None fills batches up to BATCH_TOKENS.
    """
    order = sorted(range(len(rows)), key=lambda row: len(rows[row][0]))
    outputs: NDArray[np.float32] | None = None
    done = 0
    while done < len(order):
        batch = order[done : done + batch_size] if batch_size else _next_batch(rows, order, done)
        result = engine.forward(*padded([rows[row] for row in batch]))
        if outputs is None:
            outputs = np.empty((len(rows), result.shape[1]), np.float32)
        outputs[batch] = result
        done += len(batch)
        if progress:
            progress(len(batch))
    return outputs if outputs is not None else np.empty((0, 0), np.float32)


class Progress(Protocol):
    """Told how many more items are done."""

    def __call__(self, done: int, /) -> None:
        """``done`` more items are done."""
        ...


def _next_batch(rows: Sequence[tuple[Sequence[int], Sequence[int]]], order: list[int], start: int) -> list[int]:
    end = start + 1
    while end < len(order) and (end + 1 - start) * len(rows[order[end]][0]) <= BATCH_TOKENS:
        end += 1
    return order[start:end]


def padded(rows: list[tuple[Sequence[int], Sequence[int]]]) -> tuple[NDArray[np.int64], ...]:
    """Ids, types and mask, each (rows, longest), zeros behind the shorter rows."""
    width = max(len(ids) for ids, _ in rows)
    ids, types, mask = (np.zeros((len(rows), width), np.int64) for _ in range(3))
    for row, (row_ids, row_types) in enumerate(rows):
        ids[row, : len(row_ids)] = row_ids
        types[row, : len(row_ids)] = row_types
        mask[row, : len(row_ids)] = 1
    return ids, types, mask


def has_gpu() -> bool:
    """True if torch would find a GPU. Looks for the driver first, for importing torch takes seconds."""
    import sys
    from pathlib import Path

    if sys.platform != "darwin" and not Path("/dev/nvidiactl").exists() and not Path("/dev/kfd").exists():
        return False
    import torch

    return torch.cuda.is_available() or torch.backends.mps.is_available()
