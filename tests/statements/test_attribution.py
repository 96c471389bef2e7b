"""Who says it, and what is claimed."""

import pytest

from contradict import Document
from contradict.statements import extract


def only(text):
    (statement,) = extract([Document(text, "x")]).statements
    return statement


@pytest.mark.parametrize(
    ("text", "speaker", "claim"),
    [
        ("The mayor, Ana Ruiz, said that the bridge was shut.", "Ana Ruiz", "The bridge was shut."),
        ("“We lost the game,” said Tom Okafor.", "Tom Okafor", "We lost the game."),
        ("“We lost the game,” Tom Okafor told reporters.", "Tom Okafor", "We lost the game."),
        ("Tom Okafor told the court that he had lost.", "Tom Okafor", "He had lost."),
        ("According to Tom Okafor, the game was lost.", "Tom Okafor", "The game was lost."),
        ("The game was lost, according to Tom Okafor.", "Tom Okafor", "The game was lost."),
        ("On Friday, US Secretary of State Marco Rubio said talks went on.", "Marco Rubio", "Talks went on."),
        ("The deficit is gone, said the treasurer, Arno Feld.", "Arno Feld", "The deficit is gone."),
        ("Judge Helena Varga thanked them and said that it was over.", "Helena Varga", "It was over."),
        ("Ushakov told the press that it was over, according to TASS.", "Ushakov", "It was over."),
        ("It was fine, the harbour master at Port Amal said.", "harbour master at Port Amal", "It was fine."),
        ("It was fine, Captain Rosa Medina of the coast guard said.", "Rosa Medina", "It was fine."),
        ("“It was fine,” the firm's director, Hugo Prentiss, said.", "Hugo Prentiss", "It was fine."),
        ("Blueline's director, Hugo Prentiss, said that it was fine.", "Hugo Prentiss", "It was fine."),
        ("It was fine, according to its owner, Blueline Ferries.", "Blueline Ferries", "It was fine."),
        ("On Monday, the mayor, Tom Field, said that all was well.", "Tom Field", "All was well."),
        ("Police said the road was closed.", "Police", "The road was closed."),
        ("Italy said it would leave the group.", "Italy", "It would leave the group."),
        ("Gwen Korovin, the doctor who treated her, said she had left.", "Gwen Korovin", "She had left."),
        ("Tom Okafor denied that he had lost.", "Tom Okafor", "It is not true that he had lost."),
        ("Okafor denied reports that he had lost.", "Okafor", "It is not true that he had lost."),
        ("She made the claim at a meeting.", None, "She made the claim at a meeting."),
        ("The report was said to be ready.", None, "The report was said to be ready."),
        ("LIMA (AP) — Rescuers found two climbers.", None, "Rescuers found two climbers."),
    ],
)
def test_speaker_and_claim(text, speaker, claim):
    statement = only(text)
    assert (statement.speaker, statement.claim) == (speaker, claim)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It is over,” Ana Ruiz said.", "direct"),
        ("Ana Ruiz said that it was over.", "indirect"),
        ("Ana Ruiz said that it was “over and done with”.", "mixed"),
    ],
)
def test_kind_of_speech(text, kind):
    assert only(text).attribution.kind == kind


def test_names_are_unified_and_pronouns_follow_the_last_speaker():
    text = "US Secretary of State Marco Rubio said it was near. “It is close,” he added. Rubio said more would follow."
    assert {s.speaker for s in extract([Document(text, "x")]).statements} == {"Marco Rubio"}


def test_names_are_unified_across_documents():
    documents = [Document("Rubio said it was near.", "a"), Document("Marco Rubio said it was far.", "b")]
    assert {s.speaker for s in extract(documents).statements} == {"Marco Rubio"}


def test_two_people_of_one_surname_stay_two():
    text = "Ana Ruiz said it was near. Tom Ruiz said it was far. Ruiz said it was both."
    assert [s.speaker for s in extract([Document(text, "x")]).statements] == ["Ana Ruiz", "Tom Ruiz", "Ruiz"]


def test_a_quotation_goes_on_after_its_frame():
    text = "“We lost,” said Ana Ruiz. “We will win next time.”"
    assert [s.speaker for s in extract([Document(text, "x")]).statements] == ["Ana Ruiz", "Ana Ruiz"]
