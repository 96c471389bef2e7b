"""Candidate pairs: two channels, fused, with a budget.

Contradictory statements can be far apart in wording and in the embedding space, so no cosine floor decides. Each
statement keeps its nearest neighbours by claim and by shared rare words; ranks are fused (reciprocal rank fusion,
Cormack et al. 2009). Replies add pairs of their own, whatever the wording.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from contradict.pairing.index import nearest
from contradict.pairing.replies import reply_pairs
from contradict.records import Pair, Statement
from contradict.words import content_stems

if TYPE_CHECKING:
    from numpy.typing import NDArray

Scope = Literal["all", "across", "within"]
RANK_OFFSET = 10  # of reciprocal rank fusion: how fast a rank loses weight
_TOUCHED = frozenset("a an the and but however so also already then that".split())  # words that editors add or drop
TOPIC_COSINE = 0.35  # of a claim and the words of a topic, from which it is about it
PART = 50_000  # pairs whose cosines are taken at once
CHANNEL_DEPTH = 3  # neighbours looked at in each channel, as a multiple of those kept


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs to score, best first; and how many more there were within reach."""

    pairs: tuple[Pair, ...]
    left_out: int


Encode = Callable[[Sequence[str]], "NDArray[np.float32]"]  # texts to unit vectors (n, dim)


def find_candidates(
    statements: Sequence[Statement],
    encode: Encode,
    *,
    per_statement: int,
    max_pairs: int,
    scope: Scope = "all",
    topic: str | None = None,
    fresh: Collection[str] | None = None,
) -> tuple[Candidates, NDArray[np.float32]]:
    """Candidate pairs and the claims' embeddings (n, dim).

    topic: pairs neither side of which is about it are not made. fresh: ids of documents; without a side in one of them
    no pair is made. Statements of the same wording are never paired.
    """
    claims = encode([statement.asserted for statement in statements])
    if len(statements) < 2:
        return Candidates((), 0), claims
    depth = per_statement * CHANNEL_DEPTH
    words = lexical_rows(statements)
    wanted = [on_topic(statements, claims, topic, encode)] if topic else []
    if fresh is not None:
        wanted.append(np.array([statement.document_id in fresh for statement in statements]))
    allowed = _Allowed(statements, scope, wanted)
    rows, others, scores = _fused([nearest(one, depth) for one in (claims, words)], len(statements))
    may = allowed(rows, others)
    rows, others, scores = rows[may], others[may], scores[may]
    keys = np.minimum(rows, others) * len(statements) + np.maximum(rows, others)
    kept = np.arange(len(rows)) - np.searchsorted(rows, rows) < per_statement  # of each row, its first ones
    chosen, place = np.unique(keys[kept], return_inverse=True)
    best = np.zeros(len(chosen))
    np.maximum.at(best, place, scores[kept])
    reach = np.unique(keys)
    replies = reply_pairs(statements, claims)
    if replies:
        first, second = np.array(sorted(replies), np.int64).T
        may = allowed(first, second)
        ties = (first * len(statements) + second)[may]
        best = np.concatenate([best[~np.isin(chosen, ties)], np.full(len(ties), math.inf)])
        chosen = np.concatenate([chosen[~np.isin(chosen, ties)], ties])
        reach = np.union1d(reach, ties)
    a, b = np.divmod(chosen[np.lexsort((chosen, -best))][:max_pairs], len(statements))
    pairs = tuple(
        Pair(one, other, cosine, replies.get((one, other)), together)
        for one, other, cosine, together in zip(
            a.tolist(), b.tolist(), _cosines(claims, a, b), texts_alike(statements, words, a, b), strict=True
        )
    )
    return Candidates(pairs, len(reach) - len(pairs)), claims


def on_topic(
    statements: Sequence[Statement], claims: NDArray[np.float32], topic: str, encode: Encode
) -> NDArray[np.bool_]:
    """Which statements are about a topic, (n,): they name all of its words, or lie close to it in meaning."""
    words = content_stems(topic)
    near: NDArray[np.bool_] = claims @ encode([topic])[0] >= TOPIC_COSINE
    named = [bool(words) and words <= content_stems(f"{one.text} {one.speaker or ''}") for one in statements]
    either: NDArray[np.bool_] = near | np.array(named, bool)
    return either


