"""Between two models of one shape: python models/average.py NEW OLD --share 0.75 --target FOLDER

Weights of NEW by that share and of OLD by the rest (Wortsman et al. 2022, "Robust fine-tuning"): what was learnt last,
and most of what was known before.
"""

import argparse
import shutil
from pathlib import Path

import numpy as np

from contradict.models.folder import ModelFolder

BESIDE = ("config.json", "tokenizer.json", "tokenizer_config.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("new", type=Path)
    parser.add_argument("old", type=Path)
    parser.add_argument("--share", type=float, default=0.75)
    parser.add_argument("--target", type=Path, required=True)
    options = parser.parse_args()
    new, old = (ModelFolder(folder).tensors() for folder in (options.new, options.old))
    if {name: weight.shape for name, weight in new.items()} != {name: weight.shape for name, weight in old.items()}:
        raise SystemExit(f"{options.new} and {options.old} have other layers: give two models of one shape")
    options.target.mkdir(exist_ok=True)
    share = np.float32(options.share)
    mixed = {name: share * weight + (1 - share) * old[name] for name, weight in new.items()}
    ModelFolder(options.target).save_tensors(mixed)
    for name in BESIDE:
        shutil.copyfile(options.new / name, options.target / name)


if __name__ == "__main__":
    main()
