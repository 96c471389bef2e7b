"""A pair among the others: what is at odds elsewhere, and what is told again."""

import random
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from contradict.judge import Judge, PairView, read_both_ways
from contradict.judge.among import NOWHERE, seen_among
from contradict.judge.features import log_odds
from contradict.judge.reasons import groups, worded
from contradict.models import shipped
from contradict.models.folder import SHIPPED_JUDGE
from contradict.records import Scores, Statement

JUDGE = Judge.load(shipped(SHIPPED_JUDGE).path)


def statement(text, document):
    return Statement(text, document, 0, len(text), text)


def view(a, b, contradiction=0.8):
    triple = ((1 - contradiction) / 2, (1 - contradiction) / 2, contradiction)
    return PairView(a, b, 0.6, None, denied=False, context_overlap=0.5, scores=Scores(triple, triple))


D, D2, E, F = (
    statement(text, document)
    for text, document in (("41 buses ran.", "d"), ("It rained.", "d"), ("14 buses ran.", "e"), ("9 trams ran.", "f"))
)


def test_the_highest_of_the_other_pairs_is_seen_whatever_their_order():
    views = [view(D, E), view(D, F), view(E, D2), view(E, F), view(D2, F)]
    chances = [0.9, 0.5, 0.7, 0.03, 0.05]  # the last but one counts for nothing
    expected = {
        (D, E): (0.7, 0.5, 0.7),
        (D, F): (0.9, 0.05, 0.05),
        (E, D2): (0.9, 0.05, 0.9),
        (E, F): (0.9, 0.5, 0.0),
        (D2, F): (0.7, 0.5, 0.5),
    }
    order = list(range(len(views)))
    for seed in range(4):
        random.Random(seed).shuffle(order)
        seen = seen_among([views[place] for place in order], [chances[place] for place in order])
        assert {(one.a, one.b): one.elsewhere for one in seen} == expected


def test_of_two_equal_chances_each_sees_the_other():
    one, other = seen_among([view(D, E), view(D, F)], [0.6, 0.6])
    assert one.elsewhere == other.elsewhere == (0.6, 0.0, 0.0)


def test_what_is_more_probable_by_itself_is_so_among_others():
    alone = sorted(JUDGE.probabilities([view(D, E, score) for score in (0.1, 0.5, 0.95)]))
    for elsewhere in ((0.0, 0.0, 0.0), (0.9, 0.9, 0.9)):
        views = [replace(view(D, E, score), elsewhere=elsewhere) for score in (0.1, 0.5, 0.95)]
        chances = JUDGE.probabilities(views)
        assert all(low < high for low, high in pairwise(chances))
        assert JUDGE.probabilities([views[0], view(D, E, 0.1)]) == pytest.approx([chances[0], alone[0]])
        assert chances != pytest.approx(alone)


@pytest.mark.parametrize(
    ("elsewhere", "weight", "told"),
    [
        ((0.97, 0.1, 0.2), 1.0, ["the two texts may conflict elsewhere, too (0.20)"]),
        ((0.97, 0.1, 0.2), -1.0, ["one of the statements may conflict with another, too (0.97)"]),
        ((0.97, 0.1, 0.0), 1.0, []),
        ((0.0, 0.0, 0.12), -1.0, []),
    ],
)
def test_what_is_at_odds_elsewhere_is_told_where_the_words_fit(elsewhere, weight, told):
    pair = replace(view(D, E), elsewhere=elsewhere)
    reasons = worded(pair, {**dict.fromkeys(groups(pair), 1.0), "elsewhere": weight})
    assert [one.text for one in reasons if "may conflict" in one.text] == told


def test_a_reason_weighs_what_is_at_odds_elsewhere():
    pair = replace(view(D, E), elsewhere=(0.0, 0.0, 0.9))
    among, alone = (log_odds(chance) for chance in JUDGE.probabilities([pair, replace(pair, elsewhere=NOWHERE)]))
    (finding,) = JUDGE.findings([pair], [0.5], [None])
    (weight,) = (one.weight for one in finding.reasons if "may conflict elsewhere, too" in one.text)
    assert weight == pytest.approx(among - alone)


def test_what_is_told_again_leaves_the_pair_itself_out():
    def read(pairs):
        return np.array([[0.8, 0.1, 0.1] if "trams" in "".join(pair) else [0.3, 0.1, 0.6] for pair in pairs])

    views = read_both_ways([view(D, E), view(D, F), view(D2, E)], read)
    assert [one.told_again for one in views] == [
        pytest.approx(expected) for expected in ((0.8, 0.3), (0.3, 0.0), (0.0, 0.3))
    ]
