"""Judging: NLI scores and evidence become one calibrated probability, a relation, a kind and reasons."""

from contradict.judge.explain import explained
from contradict.judge.features import BEFORE_READING, FEATURES, PairView
from contradict.judge.judge import Judge
from contradict.judge.relations import other_relations, then_and_now
from contradict.judge.score import (
    read_again,
    read_both_ways,
    read_in_other_forms,
    score_pairs,
)

__all__ = [
    "BEFORE_READING",
    "FEATURES",
    "Judge",
    "PairView",
    "explained",
    "other_relations",
    "read_again",
    "read_both_ways",
    "read_in_other_forms",
    "score_pairs",
    "then_and_now",
]
