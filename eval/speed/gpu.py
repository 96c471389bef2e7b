"""How fast a GPU scores pairs, beside sentence-transformers: python eval/speed/gpu.py --pairs FILE [--model FOLDER]

pairs: JSON lines with premise and hypothesis. model: an NLI folder; None is the shipped one. Writes
eval/results/speed_gpu.json: pairs a second of NLIModel at several batch sizes, of CrossEncoder.predict in float32 and
bfloat16 at its best batch size, and how many verdicts are those of float32. Each figure is the best of three runs.
"""

import argparse
import json
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import CrossEncoder

from contradict import NLIModel
from contradict.models.folder import SHIPPED_NLI, ModelFolder, shipped

RESULTS = Path(__file__).parent.parent / "results/speed_gpu.json"
PAIRS = 20_000
BATCH_TOKENS = (2048, 16_384, 65_536, 262_144)
PEER_BATCHES = (64, 256, 1024)
RUNS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    with options.pairs.open(encoding="utf-8") as file:
        pairs = [(row["premise"], row["hypothesis"]) for row in map(json.loads, islice(file, PAIRS))]
    folder = options.model or shipped(SHIPPED_NLI).path
    ours = NLIModel(options.model, engine="torch")
    rates, verdicts = {}, np.empty(0)
    for tokens in BATCH_TOKENS:
        ours._engine.batch_tokens = tokens
        rates[tokens], scores = best(lambda: ours.predict(pairs), len(pairs))
        verdicts = scores.argmax(1)
    peer, exact = {}, np.empty(0)
    for name, dtype in (("float32", torch.float32), ("bfloat16", torch.bfloat16)):
        with ModelFolder(folder).plain() as path:
            encoder = CrossEncoder(str(path), device="cuda", model_kwargs={"dtype": dtype}, max_length=256)
        found = [
            (best(lambda: encoder.predict(pairs, batch_size=size, show_progress_bar=False), len(pairs)), size)  # noqa: B023
            for size in PEER_BATCHES
        ]
        (rate, logits), size = max(found, key=lambda one: one[0][0])
        peer[name] = {"pairs a second": rate, "batch": size}
        exact = logits.argmax(1) if name == "float32" else exact
    content = {
        "date": time.strftime("%Y-%m-%d"),
        "device": torch.cuda.get_device_name(),
        "torch": torch.__version__,
        "pairs": len(pairs),
        "NLIModel, bfloat16, by padded tokens a batch": rates,
        "CrossEncoder.predict": peer,
        "verdicts as in float32": float((verdicts == exact).mean()),
    }
    options.results.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    print(json.dumps(content, indent=1))


def best(call: Callable[[], np.ndarray], count: int) -> tuple[float, np.ndarray]:
    """The best rate of some runs, per second, and what the last one gave."""
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        result = call()
        seconds.append(time.perf_counter() - start)
    return round(count / min(seconds), 1), result


if __name__ == "__main__":
    main()
