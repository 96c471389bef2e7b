"""OpenVINO on the CPU: int8 where the folder has ranges for it and the CPU has VNNI, float32 for the rest.

Without VNNI int8 is the slower one: 0.66 of the pairs/s of float32 with AVX2 (nli-mini-v9). Bfloat16 takes the place
of float32 where the CPU can, beside int8 and for weights that are kept in fewer bits anyway.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
import openvino as ov
from archspec import cpu

from contradict.errors import OptionError
from contradict.models.architectures import ARCHITECTURES
from contradict.models.folder import ModelFolder
from contradict.models.graph import EncoderGraph

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from contradict.models.engines import Head


_VNNI = ("avx512_vnni", "avx_vnni")


class OpenVinoEngine:
    """Runs a folder of a kind in ``ARCHITECTURES``; threads take turns. Raises OptionError for another, or a device."""

    name = "openvino"
    batch_tokens = 2048

    def __init__(self, folder: ModelFolder, head: Head, device: str) -> None:
        if device not in ("auto", "cpu"):
            raise OptionError(f"engine='openvino' runs on the CPU, not on device={device!r}: use engine='torch'")
        if not folder.architecture:
            kind = folder.config.get("model_type", "unknown")
            known = ", ".join(ARCHITECTURES)
            raise OptionError(f"engine='openvino' runs {known} and {folder.path} is {kind}: use engine='torch'")
        ranges = folder.ranges() if any(name in cpu.host() for name in _VNNI) else {}
        graph = EncoderGraph(folder.weights(), folder.config, ranges)
        model = graph.classifier() if head == "classifier" else graph.mean()
        core = ov.Core()
        rounded = bool(ranges) or folder.is_packed
        can = "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        settings = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": "bf16" if rounded and can else "f32"}
        self._lock = Lock()  # a request runs one batch at a time, on all cores
        self._request = core.compile_model(model, "CPU", settings).create_infer_request()

    def forward(self, ids: NDArray[np.int64], types: NDArray[np.int64], mask: NDArray[np.int64]) -> NDArray[np.float32]:
        """Outputs (batch, columns) for inputs (batch, tokens)."""
        with self._lock:
            result: NDArray[np.float32] = self._request.infer([ids, types, mask])[0]
        return result
