"""One conflict is shown once: findings that say the same in other words become variants of the most probable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from contradict.records import Contradiction, Statement

SAME = 0.72  # cosine of two claims from which they count as one claim in other words
SAME_DENIAL = 0.6  # of what two denials deny, and of what they are held against, where both findings are disputes
NEARBY = 2  # statements; a reply and the sentence that announces it stand this close

Cosine = Callable[[Statement, Statement], float]


def merge_variants(findings: Sequence[Contradiction], cosine: Cosine) -> list[Contradiction]:
    """Findings by falling probability; each later one that repeats an earlier one hangs on it as a variant."""
    ranked = sorted(findings, key=lambda finding: (-finding.probability, finding.a.key, finding.b.key))
    leads: list[Contradiction] = []
    variants: list[list[Contradiction]] = []
    for finding in ranked:
        for place, lead in enumerate(leads):
            if _same(finding, lead, cosine):
                variants[place].append(finding)
                break
        else:
            leads.append(finding)
            variants.append([])
    return [replace(lead, variants=tuple(found)) for lead, found in zip(leads, variants, strict=True)]


def _same(one: Contradiction, other: Contradiction, cosine: Cosine) -> bool:
    if _one_quarrel(one, other) or _one_denial(one, other, cosine):
        return True
    straight = _like(one.a, other.a, cosine) and _like(one.b, other.b, cosine)
    return straight or (_like(one.a, other.b, cosine) and _like(one.b, other.a, cosine))


def _like(one: Statement, other: Statement, cosine: Cosine) -> bool:
    return one is other or cosine(one, other) >= SAME


def _one_quarrel(one: Contradiction, other: Contradiction) -> bool:
    """Both report the same rejection of the same speaker's words: "Y tempered X's claim. 'I think not,' Y said"."""
    first, second = _rejection(one), _rejection(other)
    if first is None or second is None:
        return False
    (rejecting, rejected), (again, also) = first, second
    near = rejecting.document_id == again.document_id and abs(rejecting.position - again.position) <= NEARBY
    return near and rejected.document_id == also.document_id and rejected.speaker == also.speaker


def _one_denial(one: Contradiction, other: Contradiction, cosine: Cosine) -> bool:
    """Both hold a denial of the same against an assertion of the same: many outlets on one rumour."""
    first, second = _denial(one), _denial(other)
    if first is None or second is None:
        return False
    return all(a is b or cosine(a, b) >= SAME_DENIAL for a, b in zip(first, second, strict=True))


def _denial(finding: Contradiction) -> tuple[Statement, Statement] | None:
    """The side that denies, and the one that does not."""
    for one, other in ((finding.a, finding.b), (finding.b, finding.a)):
        if one.denies and not other.denies:
            return one, other
    return None


def _rejection(finding: Contradiction) -> tuple[Statement, Statement] | None:
    """The rejecting statement and the one whose named speaker it rejects."""
    for one, other in ((finding.a, finding.b), (finding.b, finding.a)):
        if one.dispute and one.dispute.rejects and one.dispute.target and one.dispute.target == other.speaker:
            return one, other
    return None
