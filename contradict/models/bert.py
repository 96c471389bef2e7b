"""A BERT encoder as an OpenVINO graph, built from a model folder's own weights.

No torch and no transformers: the graph is written op by op from the safetensors file, so that the shipped models
load in well under a second. With activation ranges (``quantization.json``, written by ``models/quantize.py``) the
linear layers run in int8; without them everything runs in float32.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import openvino as ov
from openvino import opset13 as ops

if TYPE_CHECKING:
    from numpy.typing import NDArray

Ranges = Mapping[str, tuple[float, float]]
INT8_LEVELS = 256


class BertGraph:
    """Builds the graph of one BERT model.

    weights: tensors by their transformers names, without the leading ``bert.``.
    ranges: activation range (low, high) by the name of the linear layer it enters; those layers run in int8.
    """

    def __init__(self, weights: Mapping[str, NDArray[Any]], config: Mapping[str, Any], ranges: Ranges) -> None:
        self._weights = weights
        self._ranges = ranges
        self._layers: int = config["num_hidden_layers"]
        self._heads: int = config["num_attention_heads"]
        self._hidden: int = config["hidden_size"]
        self._eps: float = config["layer_norm_eps"]
        self.inputs = [ops.parameter([-1, -1], np.int64, name) for name in INPUTS]
        self.linear_inputs: dict[str, ov.Output] = {}

    def classifier(self) -> ov.Model:
        """Logits (batch, labels) from the first token, through the pooler.

        Nothing reads the other tokens' last states, so the last layer is run for the first token alone.
        """
        states = self._encoded(first_only=True)
        pooled = ops.tanh(self._linear(ops.squeeze(states, ops.constant([1])), "pooler.dense"))
        return self._model(self._linear(pooled, "classifier"))

    def mean(self) -> ov.Model:
        """Mean-pooled vectors of unit length (batch, hidden)."""
        hidden = self._encoded()
        mask = ops.unsqueeze(ops.convert(self.inputs[2], "f32"), ops.constant(-1))
        total = ops.reduce_sum(ops.multiply(hidden, mask), ops.constant(1))
        mean = ops.divide(total, ops.reduce_sum(mask, ops.constant(1)))
        return self._model(ops.normalize_l2(mean, ops.constant([1]), 1e-12, "max"))

    def _model(self, output: ov.Node) -> ov.Model:
        return ov.Model([output], self.inputs, "bert")

    def _encoded(self, first_only: bool = False) -> ov.Output:
        """Last hidden states (batch, tokens, hidden); (batch, 1, hidden) of the first token alone."""
        mask = ops.unsqueeze(ops.convert(self.inputs[2], "f32"), ops.constant([1, 2]))
        bias = ops.multiply(ops.subtract(mask, _float(1.0)), _float(10_000.0))
        hidden = self._embedded()
        for layer in range(self._layers):
            name = f"encoder.layer.{layer}."
            states = hidden
            if first_only and layer == self._layers - 1:
                hidden = ops.gather(hidden, ops.constant([0]), ops.constant(1))
            mixed = self._attention(hidden, states, bias, name)
            attended = self._linear(mixed, name + "attention.output.dense")
            hidden = self._norm(ops.add(attended, hidden), name + "attention.output.LayerNorm")
            grown = ops.gelu(self._linear(hidden, name + "intermediate.dense"), "erf")
            hidden = self._norm(ops.add(self._linear(grown, name + "output.dense"), hidden), name + "output.LayerNorm")
        return hidden

    def _embedded(self) -> ov.Output:
        ids, types, _ = self.inputs
        length = ops.gather(ops.shape_of(ids, "i64"), ops.constant(1), ops.constant(0))
        positions = ops.range(_int(0), length, _int(1), "i64")
        words = self._lookup("word", ids)
        rest = ops.add(self._lookup("token_type", types), self._lookup("position", positions))
        return self._norm(ops.add(words, rest), "embeddings.LayerNorm")

    def _lookup(self, table: str, index: ov.Node) -> ov.Node:
        weight = self._constant(f"embeddings.{table}_embeddings.weight")
        return ops.gather(weight, index, ops.constant(0))

    def _attention(self, asking: ov.Output, states: ov.Output, bias: ov.Node, name: str) -> ov.Node:
        """What the ``asking`` tokens (batch, m, hidden) take from all ``states`` (batch, tokens, hidden)."""
        query, key, value = (
            self._split_heads(source, f"{name}attention.self.{part}")
            for source, part in ((asking, "query"), (states, "key"), (states, "value"))
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


INPUTS = ("input_ids", "token_type_ids", "attention_mask")


def _float(value: float) -> ov.Node:
    return ops.constant(np.float32(value))


def _int(value: int) -> ov.Node:
    return ops.constant(np.int64(value))
