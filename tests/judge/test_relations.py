"""Relations beside contradiction, and the words on which a verdict rests."""

import datetime as dt

import numpy as np
import pytest

from contradict.judge import PairView, explained, other_relations, then_and_now
from contradict.judge.explain import TRIED_WORDS
from contradict.judge.relations import bare
from contradict.records import Contradiction, Reason, Scores, Statement


def statement(text, day=None, published=None):
    return Statement(text, "d", 0, len(text), text, day=day, published=published)


def view(a, b, triple):
    return PairView(a, b, 0.6, None, denied=False, context_overlap=0.5, scores=Scores(triple, triple))


OPPOSED, FOLLOWS, NEITHER = (0.1, 0.2, 0.7), (0.8, 0.1, 0.1), (0.2, 0.6, 0.2)
MAY, JUNE = dt.date(2025, 5, 1), dt.date(2025, 6, 1)


@pytest.mark.parametrize(
    ("a", "b", "triple", "relation"),
    [
        (statement("The pier is shut.", MAY), statement("The pier is open.", JUNE), OPPOSED, "changed"),
        (statement("Lund once opposed the pier."), statement("Lund now backs the pier."), OPPOSED, "changed"),
        (statement("The pier in Kesh is shut."), statement("The pier in Orsova is open."), OPPOSED, "scope"),
        (statement("The pier is shut."), statement("The pier is open."), OPPOSED, None),
        (statement("The pier is shut."), statement("The pier is closed to all."), FOLLOWS, "agreement"),
        (statement("41 buses ran."), statement("All 14 buses ran."), FOLLOWS, None),
        (statement("The pier is shut."), statement("The pier is long."), NEITHER, None),
    ],
)
def test_relation_of_a_pair_that_does_not_contradict(a, b, triple, relation):
    wanted = ("changed", "scope", "agreement")
    (found,) = other_relations(
        [view(a, b, triple)], wanted, lambda pairs: np.array([triple] * len(pairs)).reshape(-1, 3)
    )
    assert (found[0] if found else None) == relation
    if found:
        assert found[1] == pytest.approx(max(triple))


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        (statement("It ran on Monday.", MAY), statement("It was idle on Monday.", JUNE), True),
        (statement("It ran yesterday.", MAY), statement("Yesterday it was idle.", JUNE), True),
        (statement("It ran last week.", None, MAY), statement("It was idle last week.", None, JUNE), True),
        (statement("It ran on Monday.", MAY), statement("It was idle on Monday.", MAY), False),
        (statement("It ran on Monday.", MAY), statement("It was idle on Monday."), False),
        (statement("It opened on Monday.", MAY), statement("It opened on Tuesday.", JUNE), False),
        (statement("It opened on Monday, 1 May.", MAY), statement("It opened on Monday, 1 June.", JUNE), False),
        (statement("It opened on 1 May.", MAY), statement("It opened on 1 June.", JUNE), False),
    ],
)
def test_one_word_for_two_days_sets_apart(a, b, apart):
    assert then_and_now(view(a, b, OPPOSED)) == apart


def test_a_relation_that_is_not_wanted_is_not_named():
    agreed = view(statement("It is shut."), statement("It is closed."), FOLLOWS)
    assert other_relations([agreed], ["changed"], predict) == [None]


def test_words_of_time_and_place_are_left_out():
    assert bare("Lund once opposed the pier in Kesh on Monday.") == "Lund opposed the pier."


def finding(a, b, reasons):
    scores = Scores((0.1, 0.1, 0.8), (0.1, 0.4, 0.5))
    return Contradiction(statement(a), statement(b), 0.8, "contradiction", "other", reasons, 0.6, scores)


NLI = Reason("the NLI model sees a contradiction (0.80 one way, 0.50 the other)", 2.0)


def predict(pairs):
    """A model for which a pair contradicts as long as it has both "shut" and "busy"."""
    return np.array([[0.1, 0.1, 0.8] if "shut" in a and "busy" in b else [0.1, 0.9, 0.0] for a, b in pairs]).reshape(
        -1, 3
    )


def test_words_whose_masking_lowers_the_score_are_named():
    (better,) = explained([finding("The old pier is shut.", "The pier is busy today.", (NLI,))], predict, predict)
    (reason,) = better.reasons
    assert reason.text.endswith("above all in “shut” / “busy”")
    assert better.a.claim[slice(*reason.spans_a[0])] == "shut"
    assert better.b.claim[slice(*reason.spans_b[0])] == "busy"


def test_a_time_of_day_is_one_word():
    def on_time(pairs):
        return np.array([[0, 0, 1] if "17:00" in a and "busy" in b else [0, 1, 0] for a, b in pairs]).reshape(-1, 3)

    (better,) = explained([finding("It leaves at 17:00.", "It is busy.", (NLI,))], on_time, on_time)
    assert better.reasons[0].text.endswith("above all in “17:00” / “busy”")


def test_words_of_a_check_are_enough():
    checked = finding("41 buses ran.", "14 buses ran.", (Reason("41 / 14", 1.0, ((0, 2),), ((0, 2),)), NLI))
    assert explained([checked], not_asked, not_asked) == [checked]


def not_asked(_):
    pytest.fail("nothing is to be scored")


def test_the_model_of_the_verdict_is_asked_of_few_words_and_has_the_last_word():
    asked = []

    def second(pairs):
        """Rests on "shut" alone."""
        asked.extend(pairs)
        return np.array([[0, 0, 1] if "shut" in a else [0, 1, 0] for a, _ in pairs])

    text = "The old pier of white stone behind that long market is shut."
    (better,) = explained([finding(text, "The pier is busy today.", (NLI,))], predict, second)
    assert better.reasons[0].text.endswith("above all in “shut”")
    assert better.reasons[0].spans_b == ()
    assert len(asked) == 1 + TRIED_WORDS + 3  # "pier", "busy" and "today" are all that the other side has
