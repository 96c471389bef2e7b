"""Names parted from titles, and the same person under several names."""

import pytest

from contradict.statements.names import NameIndex, full_names, split_role


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Vice-Minister Tomas Reyl", "Tomas Reyl"),
        ("Air Commodore Iris Falk", "Iris Falk"),
        ("coach Bram Olsen of Westhal", "Bram Olsen"),
        ("Mrs Teale of ward 9", "Teale"),
        ("the Joint Defence Council", "Joint Defence Council"),
        ("the family of the Danish singer Nora Vind", "family of the Danish singer Nora Vind"),
        ("the University of Halden", "University of Halden"),
        ("US Secretary of State Marco Rubio", "Marco Rubio"),
    ],
)
def test_a_name_without_its_title(phrase, name):
    assert split_role(phrase)[0] == name


def test_a_name_at_the_end_of_a_longer_one_is_the_same_persons():
    names = NameIndex(full_names("Potter Iris Falk came. We know Iris Falk."))
    assert names.unify("Potter Iris Falk") == names.unify("Falk") == "Iris Falk"
    assert names.unify("the cousin of Iris Falk") == "the cousin of Iris Falk"


@pytest.mark.parametrize(
    "text", ["It rained in May. At noon it stopped.", "On the E7. The road is shut.", "What I know."]
)
def test_the_edge_of_a_sentence_is_no_name(text):
    assert full_names(text) == []


def test_the_word_that_begins_a_sentence_is_cut_off():
    assert full_names("Then Tobias Arrieta left. For Ana Holm it was over.") == ["Tobias Arrieta", "Ana Holm"]
