"""Weights in 4 or 8 bits a number, as model folders keep them: whole numbers, and a scale for each group of a row.

``name`` becomes ``name.int4`` or ``name.int8``, and ``name.scale``; what has one dimension stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

GROUP = 32  # numbers of a row that share a scale, in 4 bits; in 8 bits the whole row does
CLIPPED = np.linspace(0.7, 1.0, 7)  # shares of a group's largest number that the scale may reach up to
PACKED = (".int4", ".int8")  # how names of packed tensors end
LEVELS = {4: 7, 8: 127}  # the largest code
SMALL = 50_000  # numbers of a matrix that is not worth packing


def packed(tensors: Mapping[str, NDArray[Any]], bits: int) -> dict[str, NDArray[Any]]:
    """The tensors, large matrices in 4 or 8 bits, the rest in half precision. Raises KeyError for other bits."""
    kept: dict[str, NDArray[Any]] = {}
    for name, tensor in tensors.items():
        if tensor.ndim == 2 and tensor.shape[1] % GROUP == 0 and tensor.size > SMALL:
            codes, kept[f"{name}.scale"] = _rounded(tensor.astype(np.float32), LEVELS[bits], GROUP if bits == 4 else 0)
            kept[f"{name}.int{bits}"] = _joined(codes) if bits == 4 else codes
        else:
            kept[name] = tensor.astype(np.float16)
    return kept


def unpacked(tensors: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """The tensors under their own names, those that were packed in float32."""
    whole: dict[str, NDArray[Any]] = {}
    for name, tensor in tensors.items():
        base, _, kind = name.rpartition(".")
        if name.endswith(PACKED):
            codes = _parted(tensor) if kind == "int4" else tensor
            scale = tensors[f"{base}.scale"].astype(np.float32)
            groups = codes.astype(np.float32).reshape(len(codes), scale.shape[1], -1) * scale[:, :, None]
            whole[base] = groups.reshape(codes.shape)
        elif not (kind == "scale" and any(base + end in tensors for end in PACKED)):
            whole[name] = tensor
    return whole


def _rounded(matrix: NDArray[np.float32], levels: int, group: int) -> tuple[NDArray[np.int8], NDArray[Any]]:
    """Codes (rows, columns) from -levels to levels, and the scales (rows, groups) that bring them nearest."""
    groups = matrix.reshape(len(matrix), -1, group or matrix.shape[1])
    largest = np.maximum(np.abs(groups).max(axis=2, keepdims=True), 1e-6)
    kind = np.float16 if group else np.float32
    scales = [(largest * share / levels).astype(kind).astype(np.float32) for share in (CLIPPED if group else (1.0,))]
    errors = [np.square(_codes(groups, scale, levels) * scale - groups).sum(2, keepdims=True) for scale in scales]
    best = np.argmin(errors, axis=0)
    scale = np.choose(best, scales)
    codes = _codes(groups, scale, levels).astype(np.int8)
    return codes.reshape(matrix.shape), scale[:, :, 0].astype(kind)


def _codes(groups: NDArray[np.float32], scale: NDArray[np.float32], levels: int) -> NDArray[np.float32]:
    codes: NDArray[np.float32] = np.clip(np.round(groups / scale), -levels, levels)
    return codes


def _joined(codes: NDArray[np.int8]) -> NDArray[np.uint8]:
    """Two codes a byte, the first in its lower half."""
    halves = (codes + 8).astype(np.uint8)
    joined: NDArray[np.uint8] = (halves[:, ::2] + 16 * halves[:, 1::2]).astype(np.uint8)
    return joined


def _parted(pairs: NDArray[np.uint8]) -> NDArray[np.int8]:
    halves = np.stack([pairs & 15, pairs >> 4], axis=2).reshape(len(pairs), -1)
    codes: NDArray[np.int8] = halves.astype(np.int8) - np.int8(8)
    return codes
