"""One conflict is shown once: findings that say the same in other words become variants of the most probable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from contradict.records import Contradiction, Statement

SAME = 0.72  # cosine of two claims from which they count as one claim in other words

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
    straight = _like(one.a, other.a, cosine) and _like(one.b, other.b, cosine)
    return straight or (_like(one.a, other.b, cosine) and _like(one.b, other.a, cosine))


def _like(one: Statement, other: Statement, cosine: Cosine) -> bool:
    return one is other or cosine(one, other) >= SAME
