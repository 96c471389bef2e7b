"""Interviews: what is said behind "Q:" and "A:"."""

from contradict import Document
from contradict.statements import extract

ASKED = "Q: You left the town.\n\nA: We left it in May. It was cold.\n\nQ: The police say that it was shut.\n\n"


def read(text):
    return [(one.speaker, one.claim) for one in extract([Document(text, "x")]).statements]


def test_a_frame_is_found_behind_a_label():
    assert read(ASKED)[-2:] == [(None, "It was cold."), ("police", "It was shut.")]


def test_the_guest_of_an_interview_is_the_only_one_named_before_it():
    answers = read("The singer Nora Vind received us at home.\n\n" + ASKED)[2:4]
    assert answers == [("Nora Vind", "We left it in May."), ("Nora Vind", "It was cold.")]
    assert read("Nora Vind met Tom Reyl of the Argus.\n\n" + ASKED)[2][0] is None
