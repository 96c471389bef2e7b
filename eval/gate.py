"""The gate of the CI: the shipped models on a fixed small set may not fall below the tracked figures.

python eval/gate.py            compare with eval/results/gate.json; fails when a figure is below the tracked interval
python eval/gate.py --update   measure anew and track that
"""

import json
import sys
from pathlib import Path

from contradict.evaluation import Models, load_task, run_job
from contradict.models import Embedder

TRACKED = Path(__file__).parent / "results/gate.json"
FIGURES = {
    "pairs-dev": ("accuracy", "average_precision", "contradiction_f1"),
    "bundles-dev": ("average_precision", "candidate_recall"),
    "bundles-dev-pairing": ("recall_at_10",),
}


def main() -> int:
    models = Models([None], Embedder())
    results = [run_job(job) for name in FIGURES for job in models.jobs(load_task(name))]
    found = {f"{one.task} {name}": one.figures[name] for one in results for name in FIGURES[one.task]}
    if "--update" in sys.argv[1:]:
        tracked = {name: {"value": one.value, "interval": [one.low, one.high]} for name, one in found.items()}
        TRACKED.write_text(json.dumps(tracked, indent=1) + "\n", "utf-8")
        return 0
    failed = 0
    for name, tracked in json.loads(TRACKED.read_text("utf-8")).items():
        value, least = found[name].value, tracked["interval"][0]
        failed += value < least
        verdict = "FELL" if value < least else "ok"
        print(f"{name}: {value:.3f}, tracked {tracked['value']:.3f}, at least {least:.3f}: {verdict}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
