"""The graphs of the OpenVINO engine, against transformers, on small random models of each kind."""

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing
from transformers import AutoConfig, AutoModel, AutoModelForSequenceClassification

from contradict import NLIModel
from contradict.errors import OptionError
from contradict.models.engines import load_engine
from contradict.models.folder import NLI_LABELS, ModelFolder

KINDS = ("bert", "roberta", "mpnet")
WORDS = ["<pad0>", "<pad1>", "<s>", "</s>", *(f"w{number}" for number in range(60))]


@pytest.fixture(params=KINDS)
def folder(request, tmp_path):
    """A model folder with a classifier's weights, pad token 0 for bert and 1 for the others."""
    torch.manual_seed(1)
    kind = request.param
    names = dict(enumerate(NLI_LABELS))
    config = AutoConfig.for_model(
        kind, vocab_size=len(WORDS), hidden_size=48, num_hidden_layers=3, num_attention_heads=4, intermediate_size=96,
        max_position_embeddings=320, pad_token_id=0 if kind == "bert" else 1, id2label=names,
        label2id={label: number for number, label in names.items()}, type_vocab_size=1 if kind == "roberta" else 2,
    )  # fmt: skip
    model = AutoModelForSequenceClassification.from_config(config)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
    model.save_pretrained(tmp_path)
    tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="<pad0>"))
    tokenizer.pre_tokenizer = Whitespace()
    between = "</s>:0" if kind == "bert" else "</s>:0 </s>:0"
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>",
        pair=f"<s> $A {between} $B:{int(kind == 'bert')} </s>",
        special_tokens=[("<s>", 2), ("</s>", 3)],
    )
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    return ModelFolder(tmp_path)


def inputs(pad, lengths=(300, 7, 2)):
    rng = np.random.default_rng(0)
    mask = (np.arange(max(lengths)) < np.array(lengths)[:, None]).astype(np.int64)
    ids = np.where(mask == 1, rng.integers(4, len(WORDS), mask.shape), pad)
    return ids, np.zeros_like(ids), mask


def test_a_classifier_gives_what_transformers_gives(folder):
    ids, types, mask = inputs(folder.config["pad_token_id"])
    model = AutoModelForSequenceClassification.from_pretrained(folder.path).eval()
    with torch.inference_mode():
        expected = model(input_ids=torch.from_numpy(ids), attention_mask=torch.from_numpy(mask)).logits.numpy()
    assert np.ptp(expected, axis=0).min() > 0.01
    assert np.allclose(load_engine("openvino", folder, "classifier").forward(ids, types, mask), expected, atol=1e-4)


def test_mean_vectors_are_those_of_transformers(folder):
    ids, types, mask = inputs(folder.config["pad_token_id"])
    model = AutoModel.from_pretrained(folder.path).eval()
    with torch.inference_mode():
        states = model(input_ids=torch.from_numpy(ids), attention_mask=torch.from_numpy(mask)).last_hidden_state.numpy()
    means = (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
    expected = means / np.linalg.norm(means, axis=1, keepdims=True)
    assert np.allclose(load_engine("openvino", folder, "mean").forward(ids, types, mask), expected, atol=1e-4)


def test_pairs_are_scored_alike_by_both_engines(folder, monkeypatch):
    monkeypatch.setattr(NLIModel, "_check_order", lambda _: None)  # the weights are random
    pairs = [("w1 w2 w3", "w4 w5"), ("w6", "w7 w8 w9 w10 w11 w12 w13"), ("w1 " * 200, "w2 " * 200)]
    scores = [NLIModel(folder.path, engine=engine).predict(pairs) for engine in ("openvino", "torch")]
    assert np.allclose(*scores, atol=1e-4)
    assert NLIModel(folder.path).engine == "openvino"


def test_no_pair_is_longer_than_the_model_has_positions(folder):
    most = 320 if folder.config["model_type"] == "bert" else 318
    assert folder.most_tokens == most
    with pytest.raises(OptionError, match=f"to {most}, the positions of the model"):
        NLIModel(folder.path, max_tokens=most + 1)


def test_other_kinds_have_no_graph(tmp_path):
    config = AutoConfig.for_model("distilbert", vocab_size=20, dim=16, n_layers=1, n_heads=2, hidden_dim=32)
    AutoModel.from_config(config).save_pretrained(tmp_path)
    assert ModelFolder(tmp_path).architecture is None
    with pytest.raises(OptionError, match=r"runs bert, roberta, mpnet and .* is distilbert: use engine='torch'"):
        load_engine("openvino", ModelFolder(tmp_path), "mean")
