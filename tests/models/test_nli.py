"""The NLI model: shape, order of labels, engines, errors."""

import json
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from contradict import NLIModel
from contradict.errors import InputError, ModelError, OptionError
from contradict.evaluation.tasks import pairs_task
from contradict.models.folder import SHIPPED_EMBEDDER, SHIPPED_NLI, SHIPPED_SECOND, label_columns, shipped

PAIRS = [
    ("Nobody is in the room.", "The room is full of people."),
    ("Police counted 41 buses on Monday night.", "There were 41 buses on Monday."),
    ("The mayor opened the bridge.", "Apples are cheap this year."),
    ("x " * 40, "y"),
]


def test_shape_and_sums(nli):
    scores = nli.predict(PAIRS)
    assert scores.shape == (len(PAIRS), 3)
    assert scores.dtype == np.float32
    assert np.allclose(scores.sum(axis=1), 1, atol=1e-5)
    assert nli.predict([]).shape == (0, 3)


def test_obvious_pairs(nli):
    opposite, same = nli.predict(PAIRS[:2])
    assert opposite.argmax() == 2
    assert same.argmax() == 0


def test_the_batch_does_not_change_a_score(nli):
    together, alone = nli.predict(PAIRS), np.vstack([nli.predict([pair]) for pair in PAIRS])
    assert np.allclose(together, alone, atol=0.06)  # int8 rounds differently by batch


def test_engines_agree(nli):
    torch = NLIModel(engine="torch")
    assert (nli.engine, torch.engine) == ("openvino", "torch")
    assert np.allclose(nli.predict(PAIRS), torch.predict(PAIRS), atol=0.12)  # int8 against float32


@pytest.mark.parametrize(
    ("name", "engine", "tolerance"),
    [
        (SHIPPED_NLI, "torch", 0.01),
        (SHIPPED_NLI, "openvino", 0.15),  # int8
        (SHIPPED_SECOND, "torch", 0.01),
        (SHIPPED_SECOND, "openvino", 0.05),  # bfloat16, where the CPU has it
    ],
)
def test_the_shipped_weights_give_what_transformers_makes_of_them(name, engine, tolerance):
    model = NLIModel(name, engine=engine)
    known = json.loads((model.folder.path / "reference.json").read_text("utf-8"))
    logits = np.array(known["outputs"]) / model.calibration.temperature + model.calibration.bias
    expected = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    found = model.predict(known["inputs"])
    assert np.allclose(found, expected, atol=tolerance)
    assert found.argmax(1).tolist() == expected.argmax(1).tolist()


@pytest.mark.parametrize("engine", ["openvino", "torch"])
def test_several_threads_share_a_model(engine):
    model = NLIModel(engine=engine)
    alone = model.predict(PAIRS)
    with ThreadPoolExecutor(4) as threads:
        assert all(np.array_equal(scores, alone) for scores in threads.map(model.predict, [PAIRS] * 12))


def test_truncation_is_counted():
    model = NLIModel(max_tokens=16)
    model.predict([PAIRS[0], PAIRS[3], PAIRS[3]])
    assert model.truncated == 2


def test_no_pair_is_named(nli):
    with pytest.raises(InputError, match=r"pairs\[1\]"):
        nli.predict([("a", "b"), ("a",)])


@pytest.mark.parametrize("name", [SHIPPED_NLI, SHIPPED_SECOND, SHIPPED_EMBEDDER])
def test_shipped_files_are_unchanged(name):
    shipped(name).check_sums()


def test_a_changed_file_is_noticed(tmp_path):
    (tmp_path / "config.json").write_text("{}", "utf-8")
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  config.json\n", "utf-8")
    with pytest.raises(ModelError, match=r"config.json differs from its SHA256SUMS"):
        type(shipped(SHIPPED_NLI))(tmp_path).check_sums()


@pytest.mark.parametrize(
    ("id2label", "labels", "columns"),
    [
        ({"0": "CONTRADICTION", "1": "Neutral", "2": "entailment"}, None, [2, 1, 0]),
        ({"0": "entailment", "1": "neutral", "2": "contradiction"}, None, [0, 1, 2]),
        ({"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"}, ["neutral", "entailment", "contradiction"], [1, 0, 2]),
    ],
)
def test_labels_go_by_name(id2label, labels, columns):
    assert label_columns(id2label, labels, "m") == columns


def test_labels_without_a_name_are_refused():
    with pytest.raises(ModelError, match=r"LABEL_0.*labels="):
        label_columns({"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"}, None, "m")


