"""Pairs for a teacher to label: python models/pool.py --articles FILE --data FOLDER --target POOL.jsonl.gz

Near pairs, as the finder would score them, of three kinds of statements: those of the articles (without those of the
marked events), those written for training, and the news sentences of the labelled sources. Both directions, no labels:
models/distill.py adds a teacher's probabilities.
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

from augment import event_articles
from cases import cases
from written import load

from contradict.models import Embedder
from contradict.pairing import find_candidates
from contradict.read import read
from contradict.records import Statement
from contradict.statements import extract

SOURCES = ("semiauto_base", "semiauto_retrieved", "rte_2way")
NEIGHBOURS = {"articles": 20, "written": 16, "sources": 4}
FEWEST_WORDS, MOST_WORDS = 5, 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the labelled sources")
    parser.add_argument("--target", type=Path, required=True)
    options = parser.parse_args()
    kinds = {
        "articles": list(of_articles(options.articles)),
        "written": [*of_texts(one for kind in ("blocks", "scenes") for lines in load(kind) for _, one in lines)],
        "sources": [*of_texts(sentences(options.data))],
    }
    kinds["written"] += [one for case in cases(for_judge=False) for one in extract(case.bundle.documents).statements]
    with gzip.open(options.target, "wt", encoding="utf-8") as file:
        for kind, statements in kinds.items():
            found, _ = find_candidates(statements, Embedder().encode, per_statement=NEIGHBOURS[kind], max_pairs=10**9)
            for pair in found.pairs:
                a, b = statements[pair.a].asserted, statements[pair.b].asserted
                for premise, hypothesis in ((a, b), (b, a)):
                    row = {"premise": premise, "hypothesis": hypothesis, "tag": kind}
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
            print(f"{kind}: {len(statements):,} statements, {2 * len(found.pairs):,} pairs", flush=True)


def of_articles(path: Path) -> Iterator[Statement]:
    """Statements of the articles of no marked event."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        documents = list(read([json.loads(line) for line in file]))
    marked = event_articles("news-fit") | event_articles("news-dev")
    yield from extract([one for one in documents if one.id not in marked]).statements


def of_texts(texts: Iterator[str]) -> Iterator[Statement]:
    """Each text as a document of its own, so that any two may be paired."""
    distinct = [text for text in dict.fromkeys(texts) if FEWEST_WORDS <= len(text.split()) <= MOST_WORDS]
    yield from extract(list(read([{"id": str(n), "text": text} for n, text in enumerate(distinct)]))).statements


def sentences(folder: Path) -> Iterator[str]:
    """What the news sources set beside each other, in random order."""
    found = []
    for name in SOURCES:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            found += [text for line in file for text in (json.loads(line)["premise"], json.loads(line)["hypothesis"])]
    random.Random(0).shuffle(found)
    yield from found


if __name__ == "__main__":
    main()
