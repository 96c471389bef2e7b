"""What readers said of pairs of real news statements, in data/readings*.tsv: places in articles and a letter, no text.

    article-007 227 420 article-023 0 234 C

C: the two conflict. E: they agree. N: neither. ?: it cannot be told without more context. The NLI model is trained on
readings.tsv, but for what is of the events on which the judge is fitted; readings-kept.tsv is for the judge alone.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path

from written import NOT_C, C, E, Labelled, N

from contradict.records import Statement

DATA = Path(__file__).parent / "data"
QUIET = "-"  # no conflict, and nothing more is known
_LABELS = {"C": C, "E": NOT_C, "N": N, QUIET: NOT_C}  # agreement need not be entailment both ways
_TURNED = {"C": E, "E": C, "N": N, QUIET: "not_entailment"}  # where one side is read as what it denies

Key = tuple[str, int, int]
Form = Callable[[Statement, Statement, str], Iterator[Labelled]]  # of a pair and its letter


@cache
def readings(file: str) -> dict[tuple[Key, Key], str]:
    """The letter of each pair of a file, the sides in order."""
    found = {}
    for line in (DATA / file).read_text("utf-8").splitlines():
        first, start, end, second, begin, stop, letter = line.split()
        a, b = (first, int(start), int(end)), (second, int(begin), int(stop))
        found[min(a, b), max(a, b)] = letter
    return found


@cache
def spans(file: str) -> dict[str, frozenset[Key]]:
    """The sides of a file's pairs, by article."""
    found: dict[str, set[Key]] = defaultdict(set)
    for pair in readings(file):
        for side in pair:
            found[side[0]].add(side)
    return {article: frozenset(sides) for article, sides in found.items()}


def reading(a: Statement, b: Statement) -> str | None:
    """The letter of a pair, if it was read; of parts of what was read whole, "N", or "?" if that conflicts."""
    for file in ("readings.tsv", "readings-kept.tsv"):
        if letter := readings(file).get((min(a.key, b.key), max(a.key, b.key))):
            return letter
    letters = {readings(file)[pair] for file in ("readings.tsv", "readings-kept.tsv") for pair in _whole(a, b, file)}
    return ("?" if letters & {"C", "?"} else "N") if letters else None


def _whole(a: Statement, b: Statement, file: str) -> Iterator[tuple[Key, Key]]:
    """The pairs of a file whose sides hold the two statements."""
    holding = [[side for side in spans(file).get(one.document_id, ()) if _holds(side, one)] for one in (a, b)]
    for first, second in product(*holding):
        if (pair := (min(first, second), max(first, second))) in readings(file):
            yield pair


def _holds(side: Key, statement: Statement) -> bool:
    return side[1] <= statement.start and statement.end <= side[2]


def is_learnt(a: Statement, b: Statement, kept: Collection[str]) -> bool:
    """Is the NLI model trained on the pair? kept: articles of the events on which the judge is fitted."""
    inside = a.document_id in kept and b.document_id in kept
    return not inside and any(_whole(a, b, "readings.tsv"))


def reading_pairs(statements: Iterable[Statement], kept: Collection[str], forms: Sequence[Form]) -> Iterator[Labelled]:
    """Premise, hypothesis, label of every pair that the NLI model is trained on, in the forms, both ways."""
    by_key = {statement.key: statement for statement in statements}
    for (first, second), letter in readings("readings.tsv").items():
        if letter in _LABELS and first in by_key and second in by_key:
            a, b = by_key[first], by_key[second]
            if is_learnt(a, b, kept):
                for form in forms:
                    yield from form(a, b, letter)


def as_claimed(a: Statement, b: Statement, letter: str) -> Iterator[Labelled]:
    """The claims of a pair, both ways, with the label of that.

    A denial is read as what it denies: what conflicts with the denial agrees with it.
    """
    return _both_ways(a.asserted, b.asserted, (_TURNED if a.denies != b.denies else _LABELS)[letter])


def as_it_stands(a: Statement, b: Statement, letter: str) -> Iterator[Labelled]:
    """The texts of a pair, both ways."""
    return _both_ways(a.as_written, b.as_written, _LABELS[letter])


def in_context(a: Statement, b: Statement, letter: str) -> Iterator[Labelled]:
    """The texts of a pair behind the claims before them, both ways."""
    return _both_ways(a.in_context, b.in_context, _LABELS[letter])


def _both_ways(one: str, other: str, label: str) -> Iterator[Labelled]:
    yield one, other, label
    yield other, one, label


FORMS: tuple[Form, ...] = (as_claimed, as_it_stands, in_context)
