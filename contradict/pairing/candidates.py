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

from contradict.pairing.index import Neighbours, nearest
from contradict.pairing.replies import matters, reply_pairs
from contradict.records import Pair, Statement
from contradict.words import content_stems

if TYPE_CHECKING:
    from numpy.typing import NDArray

Scope = Literal["all", "across", "within"]
RANK_OFFSET = 10  # of reciprocal rank fusion: how fast a rank loses weight
_WORDS = re.compile(r"(?<!\w)[-+−]?[$€£¥]?\w+|[%‰]")  # with the signs and currencies that make a number another
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
    claims = encode(matters(statements))
    if len(statements) < 2:
        return Candidates((), 0), claims
    words = lexical_rows(statements)
    wanted = [on_topic(statements, claims, topic, encode)] if topic else []
    if fresh is not None:
        wanted.append(np.array([statement.document_id in fresh for statement in statements]))
    units = _Units(statements, scope, wanted)
    depth = min(per_statement * CHANNEL_DEPTH, len(statements))
    rows, others, scores = _fused([units.nearest(one, depth) for one in (claims, words)], units.asked, units.count)
    keys = np.minimum(rows, others) * units.count + np.maximum(rows, others)
    kept = np.arange(len(rows)) - np.searchsorted(rows, rows) < per_statement  # of each row, its first ones
    met, place = np.unique(keys[kept], return_inverse=True)
    best = np.zeros(len(met))
    np.maximum.at(best, place, scores[kept])
    beyond = len(np.unique(keys)) - len(met)
    chosen, place = units.pairs(*np.divmod(met, units.count))
    best = best[place]
    replies = reply_pairs(statements, claims)
    if replies:
        first, second = np.array(sorted(replies), np.int64).T
        ties = (first * len(statements) + second)[units.allowed(first, second)]
        best = np.concatenate([best[~np.isin(chosen, ties)], np.full(len(ties), math.inf)])
        chosen = np.concatenate([chosen[~np.isin(chosen, ties)], ties])
    a, b = np.divmod(chosen[np.lexsort((chosen, -best))][:max_pairs], len(statements))
    pairs = tuple(
        Pair(one, other, cosine, replies.get((one, other)), together)
        for one, other, cosine, together in zip(
            a.tolist(), b.tolist(), _cosines(claims, a, b), texts_alike(statements, words, a, b), strict=True
        )
    )
    return Candidates(pairs, beyond + len(chosen) - len(pairs)), claims


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
    dots = np.zeros(len(met), np.float32)
    for part in _parts(len(met)):
        dots[part] = documents[first[part]].multiply(documents[second[part]]).sum(axis=1)
    cosines: list[float] = np.clip(dots / (norms[first] * norms[second]), 0.0, 1.0)[place].tolist()
    return cosines


def _cosines(claims: NDArray[np.float32], a: NDArray[np.int64], b: NDArray[np.int64]) -> list[float]:
    dots: list[float] = []
    for part in _parts(len(a)):
        dots += np.einsum("ij,ij->i", claims[a[part]], claims[b[part]]).tolist()
    return dots


def _parts(count: int) -> list[slice]:
    """So many rows in parts, so that not all that is made of them is held at once."""
    return [slice(start, start + PART) for start in range(0, count, PART)]


