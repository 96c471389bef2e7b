"""The first layers of an encoder, as a base to train: python models/first_layers.py BASE TARGET --layers 8

They hold most of what a sentence encoder of twelve layers knows, at two thirds of its cost (Sajjad et al. 2023, "On the
effect of dropping layers of pre-trained transformer models").
"""

import argparse
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModel, AutoTokenizer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--layers", type=int, required=True)
    options = parser.parse_args()
    loader: Any = AutoModel
    model = loader.from_pretrained(options.base, dtype=torch.float32)
    if not 1 <= options.layers <= len(model.encoder.layer):
        raise SystemExit(f"--layers {options.layers} is out of range: {options.base} has {len(model.encoder.layer)}")
    model.encoder.layer = model.encoder.layer[: options.layers]
    model.config.num_hidden_layers = options.layers
    model.save_pretrained(options.target)
    AutoTokenizer.from_pretrained(options.base).save_pretrained(options.target)


if __name__ == "__main__":
    main()
