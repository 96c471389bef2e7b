"""Topics, speakers and feedback of a report."""

import json

import pytest
from test_report import OPEN, RAIN, SHUT, finding, report, statement

from contradict.errors import InputError
from contradict.records import Document
from contradict.report import Feedback
from contradict.report.topics import topics

PRICES = "Milk became dearer in May, Ana Ruiz said. Milk prices fell in May, the dairies said."
DEARER = statement("Milk became dearer in May, Ana Ruiz said.", "Ana Ruiz", source=PRICES)
CHEAPER = statement("Milk prices fell in May, the dairies said.", "the dairies", source=PRICES)


@pytest.fixture
def mixed():
    return report([finding(SHUT, OPEN, 0.9), finding(DEARER, CHEAPER, 0.8), finding(SHUT, RAIN, 0.3)])


def test_findings_on_different_matters_are_different_topics(mixed):
    found = mixed.topics
    assert [len(part) for part in found.values()] == [1, 1]
    labels = list(found)
    assert "bridge" in labels[0]
    assert "Milk" in labels[1]


def test_two_findings_on_one_matter_are_one_topic():
    assert list(topics([finding(SHUT, OPEN, 0.9), finding(OPEN, SHUT, 0.8)]).values()) == [[0, 1]]
    assert topics([]) == {}


def test_findings_of_stop_words_and_numbers_are_one_topic():
    text = "He did it. He did not do it. 12. 13."
    did, not_did, twelve, thirteen = (statement(f"{part}.", None, source=text) for part in text[:-1].split(". "))
    bare = [finding(did, not_did, 0.9), finding(twelve, thirteen, 0.8)]
    assert topics(bare) == {"other": [0, 1]}
    assert [*topics([bare[0], finding(SHUT, OPEN, 0.8), bare[1]]).values()] == [[0, 2], [1]]
    page = report(bare, document=Document(text, "d")).to_html()
    assert 'data-topic="0">other' in page


def test_every_speaker_with_a_side(mixed):
    assert {name: len(part) for name, part in mixed.by_speaker().items()} == {
        "Ana Ruiz": 2, "Tom Okafor": 1, "the dairies": 1,
    }  # fmt: skip
    assert next(iter(mixed.by_speaker())) == "Ana Ruiz"


def test_one_speaker_on_both_sides(mixed):
    assert len(mixed.self_contradictions()) == 0
    assert len(report([finding(SHUT, DEARER, 0.9)]).self_contradictions()) == 1


def test_what_was_dismissed_is_gone_for_good(mixed, tmp_path):
    path = tmp_path / "told" / "feedback.jsonl"
    kept = report([finding(SHUT, OPEN, 0.9), finding(DEARER, CHEAPER, 0.8)], feedback=Feedback(path))
    kept.confirm(kept[1])
    left = kept.dismiss(kept[0])
    assert [one.a.text for one in left] == [DEARER.text]
    again = report([finding(OPEN, SHUT, 0.7), finding(DEARER, CHEAPER, 0.8)], feedback=Feedback(path))
    assert [one.a.text for one in again] == [DEARER.text]  # also with its sides the other way round
    assert again.verdict(again[0]) == "confirmed"
    path.write_bytes(path.read_bytes().rstrip())  # as an editor may leave it
    again.dismiss(again[0])
    assert len(Feedback(path).dismissed()) == 2
    assert len(mixed) == 2  # another report knows nothing of it


def test_a_file_at_home(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    report([finding(SHUT, OPEN, 0.9)], feedback=Feedback("~/verdicts.jsonl")).confirm(finding(SHUT, OPEN, 0.9))
    assert (tmp_path / "verdicts.jsonl").exists()


def test_without_a_file_a_dismissal_holds_for_the_report(mixed):
    left = mixed.dismiss(mixed[0])
    assert [one.probability for one in left.above(0.2)] == [0.8, 0.3]


def test_a_file_that_is_no_feedback_is_named(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text("hello\n", "utf-8")
    with pytest.raises(InputError, match=r"x.jsonl, line 1 is no verdict"):
        Feedback(path)


def test_the_file_holds_no_text(tmp_path):
    path = tmp_path / "feedback.jsonl"
    report([finding(SHUT, OPEN, 0.9)], feedback=Feedback(path)).confirm(finding(SHUT, OPEN, 0.9))
    assert set(json.loads(path.read_text("utf-8"))) == {"pair", "verdict"}


def test_a_file_that_holds_texts_is_read(tmp_path):
    path = tmp_path / "feedback.jsonl"
    Feedback(path).add(finding(SHUT, OPEN, 0.9), "dismissed")
    row = json.loads(path.read_text("utf-8")) | {"a": "The bridge\u2028was shut.", "b": OPEN.text}
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")
    assert Feedback(path).verdict(finding(SHUT, OPEN, 0.9)) == "dismissed"


def test_a_folder_is_no_feedback(tmp_path):
    with pytest.raises(InputError, match=r"cannot read .*name a feedback file"):
        Feedback(tmp_path)
