"""How well NLI models tell what they have not seen: python models/unseen.py MODEL ...

The claims of the cases that are kept for the judge (cases.py): of each kind the same pairs that conflict and three
times as many that share words but do not; and the scenes that are kept (written.py), where most pairs without a
conflict tell the same in other words. Average precision of contradiction, mean of both directions, with its 95%
interval over cases and scenes.
"""

import argparse
import random
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from cases import TEMPTING, Case, cases
from written import C, scene_pairs, scenes

from contradict.evaluation.metrics import Ranking
from contradict.evaluation.resampling import Figure, figure, weightings
from contradict.models import NLIModel
from contradict.models.folder import NLI_LABELS
from contradict.records import Statement
from contradict.statements import extract
from contradict.words import overlap

MOST = 250  # conflicts of a kind
TEMPTING_TO_ONE = 3


@dataclass(frozen=True)
class Pair:
    """Two claims as the NLI model reads them, or sentences of a scene."""

    case: str
    one: str
    other: str
    conflict: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+")
    options = parser.parse_args()
    found = {**dict(sorted(of_cases(random.Random(0)).items())), "scenes": of_scenes()}
    print(
        ", ".join(
            f"{kind}: {len(pairs)} pairs, {sum(p.conflict for p in pairs)} conflict" for kind, pairs in found.items()
        )
    )
    for name in options.models:
        model = NLIModel(name)
        figures = [f"{kind} {_average_precision(model, pairs)}" for kind, pairs in found.items()]
        print(f"{name}: {', '.join(figures)}", flush=True)


def of_scenes() -> list[Pair]:
    """The pairs of the scenes that are kept, as they stand, each once."""
    return [
        Pair(str(number), one, other, label == C)
        for number, lines in enumerate(scenes(kept=True))
        for (one, other), label in {(min(a, b), max(a, b)): label for a, b, label in scene_pairs(lines)}.items()
    ]


def of_cases(rng: random.Random) -> dict[str, list[Pair]]:
    """Pairs by kind of case."""
    conflicts, tempting = defaultdict[str, list[Pair]](list), defaultdict[str, list[Pair]](list)
    for case in cases(for_judge=True):
        here = sorted(_pairs(case, rng), key=lambda one: -one[0])
        conflicts[case.kind] += [pair for _, pair in here if pair.conflict]
        quiet = [pair for _, pair in here if not pair.conflict]
        tempting[case.kind] += quiet[: max(len(here) // 20, 8)]
    for pairs in (*conflicts.values(), *tempting.values()):
        rng.shuffle(pairs)
    return {
        kind: [*pairs[:MOST], *tempting[kind][: TEMPTING_TO_ONE * min(MOST, len(pairs))]]
        for kind, pairs in conflicts.items()
    }


def _pairs(case: Case, rng: random.Random) -> list[tuple[float, Pair]]:
    """Every pair of which something is said, and how much its words tempt. Denials are read in other words."""
    statements = [one for one in extract(case.bundle.documents).statements if not one.denies]
    labelled = [(a, b, case.label(a, b)) for a, b in combinations(statements, 2)]
    return [
        (_tempts(a, b, rng), Pair(case.bundle.id, a.asserted, b.asserted, y)) for a, b, y in labelled if y is not None
    ]


def _tempts(a: Statement, b: Statement, rng: random.Random) -> float:
    return overlap(a.claim, b.claim) + TEMPTING * rng.random()


def _average_precision(model: NLIModel, pairs: list[Pair]) -> Figure | None:
    both = [model.predict(rows) for rows in ([(p.one, p.other) for p in pairs], [(p.other, p.one) for p in pairs])]
    scores = np.mean(both, axis=0)[:, NLI_LABELS.index("contradiction")]
    conflict = np.array([pair.conflict for pair in pairs])
    draws = weightings([pair.case for pair in pairs])
    return figure(np.concatenate([Ranking(scores, conflict, drawn).average_precision() for drawn in draws]))


if __name__ == "__main__":
    main()
