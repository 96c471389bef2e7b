"""Words of a text, the same for pairing and evidence: content words, stems, names."""

from __future__ import annotations

import re
from functools import lru_cache

UPPER = "".join(filter(str.isupper, map(chr, range(0x530))))  # of Latin, Greek and Cyrillic
CAPITAL = f"[{UPPER}]"  # begins a name
WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
STOP_WORDS = frozenset(
    """a about above after again against all also am an and any are as at be because been before being between both but by
    can could did do does doing down during each few for from further had has have having he her here hers him his how i
    if in into is it its itself just me more most my no nor not now of off on once only or other our out over own s said
    same say says she should so some such t than that the their them then there these they this those through to told
    too under until up upon us very was we were what when where which while who whom why will with would you your
    according add adds added claim claims claimed report reports reported reportedly tell one""".split()
)
DAYS = frozenset(  # with a capital, but nobody's names
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"  # for a pattern
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?![\d])")
_EARLY_YEAR = (  # "in 1287", "9 August 1412": no noun follows that could be counted
    r"\b(?:[Ii]n|by|between|[Aa]bout|[Ss]ince|[Uu]ntil|year|(?:spring|summer|autumn|winter) of|(?<!up )(?<!down )from|\d{1,2} [A-Z][a-z]+)"
    r" (?:1[0-4]|2[12])\d\d\b(?![\w:/-]|[.,]\d)(?! (?!(?:that|which|when|where|was|were|had|the|at|by|but|as|and)\b)[a-z])"
)
_LONG = re.compile(
    rf"{_EARLY_YEAR}|(?<![\w.,:/#-])(?P<number>(?!(?:1[5-9]|20)\d\d\b)[1-9]\d{{3,11}})(?![\w:/-]|[.,]\d)"
)
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ies", "ied", "es", "ed", "ly", "s", "e")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which no encoding can write


def encodable(text: str) -> str:
    """The text with every lone surrogate replaced by the replacement character, one for one."""
    return _SURROGATE.sub("\ufffd", text)


@lru_cache(maxsize=100_000)
def content_stems(text: str) -> frozenset[str]:
    """Stems of the content words of ``text``, lower case."""
    words = (match.group().lower() for match in WORD.finditer(text))
    return frozenset(stem(word) for word in words if word not in STOP_WORDS and len(word) > 1)


def plain(word: str) -> str:
    """In small letters, with a straight apostrophe and without that of a possessor."""
    return re.sub(r"'s?$", "", word.replace("’", "'")).lower()


@lru_cache(maxsize=100_000)
def names(text: str) -> frozenset[str]:
    """Words with a capital that do not begin the text: words of proper names, mostly. Lower case."""
    found = list(WORD.finditer(text))
    return frozenset(
        plain(match.group())
        for match in found[1:]
        if match.group()[0].isupper() and match.group().lower() not in STOP_WORDS | DAYS
    )


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The word without its commonest English ending; at least four letters stay."""
    word = re.sub(r"[’']s?$", "", word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def overlap(a: str, b: str) -> float:
    """Shared content words over the words of the shorter text, 0 to 1."""
    first, second = content_stems(a), content_stems(b)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


@lru_cache(maxsize=100_000)
def grouped(text: str) -> str:
    """The text with long numbers in groups of three, as news writes them: 12000 and 12\u202f000 as 12,000.

    Small NLI models take 10000 and 20000 for much the same, and know 10,000 and 20,000 apart. Years stay as they are.
    """
    joined = _SPACED.sub(lambda match: re.sub(r"\D", "", match.group()), text)
    return _LONG.sub(lambda match: f"{int(match['number']):,}" if match["number"] else match.group(), joined)
