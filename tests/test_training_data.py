"""What was written and read for training: cases with their marks, readers' letters, the rounding of int8."""

import random
import sys
from itertools import combinations

import numpy as np
import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "models"))

import as_read
import cases
import readings

from contradict import Document
from contradict.statements import extract

CASE = """### harbours
# Harbour shut | Gull | 2024-03-05
{1a:The harbour of Amal was shut on Monday.} Nobody complained. {1x:Some boats may have left.}

{2a:"Eleven boats sank," said Mara Lund.}
# Business as usual | Wire | 2024-03-06
{1b:Ships left the harbour of Amal all Monday.} {2b:All the boats are afloat, the port authority said.}
"""


TEXTS = (
    "The harbour of Amal was shut on Monday.",
    "Ships left the harbour all Monday.",
    "The harbour has four cranes.",
)


def test_a_case_is_read_with_its_marks(tmp_path, monkeypatch):
    (tmp_path / "cases-x.txt").write_text(CASE, "utf-8")
    monkeypatch.setattr(cases, "DATA", tmp_path)
    (case,) = cases.cases(for_judge=False)
    first, second = case.bundle.documents
    assert (first.title, first.outlet, second.date.isoformat()) == ("Harbour shut", "Gull", "2024-03-06")
    assert "{" not in first.text
    one, two = (mark.a[0] for mark in case.bundle.conflicts)
    assert first.text[one.start : one.end] == "The harbour of Amal was shut on Monday."
    assert first.text[two.start : two.end] == '"Eleven boats sank," said Mara Lund.'
    statements = {statement.text: statement for statement in extract(case.bundle.documents).statements}
    shut, boats, left = (
        next(one for text, one in statements.items() if words in text)
        for words in ("was shut", "Some boats", "all Monday")
    )
    assert case.label(shut, left) is True
    assert case.label(boats, left) is None
    assert case.label(shut, boats) is None
    assert case.label(statements["Nobody complained."], left) is False


def test_kept_cases_and_every_third_are_for_the_judge_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(cases, "DATA", tmp_path)
    (tmp_path / "cases-x.txt").write_text(CASE * 3, "utf-8")
    (tmp_path / "kept-x.txt").write_text(CASE, "utf-8")
    for for_judge, names in ((False, ["cases-x-1", "cases-x-2"]), (True, ["cases-x-3", "kept-x-1"])):
        assert [case.bundle.id for case in cases.cases(for_judge)] == names


@pytest.mark.parametrize(("wrong", "told"), [("{1b:Ships", "{1b Ships"), ("{2b:All", "{2a:All")])
def test_a_broken_case_is_named(tmp_path, monkeypatch, wrong, told):
    (tmp_path / "cases-x.txt").write_text(CASE.replace(wrong, told), "utf-8")
    monkeypatch.setattr(cases, "DATA", tmp_path)
    with pytest.raises(ValueError, match="cases-x-1"):
        list(cases.cases(for_judge=False))


def test_what_a_denial_denies_carries_the_label_turned_round():
    text = "The clinic denied that a biopsy was done. A biopsy was done at the clinic, a nurse said."
    denial, report = extract([Document(text, "d")]).statements
    assert denial.denies
    assert not report.denies
    assert {label for *_, label in readings.as_claimed(denial, report, "C")} == {"entailment"}
    assert {label for *_, label in readings.as_claimed(report, report, "C")} == {"contradiction"}
    as_it_stands = (denial.text, report.text, "contradiction"), (report.text, denial.text, "contradiction")
    assert tuple(readings.as_it_stands(denial, report, "C")) == as_it_stands
    _, (behind, *_) = readings.in_context(denial, report, "C")
    assert behind == f"{report.context} {report.text}"


def test_a_case_teaches_every_conflict_in_every_form_and_no_quiet_pair_behind_a_conflict(tmp_path, monkeypatch):
    (tmp_path / "cases-x.txt").write_text(CASE, "utf-8")
    monkeypatch.setattr(cases, "DATA", tmp_path)
    made = list(cases.case_pairs(random.Random(0), readings.FORMS))
    shut, left = "The harbour of Amal was shut on Monday.", "Ships left the harbour of Amal all Monday."
    afloat = f"{left} All the boats are afloat, the port authority said."
    assert made.count((shut, left, "contradiction")) == 3  # nothing stands before them, and nobody says them
    assert ('Some boats may have left. "Eleven boats sank," said Mara Lund.', afloat, "contradiction") in made
    quiet = {(one, other) for one, other, label in made if label == "not_contradiction"}
    assert quiet
    assert not any(one.startswith(shut) and other.startswith(left) for one, other in quiet)


