"""How many of them: none against some or all, all against a part."""

from __future__ import annotations

import re
from functools import lru_cache

from contradict.evidence.base import Evidence
from contradict.records import Span, Statement
from contradict.words import overlap

_KINDS = {
    "none": r"no one|nobody|none|nothing|neither|never|not (?:one|a single|any)|no(?= [a-z])",
    "all": r"all(?! (?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))|every|everyone|everybody|everything|each|always|entire|whole|completely",
    "part": (
        r"some|several|many|most|half|(?:a |two )?thirds?|a quarter|few|fewer|only|hundreds|thousands|dozens|"
        r"not (?:all|every)|at least|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?!(?:1[5-9]|20)\d\d\b)\d[\d,.]*(?! ?(?:[ap]\.?m\b|%|[:/]))"
    ),
}
_PATTERNS = {kind: re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE) for kind, words in _KINDS.items()}
_CLASH = {("none", "all"), ("none", "part"), ("all", "part")}
_NOT_NONE = re.compile(r"\bno (?:longer|doubt|more than|fewer than|less than|later than)\b", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def quantifier(text: str) -> tuple[str, Span] | None:
    """The strongest quantifier of ``text``: none before all before a part; and where it stands."""
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            if kind != "none" or not _NOT_NONE.match(text, match.start()):
                return kind, match.span()
    return None


def check(a: Statement, b: Statement) -> Evidence | None:
    """Fires when one side speaks of none or all and the other of more or fewer; strength is the share of common words."""
    first, second = quantifier(a.claim), quantifier(b.claim)
    if first is None or second is None:
        return None
    kinds = (first[0], second[0])
    if kinds not in _CLASH and kinds[::-1] not in _CLASH:
        return None
    words = " / ".join(side.claim[slice(*found[1])].strip() for side, found in ((a, first), (b, second)))
    return Evidence(f"how many: {words}", overlap(a.claim, b.claim), (first[1],), (second[1],))