@pytest.fixture
def tiny(tmp_path):
    """A model folder with random weights, the shipped tokenizer and the labels in another order."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification

    torch.manual_seed(0)
    config = BertConfig(
        hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64, vocab_size=30522, num_labels=3
    )
    config.id2label = {0: "Contradiction", 1: "Neutral", 2: "Entailment"}
    config.label2id = {name: number for number, name in config.id2label.items()}
    BertForSequenceClassification(config).save_pretrained(tmp_path)
    source = shipped(SHIPPED_NLI).path / "tokenizer.json"
    (tmp_path / "tokenizer.json").write_bytes(source.read_bytes())
    return tmp_path


def test_a_larger_model_reads_again_after_the_shipped_one_alone(nli, tiny):
    small = NLIModel(max_tokens=64)
    second = small.second()
    assert small.second() is second
    assert second.folder.name == SHIPPED_SECOND
    assert second.predict(PAIRS[:2]).argmax(1).tolist() == [2, 0]
    long = ("A bus ran. " * 40, "No bus ran.")
    second.predict([long])
    assert second.truncated == 1  # run as the first one is
    own = NLIModel(tiny)
    assert own.second() is own
    assert NLIModel(nli.folder.path).second_folder.name == SHIPPED_SECOND


def test_a_model_in_parts_has_a_digest(tiny):
    from transformers import BertForSequenceClassification

    whole = NLIModel(tiny).folder.digest
    BertForSequenceClassification.from_pretrained(tiny).save_pretrained(tiny, max_shard_size="1MB")
    (tiny / "model.safetensors").unlink(missing_ok=True)
    parts = NLIModel(tiny, engine="torch").folder
    assert len(sorted(tiny.glob("model-*.safetensors"))) > 1
    assert len(parts.digest) == 16
    assert parts.digest != whole
    assert NLIModel(tiny, engine="torch").predict(PAIRS).shape == (len(PAIRS), 3)


def test_any_folder_runs_on_both_engines_alike(tiny):
    scores = [NLIModel(tiny, engine=engine).predict(PAIRS) for engine in ("openvino", "torch")]
    assert np.allclose(*scores, atol=1e-4)


def test_a_folder_whose_labels_say_nothing(tiny):
    config = json.loads((tiny / "config.json").read_text("utf-8"))
    config["id2label"] = {"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"}
    (tiny / "config.json").write_text(json.dumps(config), "utf-8")
    with pytest.raises(ModelError, match="LABEL_0"):
        NLIModel(tiny)
    assert NLIModel(tiny, labels=["contradiction", "neutral", "entailment"]).predict(PAIRS[:1]).shape == (1, 3)


@pytest.mark.parametrize(
    "labels",
    [
        ["contradiction", "neutral", "entailment"],
        ["entailment", "contradiction", "neutral"],
        ["neutral", "entailment", "contradiction"],
        ["neutral", "contradiction", "entailment"],
        ["contradiction", "entailment", "neutral"],
    ],
)
def test_another_order_is_noticed(labels):
    with pytest.raises(ModelError, match="label order is wrong"):
        NLIModel(shipped(SHIPPED_NLI).path, labels=labels)


def test_no_more_tokens_than_the_model_has_positions_for():
    with pytest.raises(OptionError, match=r"max_tokens=2000 is out of range: .* to 512, the positions of the model"):
        NLIModel(max_tokens=2000)


@pytest.mark.parametrize(
    ("model", "engine", "error", "message"),
    [
        ("/no/such/folder", "auto", ModelError, "no model folder /no/such/folder"),
        (None, "steam", OptionError, "engine='steam' is unknown: use auto, openvino, torch"),
    ],
)
def test_what_cannot_be_loaded_is_named(model, engine, error, message):
    with pytest.raises(error, match=message):
        NLIModel(model, engine=engine)


def test_a_folder_without_configuration(tmp_path):
    with pytest.raises(ModelError, match=r"no config.json in model folder"):
        NLIModel(tmp_path)


def test_an_unreachable_hub_is_one_clear_line(monkeypatch):
    import huggingface_hub
    from huggingface_hub.errors import LocalEntryNotFoundError

    def refuse(*_, **__):
        raise LocalEntryNotFoundError("offline")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", refuse)
    with pytest.raises(ModelError, match=r"cannot load 'somebody/model'.*pass the path of a model folder"):
        NLIModel("somebody/model")


def test_a_model_of_the_hub_is_called_as_there(monkeypatch):
    monkeypatch.setattr("huggingface_hub.snapshot_download", lambda *_, **__: str(shipped(SHIPPED_NLI).path))
    assert NLIModel("somebody/model").folder.name == "somebody/model"
    assert NLIModel(shipped(SHIPPED_NLI).path).folder.name == SHIPPED_NLI


def test_half_a_character_is_read_as_the_replacement_character(nli, embedder):
    half, whole = "A \ud800 bus ran.", "A \ufffd bus ran."
    assert np.array_equal(nli.predict([(half, "No bus ran.")]), nli.predict([(whole, "No bus ran.")]))
    assert np.array_equal(embedder.encode([half]), embedder.encode([whole]))
    task = pairs_task("half", [{"premise": half, "hypothesis": "No bus ran.", "label": "contradiction"}])
    assert task.pairs == ((whole, "No bus ran."),)


def test_as_a_classifier_of_scikit_learn():
    model = NLIModel()
    pairs = [("It rains.", "It does not rain."), ("It rains.", "It rains.")]
    assert (model.predict_proba(pairs) == model.predict(pairs)).all()
    assert model.classes_[model.predict_proba(pairs).argmax(axis=1)].tolist() == ["contradiction", "entailment"]
    assert (model.predict_proba(np.array(pairs)) == model.predict(pairs)).all()
