"""The statements written for training, in data/: small blocks around one claim, and whole scenes of several matters.

blocks-*.txt: blocks parted by an empty line. "=" the claim, in one or more wordings; "!" contradicts every "=";
"+" follows from every "="; "~" is near, but neither.
scenes-*.txt: scenes parted by an empty line, each the statements of one event. "A+" and "A-" are the two sides of a
matter: every "A+" contradicts every "A-", and those of one side are true together; "." belongs to no matter. What is
not marked does not conflict.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, permutations
from pathlib import Path

E, N, C, NOT_C = "entailment", "neutral", "contradiction", "not_contradiction"
DATA = Path(__file__).parent / "data"
NEAR = 0.3  # share of the pairs of near claims, and of near claims with contradicting ones, that are taken

Labelled = tuple[str, str, str]  # premise, hypothesis, label
Lines = list[tuple[str, str]]  # sign, statement


@dataclass(frozen=True)
class Group:
    """Statements on one matter, whether they agree or not, and others of the same event."""

    matter: tuple[str, ...]
    others: tuple[str, ...]


def load(kind: str) -> list[Lines]:
    """The blocks, or the scenes."""
    return [lines for path in sorted(DATA.glob(f"{kind}-*.txt")) for lines in _parts(path)]


def _parts(path: Path) -> list[Lines]:
    return [[_line(line) for line in part.splitlines()] for part in path.read_text("utf-8").strip().split("\n\n")]


def block_pairs(rng: random.Random) -> Iterator[Labelled]:
    """The blocks' lines against one another."""
    for lines in load("blocks"):
        claims, against, follows, near = ([text for mark, text in lines if mark == sign] for sign in "=!+~")
        yield from ((a, b, C) for one in claims for other in against for a, b in ((one, other), (other, one)))
        yield from ((one, other, E) for one in claims for other in (*claims, *follows) if one != other)
        yield from ((other, one, NOT_C) for one in claims for other in follows)
        yield from ((one, other, N) for one in claims for other in near)
        yield from ((other, one, NOT_C) for one in claims for other in near)
        for one in near:
            yield from ((one, other, NOT_C) for other in (*near, *against) if one != other and rng.random() < NEAR)


def scenes(kept: bool) -> list[Lines]:
    """Every fifth of a file, which is kept from the NLI model (unseen.py), or all others."""
    return [
        lines
        for path in sorted(DATA.glob("scenes-*.txt"))
        for number, lines in enumerate(_parts(path), 1)
        if (number % 5 == 0) == kept
    ]


def scene_pairs(lines: Lines) -> Iterator[Labelled]:
    """Every statement of a scene against every other, as they meet in real use: few pairs conflict."""
    for (sign, one), (mark, other) in permutations(lines, 2):
        on_one_matter = sign[0] == mark[0] != "."
        if on_one_matter or sign < mark or (sign == mark == "." and one < other):
            yield one, other, C if on_one_matter and sign != mark else NOT_C


def groups() -> Iterator[Group]:
    """Every matter of the blocks and scenes."""
    for lines in load("blocks"):
        yield Group(*(tuple(text for mark, text in lines if (mark in "=!+") == wanted) for wanted in (True, False)))
    for lines in load("scenes"):
        for matter in sorted({sign[0] for sign, _ in lines} - {"."}):
            yield Group(
                *(tuple(text for sign, text in lines if (sign[0] == matter) == wanted) for wanted in (True, False))
            )


def check() -> str:
    """What there is, or ValueError naming the first line with an unknown sign."""
    blocks, of_scenes = load("blocks"), load("scenes")
    signs = {"blocks": set("=!+~"), "scenes": {f"{matter}{side}" for matter in "ABCDE" for side in "+-"} | {"."}}
    for kind, parts in (("blocks", blocks), ("scenes", of_scenes)):
        for sign, text in (line for part in parts for line in part):
            if sign not in signs[kind]:
                raise ValueError(f"{kind}: unknown sign {sign!r} before {text!r}")
    pairs = [*block_pairs(random.Random(0)), *(pair for lines in of_scenes for pair in scene_pairs(lines))]
    conflicts = sum(label == C for *_, label in pairs)
    same = sum(a == b for part in (*blocks, *of_scenes) for (_, a), (_, b) in combinations(part, 2))
    counts = f"{len(pairs):,} pairs, {conflicts:,} contradictions, {same} repeats"
    return f"{len(blocks)} blocks, {len(of_scenes)} scenes, {counts}"


def _line(line: str) -> tuple[str, str]:
    sign, _, text = line.partition(" ")
    return sign, text


if __name__ == "__main__":
    print(check())
