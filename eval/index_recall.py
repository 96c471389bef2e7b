"""Recall and time of the approximate index against the exact one, on statements of real text.

python eval/index_recall.py PATH [--copies N] > eval/results/index_recall.md. PATH: documents. With copies, every
vector stands N times in the set, each with a little noise of its own, to reach the sizes that need an index.
"""

import argparse
import time

import numpy as np

from contradict.models import Embedder
from contradict.pairing.index import approximate, exact
from contradict.read import read
from contradict.statements import extract

NEIGHBOURS = 10
NOISE = 0.02  # per dimension; keeps copies apart (cosine about 0.87)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path")
    parser.add_argument("--copies", type=int, default=1)
    options = parser.parse_args()
    statements = extract(read(options.path)).statements
    vectors = Embedder().encode([statement.claim for statement in statements])
    generator = np.random.default_rng(0)
    print("# Approximate against exact neighbours\n\nMade by `python eval/index_recall.py`; 10 neighbours by cosine.\n")
    print("| vectors | recall@10 | exact, s | approximate with build, s |\n| --- | --- | --- | --- |")
    for copies in sorted({1, options.copies}):
        rows = np.repeat(vectors, copies, axis=0)
        if copies > 1:
            rows = rows + generator.normal(0, NOISE, rows.shape).astype(np.float32)
            rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        start = time.perf_counter()
        wanted, _ = exact(rows, NEIGHBOURS)
        middle = time.perf_counter()
        found, _ = approximate(rows, NEIGHBOURS)
        end = time.perf_counter()
        shared = [len(set(a) & set(b)) / NEIGHBOURS for a, b in zip(wanted.tolist(), found.tolist(), strict=True)]
        print(f"| {len(rows):,} | {np.mean(shared):.4f} | {middle - start:.1f} | {end - middle:.1f} |")


if __name__ == "__main__":
    main()
