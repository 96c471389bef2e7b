"""Pairs of texts as token ids: every text is tokenised once, and pairs are joined from ids, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from contradict.words import encodable

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Ints = NDArray[np.int64]


class PairTokens:
    """The token ids of ``texts``; joins pairs of them as the tokenizer would.

    tokenizer: without padding or truncation. most: tokens of a pair; of a longer one the longer text is cut first.
    pad: the id behind the shorter pairs of a batch.
    """

    def __init__(self, tokenizer: Tokenizer, texts: Iterable[str], most: int, pad: int) -> None:
        distinct = list(dict.fromkeys(texts))
        self._place = {text: place for place, text in enumerate(distinct)}
        encoded = tokenizer.encode_batch_fast([*map(encodable, distinct)], add_special_tokens=False)
        rows = [np.array(row.ids, np.int32) for row in encoded]
        self._tokens = np.array([len(row) for row in rows], np.int64)
        self._start = np.cumsum(self._tokens) - self._tokens
        self._flat = np.concatenate([*rows, np.zeros(1, np.int32)])
        probe = tokenizer.encode("a", "b")
        first, second = (probe.sequence_ids.index(side) for side in (0, 1))
        self._before, self._between, self._after = (
            np.array(part, np.int64)
            for part in (probe.ids[:first], probe.ids[first + 1 : second], probe.ids[second + 1 :])
        )
        self._first_typed = probe.type_ids.index(1) - 1 if 1 in probe.type_ids else most  # special tokens before type 1
        self._around = len(probe.ids) - 2
        self._most = most - self._around
        self._pad = pad

    def places(self, pairs: Iterable[tuple[str, str]]) -> tuple[Ints, Ints]:
        """Where the two texts of each pair stand: what the other methods ask for."""
        found = np.array([(self._place[a], self._place[b]) for a, b in pairs], np.int64).reshape(-1, 2)
        return found[:, 0], found[:, 1]

    def cut(self, first: Ints, second: Ints) -> NDArray[np.bool_]:
        """Which pairs (n,) are too long, so that they lose the end of a text."""
        longer: NDArray[np.bool_] = self._tokens[first] + self._tokens[second] > self._most
        return longer

    def lengths(self, first: Ints, second: Ints) -> Ints:
        """Tokens of each pair (n,), with the special ones."""
        whole: Ints = np.minimum(self._tokens[first] + self._tokens[second], self._most) + self._around
        return whole

    def batch(self, first: Ints, second: Ints) -> tuple[Ints, Ints, Ints]:
        """Ids, types and mask, each (n, tokens of the longest pair)."""
        a, b = self._tokens[first], self._tokens[second]
        low = self._most // 2
        high = self._most - low  # what the longer text keeps at least
        kept_a = np.maximum(self._most - b, np.where(a > b, high, low))
        kept_b = np.maximum(self._most - a, np.where(a > b, low, high))
        a, b = np.minimum(a, kept_a), np.minimum(b, kept_b)
        lengths = a + b + self._around
        column = np.broadcast_to(np.arange(lengths.max()), (len(a), lengths.max()))
        ids = np.full(column.shape, self._pad, np.int64)
        begin = np.zeros((len(a), 1), np.int64)
        parts = (
            (self._before, 0, np.full_like(a, len(self._before))),
            (self._flat, self._start[first], a),
            (self._between, 0, np.full_like(a, len(self._between))),
            (self._flat, self._start[second], b),
            (self._after, 0, np.full_like(a, len(self._after))),
        )
        for source, offset, count in parts:
            end = begin + count[:, None]
            here = (column >= begin) & (column < end)
            ids[here] = source[(column - begin + np.reshape(offset, (-1, 1)))[here]]
            begin = end
        mask = (column < lengths[:, None]).astype(np.int64)
        types = mask * (column >= (self._first_typed + a)[:, None])
        return ids, types, mask
