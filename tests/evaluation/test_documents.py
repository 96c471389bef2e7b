"""Marks, document figures and candidate recall, computed by hand on tiny cases."""

import json
from dataclasses import replace

import numpy as np
import pytest

from contradict.errors import InputError
from contradict.evaluation import documents, load_task, pairing
from contradict.evaluation.detectors import ContradictTextDetector, PlainDetector
from contradict.evaluation.documents import DocumentsJob, FinderDetector
from contradict.evaluation.marks import load_bundles, load_bundles_task
from contradict.evaluation.pairing import PairingJob
from contradict.evaluation.results import summarise
from contradict.records import Statement

TEXT = "The bridge was shut on Monday. The bridge was open on Monday. It rained in the hills all day."
SPANS = ((0, 30), (31, 61), (62, 93))


def bundle(**changes):
    mark = {"kind": "antonym", "relation": "contradiction", "a": [span(0)], "b": [span(1)]}
    return {"id": "b", "documents": [{"id": "d", "text": TEXT}], "conflicts": [mark], "tempting": []} | changes


def span(number):
    return {"document": "d", "start": SPANS[number][0], "end": SPANS[number][1]}


@pytest.fixture
def marked(tmp_path):
    path = tmp_path / "b.jsonl"
    clean = bundle(id="clean", documents=[{"id": "d", "text": "Rain fell in the hills all day."}], conflicts=[])
    path.write_text("".join(json.dumps(row) + "\n" for row in (bundle(), clean)), "utf-8")
    return load_bundles_task("tiny", path)


def one(name, *findings, conflicts=0, statements=10, scored=20, reached=0):
    return {
        "id": name, "cluster": name, "conflicts": conflicts, "tempting": 1, "statements": statements, "scored": scored,
        "reached": reached, "findings": [list(finding) for finding in findings],
    }  # fmt: skip


# right, wrong, the first one again (counts neither way), right; one of three never found. Threshold at 0.65.
FIRST = one("x", (0.9, 0, 0, 1), (0.8, -1, 1, 1), (0.7, 0, 0, 1), (0.6, 1, 0, 0), conflicts=3, reached=2)
CLEAN = one("y")
FIGURES = {
    "average_precision": (1 / 1 + 2 / 3) / 3,
    "precision_at_1": 1.0, "precision_at_5": 2 / 5, "precision_at_10": 2 / 10, "precision_at_20": 2 / 20,
    "precision": 1 / 2, "recall": 1 / 3, "f1": 2 / 5, "findings": 2.0,
    "false_per_1000_statements": 1000 / 20, "candidate_recall": 2 / 3, "pairs_per_statement": 40 / 20,
    "clean_bundles_without_findings": 1.0, "tempting_flagged": 1.0,
}  # fmt: skip


@pytest.mark.parametrize("name", FIGURES)
def test_document_figure_by_hand(name):
    assert documents.figures([FIRST, CLEAN], np.ones((1, 2)))[name][0] == pytest.approx(FIGURES[name])


def test_there_is_a_case_for_every_document_figure():
    assert documents.figures([FIRST, CLEAN], np.ones((1, 2))).keys() == FIGURES.keys()


def test_bundles_drawn_twice_count_twice():
    twice = documents.figures([FIRST, FIRST | {"id": "z"}, CLEAN], np.ones((1, 3)))
    weighted = documents.figures([FIRST, CLEAN], np.array([[2.0, 1.0]]))
    for name in FIGURES:
        if (
            "precision_at" in name or name == "average_precision"
        ):  # the copies' findings tie: here they count as one step
            continue
        assert weighted[name][0] == pytest.approx(twice[name][0]), name


def test_nothing_found_is_no_precision_but_recall_zero():
    figures = summarise("documents", [one("x", conflicts=2)], seed=0)
    assert "precision" not in figures
    assert figures["recall"].value == 0
    assert figures["average_precision"].value == 0


def test_pairing_figures_by_hand():
    steps = {str(depth): {"reached": int(depth >= 5), "pairs": 4 * depth} for depth in pairing.DEPTHS}
    example = {
        "id": "x", "cluster": "x", "conflicts": 3, "statements": 8, "ranks": [1, 4, 0], "cosines": [0.9, 0.6, 0.0],
        "steps": steps,
    }  # fmt: skip
    figures = {name: values[0] for name, values in pairing.figures([example], np.ones((1, 1))).items()}
    assert figures["embedder_recall_at_1"] == pytest.approx(1 / 3)
    assert figures["embedder_recall_at_5"] == pytest.approx(2 / 3)  # the third was not read as a statement
    assert (figures["recall_at_3"], figures["recall_at_5"]) == (0, pytest.approx(1 / 3))
    assert figures["pairs_per_statement_at_10"] == 5
    assert figures["gold_pair_cosine"] == pytest.approx(0.5)


