"""The training recipes: what was written for them, the pairs they make, their loss."""

import gzip
import json
import math
import random
import re
import sys
from collections import Counter

import numpy as np
import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "models"))

import average
import by_kind
import cases
import distill
import first_layers
import frames
import mixture
import train_nli
import written

LABELS = ("entailment", "neutral", "contradiction", "not_contradiction")


def test_every_written_line_has_a_known_sign():
    assert written.check().endswith(" 0 repeats")


def test_no_written_sentence_stands_in_the_labelled_data():
    trained = {text for kind in ("blocks", "scenes") for part in written.load(kind) for _, text in part}
    for part in (False, True):
        texts = [one.text for case in cases.cases(for_judge=part) for one in case.bundle.documents]
        trained |= {sentence for text in texts for sentence in re.findall(r"[A-Z][^.\n]{40,}\.", text)}
    labelled = "\n".join(path.read_text("utf-8") for path in (ROOT / "eval/data").glob("*.jsonl"))
    assert len(trained) > 2000
    assert not [text for text in trained if json.dumps(text, ensure_ascii=False)[1:-1] in labelled]


def test_scenes_conflict_only_where_they_are_marked():
    lines = [
        ("A+", "It rained."),
        ("A+", "Rain fell."),
        ("A-", "No drop fell."),
        ("B-", "No one came."),
        (".", "It is May."),
    ]
    pairs = {(a, b): label for a, b, label in written.scene_pairs(lines)}
    assert pairs["It rained.", "No drop fell."] == pairs["No drop fell.", "It rained."] == "contradiction"
    assert pairs["It rained.", "Rain fell."] == pairs["Rain fell.", "It rained."] == "not_contradiction"
    assert pairs["It rained.", "No one came."] == pairs["It is May.", "It rained."] == "not_contradiction"


def test_no_scene_is_both_trained_on_and_kept():
    trained, kept = ({text for lines in written.scenes(kept) for _, text in lines} for kept in (False, True))
    assert len(trained) > 3 * len(kept) > 0
    assert len(trained & kept) <= 2  # "Nobody was hurt in the fire."


def test_frames_give_every_label_and_the_same_pairs_again():
    made = list(frames.Frames(random.Random(1)).pairs(1))
    assert made == list(frames.Frames(random.Random(1)).pairs(1))
    counts = {label: sum(one == label for *_, one in made) for label in LABELS[:3]}
    assert min(counts.values()) > 100
    assert not [pair for pair in made if "{" in pair[0] + pair[1]]


def test_loss_by_hand():
    import torch

    logits = torch.log(torch.tensor([[0.2, 0.3, 0.5], [0.2, 0.3, 0.5], [0.2, 0.3, 0.5]]))
    allowed = torch.tensor([[False, False, True], [True, True, False], [True, True, True]])
    soft = torch.tensor([[0.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.5, 0.5, 0.0]])
    taught = -0.5 * (math.log(0.2) + math.log(0.3))
    expected = (-math.log(0.5) - math.log(0.2 + 0.3) + train_nli.DISTILLED * taught) / 3
    assert train_nli.loss_of(logits, allowed, soft).item() == pytest.approx(expected, rel=1e-5)


def test_a_teacher_labels_pairs_and_goes_on_where_it_stopped(tmp_path, monkeypatch):
    source, target = tmp_path / "pairs.jsonl", tmp_path / "soft.jsonl.gz"
    rows = [
        {"premise": f"{number} buses ran.", "hypothesis": "No bus ran.", "label": "contradiction"} for number in (3, 4)
    ]
    monkeypatch.setattr(sys, "argv", ["distill.py", "teacher", "--pairs", str(source), "--target", str(target)])
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    monkeypatch.setattr(distill, "PART", 1)
    asked = []

    class Teacher:
        def __init__(self, name, engine):
            assert (name, engine) == ("teacher", "auto")

        def predict(self, pairs):
            asked.extend(pairs)
            if len(asked) == 2:
                raise KeyboardInterrupt
            return np.tile([[0.25, 0.25, 0.5]], (len(pairs), 1))

    monkeypatch.setattr(distill, "NLIModel", Teacher)
    with pytest.raises(KeyboardInterrupt):
        distill.main()
    with (tmp_path / "soft.jsonl.gz.partial").open("a", encoding="utf-8") as file:
        file.write('{"premise": "cut sh')
    distill.main()
    assert [a for a, _ in asked] == ["3 buses ran.", "4 buses ran.", "4 buses ran."]
    assert list(tmp_path.glob("*.partial")) == []
    with gzip.open(target, "rt", encoding="utf-8") as file:
        taught = [json.loads(line) for line in file]
    assert [row["premise"] for row in taught] == ["3 buses ran.", "4 buses ran."]
    assert all(sum(row["probabilities"]) == pytest.approx(1, abs=1e-3) for row in taught)


