"""The gate of the CI: the shipped models on a fixed small set may not fall below the tracked figures.

python eval/gate.py            compare with eval/results/gate.json; fails when a figure is below the tracked interval
python eval/gate.py --update   measure anew and track that
"""

import json
import sys
from pathlib import Path

from contradict.evaluation import evaluate, load_task
from contradict.evaluation.documents import evaluate_documents
from contradict.evaluation.marks import load_bundles
from contradict.finder import ContradictionFinder
from contradict.models import NLIModel

HERE = Path(__file__).parent
TRACKED = HERE / "results/gate.json"


def main() -> int:
    pairs = evaluate(load_task("pairs-dev"), NLIModel())
    bundles = evaluate_documents(load_bundles(HERE / "data/bundles-dev.jsonl"), ContradictionFinder())
    figures = {
        "pairs-dev accuracy": (pairs.accuracy, pairs.accuracy_interval),
        "pairs-dev average precision": (pairs.average_precision, pairs.average_precision_interval),
        "bundles-dev average precision": (bundles.average_precision, bundles.average_precision_interval),
        "bundles-dev candidate recall": (bundles.candidate_recall, bundles.candidate_recall_interval),
    }
    if "--update" in sys.argv[1:]:
        tracked = {name: {"value": value, "interval": interval} for name, (value, interval) in figures.items()}
        TRACKED.write_text(json.dumps(tracked, indent=1) + "\n", "utf-8")
        return 0
    failed = 0
    for name, tracked in json.loads(TRACKED.read_text("utf-8")).items():
        value = figures[name][0]
        fell = value is None or value < tracked["interval"][0]
        failed += fell
        print(
            f"{name}: {value:.3f}, tracked {tracked['value']:.3f}, at least {tracked['interval'][0]:.3f}"
            f"{'  <- FELL' if fell else ''}"
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