def _fused(
    channels: list[Neighbours], asked: NDArray[np.int64], total: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Rows, others and scores by falling score within each row, rows in order; a channel gives 1 / (offset + rank)."""
    keys, scores = [], []
    for indices, cosines in channels:
        rows = np.repeat(asked, indices.shape[1])
        ranks = np.tile(np.arange(indices.shape[1]), len(asked))
        real = (indices.ravel() >= 0) & (cosines.ravel() > 0)
        keys.append((rows * total + indices.ravel())[real])
        scores.append((1.0 / (RANK_OFFSET + 1 + ranks))[real])
    found, inverse = np.unique(np.concatenate(keys), return_inverse=True)
    summed: NDArray[np.float64] = np.bincount(inverse, np.concatenate(scores), len(found)).astype(np.float64)
    order = np.lexsort((found % total, -summed, found // total)).astype(np.int64)
    return found[order] // total, found[order] % total, summed[order]


def _wording(claim: str) -> str:
    """What two copies of a sentence share, though an editor has touched them: its words but for articles and links."""
    return " ".join(word for word in _WORDS.findall(claim.lower()) if word not in _TOUCHED) or claim


class _Units:
    """What is paired: wordings, so that copies of one sentence do not crowd out what else is near it.

    Within documents, where copies are rare, each statement is a unit of its own. wanted: (n,) each, of which a pair
    must have a side.
    """

    def __init__(self, statements: Sequence[Statement], scope: Scope, wanted: Sequence[NDArray[np.bool_]]) -> None:
        self._scope, self._wanted = scope, wanted
        self._documents = _numbered([statement.document_id for statement in statements])
        self._wordings = _numbered([_wording(statement.reading) for statement in statements])
        self._unit = np.arange(len(statements)) if scope == "within" else self._wordings
        self._by_unit = np.argsort(self._unit, kind="stable")
        self._sizes = np.bincount(self._unit)
        self.count = len(self._sizes)
        self._starts = np.cumsum(self._sizes) - self._sizes
        self._first = self._by_unit[self._starts]  # a statement of each unit
        may_ask = np.ones(len(statements), bool)
        for rows in wanted:
            may_ask &= rows | (len(wanted) > 1)  # with two conditions either side may meet either
        self.asked: NDArray[np.int64] = np.flatnonzero(np.bincount(self._unit, may_ask) > 0)

    def nearest(self, rows: Any, depth: int) -> Neighbours:
        """The neighbours of the units asked for; within documents, or of other documents alone, as the scope says."""
        if self._scope == "within":
            return self._nearest_within(rows, depth)
        homes = np.arange(self.count)
        if self._scope == "across":  # copies in several documents are at home in none
            spread = np.flatnonzero(_spread(self._unit, self._documents, self.count))
            homes = self._documents[self._first]
            homes[spread] = len(self._unit) + spread
        return nearest(rows[self._first], depth, self.asked, homes)

    def _nearest_within(self, rows: Any, depth: int) -> Neighbours:
        indices = np.full((len(self.asked), depth), -1, np.int64)
        cosines = np.zeros((len(self.asked), depth), np.float32)
        home = self._documents[self.asked]
        for document in np.unique(home):
            members, places = np.flatnonzero(self._documents == document), np.flatnonzero(home == document)
            found, near = nearest(rows[members], depth, np.searchsorted(members, self.asked[places]))
            indices[places, : found.shape[1]] = np.where(found >= 0, members[found], -1)
            cosines[places, : found.shape[1]] = near
        return indices, cosines

    def pairs(self, a: NDArray[np.int64], b: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Pairs of units as pairs of statements that may be made: keys, low * n + high, and which of the units' pairs.

        Every copy on one side meets one on the other, not each of them.
        """
        total = len(self._unit)
        counts = np.maximum(self._sizes[a], self._sizes[b])
        place = np.repeat(np.arange(len(a)), counts)
        turn = np.arange(len(place)) - np.repeat(np.cumsum(counts) - counts, counts)
        one, other = (self._by_unit[self._starts[unit[place]] + turn % self._sizes[unit[place]]] for unit in (a, b))
        may = self.allowed(one, other)
        keys = (np.minimum(one, other) * total + np.maximum(one, other))[may]
        distinct, first = np.unique(keys, return_index=True)
        return distinct, place[may][first]

    def allowed(self, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which pairs of statements may be made at all."""
        may: NDArray[np.bool_] = self._wordings[a] != self._wordings[b]
        for rows in self._wanted:
            may &= rows[a] | rows[b]
        if self._scope != "all":
            may &= (self._documents[a] == self._documents[b]) == (self._scope == "within")
        return may


def _spread(units: NDArray[np.int64], documents: NDArray[np.int64], count: int) -> NDArray[np.bool_]:
    """Which units stand in more than one document, (count,)."""
    met = np.unique(units * (documents.max() + 1) + documents) // (documents.max() + 1)
    spread: NDArray[np.bool_] = np.bincount(met, minlength=count) > 1
    return spread


def _numbered(names: Sequence[str]) -> NDArray[np.int64]:
    """A number for each name, the same for the same."""
    numbers: dict[str, int] = defaultdict(lambda: len(numbers))
    return np.array([numbers[name] for name in names], np.int64)
