"""Let larger models teach a smaller one: python models/distill.py TEACHER ... --pairs FILE ... --target SOFT.jsonl.gz

TEACHER: a folder or hub id of any 3-way NLI model; several are averaged. FILE: JSON lines with premise and
hypothesis; a label, if there is one, is kept. Writes the same rows with "probabilities", which models/train_nli.py
learns from beside the labels (give the file with --extra). Works in parts, kept beside the target as .partial: the
same command goes on where it stopped or was stopped.
"""

import argparse
import gzip
import itertools
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np

from contradict.models import NLIModel

PART = 20_000  # pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("teacher", nargs="+")
    parser.add_argument("--pairs", type=Path, nargs="+", required=True)
    parser.add_argument("--target", type=Path, required=True)
    parser.add_argument("--engine", default="auto")
    options = parser.parse_args()
    teachers = [NLIModel(name, engine=options.engine) for name in options.teacher]
    partial = options.target.with_name(options.target.name + ".partial")
    done = whole_lines(partial) if partial.exists() else 0
    rows = itertools.islice((row for path in options.pairs for row in rows_of(path)), done, None)
    with partial.open("a", encoding="utf-8") as file:
        while part := list(itertools.islice(rows, PART)):
            pairs = [(row["premise"], row["hypothesis"]) for row in part]
            scores = np.mean([teacher.predict(pairs) for teacher in teachers], axis=0)
            for row, triple in zip(part, scores.tolist(), strict=True):
                soft = {**row, "probabilities": [round(value, 4) for value in triple]}
                file.write(json.dumps(soft, ensure_ascii=False) + "\n")
            file.flush()
            done += len(part)
            print(f"{done:,} pairs", flush=True)
    with partial.open(encoding="utf-8") as file, opened(options.target, "wt") as target:
        shutil.copyfileobj(file, target)
    partial.unlink()


def whole_lines(path: Path) -> int:
    """How many lines the file holds, after one that was cut short is taken away."""
    with path.open("r+b") as file:
        count = end = 0
        for line in file:
            if line.endswith(b"\n"):
                count, end = count + 1, end + len(line)
        file.truncate(end)
    return count


def rows_of(path: Path) -> Iterator[dict]:
    with opened(path, "rt") as file:
        yield from map(json.loads, file)


def opened(path: Path, mode: str) -> IO[str]:
    """Plain or gzipped, by its name."""
    opener: Any = gzip.open if path.suffix == ".gz" else open
    file: IO[str] = opener(path, mode, encoding="utf-8")
    return file


if __name__ == "__main__":
    main()
