"""Training with the rounding errors of int8 in the forward pass, so that the weights learn to bear them.

Jacob et al. 2018, Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference.
The same rounding as in ``contradict.models.graph``: inputs per layer between two quantiles, weights per output channel.
"""

from functools import partial

import torch
from torch import nn

LEVELS = 255
SAMPLE = 20_000  # input values a step from which the range is read
SLOW = 0.02  # the range moves so far a step
QUANTILE = 0.9999


def quantise(model: nn.Module) -> None:
    """From now on, the encoder's linear layers round their inputs and weights."""
    for name, layer in model.named_modules():
        if isinstance(layer, nn.Linear) and ".encoder." in f".{name}":
            layer.forward = partial(_forward, layer, {})


def _forward(layer: nn.Linear, kept: dict[str, torch.Tensor], inputs: torch.Tensor) -> torch.Tensor:
    if layer.training:
        with torch.no_grad():
            values = inputs.detach().float().flatten()
            values = values[:: 1 + len(values) // SAMPLE]
            edges = torch.quantile(values, torch.tensor([1 - QUANTILE, QUANTILE], device=values.device))
            kept["range"] = torch.lerp(kept["range"], edges, SLOW) if "range" in kept else edges
    if "range" in kept:
        inputs = _rounded(inputs, *kept["range"])
    scale = layer.weight.detach().abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
    weight = layer.weight + ((layer.weight / scale).round() * scale - layer.weight).detach()
    return nn.functional.linear(inputs, weight, layer.bias)


def _rounded(inputs: torch.Tensor, low: torch.Tensor, high: torch.Tensor) -> torch.Tensor:
    """Gradients pass as if nothing were rounded, and not at all for what is clipped."""
    clipped = inputs.float().clamp(low, high)
    step = (high - low) / LEVELS
    return clipped + (((clipped - low) / step).round() * step + low - clipped).detach()