def lexical_rows(statements: Sequence[Statement]) -> Any:
    """Unit tf-idf rows over stems, a scipy sparse matrix (n, vocabulary); the commonest stems are left out."""
    from scipy.sparse import csr_array

    bags = [content_stems(statement.asserted) | content_stems(statement.speaker or "") for statement in statements]
    counts = Counter(stem for bag in bags for stem in bag)
    common = max(20, len(bags) // 20)
    columns = {stem: place for place, stem in enumerate(sorted(s for s, count in counts.items() if count <= common))}
    rows, places, values = [], [], []
    for row, bag in enumerate(bags):
        weights = {columns[stem]: math.log(1 + len(bags) / counts[stem]) for stem in bag if stem in columns}
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        for place, weight in sorted(weights.items()):
            rows.append(row)
            places.append(place)
            values.append(weight / norm)
    shape = (len(bags), max(len(columns), 1))
    return csr_array((np.array(values, np.float32), (rows, places)), shape=shape)


def texts_alike(statements: Sequence[Statement], words: Any, a: NDArray[np.int64], b: NDArray[np.int64]) -> list[float]:
    """How alike the documents of each pair are: the cosine of their statements' summed rows of ``lexical_rows``."""
    from scipy.sparse import csr_array

    home = _numbered([statement.document_id for statement in statements])
    member = csr_array((np.ones(len(home), np.float32), (home, np.arange(len(home)))))
    documents = (member @ words).tocsr()
    norms = np.sqrt(documents.power(2).sum(axis=1)) + 1e-9
    met, place = np.unique(home[a] * len(home) + home[b], return_inverse=True)
    first, second = np.divmod(met, len(home))
    dots = documents[first].multiply(documents[second]).sum(axis=1) / (norms[first] * norms[second])
    cosines: list[float] = np.clip(dots, 0.0, 1.0)[place].tolist()
    return cosines


def _cosines(claims: NDArray[np.float32], a: NDArray[np.int64], b: NDArray[np.int64]) -> list[float]:
    dots: list[float] = []
    for start in range(0, len(a), PART):
        part = slice(start, start + PART)
        dots += np.einsum("ij,ij->i", claims[a[part]], claims[b[part]]).tolist()
    return dots


def _fused(channels: list[Any], total: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Rows, others and scores by falling score within each row, rows in order; a channel gives 1 / (offset + rank)."""
    keys, scores = [], []
    for indices, cosines in channels:
        rows = np.repeat(np.arange(total), indices.shape[1])
        ranks = np.tile(np.arange(indices.shape[1]), total)
        real = (indices.ravel() >= 0) & (cosines.ravel() > 0)
        keys.append((rows * total + indices.ravel())[real])
        scores.append((1.0 / (RANK_OFFSET + 1 + ranks))[real])
    found, inverse = np.unique(np.concatenate(keys), return_inverse=True)
    summed: NDArray[np.float64] = np.bincount(inverse, np.concatenate(scores), len(found)).astype(np.float64)
    order = np.lexsort((found % total, -summed, found // total)).astype(np.int64)
    return found[order] // total, found[order] % total, summed[order]


def _wording(claim: str) -> str:
    """What two copies of a sentence share, though an editor has touched them: its words but for articles and links."""
    return " ".join(word for word in re.findall(r"\w+", claim.lower()) if word not in _TOUCHED) or claim


class _Allowed:
    """Which pairs may be made at all."""

    def __init__(self, statements: Sequence[Statement], scope: Scope, wanted: Sequence[NDArray[np.bool_]]) -> None:
        self._scope = scope
        self._wanted = wanted  # each (n,): of which a pair must have a side
        self._documents = _numbered([statement.document_id for statement in statements])
        self._wordings = _numbered([_wording(statement.claim) for statement in statements])

    def __call__(self, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.bool_]:
        may: NDArray[np.bool_] = self._wordings[a] != self._wordings[b]
        for rows in self._wanted:
            may &= rows[a] | rows[b]
        if self._scope != "all":
            may &= (self._documents[a] == self._documents[b]) == (self._scope == "within")
        return may


def _numbered(names: Sequence[str]) -> NDArray[np.int64]:
    """A number for each name, the same for the same."""
    numbers: dict[str, int] = defaultdict(lambda: len(numbers))
    return np.array([numbers[name] for name in names], np.int64)
