"""Labelled pairs of sentences in the form in which the NLI model reads them: their claims, without who says so.

A model that has seen conflicts between whole sentences only, and quiet pairs of claims, takes "she said" for the mark
of a conflict.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator

from written import NOT_C, C, E, Labelled

from contradict.read import read
from contradict.records import Statement
from contradict.statements import extract

_TURNED = {C: NOT_C, E: C}  # where one side is read as what it denies; of the others nothing is known then


def as_read(pairs: Iterable[Labelled]) -> Iterator[Labelled]:
    """The pairs of which a side is read in other words than it stands in."""
    rows = list(pairs)
    read_as = _statements({text for row in rows for text in row[:2]})
    for premise, hypothesis, label in rows:
        one, other = read_as.get(premise), read_as.get(hypothesis)
        if one is None or other is None or (one.asserted, other.asserted) == (premise, hypothesis):
            continue
        if not (one.denies or other.denies):
            yield one.asserted, other.asserted, label
        elif one.denies != other.denies and label in _TURNED:
            yield one.asserted, other.asserted, _TURNED[label]


def some_as_read(pairs: Iterable[Labelled], rng: random.Random) -> Iterator[Labelled]:
    """Half of the pairs as they stand, and of the others those that are read in other words, as they are read."""
    rows = list(pairs)
    rng.shuffle(rows)
    half = len(rows) // 2
    yield from rows[:half]
    yield from as_read(rows[half:])


def _statements(texts: set[str]) -> dict[str, Statement]:
    """Each text that is one statement."""
    ordered, found = sorted(texts), defaultdict[str, list[Statement]](list)
    for one in extract(list(read([{"id": str(place), "text": text} for place, text in enumerate(ordered)]))).statements:
        found[ordered[int(one.document_id)]].append(one)
    return {text: ones[0] for text, ones in found.items() if len(ones) == 1}
