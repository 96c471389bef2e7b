"""Engines run a network on batches of token ids; one contract, one file each, looked up in a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

from contradict.errors import OptionError
from contradict.models.folder import ModelFolder

if TYPE_CHECKING:
    from numpy.typing import NDArray

Head = Literal["classifier", "mean"]

_ENGINES = {
    "openvino": "contradict.models.openvino_engine:OpenVinoEngine",
    "torch": "contradict.models.torch_engine:TorchEngine",
}
ENGINES = tuple(_ENGINES)


class Engine(Protocol):
    """What every engine offers."""

    name: str
    batch_tokens: int  # padded tokens a batch; larger ones are no faster

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
        name = "openvino" if folder.architecture and not wants_gpu else "torch"
    if name not in _ENGINES:
        raise OptionError(f"engine={name!r} is unknown: use auto, {', '.join(ENGINES)}")
    module, _, attribute = _ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(module), attribute)(folder, head, device)
    return engine


def run_sorted(
    engine: Engine,
    lengths: Sequence[int] | NDArray[np.int64],
    batch_of: Callable[[NDArray[np.int64]], tuple[NDArray[np.int64], ...]],
    progress: Progress | None = None,
    batch_size: int | None = None,
) -> NDArray[np.float32]:
    """Outputs (rows, columns), in the order of the rows; batches hold rows of like length.

    lengths: tokens of each row. batch_of: ids, types and mask of some rows, each (those rows, longest). progress:
    called with the number of rows done after each batch. batch_size: rows a batch; None fills batches up to the
    engine's number of tokens.
    """
    sizes = np.asarray(lengths, np.int64)
    order = np.argsort(sizes, kind="stable")
    ranked = sizes[order]
    outputs: NDArray[np.float32] | None = None
    done = 0
    while done < len(order):
        size = batch_size or _fitting(ranked[done : done + engine.batch_tokens], engine.batch_tokens)
        batch = order[done : done + size]
        result = engine.forward(*batch_of(batch))
        if outputs is None:
            outputs = np.empty((len(order), result.shape[1]), np.float32)
        outputs[batch] = result
        done += len(batch)
        if progress:
            progress(len(batch))
    return outputs if outputs is not None else np.empty((0, 0), np.float32)


def run_padded(
    engine: Engine, rows: Sequence[tuple[Sequence[int], Sequence[int]]], progress: Progress | None = None
) -> NDArray[np.float32]:
    """``run_sorted`` of token ids and token type ids that are at hand."""
    return run_sorted(
        engine, [len(ids) for ids, _ in rows], lambda chosen: padded([rows[row] for row in chosen]), progress
    )


class Progress(Protocol):
    """Told how many more items are done."""

    def __call__(self, done: int, /) -> None:
        """``done`` more items are done."""
        ...


def _fitting(sizes: NDArray[np.int64], tokens: int) -> int:
    """How many of the first rows make a batch of so many padded tokens, or the first alone; sizes rise."""
    padded_tokens = sizes * np.arange(1, len(sizes) + 1)
    return max(1, int(np.searchsorted(padded_tokens, tokens, side="right")))


def padded(rows: Sequence[tuple[Sequence[int], Sequence[int]]]) -> tuple[NDArray[np.int64], ...]:
    """Ids, types and mask, each (rows, longest), of rows of ids and types; zeros behind the shorter rows."""
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
