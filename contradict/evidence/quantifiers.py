"""How many of them: none against some or all, all against a part."""

from __future__ import annotations

import re
from functools import lru_cache

from contradict.evidence.base import Evidence
from contradict.evidence.quantities import QUANTITY, is_name_or_date
from contradict.records import Span, Statement
from contradict.words import overlap

_COUNT = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_WHOLLY = "(?<!not )(?<!nearly )(?<!almost )(?<!after )(?<!above )(?<!at )"
_KINDS = {
    "none": r"no one|nobody|none|nothing|neither|never|not (?:one|a single|any)|no(?= [a-z])",
    "all": rf"{_WHOLLY}all(?!,)(?! {_COUNT})|{_WHOLLY}every|everyone|everybody|everything|each|always|entire|whole|completely",
    "all of them": rf"all {_COUNT}",
    "part": (
        r"some|several|many|most|half|(?:a |two )?thirds?|a quarter|few|fewer|only|(?:not|nearly|almost) (?:all|every)"
    ),
    "number": rf"hundreds|thousands|dozens|at least|(?!(?:1[5-9]|20)\d\d\b){_COUNT}(?! ?(?:[ap]\.?m\b|%|[:/]))",
}
_PATTERNS = {kind: re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE) for kind, words in _KINDS.items()}
_CLASH = {("none", kind) for kind in _KINDS if kind != "none"} | {
    ("all", "part"),
    ("all", "number"),
    ("all of them", "part"),
}
_NOT_NONE = re.compile(r"\bno (?:longer|doubt|more than|fewer than|less than|later than)\b", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def quantifier(text: str) -> tuple[str, Span] | None:
    """The strongest quantifier of ``text``: none before all before a part before a number; and where it stands."""
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            if not _NOT_NONE.match(text, match.start()) and not _names(text, match.start()):
                return kind, match.span()
    return None


def _names(text: str, at: int) -> bool:
    """Whether a number counts nothing: "May 2", "Flight 204"."""
    number = QUANTITY.match(text, at)
    return number is not None and is_name_or_date(text, number)


def check(a: Statement, b: Statement) -> Evidence | None:
    """Fires when one side speaks of none or all and the other of more or fewer; strength is the share of common words."""
    first, second = quantifier(a.claim), quantifier(b.claim)
    if first is None or second is None:
        return None
    kinds = (first[0], second[0])
    if kinds not in _CLASH and kinds[::-1] not in _CLASH:
        return None
    one, other = (side.claim[slice(*found[1])].strip(" .,") for side, found in ((a, first), (b, second)))
    if "number" in kinds and all(
        re.search(rf"\b{re.escape(other if kinds[1] == 'number' else one)}\b", side.claim) for side in (a, b)
    ):
        return None  # "no one claimed the attack, which killed 12", "the attack killed 12"
    words = f"{one} / {other}"
    return Evidence(f"how many: {words}", overlap(a.claim, b.claim), (first[1],), (second[1],))
