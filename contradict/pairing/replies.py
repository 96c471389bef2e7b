"""Replies and denials: the statements that a dispute may turn against, whatever their wording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from contradict.records import Statement

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEAR = 4  # how many statements back an unnamed reply may point
TARGETS = 3  # claims of the named speaker that a reply is held against


def reply_pairs(
    statements: Sequence[Statement], claims: NDArray[np.float32], contexts: NDArray[np.float32]
) -> dict[tuple[int, int], str]:
    """Index pairs (low, high) with the words that tie them.

    A dispute that names its target is held against the target's statements, nearest in the same document and nearest
    in meaning; one that names nobody against the statements of others just before it.
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
            others = [at for at in by_speaker[statement.dispute.target] if at != place]
            targets = _closest(place, others, statements, claims, contexts)
        else:
            targets = list(_just_before(place, by_document[statement.document_id], statements))
        for target in targets:
            found[min(place, target), max(place, target)] = statement.dispute.cue
    return found


def _closest(
    place: int,
    others: list[int],
    statements: Sequence[Statement],
    claims: NDArray[np.float32],
    contexts: NDArray[np.float32],
) -> list[int]:
    """The target's nearest statements before it in its document, then the nearest in meaning anywhere."""
    own = statements[place]
    before = [at for at in others if statements[at].document_id == own.document_id and at < place]
    meaning = sorted(others, key=lambda at: (-float(contexts[place] @ contexts[at] + claims[place] @ claims[at]), at))
    return list(dict.fromkeys([*sorted(before, reverse=True)[:TARGETS], *meaning[:TARGETS]]))


def _just_before(place: int, document: list[int], statements: Sequence[Statement]) -> Iterator[int]:
    own = statements[place]
    for at in reversed([other for other in document if other < place][-NEAR:]):
        if statements[at].speaker != own.speaker or own.speaker is None:
            yield at
