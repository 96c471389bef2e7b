"""Names of people, places and groups: the same on both sides, or not."""

from __future__ import annotations

from functools import lru_cache

from contradict.evidence.base import Evidence
from contradict.records import Statement
from contradict.words import WORD, names, plain


def check(a: Statement, b: Statement) -> Evidence | None:
    """Fires when both sides have names that the other lacks; strength is the share of names not in common."""
    first, second = names(a.claim), names(b.claim)
    only_a, only_b = first - _words(b.claim), second - _words(a.claim)
    if not only_a or not only_b:
        return None
    words = " / ".join(", ".join(_as_written(side.claim, only)) for side, only in ((a, only_a), (b, only_b)))
    return Evidence(f"different names: {words}", len(only_a | only_b) / len(first | second))


@lru_cache(maxsize=100_000)  # a statement stands in many pairs
def _words(claim: str) -> frozenset[str]:
    """All words, that at the head of the claim too, where a capital tells nothing. Lower case."""
    return frozenset(map(plain, WORD.findall(claim)))


def _as_written(claim: str, wanted: frozenset[str]) -> list[str]:
    """Up to two of the names, with their capitals, in the order of the text."""
    written = {plain(word): word for word in WORD.findall(claim) if word[0].isupper()}
    return [word for name, word in written.items() if name in wanted][:2] or sorted(wanted)[:2]
