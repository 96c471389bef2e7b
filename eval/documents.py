"""The finder on marked documents: python eval/documents.py [--articles ARTICLES.jsonl.gz] > eval/results/documents.md.

Without the articles the real news is left out. Development data: figures that were tuned on say so.
"""

import argparse
import hashlib
from pathlib import Path

from contradict.evaluation.documents import DocumentsResult, evaluate_documents
from contradict.evaluation.marks import load_bundles
from contradict.finder import ContradictionFinder
from contradict.models import shipped
from contradict.models.folder import SHIPPED_EMBEDDER, SHIPPED_NLI

DATA = Path(__file__).parent / "data"
SETS = {
    "bundles-dev": "bundles, development (the judge was fitted on them)",
    "bundles-test": "bundles, test",
    "news-dev": "real news, development events",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path)
    options = parser.parse_args()
    finder = ContradictionFinder()
    print("# The finder on marked documents\n")
    print("Made by `python eval/documents.py`; 95% intervals over bundles or events.\n")
    models = {"NLI": SHIPPED_NLI, "embedder": SHIPPED_EMBEDDER}
    print("Models:", ", ".join(f"{kind} {name} ({shipped(name).digest})" for kind, name in models.items()))
    digests = {name: hashlib.sha256((DATA / f"{name}.jsonl").read_bytes()).hexdigest()[:16] for name in SETS}
    print("Data:", ", ".join(f"{name} ({digest})" for name, digest in digests.items()), end="\n\n")
    print(
        "| set | conflicts | average precision | candidate recall | findings | precision | recall | false per 1,000 "
        "statements | clean bundles without a finding | tempting pairs flagged |\n" + "| --- " * 10 + "|"
    )
    for name, title in SETS.items():
        if name.startswith("news") and options.articles is None:
            continue
        bundles = load_bundles(DATA / f"{name}.jsonl", options.articles if name.startswith("news") else None)
        print(row(title, evaluate_documents(bundles, finder)), flush=True)


def row(title: str, result: DocumentsResult) -> str:
    precision = "–" if result.precision is None else f"{result.precision:.2f}"
    clean = "–" if result.clean_without_findings is None else f"{result.clean_without_findings:.2f}"
    ranking = with_interval(result.average_precision, result.average_precision_interval)
    reach = with_interval(result.candidate_recall, result.candidate_recall_interval)
    cells = [
        title,
        str(result.conflicts),
        ranking,
        reach,
        f"{result.findings} at {result.threshold}",
        precision,
        f"{result.recall:.2f}",
        f"{result.false_per_1000_statements:.1f}",
        clean,
        str(result.tempting_flagged),
    ]
    return f"| {' | '.join(cells)} |"


def with_interval(value: float, interval: tuple[float, float]) -> str:
    return f"{value:.3f} ({interval[0]:.3f} to {interval[1]:.3f})"


if __name__ == "__main__":
    main()
