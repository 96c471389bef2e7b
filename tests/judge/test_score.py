"""What the NLI model reads of the candidate pairs, and what it is spared."""

import math
from dataclasses import replace

import numpy as np
import pytest

from contradict.judge import (
    Judge,
    read_again,
    read_both_ways,
    read_in_other_forms,
    score,
    score_pairs,
)
from contradict.models import shipped
from contradict.models.folder import SHIPPED_JUDGE
from contradict.records import Dispute, Pair, Statement

JUDGE = Judge.load(shipped(SHIPPED_JUDGE).path)


def statement(text, dispute=None, document="d"):
    return Statement(text, document, 0, len(text), text, dispute=dispute, position=len(text))


STATEMENTS = [
    statement("Ana Ruiz counted 41 buses on Monday."),
    statement("Tom Okafor counted 14 buses on Monday.", document="e"),
    statement("A choir sang in the old harbour hall.", document="f"),
]
PAIRS = [Pair(0, 1, 0.9, None), Pair(0, 2, 0.05, None), Pair(1, 2, 0.04, None)]


class Reader:
    """A stand-in for the NLI model: the same row for every pair, and it keeps what it was asked."""

    def __init__(self, row=(0.1, 0.2, 0.7)):
        self.row, self.asked = row, []

    def __call__(self, pairs):
        self.asked += pairs
        return np.array([self.row] * len(pairs), np.float32).reshape(-1, 3)


def both_ways(statements, pairs, read):
    """All pairs, read both ways."""
    unread, _ = score_pairs(statements, pairs, read, {}, None, second=read)
    assert not read.asked
    return read_both_ways(unread, read)


def test_every_pair_can_be_read_both_ways_and_in_the_other_forms():
    read, again = Reader(), Reader()
    statements = [replace(STATEMENTS[0], context="Not all was well."), *STATEMENTS[1:]]
    views = both_ways(statements, PAIRS, read)
    assert len(views) == 3
    assert len(read.asked) == 6
    views = read_in_other_forms(views, again)
    assert len(again.asked) == 6 + 4  # as written, and of the pairs of the one that follows another sentence
    assert ("Not all was well. " + STATEMENTS[0].text, STATEMENTS[1].text) in again.asked
    assert all(view.scores.forward == view.scores.backward == pytest.approx((0.1, 0.2, 0.7)) for view in views)
    assert all(view.forms == pytest.approx((math.log(7 / 3), math.log(7 / 3))) for view in views)


def test_what_shows_little_in_the_other_direction_is_read_in_no_other_form(monkeypatch):
    class OneWay(Reader):
        def __call__(self, pairs):
            self.row = (0.001, 0.001, 0.998) if not self.asked else (0.99, 0.0099, 0.0001)
            return super().__call__(pairs)

    read = OneWay()
    monkeypatch.setattr(score, "FORMS_FROM", 0.6)
    second = Reader()
    (view,), _ = score_pairs(STATEMENTS[:2], PAIRS[:1], read, {}, replace(JUDGE, looks=(0.0, 0.6)), second=second)
    assert len(read.asked) == 2
    assert view.forms is None
    assert not second.asked


def test_what_may_conflict_is_read_again_by_the_second_model(monkeypatch):
    first, second = Reader(), Reader((0.0, 0.1, 0.9))
    monkeypatch.setattr(score, "FORMS_FROM", 0.0)
    for least, asked in ((0.0, 2), (1.0, 0)):  # the texts are the claims here, both ways
        monkeypatch.setattr(score, "AGAIN_FROM", least)
        sure = replace(JUDGE, looks=(0.0, 0.0))
        (view,), _ = score_pairs(STATEMENTS[:2], PAIRS[:1], first, {}, sure, second=second)
        assert len(second.asked) == asked
        second.asked.clear()
        assert view.scores.forward == pytest.approx((0.1, 0.2, 0.7))
        assert view.last_scores.forward == pytest.approx((0.0, 0.1, 0.9) if asked else (0.1, 0.2, 0.7))


def test_a_second_reading_is_of_the_claims_turned_round_for_a_denial():
    denial = statement("He denied that 41 buses ran.", Dispute("denied", True, None, "41 buses ran."), "e")
    second = Reader((0.8, 0.1, 0.1))
    unread, _ = score_pairs([STATEMENTS[0], denial], [Pair(0, 1, 0.9, None)], second, {}, None, second=second)
    (view,) = read_again(unread, second)
    assert second.asked == [(STATEMENTS[0].claim, "41 buses ran."), ("41 buses ran.", STATEMENTS[0].claim)]
    assert view.last_scores.forward == view.last_scores.backward == pytest.approx((0.1, 0.1, 0.8))