@pytest.mark.parametrize("file", ["readings.tsv", "readings-kept.tsv"])
def test_every_reading_has_a_known_letter_and_two_places(file):
    found = readings.readings(file)
    assert len(found) > 400
    assert set(found.values()) <= {"C", "E", "N", "?"}
    assert all(first < second for first, second in found)


def test_no_pair_was_read_for_both_models():
    assert not readings.readings("readings.tsv").keys() & readings.readings("readings-kept.tsv").keys()


def test_the_judge_is_not_fitted_on_readings_that_the_nli_model_learnt(monkeypatch):
    near, far, other = extract([Document(text, name) for name, text in zip("abc", TEXTS, strict=True)]).statements
    files = {
        "readings.tsv": {(near.key, far.key): "C", (far.key, other.key): "N"},
        "readings-kept.tsv": {(near.key, other.key): "E"},
    }
    monkeypatch.setattr(readings, "readings", files.get)
    assert [readings.reading(*pair) for pair in ((far, near), (far, other), (near, other))] == ["C", "N", "E"]
    fitted = {"b", "c"}
    assert readings.is_learnt(far, near, fitted)
    assert not readings.is_learnt(far, other, fitted)
    assert not readings.is_learnt(near, other, fitted)
    learnt = list(readings.reading_pairs([near, far, other], fitted, readings.FORMS))
    both_ways = [(near.claim, far.claim, "contradiction"), (far.claim, near.claim, "contradiction")]
    assert learnt == both_ways * len(readings.FORMS)


def test_the_marks_of_the_cases_are_statements():
    found = [*cases.cases(for_judge=True), *cases.cases(for_judge=False)]
    assert len(found) > 50
    assert any(not case.bundle.conflicts for case in found)
    read = [
        any(mark.hit_by(a, b) for a, b in combinations(extract(case.bundle.documents).statements, 2))
        for case in found
        for mark in case.bundle.conflicts
    ]
    assert sum(read) > 0.95 * len(read)


def test_rounding_is_that_of_the_shipped_engine():
    import torch
    from int8 import quantise

    torch.manual_seed(0)
    model = torch.nn.ModuleDict({"encoder": torch.nn.ModuleDict({"dense": torch.nn.Linear(8, 4)})})
    inputs = torch.randn(500, 8)
    exact = model["encoder"]["dense"](inputs)
    quantise(model)
    rounded = model["encoder"]["dense"](inputs)
    assert not torch.equal(exact, rounded)
    assert (exact - rounded).abs().mean() < 0.01
    rounded.sum().backward()
    assert model["encoder"]["dense"].weight.grad is not None
    model.eval()
    assert torch.allclose(model["encoder"]["dense"](inputs), rounded, atol=1e-6)


def test_rounding_in_4_bits_is_that_of_packed_weights():
    import torch
    from int8 import pack

    from contradict.models import packing

    torch.manual_seed(0)
    layers = {"word_embeddings": torch.nn.Embedding(2000, 64), "classifier": torch.nn.Linear(64, 1024)}
    model = torch.nn.ModuleDict(layers)
    weights = {name: layer.weight.detach().numpy() for name, layer in layers.items()}
    ids = torch.arange(2000)
    pack(model)
    kept = packing.unpacked(packing.packed(weights, 4))
    found = {"word_embeddings": model["word_embeddings"](ids), "classifier": model["classifier"](torch.eye(64)).T}
    found["classifier"] = found["classifier"] - layers["classifier"].bias[:, None]
    for name, weight in weights.items():
        lost, as_kept = (np.linalg.norm(one - weight) for one in (found[name].detach().numpy(), kept[name]))
        assert 0.9 < as_kept / lost < 1.02  # packing looks for the best step, training takes the largest number's
    found["word_embeddings"].sum().backward()
    assert layers["word_embeddings"].weight.grad is not None


def test_pairs_are_also_learnt_as_they_are_read():
    pairs = [
        ("The pier is shut, the mayor said.", "Ships moored at the pier on Monday.", "contradiction"),
        ("The mayor denied that the pier was shut.", "The pier was shut.", "contradiction"),
        ("The pier is shut.", "The pier is long.", "neutral"),  # is read as it stands
    ]
    assert list(as_read.as_read(pairs)) == [
        ("The pier is shut.", "Ships moored at the pier on Monday.", "contradiction"),
        ("The pier was shut.", "The pier was shut.", "not_contradiction"),
    ]
