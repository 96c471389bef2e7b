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
    channels = [nearest(rows, depth) for rows in (claims, words)]
    ranked = _fused(channels, len(statements))
    replies = reply_pairs(statements, claims)
    wanted = [on_topic(statements, claims, topic, encode)] if topic else []
    if fresh is not None:
        wanted.append(np.array([statement.document_id in fresh for statement in statements]))
    allowed = _Allowed(statements, scope, wanted)
    chosen: dict[tuple[int, int], float] = {}
    kept: Counter[int] = Counter()
    reach: set[tuple[int, int]] = set()
    for row, other, score in ranked:
        key = (row, other) if row < other else (other, row)
        if not allowed(*key):
            continue
        if kept[row] < per_statement:
            kept[row] += 1
            chosen[key] = max(score, chosen.get(key, 0.0))
        reach.add(key)
    ties = {key: words for key, words in replies.items() if allowed(*key)}
    chosen |= dict.fromkeys(ties, math.inf)
    best = sorted(chosen, key=lambda key: (-chosen[key], key))[:max_pairs]
    alike = texts_alike(statements, words, best)
    pairs = tuple(
        Pair(a, b, float(claims[a] @ claims[b]), ties.get((a, b)), together)
        for (a, b), together in zip(best, alike, strict=True)
    )
    return Candidates(pairs, len(reach | chosen.keys()) - len(pairs)), claims


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


def texts_alike(statements: Sequence[Statement], words: Any, pairs: Sequence[tuple[int, int]]) -> list[float]:
    """How alike the documents of each pair are: the cosine of their statements' summed rows of ``lexical_rows``."""
    from scipy.sparse import csr_array

    numbers: dict[str, int] = defaultdict(lambda: len(numbers))
    home = np.array([numbers[statement.document_id] for statement in statements])
    member = csr_array((np.ones(len(home), np.float32), (home, np.arange(len(home)))))
    documents = (member @ words).tocsr()
    norms = np.sqrt(documents.power(2).sum(axis=1)) + 1e-9
    first, second = home[np.array(pairs, np.int64).reshape(-1, 2)].T
    dots = documents[first].multiply(documents[second]).sum(axis=1) / (norms[first] * norms[second])
    cosines: list[float] = np.clip(dots, 0.0, 1.0).tolist()
    return cosines


def _fused(channels: list[Any], total: int) -> list[tuple[int, int, float]]:
    """(row, other, score) by falling score within each row, rows in order; each channel gives 1 / (offset + rank)."""
    keys, scores = [], []
    for indices, cosines in channels:
        rows = np.repeat(np.arange(total), indices.shape[1])
        ranks = np.tile(np.arange(indices.shape[1]), total)
        real = (indices.ravel() >= 0) & (cosines.ravel() > 0)
        keys.append((rows * total + indices.ravel())[real])
        scores.append((1.0 / (RANK_OFFSET + 1 + ranks))[real])
    found, inverse = np.unique(np.concatenate(keys), return_inverse=True)
    summed = np.bincount(inverse, weights=np.concatenate(scores), minlength=len(found))
    order = np.lexsort((found % total, -summed, found // total))
    return [(int(found[at] // total), int(found[at] % total), float(summed[at])) for at in order]


def _wording(claim: str) -> str:
    """What two copies of a sentence share, though an editor has touched them: its words but for articles and links."""
    return " ".join(word for word in re.findall(r"\w+", claim.lower()) if word not in _TOUCHED) or claim


class _Allowed:
    """Which pairs may be made at all."""

    def __init__(self, statements: Sequence[Statement], scope: Scope, wanted: Sequence[NDArray[np.bool_]]) -> None:
        self._scope = scope
        self._wanted = wanted  # each (n,): of which a pair must have a side
        self._documents = [statement.document_id for statement in statements]
        folded: dict[str, int] = defaultdict(lambda: len(folded))
        self._wordings = [folded[_wording(statement.claim)] for statement in statements]

    def __call__(self, a: int, b: int) -> bool:
        if self._wordings[a] == self._wordings[b]:
            return False
        if not all(rows[a] or rows[b] for rows in self._wanted):
            return False
        same = self._documents[a] == self._documents[b]
        return self._scope == "all" or same == (self._scope == "within")
