"""Sentences, filters and days."""

import datetime as dt
import json

import pytest
from conftest import ROOT

from contradict import Document
from contradict.statements import extract
from contradict.statements.dates import day_spoken_about
from contradict.statements.filters import why_not
from contradict.statements.sentences import MAX_QUOTE_WORDS, paragraphs, split

CASES = [json.loads(line) for line in (ROOT / "eval/data/sentences.jsonl").read_text("utf-8").splitlines()]
THURSDAY = dt.date(2025, 3, 6)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_split(case):
    assert [case["text"][a:b] for a, b in split(case["text"])] == case["sentences"]


@pytest.mark.parametrize(
    "text",
    [
        "The hall opens in May.| A branch follows.",
        "Nobody had asked me.| I went home.",
        "He is said to be ill.| Keller is at home.",
        "The council said no.| Mayor Lund said yes.",
        "It is on page no. 18 of the book.",
        "“It opens in May. A branch follows,” she said.",
    ],
)
def test_a_word_that_looks_like_an_abbreviation_ends_a_sentence(text):
    assert [text.replace("|", "")[a:b] for a, b in split(text.replace("|", ""))] == text.split("| ")


def test_a_speech_is_split_inside_its_quotation():
    text = "“" + "We shall rebuild the bridge at once. " * 20 + "That is all,” he said."
    parts = [text[a:b] for a, b in split(text)]
    assert len(parts) == 21
    assert all(len(part.split()) <= MAX_QUOTE_WORDS for part in parts)
    assert parts[0].startswith("“We shall")


def test_hard_wrapped_lines_are_one_paragraph():
    text = "The bridge was closed on\nTuesday and it will not\nbe opened before the end\nof May.\n\nThe ferry runs."
    assert [text[a:b].replace("\n", " ") for a, b in paragraphs(text)] == [
        "The bridge was closed on Tuesday and it will not be opened before the end of May.",
        "The ferry runs.",
    ]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("By Jonas Weller and Mira Tolland", "byline"),
        ("- Rosa Medina, Port Amal.", "byline"),
        ("— Rosa Medina and Bo Lind", "byline"),
        ("- Rosa Medina went home.", None),
        ("Anna Cole contributed to this report.", "credit"),
        ("Click here for more pictures.", "call to action"),
        ("See https://example.org for the list.", "address"),
        ("Who closed the bridge?", "question"),
        ("Status of peace talks", "heading"),
        ("Storm Closes Bridge In Harbour Town For Weeks", "heading"),
        ("The bridge was closed.", None),
        ("More than 10 people helped her, but could not save the star", None),
        ("Via Rail cancelled all trains on Monday.", None),
        ("Like US troops, British soldiers left on Monday.", None),
        ("Tweets by the president were deleted.", None),
    ],
)
def test_non_statements(sentence, reason):
    assert why_not(sentence) == reason


def test_what_is_left_out_is_counted():
    found = extract([Document("By Jonas Weller\nThe bridge was closed.\nWhy? Nobody would say.", "x")])
    assert found.left_out == {"byline": 1, "question": 1}
    assert len(found.statements) == 2


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It burned on Tuesday.", dt.date(2025, 3, 4)),
        ("It burned on Thursday.", THURSDAY),
        ("It sails next Tuesday.", dt.date(2025, 3, 11)),
        ("It will sail on Tuesday, when it is to open.", dt.date(2025, 3, 11)),
        ("It burned on 30 December.", dt.date(2024, 12, 30)),
        ("It burned on Jan 6, in the night.", dt.date(2025, 1, 6)),
        ("It burned yesterday.", dt.date(2025, 3, 5)),
        ("It burned on February 1.", dt.date(2025, 2, 1)),
        ("It burned on 1 February 2024.", dt.date(2024, 2, 1)),
        ("It burned on February 31.", None),
        ("On Friday the council will vote.", dt.date(2025, 3, 7)),
        ("Next Tuesday it sails.", dt.date(2025, 3, 11)),
        ("It burned last Thursday.", dt.date(2025, 2, 27)),
        ("In August 2,300 people fled.", None),
        ("In March 3.5 million fled.", None),
        ("It burned.", None),
    ],
)
def test_day_spoken_about(text, day):
    assert day_spoken_about(text, THURSDAY) == day


@pytest.mark.parametrize(
    ("text", "unknown"), [("It sails tomorrow.", dt.date.max), ("It sank last Monday.", dt.date.min)]
)
def test_a_day_beyond_the_calendar_is_none(text, unknown):
    assert day_spoken_about(text, unknown) is None


def test_a_few_words_without_a_stop_are_a_statement_where_they_are_a_text_or_an_item():
    assert [one.text for one in extract([Document("All 41 buses ran", "x")]).statements] == ["All 41 buses ran"]
    items = "- The bridge is closed today\n- The bridge is open today\n1. Three men were hurt\nBuses and trains\n"
    assert len(extract([Document(items, "x")]).statements) == 3


def test_a_question_in_quotation_marks_is_none():
    asked = "“Is the dam safe?” a reporter asked. “Is it safe? It is,” she said."
    found = extract([Document(asked, "x")])
    assert [one.claim for one in found.statements] == ["Is it safe? It is."]
    assert found.left_out == {"question": 1}


def test_a_weekday_without_a_date_of_publication_is_no_day():
    assert day_spoken_about("It burned on Tuesday.", None) is None
