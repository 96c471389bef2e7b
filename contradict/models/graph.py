"""An encoder as an OpenVINO graph, built from a model folder's own weights.

No torch and no transformers: the graph is written op by op from the folder's weights, so that the shipped models
load in well under a second. With activation ranges (``quantization.json``, written by ``models/export.py``) the
linear layers run in int8; without them everything runs in float32.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import openvino as ov
from openvino import opset13 as ops

from contradict.models.architectures import ARCHITECTURES

if TYPE_CHECKING:
    from numpy.typing import NDArray

Ranges = Mapping[str, tuple[float, float]]
INPUTS = ("input_ids", "token_type_ids", "attention_mask")
INT8_LEVELS = 256
FARTHEST = 511  # tokens that two of a text stand apart
SHARED_FROM = 128  # tokens apart from which all distances share a bucket


class EncoderGraph:
    """Builds the graph of one model of a kind in ``ARCHITECTURES``.

    weights: tensors by their transformers names, without the architecture's prefix.
    ranges: activation range (low, high) by the name of the linear layer it enters; those layers run in int8.
    """

    def __init__(self, weights: Mapping[str, NDArray[Any]], config: Mapping[str, Any], ranges: Ranges) -> None:
        self._kind = ARCHITECTURES[config["model_type"]]
        self._weights = weights
        self._ranges = ranges
        self._layers: int = config["num_hidden_layers"]
        self._heads: int = config["num_attention_heads"]
        self._hidden: int = config["hidden_size"]
        self._eps: float = config["layer_norm_eps"]
        self.inputs = [ops.parameter([-1, -1], np.int64, name) for name in INPUTS]
        self.linear_inputs: dict[str, ov.Output] = {}

    def classifier(self) -> ov.Model:
        """Logits (batch, labels) from the first token, through two layers.

        Nothing reads the other tokens' last states, so the last layer is run for the first token alone.
        """
        states = self._encoded(first_only=True)
        inner, outer = self._kind.head
        pooled = ops.tanh(self._linear(ops.squeeze(states, ops.constant([1])), inner))
        return self._model(self._linear(pooled, outer))

    def mean(self) -> ov.Model:
        """Mean-pooled vectors of unit length (batch, hidden)."""
        hidden = self._encoded()
        mask = ops.unsqueeze(ops.convert(self.inputs[2], "f32"), ops.constant(-1))
        total = ops.reduce_sum(ops.multiply(hidden, mask), ops.constant(1))
        mean = ops.divide(total, ops.reduce_sum(mask, ops.constant(1)))
        return self._model(ops.normalize_l2(mean, ops.constant([1]), 1e-12, "max"))

    def _model(self, output: ov.Node) -> ov.Model:
        return ov.Model([output], self.inputs, "encoder")

    def _encoded(self, first_only: bool = False) -> ov.Output:
        """Last hidden states (batch, tokens, hidden); (batch, 1, hidden) of the first token alone."""
        mask = ops.unsqueeze(ops.convert(self.inputs[2], "f32"), ops.constant([1, 2]))
        bias = ops.multiply(ops.subtract(mask, _float(1.0)), _float(10_000.0))
        if self._kind.relative:
            bias = ops.add(bias, self._by_distance())
        hidden = self._embedded()
        for layer in range(self._layers):
            name = f"encoder.layer.{layer}."
            states = hidden
            if first_only and layer == self._layers - 1:
                hidden = ops.gather(hidden, ops.constant([0]), ops.constant(1))
                bias = ops.gather(bias, ops.constant([0]), ops.constant(2))
            mixed = self._attention(hidden, states, bias, name)
            attended = self._linear(mixed, name + self._kind.mixed)
            hidden = self._norm(ops.add(attended, hidden), name + self._kind.attended)
            grown = ops.gelu(self._linear(hidden, name + "intermediate.dense"), "erf")
            hidden = self._norm(ops.add(self._linear(grown, name + "output.dense"), hidden), name + "output.LayerNorm")
        return hidden

    def _embedded(self) -> ov.Output:
        ids, types, _ = self.inputs
        rest = self._lookup("position", ops.add(self._places(), _int(self._kind.first_position)))
        table = self._weights.get("embeddings.token_type_embeddings.weight")
        if table is not None:
            rest = ops.add(self._lookup("token_type", types if len(table) > 1 else ops.multiply(types, _int(0))), rest)
        return self._norm(ops.add(self._lookup("word", ids), rest), "embeddings.LayerNorm")

    def _places(self) -> ov.Output:
        """0, 1, 2, ... (tokens,)."""
        length = ops.gather(ops.shape_of(self.inputs[0], "i64"), ops.constant(1), ops.constant(0))
        return ops.range(_int(0), length, _int(1), "i64")

    def _by_distance(self) -> ov.Output:
        """What a token's distance adds to its weight (1, heads, tokens, tokens)."""
        weight = self._weights["encoder.relative_attention_bias.weight"].astype(np.float32)
        table = ops.constant(np.ascontiguousarray(weight[distance_buckets(len(weight))].T))  # (heads, distances)
        places = self._places()
        apart = ops.subtract(ops.unsqueeze(places, ops.constant(0)), ops.unsqueeze(places, ops.constant(1)))
        bias = ops.gather(table, ops.add(apart, _int(FARTHEST)), ops.constant(1))
        return ops.unsqueeze(bias, ops.constant(0))

    def _lookup(self, table: str, index: ov.Node) -> ov.Node:
        weight = self._constant(f"embeddings.{table}_embeddings.weight")
        return ops.gather(weight, index, ops.constant(0))

    def _attention(self, asking: ov.Output, states: ov.Output, bias: ov.Node, name: str) -> ov.Node:
        """What the ``asking`` tokens (batch, m, hidden) take from all ``states`` (batch, tokens, hidden)."""
        query, key, value = (
            self._split_heads(source, name + part)
            for source, part in ((asking, self._kind.query), (states, self._kind.key), (states, self._kind.value))
        )
        mixed = ops.scaled_dot_product_attention(query, key, value, bias)
        joined = ops.transpose(mixed, ops.constant([0, 2, 1, 3]))
        return ops.reshape(joined, ops.constant([0, 0, self._hidden]), True)

    def _split_heads(self, hidden: ov.Output, name: str) -> ov.Node:
        shape = ops.constant([0, 0, self._heads, self._hidden // self._heads])
        split = ops.reshape(self._linear(hidden, name), shape, True)
        return ops.transpose(split, ops.constant([0, 2, 1, 3]))

    def _linear(self, value: ov.Output, name: str) -> ov.Node:
        self.linear_inputs[name] = value
        weight: ov.Node
        if name in self._ranges:
            low, high = (_float(edge) for edge in self._ranges[name])
            value = ops.fake_quantize(value, low, high, low, high, INT8_LEVELS)
            weight = self._int8_weight(name)
        else:
            weight = self._constant(f"{name}.weight")
        product = ops.matmul(value, weight, False, True)
        return ops.add(product, self._constant(f"{name}.bias"))

    def _int8_weight(self, name: str) -> ov.Node:
        """Symmetric int8, one scale per output channel."""
        weight = self._weights[f"{name}.weight"].astype(np.float32)
        scale = np.maximum(np.abs(weight).max(axis=1, keepdims=True), 1e-8) / 127
        packed = ops.constant(np.round(weight / scale).astype(np.int8))
        return ops.multiply(ops.convert(packed, "f32"), ops.constant(scale))

    def _norm(self, value: ov.Output, name: str) -> ov.Node:
        normed = ops.mvn(value, ops.constant([-1]), True, self._eps, "inside_sqrt")
        scaled = ops.multiply(normed, self._constant(f"{name}.weight"))
        return ops.add(scaled, self._constant(f"{name}.bias"))

    def _constant(self, name: str) -> ov.Node:
        return ops.constant(np.ascontiguousarray(self._weights[name], dtype=np.float32))


def distance_buckets(count: int) -> NDArray[np.int64]:
    """The bucket, of ``count``, of each distance from -FARTHEST to FARTHEST: half of them for what stands before.

    Near distances have a bucket each, far ones share them by the logarithm (Raffel et al. 2020, T5).
    """
    apart = np.arange(-FARTHEST, FARTHEST + 1)
    half, far = count // 2, np.abs(apart)
    near = half // 2
    logs = np.log(np.maximum(far, 1).astype(np.float32) / near) / np.log(np.float32(SHARED_FROM) / near)
    shared = np.minimum(near + (logs * (half - near)).astype(np.int64), half - 1)
    buckets: NDArray[np.int64] = np.where(far < near, far, shared) + np.where(apart > 0, half, 0)
    return buckets


def _float(value: float) -> ov.Node:
    return ops.constant(np.float32(value))


def _int(value: int) -> ov.Node:
    return ops.constant(np.int64(value))
