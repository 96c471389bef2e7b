"""Words of a text: long numbers as news writes them."""

import pytest

from contradict import find_contradictions
from contradict.words import grouped


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It has 10000 seats.", "It has 10,000 seats."),
        ("It has 12\u202f500 seats.", "It has 12,500 seats."),
        ("They paid $2500000.", "They paid $2,500,000."),
        ("It has 10,000 seats.", "It has 10,000 seats."),
        ("It opened in 1987 and shut in 2024.", "It opened in 1987 and shut in 2024."),
        ("A letter from 1272 names it.", "A letter from 1,272 names it."),
        ("A letter from 1272 that names it.", "A letter from 1272 that names it."),
        ("It was cut in about 1460, in the summer of 1461.", "It was cut in about 1460, in the summer of 1461."),
        ("They met on 9 August 1412.", "They met on 9 August 1412."),
        ("It lies in 1200 homes and fell from 1400 to 1350.", "It lies in 1,200 homes and fell from 1,400 to 1,350."),
        ("It has 1400 beds, up from 1200.", "It has 1,400 beds, up from 1,200."),
        ("Call 01713345 or see page #45000.", "Call 01713345 or see page #45000."),
        ("It weighs 1234.5 kg, version 10.2000.", "It weighs 1234.5 kg, version 10.2000."),
    ],
)
def test_long_numbers_are_grouped(text, expected):
    assert grouped(text) == expected


def test_numbers_without_commas_are_told_apart():
    report = find_contradictions(["The new hall has 10000 seats.", "The new hall has 20000 seats."], cache=False)
    assert report[0].kind == "number"
    assert {report[0].a.text, report[0].b.text} == {"The new hall has 10000 seats.", "The new hall has 20000 seats."}
