"""Recall and time of the approximate index against the exact one, on statements of real text.

python eval/index_recall.py PATH [--copies N] > eval/results/index_recall.md. PATH: documents. With copies, every
vector stands N times in the set, each with a little noise of its own, to reach the sizes that need an index. Where
faiss is installed (pip install faiss-cpu), its graph and its exact index stand beside.
"""

import argparse
import time
from collections.abc import Callable
from importlib import import_module, util

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
    print("# Approximate against exact neighbours\n")
    print("Made by `python eval/index_recall.py`; 10 neighbours by cosine, 384 dimensions, 2 CPUs.\n")
    print("| vectors | index | recall@10 | build and query, s |\n| --- | --- | --- | --- |")
    for copies in sorted({1, options.copies}):
        rows = np.repeat(vectors, copies, axis=0)
        if copies > 1:
            rows = rows + generator.normal(0, NOISE, rows.shape).astype(np.float32)
            rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        wanted = np.empty((0, NEIGHBOURS))
        for name, index in INDEXES.items():
            start = time.perf_counter()
            found = index(rows)
            took = time.perf_counter() - start
            wanted = wanted if len(wanted) else found
            shared = [len(set(a) & set(b)) / NEIGHBOURS for a, b in zip(wanted.tolist(), found.tolist(), strict=True)]
            print(f"| {len(rows):,} | {name} | {np.mean(shared):.4f} | {took:.1f} |", flush=True)


def faiss_graph(rows: np.ndarray) -> np.ndarray:
    faiss = import_module("faiss")
    graph = faiss.IndexHNSWFlat(rows.shape[1], 16, faiss.METRIC_INNER_PRODUCT)
    graph.hnsw.efConstruction, graph.hnsw.efSearch = 128, 64
    return without_itself(graph, rows)


def faiss_exact(rows: np.ndarray) -> np.ndarray:
    return without_itself(import_module("faiss").IndexFlatIP(rows.shape[1]), rows)


def without_itself(index: object, rows: np.ndarray) -> np.ndarray:
    """The nearest other rows, (n, NEIGHBOURS)."""
    index.add(rows)
    found = index.search(rows, NEIGHBOURS + 1)[1]
    return np.array([[at for at in near if at != own][:NEIGHBOURS] for own, near in enumerate(found)])


INDEXES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "exact, in blocks (ours)": lambda rows: exact(rows, NEIGHBOURS)[0],
    "graph, half precision (usearch, ours)": lambda rows: approximate(rows, NEIGHBOURS)[0],
}
if util.find_spec("faiss"):
    INDEXES |= {"graph (faiss)": faiss_graph, "exact (faiss)": faiss_exact}


if __name__ == "__main__":
    main()
