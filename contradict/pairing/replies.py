"""Replies and denials: the statements that a dispute may turn against, whatever their wording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from contradict.records import Statement
from contradict.words import content_stems

if TYPE_CHECKING:
    from numpy.typing import NDArray

TARGETS = 3  # earlier claims that a reply is held against
FEW_WORDS = 3  # content words; a reply with no more says that it rejects, and hardly what
ABOUT = 0.5  # cosine of what is denied and a claim of whom it is denied to


def matters(statements: Sequence[Statement]) -> list[str]:
    """What is embedded of each statement: its claim; of a reply in few words, what its speaker says next as well."""
    texts = [statement.asserted for statement in statements]
    for place, (one, after) in enumerate(pairwise(statements)):
        goes_on = one.document_id == after.document_id and one.speaker is not None and one.speaker == after.speaker
        if goes_on and one.dispute and one.dispute.rejects and len(content_stems(one.claim)) <= FEW_WORDS:
            texts[place] = f"{texts[place]} {after.asserted}"
    return texts


def reply_pairs(statements: Sequence[Statement], claims: NDArray[np.float32]) -> dict[tuple[int, int], str]:
    """Index pairs (low, high) with the words that tie them.

    A dispute that names its target is held against the target's statements, nearest in the same document and nearest
    in meaning (only those near in meaning, where it says what it denies, and in other documents). One that names
    nobody, and does not say what it denies, is held against the statement before it and what others said last.
    """
    by_speaker: dict[str, list[int]] = defaultdict(list)
    by_document: dict[str, list[int]] = defaultdict(list)
    for place, statement in enumerate(statements):
        by_document[statement.document_id].append(place)
        if statement.speaker:
            by_speaker[statement.speaker].append(place)
    found: dict[tuple[int, int], str] = {}
    for place, statement in enumerate(statements):
        if statement.dispute is None:
            continue
        if statement.dispute.target:
            others = [
                at
                for at in by_speaker[statement.dispute.target]
                if at < place or statements[at].document_id != statement.document_id  # nobody rejects what comes later
            ]
            near = dict(zip(others, (claims[others] @ claims[place]).tolist(), strict=True))
            if statement.dispute.content:  # it says what it denies: only what is about that
                near = {at: cosine for at, cosine in near.items() if cosine >= ABOUT}
            targets = _closest(place, near, statements)
        elif statement.dispute.content:
            targets = []  # it says what it denies: its nearest neighbours will be that
        else:
            targets = list(_just_before(place, by_document[statement.document_id], statements))
        for target in targets:
            found[min(place, target), max(place, target)] = statement.dispute.cue
    return found


def _closest(place: int, near: Mapping[int, float], statements: Sequence[Statement]) -> list[int]:
    """The target's nearest statements before it in its document, then the nearest in meaning, elsewhere if near."""
    own = statements[place]
    before = [at for at in near if statements[at].document_id == own.document_id and at < place]
    about = [at for at, cosine in near.items() if cosine >= ABOUT or statements[at].document_id == own.document_id]
    meaning = sorted(about, key=lambda at: (-near[at], at))
    return list(dict.fromkeys([*sorted(before, reverse=True)[:TARGETS], *meaning[:TARGETS]]))


def _just_before(place: int, document: list[int], statements: Sequence[Statement]) -> Iterator[int]:
    """The statement before it, and what others whom the document names said last."""
    own = statements[place]
    earlier = [at for at in document if at < place]
    named = [at for at in earlier if statements[at].speaker and statements[at].speaker != own.speaker]
    yield from dict.fromkeys([*earlier[-1:], *named[-TARGETS:]])
