"""One conflict is shown once: findings that say the same in other words become variants of the most probable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from contradict.records import Contradiction, Statement

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAME = 0.72  # cosine of two claims from which they count as one claim in other words
SAME_DENIAL = 0.6  # of what two denials deny, and of what they are held against, where both findings are disputes
ONE_DENIAL = 0.5  # of what one denial is held against twice
NEARBY = 2  # statements; a reply and the sentence that announces it stand this close

Vector = Callable[[Statement], "NDArray[np.float32]"]  # of a statement's claim, unit length


def merge_variants(findings: Sequence[Contradiction], vector: Vector) -> list[Contradiction]:
    """Findings by falling probability; each later one that repeats an earlier one hangs on it as a variant."""
    if not findings:
        return []
    ranked = sorted(findings, key=lambda finding: (-finding.probability, finding.a.key, finding.b.key))
    sides = np.stack([np.stack([vector(finding.a), vector(finding.b)]) for finding in ranked])
    denying = np.array([_denying_side(finding) for finding in ranked])
    rejections = [_rejection(finding) for finding in ranked]
    leads: list[int] = []
    of_leads = np.empty_like(sides)  # the sides of the leads so far, in one piece for the product
    variants: dict[int, list[Contradiction]] = {}
    for place, finding in enumerate(ranked):
        alike = of_leads[: len(leads)] @ sides[place].T  # (n, side of the lead, side of the finding)
        found = _first(_wordings(alike, denying[leads], int(denying[place])), leads)
        quarrel = _quarrel(rejections, leads, place)
        known = [one for one in (found, quarrel) if one is not None]
        if known:
            variants[min(known)].append(finding)
        else:
            of_leads[len(leads)] = sides[place]
            leads.append(place)
            variants[place] = []
    return [replace(ranked[place], variants=tuple(variants[place])) for place in leads]


def _first(same: NDArray[np.bool_], leads: Sequence[int]) -> int | None:
    return leads[int(same.argmax())] if same.any() else None


def _wordings(alike: NDArray[np.float32], theirs: NDArray[np.int64], own: int) -> NDArray[np.bool_]:
    """Which leads (n,) say the same as a finding: both sides alike, or one denial of the same.

    alike: cosines (n, 2, 2) of the leads' sides with the finding's. theirs, own: the side that denies, or -1.
    """
    straight = (alike[:, 0, 0] >= SAME) & (alike[:, 1, 1] >= SAME)
    crossed = (alike[:, 0, 1] >= SAME) & (alike[:, 1, 0] >= SAME)
    same: NDArray[np.bool_] = straight | crossed
    if own >= 0:  # many outlets on one rumour
        rows = np.flatnonzero(theirs >= 0)
        denials, claims = alike[rows, theirs[rows], own], alike[rows, 1 - theirs[rows], 1 - own]
        least = np.where(denials > 1 - 1e-5, ONE_DENIAL, SAME_DENIAL)
        same[rows] |= (denials >= SAME_DENIAL) & (claims >= least)
    return same


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


def _denying_side(finding: Contradiction) -> int:
    """0 or 1 where only a or only b is a denial that spells out what it denies, else -1."""
    if finding.a.denies == finding.b.denies:
        return -1
    return 0 if finding.a.denies else 1


def _rejection(finding: Contradiction) -> tuple[Statement, Statement] | None:
    """The rejecting statement and the one whose named speaker it rejects."""
    for one, other in ((finding.a, finding.b), (finding.b, finding.a)):
        if one.dispute and one.dispute.rejects and one.dispute.target and one.dispute.target == other.speaker:
            return one, other
    return None
