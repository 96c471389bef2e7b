"""One conflict is shown once: findings that say the same in other words become variants of the most probable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from contradict.records import Contradiction, Statement

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAME = 0.6  # mean cosine of the sides of two findings, from which they are one conflict in other words
SAME_SIDE = 0.4  # least cosine of either side
NEARBY = 2  # statements; a reply and the sentence that announces it stand this close

Vector = Callable[[Statement], "NDArray[np.float32]"]  # of a statement's claim, unit length


def merge_variants(findings: Sequence[Contradiction], vector: Vector) -> list[Contradiction]:
    """Findings by falling probability; each later one that repeats an earlier one hangs on it as a variant."""
    if not findings:
        return []
    ranked = sorted(findings, key=lambda finding: (-finding.probability, finding.a.key, finding.b.key))
    sides = np.stack([np.stack([vector(finding.a), vector(finding.b)]) for finding in ranked])
    rejections = [_rejection(finding) for finding in ranked]
    leads: list[int] = []
    of_leads = np.empty((2 * len(sides), sides.shape[2]), sides.dtype)  # the sides of the leads so far
    variants: dict[int, list[Contradiction]] = {}
    for place, finding in enumerate(ranked):
        cosines = of_leads[: 2 * len(leads)] @ sides[place].T
        alike = cosines.reshape(-1, 2, 2)  # (n, side of the lead, side of the finding)
        found = _first(_wordings(alike), leads)
        quarrel = _quarrel(rejections, leads, place)
        known = [one for one in (found, quarrel) if one is not None]
        if known:
            variants[min(known)].append(finding)
        else:
            of_leads[2 * len(leads) : 2 * len(leads) + 2] = sides[place]
            leads.append(place)
            variants[place] = []
    return [replace(ranked[place], variants=tuple(variants[place])) for place in leads]


def _first(same: NDArray[np.bool_], leads: Sequence[int]) -> int | None:
    return leads[int(same.argmax())] if same.any() else None


def _wordings(alike: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which leads (n,) say the same as a finding, from the cosines (n, 2, 2) of their sides with its."""
    straight, crossed = alike[:, [0, 1], [0, 1]], alike[:, [0, 1], [1, 0]]
    same = [(sides.mean(axis=1) >= SAME) & (sides.min(axis=1) >= SAME_SIDE) for sides in (straight, crossed)]
    either: NDArray[np.bool_] = same[0] | same[1]
    return either


def _quarrel(rejections: Sequence[tuple[Statement, Statement] | None], leads: Sequence[int], place: int) -> int | None:
    """The lead with the same rejection of the same speaker's words: "Y tempered X's claim. 'I think not,' Y said"."""
    own = rejections[place]
    if own is None:
        return None
    for lead in leads:
        other = rejections[lead]
        if other and _near(own[0], other[0]) and _one_voice(own[1], other[1]):
            return lead
    return None


def _one_voice(one: Statement, other: Statement) -> bool:
    return (one.document_id, one.speaker) == (other.document_id, other.speaker)


def _near(one: Statement, other: Statement) -> bool:
    return one.document_id == other.document_id and abs(one.position - other.position) <= NEARBY


def _rejection(finding: Contradiction) -> tuple[Statement, Statement] | None:
    """The rejecting statement and the one whose named speaker it rejects."""
    for one, other in ((finding.a, finding.b), (finding.b, finding.a)):
        if one.dispute and one.dispute.rejects and one.dispute.target and one.dispute.target == other.speaker:
            return one, other
    return None
