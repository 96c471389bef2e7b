"""Compare sentence splitters: python eval/compare_splitters.py > eval/results/sentence_splitters.md.

Needs: pip install sentencex nupunkt pysbd syntok blingfire. A splitter is right on a case when every boundary is.
"""

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import blingfire
import nupunkt
import pysbd
import sentencex
from syntok import segmenter

from contradict.statements.sentences import split

CASES = [json.loads(line) for line in (Path(__file__).parent / "data/sentences.jsonl").read_text().splitlines()]


def _syntok(text: str) -> Iterable[str]:
    for paragraph in segmenter.analyze(text):
        for sentence in paragraph:
            yield text[sentence[0].offset : sentence[-1].offset + len(sentence[-1].value)]


_pysbd = pysbd.Segmenter(language="en", clean=False)
SPLITTERS: dict[str, Callable[[str], Iterable[str]]] = {
    "contradict (sentencex and our quote rules)": lambda text: [text[a:b] for a, b in split(text)],
    "sentencex": lambda text: sentencex.segment("en", text),
    "nupunkt": nupunkt.sent_tokenize,
    "pysbd": _pysbd.segment,
    "syntok": _syntok,
    "blingfire": lambda text: blingfire.text_to_sentences(text).split("\n"),
}


def main() -> None:
    print("# Sentence splitters\n\nMade by `python eval/compare_splitters.py`; our own cases, development data.\n")
    print("| splitter | cases right | thousand characters a second | wrong on |\n| --- | --- | --- | --- |")
    long_text = " ".join(case["text"] for case in CASES) * 50
    for name, splitter in SPLITTERS.items():
        wrong: dict[str, int] = defaultdict(int)
        for case in CASES:
            got = [part.strip() for part in splitter(case["text"]) if part.strip()]
            wrong[case["kind"]] += got != case["sentences"]
        start = time.perf_counter()
        list(splitter(long_text))
        speed = len(long_text) / (time.perf_counter() - start) / 1000
        misses = ", ".join(f"{kind} {count}" for kind, count in wrong.items() if count)
        print(f"| {name} | {len(CASES) - sum(wrong.values())} of {len(CASES)} | {speed:,.0f} | {misses} |")


if __name__ == "__main__":
    main()