def test_the_second_model_is_not_asked_of_a_rejection_that_does_not_say_what():
    reply = statement("“I think not,” Vale said.", Dispute("I think not", True, "Ana Ruiz", ""), "e")
    reply = replace(reply, claim="I think not.")
    longer = replace(reply, claim="I think that nobody counted those buses on Monday.", document_id="f")
    second = Reader()
    pairs = [Pair(0, 1, 0.9, "I think not"), Pair(0, 2, 0.9, "I think not")]
    unread, _ = score_pairs([STATEMENTS[0], reply, longer], pairs, second, {}, None, second=second)
    bare, read = read_again(unread, second)
    assert (bare, read.a, read.b) == (unread[0], unread[1].a, unread[1].b)
    assert read.second
    assert not any("I think not." in pair for pair in second.asked)


def test_at_the_end_each_pair_is_seen_among_the_others():
    sure = replace(JUDGE, looks=(0.0, 0.0))
    views, _ = score_pairs(STATEMENTS, PAIRS[:2], Reader(), {}, sure, second=Reader())
    alone = JUDGE.probabilities([replace(view, elsewhere=None) for view in views])
    assert [view.elsewhere[0] for view in views] == pytest.approx(
        [chance if chance >= 0.04 else 0.0 for chance in alone[::-1]]
    )


def test_what_has_nothing_in_common_is_not_read():
    read = Reader()
    (view,), _ = score_pairs(STATEMENTS, PAIRS, read, {}, replace(JUDGE, looks=(0.05, 0.0)), second=Reader())
    assert {view.a.claim, view.b.claim} == {STATEMENTS[0].claim, STATEMENTS[1].claim}
    assert len(read.asked) == 2


def test_what_shows_nothing_in_one_direction_is_not_read_in_the_other():
    read = Reader((0.9, 0.0999, 0.0001))
    sceptic = replace(JUDGE, looks=(0.0, 0.2))
    assert score_pairs(STATEMENTS, PAIRS, read, {}, sceptic, second=Reader()) == ([], [])
    assert len(read.asked) == 3


def test_what_does_not_pass_is_read_too_where_everything_is_wanted():
    read = Reader()
    passing, _ = score_pairs(STATEMENTS, PAIRS, read, {}, replace(JUDGE, looks=(0.05, 0.0)), second=Reader())
    looks = replace(JUDGE, looks=(0.05, 0.0))
    same, others = score_pairs(STATEMENTS, PAIRS, read, {}, looks, second=Reader(), everything=True)
    assert same == passing  # what is asked for beside them changes nothing in them
    assert len(same) + len(others) == 3
    assert all(view.scores.backward == pytest.approx((0.1, 0.2, 0.7)) for view in others)


def test_the_scores_of_a_denial_are_turned_round():
    denial = statement("He denied that 41 buses ran.", Dispute("denied", True, None, "41 buses ran."), "e")
    read = Reader((0.8, 0.1, 0.1))
    (view,) = both_ways([STATEMENTS[0], denial], [Pair(0, 1, 0.9, None)], read)
    assert read.asked[0] == (STATEMENTS[0].claim, "41 buses ran.")
    assert view.scores.forward == pytest.approx((0.1, 0.1, 0.8))


def test_equal_numbers_are_read_in_one_notation():
    one, other = statement("The train leaves at 5 pm."), statement("The train to Oslo leaves at 17:00.", document="e")
    read = Reader()
    both_ways([one, other], [Pair(0, 1, 0.9, None)], read)
    first, second = one.claim, "The train to Oslo leaves at 5 pm."
    assert read.asked[:2] == [(first, second), (second, first)]


def test_the_same_words_are_read_once():
    twice = [STATEMENTS[0], STATEMENTS[1], replace(STATEMENTS[1], document_id="g")]
    read = Reader()
    assert len(both_ways(twice, [Pair(0, 1, 0.9, None), Pair(0, 2, 0.9, None)], read)) == 2
    assert len(read.asked) == 2


def test_what_is_usual_leaves_the_pair_itself_out():
    read = Reader((0.25, 0.25, 0.5))
    assert all(view.usual == pytest.approx((0.0, 0.0)) for view in both_ways(STATEMENTS, PAIRS, read))
    (alone,) = both_ways(STATEMENTS, PAIRS[:1], Reader())
    assert alone.usual == (-4.0, -4.0)
