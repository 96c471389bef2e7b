"""PyTorch: any sequence-classification model that transformers loads, on GPU, MPS or CPU."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from transformers import AutoModelForSequenceClassification

from contradict.errors import ModelError, OptionError
from contradict.models.folder import ModelFolder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from contradict.models.engines import Head


CPU_BATCH_TOKENS, GPU_BATCH_TOKENS = 2048, 65_536


class TorchEngine:
    """Runs a transformers folder: bfloat16 on a GPU, float32 elsewhere. Raises OptionError for an unknown device."""

    name = "torch"

    def __init__(self, folder: ModelFolder, head: Head, device: str) -> None:
        if head != "classifier":
            raise OptionError("engine='torch' scores pairs; encoders run through sentence-transformers")
        self._device = _device(device)
        dtype = torch.bfloat16 if self._device.type == "cuda" else torch.float32
        loader: Any = AutoModelForSequenceClassification
        try:
            with folder.plain() as path:
                self._model = loader.from_pretrained(path, dtype=dtype).to(self._device).eval()
        except (AssertionError, RuntimeError) as error:
            raise OptionError(f"device={device!r} cannot be used: {str(error).splitlines()[0]}") from error
        except (OSError, ValueError) as error:
            raise ModelError(f"cannot load {folder.path}: {str(error).splitlines()[0]}") from error
        self.batch_tokens = GPU_BATCH_TOKENS if self._device.type == "cuda" else CPU_BATCH_TOKENS
        self._typed = getattr(self._model.config, "type_vocab_size", 0) > 1

    def forward(self, ids: NDArray[np.int64], types: NDArray[np.int64], mask: NDArray[np.int64]) -> NDArray[np.float32]:
        """Outputs (batch, columns) for inputs (batch, tokens)."""
        inputs = {"input_ids": ids, "attention_mask": mask} | ({"token_type_ids": types} if self._typed else {})
        tensors = {name: torch.from_numpy(array).to(self._device) for name, array in inputs.items()}
        with torch.inference_mode():
            result = self._model(**tensors)
        array: NDArray[np.float32] = result.logits.float().cpu().numpy()
        return array


def _device(name: str) -> torch.device:
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    try:
        return torch.device(name)
    except RuntimeError as error:
        raise OptionError(f"device={name!r} is unknown to torch: use auto, cpu, cuda, cuda:N or mps") from error
