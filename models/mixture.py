"""What to train a model further on: python models/mixture.py --own FILE ... --data FOLDER --model FOLDER --target FILE

own: files that augment.py wrote. Of each tag and label at most so many pairs are taken as MOST says; half of those
without a conflict are what the model is most inclined to take for one. data: the public labelled pairs; a part of them
goes in with what the model itself says of them as the teacher, so that it keeps what it knows (Li and Hoiem 2016).
models/train_nli.py takes the file with --extra.
"""

import argparse
import gzip
import json
import math
import random
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from train_nli import SOURCES, Row, read_rows
from written import NOT_C

from contradict.models import NLIModel
from contradict.models.folder import NLI_LABELS

MOST: dict[str, tuple[float, float]] = {  # of a tag, and of what is only known not to conflict in it
    "block": (10_000, 6_000),
    "scene": (12_000, 24_000),
    "case": (15_000, 24_000),
    "frame": (1_000, 200),
    "reading": (math.inf, math.inf),
}
RULED = (300, 100)  # of any other tag
HARDEST_OF = 3  # times as many are looked at as the hardest that are taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--own", type=Path, nargs="+", required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", required=True, help="the model that is trained further")
    parser.add_argument("--public", type=int, default=25_000, help="how many public pairs")
    parser.add_argument("--gold", action="store_true", help="public pairs without what the model says of them")
    parser.add_argument("--target", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    model = NLIModel(options.model)
    rows = [*own(options.own, model, rng), *public(options.data, options.public, None if options.gold else model, rng)]
    rng.shuffle(rows)
    with gzip.open(options.target, "wt", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps({name: value for name, value in row.items() if value}, ensure_ascii=False) + "\n")
    for (tag, label), count in sorted(Counter((row["tag"], row["label"]) for row in rows).items()):
        print(f"{tag:12} {label:18} {count}")


def own(files: list[Path], model: NLIModel, rng: random.Random) -> list[dict]:
    """The rows of the files, no more of a tag than MOST says; of quiet ones half by chance and half the hardest."""
    rows = []
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows += [json.loads(line) for line in file]
    rng.shuffle(rows)
    kinds = defaultdict[tuple[str, bool], list[dict]](list)
    for row in rows:
        kinds[row["tag"], row["label"] == NOT_C].append(row)
    chosen = []
    for (tag, quiet), found in kinds.items():
        most = MOST.get(tag, RULED)[quiet]
        if quiet and len(found) > most:
            by_chance = int(most) // 2
            chosen += found[:by_chance]
            found = _hardest_first(found[by_chance : (1 + HARDEST_OF) * by_chance], model)
            most -= by_chance
        chosen += found[: int(min(most, len(found)))]
    return chosen


def _hardest_first(rows: list[dict], model: NLIModel) -> list[dict]:
    """Pairs that do not conflict, by how much the model takes them for a contradiction."""
    scores = model.predict([(row["premise"], row["hypothesis"]) for row in rows])
    order = np.argsort(-scores[:, NLI_LABELS.index("contradiction")], kind="stable")
    return [rows[place] for place in order]


def public(folder: Path, count: int, teacher: NLIModel | None, rng: random.Random) -> list[dict]:
    """Public pairs, with what the teacher says of them if there is one."""
    rows: list[Row] = []
    for name, share in SOURCES.items():
        found = read_rows(folder / f"{name}.jsonl.gz")
        rows += rng.sample(found, int(share * len(found)))
    chosen = [
        {"premise": row.premise, "hypothesis": row.hypothesis, "label": row.label, "tag": "public"}
        for row in rng.sample(rows, min(count, len(rows)))
    ]
    if teacher:
        scores = teacher.predict([(row["premise"], row["hypothesis"]) for row in chosen])
        for row, triple in zip(chosen, scores.tolist(), strict=True):
            row["probabilities"] = [round(value, 4) for value in triple]
    return chosen


if __name__ == "__main__":
    main()
