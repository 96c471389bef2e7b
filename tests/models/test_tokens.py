"""Pairs joined from token ids are what the tokenizer makes of the pairs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from contradict.models.tokens import PairTokens

WORDS = [f"w{n}" for n in range(20)]
SPECIAL = ["[PAD]", "[CLS]", "[SEP]", "a", "b"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)


def tokenizer(template: str) -> Tokenizer:
    vocabulary = {word: place for place, word in enumerate(SPECIAL + WORDS)}
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="[PAD]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair=template, special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    return made


@pytest.mark.parametrize("template", ["[CLS] $A [SEP] $B:1 [SEP]:1", "[CLS] $A [SEP] [SEP] $B [SEP]"])
@given(pairs=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=6), most=st.integers(8, 20))
def test_like_the_tokenizer(template: str, pairs: list[tuple[str, str]], most: int) -> None:
    plain, cutting = tokenizer(template), tokenizer(template)
    cutting.enable_truncation(most, strategy="longest_first")
    tokens = PairTokens(plain, [text for pair in pairs for text in pair], most, pad=0)
    a, b = tokens.places(pairs)
    ids, types, mask = tokens.batch(a, b)
    for row, pair in enumerate(pairs):
        expected = cutting.encode(*pair)
        length = len(expected.ids)
        whole = plain.encode(*pair)
        assert mask[row].sum() == tokens.lengths(a, b)[row] == length
        assert tokens.cut(a, b)[row] == (len(whole.ids) > most)
        assert not ids[row, length:].any()
        assert ids[row, :length].tolist() == expected.ids
        assert types[row, :length].tolist() == expected.type_ids


def test_the_longer_text_is_cut() -> None:
    short, long = "w1 w2", " ".join(WORDS)
    tokens = PairTokens(tokenizer("[CLS] $A [SEP] $B:1 [SEP]:1"), [short, long], 10, pad=0)
    ids, types, _ = tokens.batch(*tokens.places([(short, long), (long, short), (long, long)]))
    w = {word: place for place, word in enumerate(SPECIAL + WORDS)}
    five = [w[f"w{n}"] for n in range(5)]
    assert ids[0].tolist() == [1, w["w1"], w["w2"], 2, *five, 2]
    assert ids[1].tolist() == [1, *five, 2, w["w1"], w["w2"], 2]
    assert ids[2].tolist() == [1, *five[:3], 2, *five[:4], 2]
    assert types[1].tolist() == [0] * 7 + [1] * 3
    assert np.issubdtype(ids.dtype, np.int64)
