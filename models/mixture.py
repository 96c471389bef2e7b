"""What to train a model further on: python models/mixture.py --own FILE ... --data FOLDER --model FOLDER --target FILE

own: files that augment.py wrote. data: the public labelled pairs; a part of them goes in with what the model itself
says of them as the teacher, so that it keeps what it knows (Li and Hoiem 2016). Of each tag and label at most so many
pairs are taken as MOST says. models/train_nli.py takes the file with --extra.
"""

import argparse
import gzip
import json
import math
import random
from collections import Counter
from pathlib import Path

from train_nli import SOURCES, Row, read_rows
from written import NOT_C

from contradict.models import NLIModel

PUBLIC = 25_000
MOST: dict[str, tuple[float, float]] = {  # of a tag, and of what is only known not to conflict in it
    "block": (20_000, 8_000),
    "scene": (math.inf, 45_000),
    "case": (6_000, 10_000),
    "frame": (1_000, 200),
    "reading": (math.inf, math.inf),
}
RULED = (300, 100)  # of any other tag


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--own", type=Path, nargs="+", required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", required=True, help="the model that is trained further")
    parser.add_argument("--target", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    rows = [*own(options.own, rng), *kept(options.data, NLIModel(options.model), rng)]
    rng.shuffle(rows)
    with gzip.open(options.target, "wt", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps({name: value for name, value in row.items() if value}, ensure_ascii=False) + "\n")
    for (tag, label), count in sorted(Counter((row["tag"], row["label"]) for row in rows).items()):
        print(f"{tag:12} {label:18} {count}")


def own(files: list[Path], rng: random.Random) -> list[dict]:
    """The rows of the files, no more of a tag than MOST says."""
    rows = []
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows += [json.loads(line) for line in file]
    rng.shuffle(rows)
    taken: Counter[tuple[str, bool]] = Counter()
    chosen = []
    for row in rows:
        kind = row["tag"], row["label"] == NOT_C
        if taken[kind] < MOST.get(row["tag"], RULED)[kind[1]]:
            taken[kind] += 1
            chosen.append(row)
    return chosen


def kept(folder: Path, model: NLIModel, rng: random.Random) -> list[dict]:
    """Public pairs, with what the model says of them."""
    rows: list[Row] = []
    for name, share in SOURCES.items():
        found = read_rows(folder / f"{name}.jsonl.gz")
        rows += rng.sample(found, int(share * len(found)))
    chosen = rng.sample(rows, min(PUBLIC, len(rows)))
    scores = model.predict([(row.premise, row.hypothesis) for row in chosen])
    return [
        {
            "premise": row.premise,
            "hypothesis": row.hypothesis,
            "label": row.label,
            "tag": "public",
            "probabilities": [round(value, 4) for value in triple],
        }
        for row, triple in zip(chosen, scores.tolist(), strict=True)
    ]


if __name__ == "__main__":
    main()
