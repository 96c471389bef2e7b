"""What a sentence asserts: without datelines, labels and the speaker's own asides."""

import pytest

from contradict.statements.attribution import find_frame
from contradict.statements.claims import claim_of


def claim(text):
    return claim_of(text, find_frame(text))


@pytest.mark.parametrize(
    "dateline",
    [
        "LISBON -",
        "LISBON —",
        "Lisbon (Reuters) -",
        "(CNN) --",
        "(CNN)--",
        "São Tomé (Lusa) -",
        "TROMSØ -",
        "SAINT-MALO/BREST -",
        "ÉVORA, Portugal –",
        "EVORA, Feb. 9 -",
        "EVORA, Saturday -",
        "EVORA, Portugal, 9 Feb. -",
        "VILA-RÉAL (LNA) -",
        "VILA REAL, Sept. 30 (Lusa Sul) -",
    ],
)
def test_datelines_are_left_out(dateline):
    assert claim(f"{dateline} The old bridge fell into the river.") == "The old bridge fell into the river."


@pytest.mark.parametrize(
    "text", ["NATO, the mayor and others - all of them tired - went home.", "The UN-backed force - a small one - left."]
)
def test_what_is_no_dateline_stays(text):
    assert claim(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A: The bridge is safe to walk on.", "The bridge is safe to walk on."),
        ("Q: The mayor has called it unsafe.", "The mayor has called it unsafe."),
        ("- The bridge is safe to walk on.", "The bridge is safe to walk on."),
        ("Plan A: The bridge is closed.", "Plan A: The bridge is closed."),
    ],
)
def test_labels_are_left_out(text, expected):
    assert claim(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry, Bo Lind said, was late.", "The ferry was late."),
        ("Two of the boats, according to Bo Lind, would have sunk.", "Two of the boats would have sunk."),
        ("The ferry, an old one, Bo Lind said, was late.", "The ferry, an old one, was late."),
        ("The ferry was late, Bo Lind said, because it rained.", "The ferry was late, because it rained."),
    ],
)
def test_no_comma_stands_between_a_subject_and_its_verb(text, expected):
    assert claim(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The firm said that the pipe was new, but did not say who had laid it.", "The pipe was new."),
        ("Bo Lind confirmed that the pipe leaked but he would not comment further.", "The pipe leaked."),
        ("The firm said that the pipe was new, but it gave no details.", "The pipe was new."),
        ("The firm admitted that the pipe leaked, but said that it was new.", "The pipe leaked, but it was new."),
        ("Bo Lind conceded that he was late but said he had run.", "He was late but he had run."),
        ("Bo Lind said that the pipe was new, and added that it was dry.", "The pipe was new, and it was dry."),
        ("The man came, but would not say why, the mayor said.", "The man came, but would not say why."),
        ("“The man came, but would not say why,” the mayor said.", "The man came, but would not say why."),
        ("According to Bo Lind, the man came but would not say why.", "The man came but would not say why."),
        ("Bo Lind said that she was called, but did not appear.", "She was called, but did not appear."),
    ],
)
def test_what_the_speaker_does_besides_is_left_out(text, expected):
    assert claim(text) == expected
