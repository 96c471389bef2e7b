"""Weights in 4 and 8 bits."""

import shutil

import numpy as np
import pytest
from safetensors.numpy import load_file

from contradict import Embedder, NLIModel
from contradict.models.folder import SHIPPED_EMBEDDER, ModelFolder, shipped, write_sums
from contradict.models.packing import GROUP, packed, unpacked


@pytest.fixture
def tensors():
    rng = np.random.default_rng(0)
    spread = rng.lognormal(size=(400, 1))
    return {
        "layer.weight": (spread * rng.normal(size=(400, 4 * GROUP))).astype(np.float32),
        "layer.bias": np.arange(48, dtype=np.float32),
        "odd.weight": rng.normal(size=(3, GROUP + 1)).astype(np.float32),
        "norm.scale": np.ones(7, np.float32),
        "zero.weight": np.zeros((2000, GROUP), np.float32),
    }


@pytest.mark.parametrize(("bits", "most"), [(4, 0.11), (8, 0.012)])
def test_little_is_lost(tensors, bits, most):
    kept = packed(tensors, bits)
    assert kept["layer.weight.int4" if bits == 4 else "layer.weight.int8"].nbytes == 400 * 4 * GROUP * bits // 8
    assert kept["norm.scale"].dtype == np.float16
    again = unpacked(kept)
    assert again.keys() == tensors.keys()
    for name, tensor in tensors.items():
        assert again[name].shape == tensor.shape
        assert np.linalg.norm(again[name] - tensor) <= most * np.linalg.norm(tensor) + 1e-6


@pytest.mark.parametrize("bits", [4, 8])
def test_what_was_packed_once_is_packed_again_without_loss(tensors, bits):
    once = unpacked(packed(tensors, bits))
    assert np.allclose(unpacked(packed(once, bits))["layer.weight"], once["layer.weight"], rtol=2e-3, atol=1e-6)


def test_codes_by_hand():
    row = np.tile(np.array([[-7.0, 7.0, 3.0, 0.0] * (GROUP // 4)], np.float32), (2000, 1))
    kept = packed({"w": row}, 4)
    assert (kept["w.scale"] == 1).all()
    assert kept["w.int4"][0, :2].tolist() == [1 + 16 * 15, 11 + 16 * 8]  # each code with 8 added, the first one low
    assert np.array_equal(unpacked(kept)["w"], row)


def test_other_bits_are_refused(tensors):
    with pytest.raises(KeyError):
        packed(tensors, 3)


def repacked(folder, target, bits):
    shutil.copytree(folder.path, target)
    ModelFolder(target).save_tensors(packed(folder.tensors(), bits))
    write_sums(target)
    return target


PAIRS = [("All 41 buses ran.", "Only 14 buses ran."), ("It rained.", "It rained all day."), ("A", "It is dry.")]


def test_engines_agree_on_packed_weights_and_transformers_loads_what_is_saved(nli, tmp_path):
    own = repacked(nli.folder, tmp_path / "own", 4)
    torch = NLIModel(own, engine="torch").predict(PAIRS)
    (own / "quantization.json").unlink()
    assert np.allclose(NLIModel(own, engine="openvino").predict(PAIRS), torch, atol=2e-3)
    ModelFolder(own).save_pretrained(tmp_path / "plain")
    assert load_file(tmp_path / "plain/model.safetensors").keys() == nli.folder.tensors().keys()
    assert np.allclose(NLIModel(tmp_path / "plain", engine="torch").predict(PAIRS), torch, atol=2e-3)


def test_an_encoder_with_packed_weights_runs_in_both_engines(tmp_path):
    own = repacked(shipped(SHIPPED_EMBEDDER), tmp_path / "own", 8)
    texts = [text for pair in PAIRS for text in pair]
    vectors = [Embedder(own, engine=engine).encode(texts) for engine in ("openvino", "torch")]
    assert ((vectors[0] * vectors[1]).sum(1) > 0.98).all()


def test_transformers_refuses_packed_weights_rather_than_making_some_up(nli):
    from transformers import AutoModelForSequenceClassification

    with pytest.raises(OSError, match=r"model\.safetensors"):
        AutoModelForSequenceClassification.from_pretrained(nli.folder.path)


def test_weights_that_are_saved_take_the_place_of_those_of_another_kind(tmp_path, tensors):
    folder = ModelFolder(tmp_path)
    folder.save_tensors(packed(tensors, 8))
    assert folder.is_packed
    folder.save_tensors(tensors)
    assert not folder.is_packed
    assert [path.name for path in tmp_path.iterdir()] == ["model.safetensors"]
    assert np.array_equal(folder.tensors()["layer.weight"], tensors["layer.weight"])


def test_a_folder_that_is_not_packed_is_loaded_as_it_is(tmp_path, nli):
    ModelFolder(nli.folder.path).save_pretrained(tmp_path)
    with ModelFolder(tmp_path).plain() as path:
        assert path == tmp_path
