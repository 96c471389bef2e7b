"""Tasks and figures, computed by hand on tiny cases."""

import gzip
import json

import numpy as np
import pytest

from contradict.errors import InputError
from contradict.evaluation import load_task
from contradict.evaluation.documents import Outcome, Ranked, average_precision_of_conflicts
from contradict.evaluation.marks import load_bundles
from contradict.evaluation.pairs import average_precision
from contradict.evaluation.tasks import shipped_tasks
from contradict.records import Statement


def write(path, rows):
    text = "".join(json.dumps(row) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return str(path)


@pytest.mark.parametrize("name", ["tiny.jsonl", "tiny.jsonl.gz"])
def test_a_task_counts_rows_without_a_label(tmp_path, name):
    rows = [{"premise": "a", "hypothesis": "b", "label": label} for label in ("Entailment", "-", "not_entailment")]
    task = load_task(write(tmp_path / name, rows))
    assert (task.name, len(task.pairs), task.unlabelled) == ("tiny", 2, 1)
    assert task.labels == (("entailment",), ("neutral", "contradiction"))


def test_limit(tmp_path):
    rows = [{"premise": "a", "hypothesis": "b", "label": "neutral"}] * 5
    assert len(load_task(write(tmp_path / "t.jsonl", rows), limit=2).pairs) == 2


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"premise": "a"}], "line 1 lacks premise or hypothesis"),
        ([{"premise": "a", "hypothesis": "b"}], "no labelled row"),
    ],
)
def test_bad_tasks_are_named(tmp_path, rows, message):
    with pytest.raises(InputError, match=message):
        load_task(write(tmp_path / "t.jsonl", rows))


def test_shipped_pairs_load():
    assert shipped_tasks() == ["pairs-dev", "pairs-test"]
    assert len(load_task("pairs-dev").pairs) > 250


def test_average_precision_by_hand():
    scores, labels = np.array([0.9, 0.8, 0.7, 0.6]), np.array([True, False, True, False])
    assert average_precision(scores, labels) == pytest.approx((1 / 1 + 2 / 3) / 2)


def test_average_precision_of_conflicts_by_hand():
    # right, wrong, the first one again (counts neither way), right; one conflict of three never found
    found = (Ranked(0.9, 0, False), Ranked(0.8, None, False), Ranked(0.7, 0, False), Ranked(0.6, 1, False))
    outcome = Outcome(found, conflicts=3, statements=10, reached=2)
    assert average_precision_of_conflicts([outcome]) == pytest.approx((1 / 1 + 2 / 3) / 3)


def test_marks_are_hit_from_either_side(tmp_path):
    text = "The bridge was shut. The bridge was open. It rained."
    row = {
        "id": "b", "documents": [{"id": "d", "text": text}], "tempting": [],
        "conflicts": [{"kind": "antonym", "relation": "contradiction",
                       "a": [{"document": "d", "start": 0, "end": 20}],
                       "b": [{"document": "d", "start": 21, "end": 41}]}],
    }  # fmt: skip
    (tmp_path / "b.jsonl").write_text(json.dumps(row), "utf-8")
    (bundle,) = load_bundles(tmp_path / "b.jsonl")
    shut, opened, rain = (Statement(text[a:b], "d", a, b, text[a:b]) for a, b in ((0, 20), (21, 41), (42, 52)))
    (mark,) = bundle.conflicts
    assert mark.hit_by(shut, opened)
    assert mark.hit_by(opened, shut)
    assert not mark.hit_by(shut, rain)


def test_a_text_that_differs_from_the_marked_one_is_refused(tmp_path):
    row = {"id": "b", "documents": [{"id": "d", "sha256": "0"}], "conflicts": [], "tempting": []}
    (tmp_path / "b.jsonl").write_text(json.dumps(row), "utf-8")
    (tmp_path / "texts.jsonl").write_text(json.dumps({"id": "d", "text": "Hello there."}), "utf-8")
    with pytest.raises(InputError, match="differs from the one that was marked"):
        load_bundles(tmp_path / "b.jsonl", tmp_path / "texts.jsonl")
    with pytest.raises(InputError, match="whose text is not at hand"):
        load_bundles(tmp_path / "b.jsonl")
