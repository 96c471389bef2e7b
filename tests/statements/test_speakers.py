"""Who speaks where the sentence itself does not name them."""

import pytest

from contradict import Document
from contradict.statements import extract
from contradict.statements.speakers import Speakers


def last(text):
    return extract([Document(text, "x")]).statements[-1].speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Nora Vind was sweeping the yard. “I heard nothing,” she said.", "Nora Vind"),
        ("Zoo director Nora Vind led us round. “I heard nothing,” she said.", "Nora Vind"),
        ("Shortly after six Nora Vind came out. “I heard nothing,” she said.", "Nora Vind"),
        ("The keeper's friend, Nora Vind, 41, came out. “I heard nothing,” she said.", "Nora Vind"),
        ("Mrs Vind, 41, came out. “I heard nothing,” she said.", "Vind"),
        ("Tom Reyl said it was on. Nora Vind shook her head. “It is off,” she said.", "Nora Vind"),
        ("Nora Vind sees it differently: the gate was shut, she says.", "Nora Vind"),
        ("Tom Reyl said it was on. The nurse laughed. “It is off,” she said.", "nurse"),
        ("Tom Reyl came. His brother, Davi, told us that it was on. “It is off,” he said.", "Davi"),
        ("It rained, said Reyl, who keeps goats. “It was cold,” he added.", "Reyl"),
        ("Heron Pictures said it was on. Ms Vind has filed a suit. It is off, she said.", "Vind"),
        ("The operator, Heron Trawling, said it was on. It is off, he said.", None),
        ("Residents said it was on. It is off, he said.", None),
        ("His wife, Nora Vind, said it was on. It is off, he said.", None),
        ("Mr Reyl said it was on. Nora Vind, a nun, said it was late. It is off, he said.", "Reyl"),
        ("A policewoman said it was on. The union was founded in 1931. It had warned of it, it said.", "union"),
        ("A policewoman said it was on. It is off, it said.", None),
        ("We ate there. It was good, I admit.", None),
    ],
)
def test_whom_a_pronoun_stands_for(text, speaker):
    assert last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The transport minister, Nora Vind, was there. The minister said it was on.", "Nora Vind"),
        ("Green leader Nora Vind was there. It was on, the Green leader said.", "Nora Vind"),
        ("Nora Vind, the mayor of Halden, was there. The mayor said it was on.", "Nora Vind"),
        ("The mayor, Nora Vind, and the mayor, Tom Reyl, met. The mayor said it was on.", "mayor"),
        ("The army command said it was on. The mine of the Dutch company Grey Heron burnt. The company said no more.",
         "Grey Heron"),
        ("The transport ministry said it was on. The airline said it was off.", "airline"),
    ],
)  # fmt: skip
def test_whom_a_role_stands_for(text, speaker):
    assert last(text) == speaker


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Ewan McRae", True),
        ("Lucia de Alba", True),
        ("FC Halden", False),
        ("Heron Airways", False),
        ("What I", False),
        ("Mr President", False),
    ],
)
def test_who_is_a_person(name, person):
    assert Speakers("").is_person(name) is person


def test_a_label_that_is_a_surname_or_comes_twice_speaks():
    text = (
        "Professor Nora Vind is with us.\n\nVind: It was on.\n\nHost: Was it?\n\nHost: It is off.\n\nVotes: It was low."
    )
    found = extract([Document(text, "x")]).statements
    assert [(one.speaker, one.claim) for one in found[1:]] == [
        ("Nora Vind", "It was on."), ("Host", "It is off."), (None, "Votes: It was low."),
    ]  # fmt: skip


def test_what_a_transcript_tells_is_no_longer_speech():
    found = extract([Document("VIND: I was on. I left.\n\nIt rained on the town. It snowed there.", "x")]).statements
    assert [one.speaker for one in found] == ["VIND", "VIND", None, None]
    assert found[0].attribution.kind == "direct"


def test_a_house_that_somebody_enters_is_not_she():
    text = "The singer Ana Lund fell ill, said CNN. Lund entered Halden House in Oslo on Monday. She stopped breathing."
    *_, last = extract([Document(text, "x")]).statements
    assert last.asserted == "Ana Lund stopped breathing."