def test_the_finder_end_to_end(marked, finder):
    job = DocumentsJob(marked, FinderDetector(finder, "finder", "0", "openvino"))
    first, clean = job.run(0, 2)
    assert first["reached"] == 1
    assert first["findings"][0][1] == 0
    assert (clean["conflicts"], clean["findings"]) == (0, [])


@pytest.mark.parametrize("kind", [PlainDetector, ContradictTextDetector])
def test_the_peers_end_to_end(marked, nli, embedder, kind):
    example = DocumentsJob(marked, kind(embedder, nli)).run(0, 1)[0]
    assert example["reached"] == 1
    probabilities = [finding[0] for finding in example["findings"]]
    assert probabilities == sorted(probabilities, reverse=True)


def test_pairing_end_to_end(marked, embedder):
    example = PairingJob(marked, embedder).run(0, 1)[0]
    assert example["ranks"] == [1]
    assert example["cosines"][0] > 0.5
    assert example["steps"]["1"]["reached"] == 1


def test_marks_are_hit_from_either_side(marked):
    shut, opened, rain = (Statement(TEXT[a:b], "d", a, b, TEXT[a:b]) for a, b in SPANS)
    (mark,) = marked.bundles[0].conflicts
    assert mark.hit_by(shut, opened)
    assert mark.hit_by(opened, shut)
    assert not mark.hit_by(shut, rain)


def test_a_text_that_differs_from_the_marked_one_is_refused(tmp_path):
    row = bundle(documents=[{"id": "d", "sha256": "0"}])
    (tmp_path / "b.jsonl").write_text(json.dumps(row), "utf-8")
    (tmp_path / "texts.jsonl").write_text(json.dumps({"id": "d", "text": "Hello there."}), "utf-8")
    with pytest.raises(InputError, match="differs from the one that was marked"):
        load_bundles(tmp_path / "b.jsonl", tmp_path / "texts.jsonl")
    with pytest.raises(InputError, match="whose text is not at hand"):
        load_bundles(tmp_path / "b.jsonl")


def test_line_separators_in_a_text_do_not_tear_its_row(tmp_path):
    row = bundle(documents=[{"id": "d", "text": TEXT.replace(" It", "\u2028It")}])
    (tmp_path / "b.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")
    (one,) = load_bundles(tmp_path / "b.jsonl")
    assert one.documents[0].text == row["documents"][0]["text"]


def test_contradoc_from_a_copy(tmp_path):
    path = tmp_path / "ContraDoc.json"
    entry = {"evidence": "The bridge was open on Monday. ", "contra_type": ["Negation"]}
    groups = {
        "pos": {
            "named": {"text": TEXT, "ref sentences": ["The bridge was shut on Monday."], **entry},
            "open": {"text": TEXT, **entry},
            "lost": {"text": TEXT, **entry, "evidence": "The tunnel was open."},
        },
        "neg": {"clean": {"text": "Rain fell in the hills all day."}},
    }
    path.write_text(json.dumps(groups), "utf-8")
    task = load_task(f"contradoc={path}")
    assert [one.id for one in task.bundles] == ["named", "clean", "open"]
    shut, opened, rain = (Statement(TEXT[a:b], "named", a, b, TEXT[a:b]) for a, b in SPANS)
    named, clean, free = task.bundles
    assert named.conflicts[0].hit_by(shut, opened)
    assert not named.conflicts[0].hit_by(rain, opened)
    assert not clean.conflicts
    assert free.conflicts[0].hit_by(*(replace(one, document_id="open") for one in (rain, opened)))
    assert len(load_task(f"contradoc={path}", limit=1).bundles) == 1
    assert load_task(f"contradoc-pairing={path}").marked.bundles == task.bundles


def test_contradoc_that_is_something_else_is_named(tmp_path):
    path = tmp_path / "other.json"
    path.write_text('{"pos": {"a": {"text": "x"}}, "neg": {}}', "utf-8")
    with pytest.raises(InputError, match=r"contradoc.*KeyError.*contradoc=PATH"):
        load_task(f"contradoc={path}")
