"""The embedder."""

import json
import shutil

import numpy as np
import pytest

from contradict import Embedder
from contradict.errors import InputError, OptionError
from contradict.models.folder import SHIPPED_EMBEDDER, ModelFolder, shipped

TEXTS = ["The bridge was closed.", "They closed the bridge.", "Apples are cheap."]


def test_unit_vectors_near_for_like_texts(embedder):
    vectors = embedder.encode(TEXTS)
    assert vectors.shape == (3, embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3
    assert embedder.encode([]).shape == (0, embedder.dimension)


def test_engines_agree(embedder):
    torch = Embedder(engine="torch")
    cosines = (embedder.encode(TEXTS) * torch.encode(TEXTS)).sum(axis=1)
    assert (cosines > 0.98).all()


def test_static_vectors_follow_those_of_the_encoder(embedder):
    static = Embedder(engine="static")
    vectors = static.encode([*TEXTS, ""])
    assert vectors.shape == (4, embedder.dimension)
    assert np.allclose(np.linalg.norm(vectors[:3], axis=1), 1, atol=1e-5)
    assert not vectors[3].any()
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3
    assert np.allclose(vectors[:1], static.encode(TEXTS[:1]), atol=1e-6)


@pytest.mark.parametrize(("engine", "least"), [("torch", 0.9999), ("openvino", 0.99)])  # half precision; int8
def test_the_shipped_weights_give_what_was_trained(engine, least):
    model = Embedder(engine=engine)
    known = json.loads((model.folder.path / "reference.json").read_text("utf-8"))
    vectors = model.encode([text for text, _ in known["inputs"]])
    assert ((vectors * np.array(known["outputs"])).sum(1) > least).all()


@pytest.mark.parametrize(("pooling", "known"), [("mean", True), ("cls", False)])
def test_folders_of_newer_sentence_transformers(tmp_path, pooling, known):
    for path in (shipped(SHIPPED_EMBEDDER).path / name for name in ("config.json", "packed.safetensors")):
        (tmp_path / path.name).symlink_to(path)
    kinds = [f"sentence_transformers.modules.{kind.lower()}.{kind}" for kind in ("Transformer", "Pooling", "Normalize")]
    (tmp_path / "modules.json").write_text(json.dumps([{"type": kind} for kind in kinds]), "utf-8")
    (tmp_path / "1_Pooling").mkdir()
    (tmp_path / "1_Pooling/config.json").write_text(json.dumps({"pooling_mode": pooling}), "utf-8")
    assert ModelFolder(tmp_path).is_mean_encoder is known


@pytest.fixture
def own_encoder(tmp_path):
    target = tmp_path / "encoder"
    shutil.copytree(shipped(SHIPPED_EMBEDDER).path, target)
    return target


def test_a_folder_may_say_how_long_its_texts_may_be(own_encoder, embedder):
    long = ["The bridge was closed. " * 40, "The bridge was closed. " * 40 + "Apples are cheap this year."]
    shipped_one = embedder.encode(long)  # both are cut before the apples
    assert np.allclose(shipped_one[0], shipped_one[1], atol=1e-5)
    (own_encoder / "sentence_bert_config.json").write_text('{"max_seq_length": 256}', "utf-8")
    vectors = Embedder(own_encoder).encode(long)
    assert not np.allclose(vectors[0], vectors[1], atol=1e-3)


def test_an_encoder_with_a_prompt_runs_through_sentence_transformers(own_encoder):
    assert Embedder(own_encoder).engine == "openvino"
    prompt = {"prompts": {"query": "query: "}, "default_prompt_name": "query"}
    (own_encoder / "config_sentence_transformers.json").write_text(json.dumps(prompt), "utf-8")
    assert Embedder(own_encoder).engine == "torch"


def test_an_unknown_engine_is_named():
    with pytest.raises(OptionError, match="engine='steam' is unknown"):
        Embedder(engine="steam")


def test_one_text_is_no_list(embedder):
    with pytest.raises(InputError, match="is one text"):
        embedder.encode("The bridge was shut.")
    assert embedder.encode(np.array(["The bridge was shut."])).shape == (1, embedder.dimension)
