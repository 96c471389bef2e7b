"""The judge: symmetric, monotone in the NLI score, explained."""

import json
from dataclasses import replace

import numpy as np
import pytest

from contradict.errors import ModelError
from contradict.judge import FEATURES, Judge, PairView
from contradict.judge.forest import Forest
from contradict.judge.reasons import groups, worded
from contradict.models import shipped
from contradict.models.folder import SHIPPED_JUDGE
from contradict.records import Attribution, Dispute, Scores, Statement

JUDGE = Judge.load(shipped(SHIPPED_JUDGE).path)


def statement(text, speaker=None, dispute=None, position=0):
    who = Attribution(speaker, "indirect", "said") if speaker else None
    return Statement(text, "d", 0, len(text), text, who, dispute=dispute, position=position)


def view(a, b, contradiction=0.8, reply=None):
    rest = (1 - contradiction) / 2
    triple = (rest, rest, contradiction)
    return PairView(a, b, 0.6, reply, denied=False, context_overlap=0.5, scores=Scores(triple, triple))


BUSES = statement("Ana Ruiz counted 41 buses.", "Ana Ruiz")
FEWER = statement("Only 14 buses ran, not 41.", "Tom Okafor")


def test_symmetric():
    one, other = view(BUSES, FEWER), view(FEWER, BUSES)
    assert JUDGE.probabilities([one]) == pytest.approx(JUDGE.probabilities([other]))


def test_more_contradiction_is_never_less_probable():
    chances = JUDGE.probabilities([view(BUSES, FEWER, score) for score in (0.05, 0.2, 0.5, 0.8, 0.95)])
    assert chances == sorted(chances)


def test_a_rejection_by_name_is_disputed_and_probable():
    claim = statement("One issue is left.", "Marco Rubio")
    reply = statement("I think not.", "Yury Ushakov", Dispute("in response to Rubio's remarks", True, "Marco Rubio"), 1)
    answered = view(claim, reply, 0.3, "in response to Rubio's remarks")
    (chance,) = JUDGE.probabilities([answered])
    (finding,) = JUDGE.findings([answered], [chance], [None])
    assert chance >= JUDGE.threshold
    assert (finding.relation, finding.kind) == ("disputed", "denial")
    assert "in response to Rubio's remarks" in finding.reasons[0].text
    elsewhere = replace(answered, a=replace(claim, attribution=Attribution("Ana Ruiz", "indirect", "said")), reply=None)
    assert JUDGE.probabilities([elsewhere])[0] < 0.25


def test_nobody_rejects_what_comes_later():
    rejection = statement("He rejected Rubio's claim.", "Yury Ushakov", Dispute("rejected", True, "Marco Rubio"), 1)
    before, after = (statement("One issue is left.", "Marco Rubio", position=place) for place in (0, 2))
    assert FEATURES["rejects by name"](view(before, rejection, reply="rejected")) == 1.0
    assert FEATURES["rejects by name"](view(rejection, after, reply="rejected")) == 0.0
    assert FEATURES["rejects by name"](view(before, rejection)) == 0.0  # of another matter: nothing ties them


def test_who_rejects_is_not_held_against_himself_or_his_like():
    denial = statement(
        "Ruiz denied that the bus had burnt.", "Ana Ruiz", Dispute("denied", True, None, "It had burnt.")
    )
    claim = statement("The bus burnt out.", "Tom Okafor")
    own, doubt = FEATURES["disputes what its own speaker says"], FEATURES["both sides doubt"]
    assert own(view(claim, denial)) == doubt(view(claim, denial)) == 0.0
    assert own(view(statement("I am fine.", "Ana Ruiz"), denial)) == 1.0
    assert doubt(view(statement("The rumours of a fire are greatly exaggerated.", "Tom Okafor"), denial)) == 1.0


def test_what_is_alike_is_alike_only_without_a_clash():
    alike = FEATURES["alike without a clash"]
    one, other = (statement(f"The men were taken to a camp near {where}.") for where in ("Niagara", "Niagara, he said"))
    assert alike(view(one, other)) > 0.7
    assert alike(view(statement("The 12 men were taken."), statement("The 14 men were taken."))) == 0.0


def test_what_a_reader_can_check_is_told_whatever_it_weighs():
    pair = view(statement("It cost 41 dollars."), statement("It cost 14 dollars."))
    reasons = worded(pair, dict.fromkeys(groups(pair), -0.001))
    assert [reason.text for reason in reasons] == ["41 dollars / 14 dollars"]


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ("The ticket for the show costs 20 dollars.", "The ticket for the show costs 18 euros.", False),
        ("The men were taken to 12 camps.", "The men were taken to 14 camps.", False),
        ("The men voted for the project.", "The men voted against the project.", False),
        ("The men were taken to a camp.", "The men were taken to that camp.", True),
        ("The men were taken to 12 camps.", "The men were then taken to 12 camps.", True),
    ],
)
def test_no_clash_is_told_only_where_nothing_differs(a, b, told):
    pair = view(statement(a), statement(b))
    reasons = worded(pair, dict.fromkeys(groups(pair), -1.0))
    assert any("none of them clash" in reason.text for reason in reasons) == told


def test_reasons_name_the_evidence_and_its_place():
    (finding,) = JUDGE.findings([view(BUSES, FEWER)], [0.5], [None])
    reason = next(reason for reason in finding.reasons if "41 buses" in reason.text)
    assert BUSES.claim[slice(*reason.spans_a[0])] == "41 buses"


def test_no_pairs():
    assert JUDGE.probabilities([]) == []


def test_a_judge_for_other_features_is_refused(tmp_path):
    content = {"weights": {"x": 1}, "means": {"x": 0}, "intercept": 0, "threshold": 0.5}
    (tmp_path / "judge.json").write_text(json.dumps(content), "utf-8")
    (tmp_path / "trees.json").write_text("[]", "utf-8")
    with pytest.raises(ModelError, match="fitted for other features"):
        Judge.load(tmp_path)
    with pytest.raises(ModelError, match=r"no readable judge.json"):
        Judge.load(tmp_path / "nowhere")


def test_trees_are_walked_to_their_leaves():
    tree = [(0, 1.5, 1, 2), (-1, 0.25, 0, 0), (1, 0.0, 3, 4), (-1, -2.0, 0, 0), (-1, 3.0, 0, 0)]
    rows = np.array([[1.5, 9.0], [2.0, 0.0], [2.0, 0.1]])
    assert Forest.of([tree])(rows) == pytest.approx([0.25, -2.0, 3.0])
    assert Forest.of([tree, [(-1, 1.0, 0, 0)]])(rows) == pytest.approx([1.25, -1.0, 4.0])
    assert Forest.of([])(rows) == pytest.approx([0.0, 0.0, 0.0])


def test_a_reason_weighs_what_the_verdict_would_lose():
    bare = replace(JUDGE, forest=Forest.of([]))
    (finding,) = bare.findings([view(BUSES, FEWER)], [0.5], [None])
    number = next(reason for reason in finding.reasons if "41 buses" in reason.text)
    expected = bare.weights["number"] * (FEATURES["number"](view(BUSES, FEWER)) - bare.means["number"])
    assert number.weight == pytest.approx(expected)
