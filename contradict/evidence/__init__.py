"""Evidence: checks that a reader can verify, one file each, one contract. Evidence is never the verdict alone."""

from contradict.evidence import (
    antonyms,
    certainty,
    days,
    entities,
    negation,
    numbers,
    places,
    quantifiers,
    roles,
    times,
)
from contradict.evidence.base import Check, Evidence

CHECKS: dict[str, Check] = {
    "number": numbers.check,
    "same number": numbers.agree,
    "negation": negation.check,
    "antonym": antonyms.check,
    "quantifier": quantifiers.check,
    "certainty": certainty.check,
    "day": days.check,
    "entity": entities.check,
    "place": places.check,
    "role": roles.check,
    "time": times.check,
}

__all__ = ["CHECKS", "Check", "Evidence"]