def test_a_mixture_takes_no_more_of_a_tag_than_it_says_and_keeps_what_the_model_knows(tmp_path, monkeypatch, nli):
    def write(name: str, rows: list[dict]) -> None:
        with gzip.open(tmp_path / name, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)

    def rows(label: str, count: int) -> list[dict]:
        return [{"premise": f"{n} buses ran.", "hypothesis": "No bus ran.", "label": label} for n in range(count)]

    write(
        "own.jsonl.gz", [{**row, "tag": "block"} for row in (*rows("contradiction", 5), *rows("not_contradiction", 7))]
    )
    write("public.jsonl.gz", rows("contradiction", 4))
    monkeypatch.setattr(mixture, "MOST", {"block": (math.inf, 3)})
    monkeypatch.setattr(mixture, "SOURCES", {"public": 0.5})
    command = ["mixture.py", "--own", str(tmp_path / "own.jsonl.gz"), "--data", str(tmp_path)]
    command += ["--model", str(nli.folder.path), "--target", str(tmp_path / "all.gz")]

    def made(*options):
        monkeypatch.setattr(sys, "argv", [*command, *options])
        mixture.main()
        with gzip.open(tmp_path / "all.gz", "rt", encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    mixed = made()
    assert Counter((row["tag"], row["label"]) for row in mixed) == {
        ("block", "contradiction"): 5,
        ("block", "not_contradiction"): 3,
        ("public", "contradiction"): 2,
    }
    known = [row["probabilities"] for row in mixed if row["tag"] == "public"]
    assert all(sum(triple) == pytest.approx(1, abs=1e-3) for triple in known)
    assert not any("probabilities" in row for row in mixed if row["tag"] == "block")
    gold = [row for row in made("--gold", "--public", "1") if row["tag"] == "public"]
    assert [row["label"] for row in gold] == ["contradiction"]
    assert "probabilities" not in gold[0]


def test_half_of_the_quiet_pairs_in_a_mixture_are_the_hardest(tmp_path, monkeypatch):
    class Model:
        def predict(self, pairs):
            odds = np.array([float(premise) for premise, _ in pairs])
            return np.stack([1 - odds, 0 * odds, odds], axis=1)

    quiet = [
        {"premise": f"0.{n}", "hypothesis": "", "label": "not_contradiction", "tag": "block"} for n in range(100, 900)
    ]
    with gzip.open(tmp_path / "own.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in quiet)
    monkeypatch.setattr(mixture, "MOST", {"block": (math.inf, 200)})
    taken = [float(row["premise"]) for row in mixture.own([tmp_path / "own.jsonl.gz"], Model(), random.Random(0))]
    assert len(taken) == 200
    assert np.mean(taken[:100]) == pytest.approx(0.5, abs=0.08)
    assert min(taken[100:]) > 0.55


def test_the_average_of_two_models_lies_between_them(tmp_path, monkeypatch):
    import torch
    from safetensors.torch import load_file, save_file

    for name, value in (("new", 1.0), ("old", 0.0)):
        (tmp_path / name).mkdir()
        save_file({"weight": torch.full((2,), value)}, tmp_path / name / "model.safetensors")
        for beside in average.BESIDE:
            (tmp_path / name / beside).write_text(name, "utf-8")
    folders = [str(tmp_path / name) for name in ("new", "old")]
    monkeypatch.setattr(sys, "argv", ["average.py", *folders, "--share", "0.75", "--target", str(tmp_path / "between")])
    average.main()
    assert load_file(tmp_path / "between/model.safetensors")["weight"].tolist() == [0.75, 0.75]
    assert (tmp_path / "between/config.json").read_text("utf-8") == "new"


def test_precision_by_kind_counts_what_is_not_read():
    told = by_kind.Told(
        np.array(["a", "a", "b"]), np.array([0, 1, 2]), np.array([True, False, False]), np.array([0.95, 0.65, 0.3])
    )
    table = by_kind.by_kind(told, {"a": 2, "b": 0}, {2: "b", 3: "b"})
    assert (
        "| a | 2 | 1.00 | 0.50, 0.50 (2) | 0.50, 0.50 (2) | 1.00, 0.50 (1) | 1.00, 0.50 (1) | 1.00, 0.50 (1) |" in table
    )
    assert "| b | 2 | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 |" in table


def test_the_first_layers_of_an_encoder_are_a_smaller_one(tmp_path, monkeypatch, nli):
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(0)
    sizes = {"hidden_size": 32, "num_attention_heads": 2, "intermediate_size": 64, "vocab_size": 30522}
    base = BertModel(BertConfig(num_hidden_layers=3, **sizes)).eval()
    base.save_pretrained(tmp_path / "base")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (tmp_path / "base" / name).write_bytes((nli.folder.path / name).read_bytes())
    command = ["first_layers.py", str(tmp_path / "base"), str(tmp_path / "cut"), "--layers"]
    monkeypatch.setattr(sys, "argv", [*command, "2"])
    first_layers.main()
    ids = torch.tensor([[101, 2009, 102]])
    with torch.inference_mode():
        found = BertModel.from_pretrained(tmp_path / "cut").eval()(ids).last_hidden_state
        known = base(ids, output_hidden_states=True).hidden_states[2]
    assert torch.allclose(found, known, atol=1e-5)
    monkeypatch.setattr(sys, "argv", [*command, "4"])
    with pytest.raises(SystemExit, match="--layers 4 is out of range"):
        first_layers.main()
