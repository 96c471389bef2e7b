"""What static vectors lose and gain: python eval/static_recall.py ARTICLES.jsonl.gz > eval/results/static_recall.md

Candidate recall of the pairing step on marked bundles and events, and statements a second, beside the encoder that the
static vectors come from.
"""

import sys
import time
from pathlib import Path

from contradict.evaluation import load_task, run_job
from contradict.evaluation.pairing import PairingJob
from contradict.models import Embedder
from contradict.read import read
from contradict.statements import extract

TASKS = {"bundles-dev-pairing": "invented articles, development", "news-dev-pairing": "real news, development"}


def main() -> None:
    articles = Path(sys.argv[1])
    texts = [statement.asserted for statement in extract(read(articles)).statements]
    print("# Static vectors beside their encoder\n")
    print(f"Made by `python eval/static_recall.py`; recall@10 with 95% intervals, {len(texts):,} statements, 2 CPUs.\n")
    titles = [f"{title}: {what}" for title in TASKS.values() for what in ("vectors alone", "pairing step")]
    print(f"| vectors | statements/s | load s | {' | '.join(titles)} |\n|{' --- |' * (3 + len(titles))}")
    for engine in ("openvino", "static"):
        start = time.perf_counter()
        embedder = Embedder(engine=engine)
        loaded = time.perf_counter()
        embedder.encode(texts)
        took = time.perf_counter() - loaded
        cells = []
        for name in TASKS:
            found = run_job(PairingJob(load_task(name, articles=articles).marked, embedder)).figures
            cells += [str(found["embedder_recall_at_10"]), str(found["recall_at_10"])]
        print(f"| {engine} | {len(texts) / took:,.0f} | {loaded - start:.1f} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
