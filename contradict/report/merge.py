"""One conflict is shown once: findings that say the same in other words become variants of the most probable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from contradict.records import Contradiction, Statement

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAME = 0.6  # mean cosine of the sides of two findings, from which they are one conflict in other words
SAME_SIDE = 0.4  # least cosine of either side
SAME_WORDS = 0.6  # of a side that another named person says: the same told by another source, not another's claim
NEARBY = 2  # statements; a reply and the sentence that announces it stand this close
PART = 256  # findings that are compared with the leads at once

Vector = Callable[[Statement], "NDArray[np.float32]"]  # of a statement's claim, unit length


def merge_variants(findings: Sequence[Contradiction], vector: Vector) -> list[Contradiction]:
    """Findings by falling probability; each later one that repeats an earlier one hangs on it as a variant.

    What another named person says in other words is no repetition.
    """
    if not findings:
        return []
    ranked = sorted(findings, key=lambda finding: (-finding.probability, finding.a.key, finding.b.key))
    sides = np.stack([np.stack([vector(finding.a), vector(finding.b)]) for finding in ranked])
    speakers = np.array([[finding.a.speaker or "", finding.b.speaker or ""] for finding in ranked])
    variants: dict[int, list[Contradiction]] = {}  # by the place of their lead, in order
    quarrels: dict[_Voices, list[tuple[int, Statement]]] = defaultdict(list)  # leads, and what rejects in them
    for start in range(0, len(ranked), PART):
        part = range(start, min(start + PART, len(ranked)))
        for place, same in zip(part, _wordings(sides, speakers, [*variants, *part], part), strict=True):
            finding = ranked[place]
            known = [lead for lead in same if lead in variants][:1]
            rejection = _rejection(finding)
            if rejection:
                known += [lead for lead, other in quarrels[rejection.voices] if _one_reply(rejection.reply, other)][:1]
            if known:
                variants[min(known)].append(finding)
                continue
            variants[place] = []
            if rejection:
                quarrels[rejection.voices].append((place, rejection.reply))
    return [replace(ranked[lead], variants=tuple(others)) for lead, others in variants.items()]


def _wordings(
    sides: NDArray[np.float32], speakers: NDArray[np.str_], earlier: Sequence[int], part: range
) -> list[list[int]]:
    """For each finding of a part, those of the ``earlier`` places that say the same, in order.

    sides: (n, 2, dim). speakers: (n, 2), "" where nobody is named.
    """
    rows = np.array(earlier)
    known, new = sides[rows], sides[part.start : part.stop]
    found: set[tuple[int, int]] = set()
    for turn in (1, -1):
        turned, by = new[:, ::turn], speakers[part.start : part.stop, ::turn]
        sums = turned.reshape(len(new), -1) @ known.reshape(len(known), -1).T  # of the cosines of the two sides
        one, other = np.nonzero(sums >= 2 * SAME)
        cosines = np.einsum("nsd,nsd->ns", turned[one], known[other])
        mine, theirs = by[one], speakers[rows[other]]
        other_person = (mine != theirs) & (mine != "") & (theirs != "")
        alike = (cosines >= np.where(other_person, SAME_WORDS, SAME_SIDE)).all(axis=1)
        found.update(zip(one[alike].tolist(), rows[other[alike]].tolist(), strict=True))
    same: list[list[int]] = [[] for _ in part]
    for place, lead in sorted(found):
        same[place].append(lead)
    return same


_Voices = tuple[str, str, str | None]  # where one answers; where the other speaks, and who


@dataclass(frozen=True)
class _Rejection:
    """A finding in which one rejects what a named other said: "Y tempered X's claim. 'I think not,' Y said"."""

    reply: Statement
    voices: _Voices


def _one_reply(one: Statement, other: Statement) -> bool:
    """Do two statements of a document stand together, and not for two people?"""
    speakers = {one.speaker, other.speaker} - {None}
    return abs(one.position - other.position) <= NEARBY and len(speakers) < 2


def _rejection(finding: Contradiction) -> _Rejection | None:
    for one, other in ((finding.a, finding.b), (finding.b, finding.a)):
        if one.dispute and one.dispute.rejects and one.dispute.target and one.dispute.target == other.speaker:
            return _Rejection(one, (one.document_id, other.document_id, other.speaker))
    return None


def led(wordings: Sequence[Contradiction]) -> Contradiction | None:
    """One finding of several wordings, the first of them before the others; None of none."""
    return replace(wordings[0], variants=tuple(wordings[1:])) if wordings else None
