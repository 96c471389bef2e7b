"""The figures of attribution: speakers, sources and reported words against labels."""

import json

import pytest

from contradict.evaluation import load_task, run_job
from contradict.evaluation.attribution import AttributionJob, load_attribution_task, same_name

TEXT = "“We lost,” said Ana Ruiz. TASS quoted Tom Lund as saying that all was well. It rained."


@pytest.fixture
def labelled(tmp_path):
    def write(speakers):
        places = [(0, 25), (26, 75), (76, 85)]
        rows = [
            {"start": start, "end": end, "speaker": speaker}
            for (start, end), speaker in zip(places, speakers, strict=True)
        ]
        rows[0]["content"] = [[0, 10]]
        rows[1]["source"] = "TASS"
        path = tmp_path / "labelled.jsonl"
        path.write_text(json.dumps({"id": "x", "text": TEXT, "statements": rows}), "utf-8")
        return run_job(AttributionJob(load_attribution_task("labelled", path)))

    return write


def test_all_right(labelled):
    figures = labelled(["Ana Ruiz", "Tom Lund", None]).figures
    assert {name: figure.value for name, figure in figures.items()} == dict.fromkeys(figures, 1.0)


def test_a_wrong_and_a_missed_speaker(labelled):
    result = labelled(["Tom Lund", "Tom Lund", "Ana Ruiz"])
    assert result.figures["speaker_precision"].value == 0.5
    assert result.figures["speaker_recall"].value == pytest.approx(1 / 3)
    assert [wrong[1:] for wrong in result.examples[0]["wrong"]] == [["Tom Lund", "Ana Ruiz"], ["Ana Ruiz", None]]


def test_line_separators_in_a_text_do_not_tear_its_row(tmp_path):
    rows = [{"id": name, "text": "It rained.\u2028It snowed.", "statements": []} for name in "xyz"]
    path = tmp_path / "labelled.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    documents = load_attribution_task("labelled", path, limit=2).documents
    assert [(document.id, document.text) for document, _ in documents] == [(one["id"], one["text"]) for one in rows[:2]]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the ministry", "ministry", True),
        ("Rubio", "Marco Rubio", True),
        ("Ana Ruiz", "Tom Ruiz", False),
        (None, "x", False),
    ],
)
def test_same_name(one, other, same):
    assert same_name(one, other) is same


def test_labels_stand_at_their_place():
    for name in ("attribution-dev", "attribution-test"):
        for document, labelled in load_task(name).documents:
            for one in labelled:
                text = document.text[one.passage.start : one.passage.end]
                assert text == text.strip()
                assert text[-1] in ".”?"
