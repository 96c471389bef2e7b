"""Training with the rounding errors of int8 or of packed weights in the forward pass, so that the weights bear them.

Jacob et al. 2018, Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference.
The same rounding as in ``contradict.models.graph`` for int8: inputs per layer between two quantiles, weights per output
channel; or as in ``contradict.models.packing`` for weights in 4 bits, which are multiplied as floats.
"""

from functools import partial

import torch
from torch import nn

from contradict.models import packing

LEVELS = 255
SAMPLE = 20_000  # input values a step from which the range is read
SLOW = 0.02  # the range moves so far a step
QUANTILE = 0.9999


def quantise(model: nn.Module) -> None:
    """From now on, the encoder's linear layers round their inputs and weights to 8 bits."""
    for name, layer in model.named_modules():
        if isinstance(layer, nn.Linear) and ".encoder." in f".{name}":
            layer.forward = partial(_linear, layer, {})


def pack(model: nn.Module) -> None:
    """From now on, every matrix whose rows are whole groups is rounded to 4 bits, by the largest number of a group."""
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            layer.forward = partial(_packed, layer)
        elif isinstance(layer, nn.Embedding):
            layer.forward = partial(_looked_up, layer)


def _linear(layer: nn.Linear, kept: dict[str, torch.Tensor], inputs: torch.Tensor) -> torch.Tensor:
    """kept: holds the range of the inputs."""
    if layer.training:
        with torch.no_grad():
            values = inputs.detach().float().flatten()
            values = values[:: 1 + len(values) // SAMPLE]
            edges = torch.quantile(values, torch.tensor([1 - QUANTILE, QUANTILE], device=values.device))
            kept["range"] = torch.lerp(kept["range"], edges, SLOW) if "range" in kept else edges
    if kept:
        inputs = _rounded(inputs, *kept["range"])
    weight = _in_steps(layer.weight, layer.in_features, packing.LEVELS[8])
    return nn.functional.linear(inputs, weight, layer.bias)


def _packed(layer: nn.Linear, inputs: torch.Tensor) -> torch.Tensor:
    return nn.functional.linear(inputs, _in_steps(layer.weight, packing.GROUP, packing.LEVELS[4]), layer.bias)


def _looked_up(layer: nn.Embedding, ids: torch.Tensor) -> torch.Tensor:
    rows = nn.functional.embedding(ids, layer.weight, layer.padding_idx)
    return _in_steps(rows, packing.GROUP, packing.LEVELS[4])


def _in_steps(rows: torch.Tensor, group: int, levels: int) -> torch.Tensor:
    """Each group of the last dimension in whole steps of its largest number over ``levels``; as it is, if none fit."""
    if rows.shape[-1] % group:
        return rows
    groups = rows.unflatten(-1, (-1, group))
    step = groups.detach().abs().amax(-1, keepdim=True).clamp_min(1e-8) / levels
    return rows + ((groups / step).round() * step - groups).detach().flatten(-2)


def _rounded(inputs: torch.Tensor, low: torch.Tensor, high: torch.Tensor) -> torch.Tensor:
    """Gradients pass as if nothing were rounded, and not at all for what is clipped."""
    clipped = inputs.float().clamp(low, high)
    step = (high - low) / LEVELS
    return clipped + (((clipped - low) / step).round() * step + low - clipped).detach()
