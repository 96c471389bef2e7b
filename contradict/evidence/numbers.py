"""Quantities of the same thing: do they differ, allowing for rounding, bounds and approximation?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from contradict.evidence.base import Evidence, graded
from contradict.records import Span, Statement
from contradict.words import STOP_WORDS, overlap, stem

_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a dozen": 12}
_WORDS |= {  # sixty-one
    f"{ten}-{one}": _WORDS[ten] + _WORDS[one]
    for ten in "twenty thirty forty fifty sixty seventy eighty ninety".split()
    for one in "one two three four five six seven eight nine".split()
}
_MAGNITUDE = {
    "dozen": 12, "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12,
}  # fmt: skip
_QUANTITY = re.compile(
    rf"(?<![\w.,/:-])(?P<money>[$£€]|US\$)?(?P<number>\d{{1,3}}(?:[,\u202f\u00a0 ]\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b)"
    r"(?P<half> and a half)?(?:[ -]?(?P<size>dozen|hundred|thousand|million|billion|trillion|mn|bn|[mkb])\b)?"
    r"(?P<percent>\s?(?:%|per ?cent\b|percent\b|percentage points?))?(?P<ordinal>st|nd|rd|th)?(?![\d:]|\.\d|,\d)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?P<most>(?:no|not) more than|not (?:over|above))\s*$|(?P<least>at least|(?<!not )more than|over|(?:no|not) (?:fewer|less) than|above|exceeding|upwards of|a minimum of)\s*$|"
    r"(?P<below>up to|at most|(?<!no )(?<!not )fewer than|(?<!no )(?<!not )less than|under|below|a maximum of|not even)\s*$|"
    r"(?P<about>about|around|roughly|approximately|some|an estimated|estimated|close to|circa|just over|just under|nearly|almost)\s*$",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?\s*$")
_AFTER_MONTH = re.compile(
    r"\s*(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_CLOCK = re.compile(r"\s*(?:[ap]\.?m\b|o[’']clock|GMT|EST)", re.IGNORECASE)
_NOUN = re.compile(r"[\s-]+([A-Za-z][\w’'-]*)")
_SET_ASIDE = re.compile(r"(?:,|\band|\bbut) not\s*$")  # "19,500, not 12,000"
_NUMBER_OF = re.compile(r"\b(?:number|total|count) of ((?:[\w’'-]+ ){1,3})[^.;]{0,30}$")  # "the number of homes is"
_DURATION = {
    "second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800, "month": 2_629_800, "year": 31_557_600,
    "decade": 315_576_000,
}  # fmt: skip
_TIME = re.compile(rf"[\s-](?:full |whole |long )?({'|'.join(_DURATION)})s?\b", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:to|–|-|and)\s?(?=[$£€]?\d|(?:" + "|".join(_WORDS) + r")\b)")  # "five to ten people"
_RANGE_BEFORE = re.compile(r"\s?(?:to|–|-|and)\s?$")
_NO_NOUN = re.compile(r"(?:\w+ed|last|next|this|died|came|left|won|lost|fell|rose|went|took|ran)\b", re.IGNORECASE)
_MONEY = {"dollar": "$", "dollars": "$", "euro": "€", "euros": "€", "pound": "£", "pounds": "£"}
_PEOPLE = re.compile(
    r" (?:people|men|women|children|dollars|euros|pounds|kilomet\w+|met(?:re|er)s?|tonn?e?s?|\w{4,}s)\b"
)
_AS_YEAR = re.compile(r"\b(?:in|since|by|of|until|from|to|before|after|during|year|and|the|for)\s$", re.IGNORECASE)
ROUNDING = 0.03
APPROXIMATE = 0.15


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a text says how many of: an interval, and the words that follow."""

    low: float
    high: float
    unit: frozenset[str]
    words: str
    span: Span


@lru_cache(maxsize=100_000)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities in ``text``; years, days of a month, clock times, ordinals and ids are none."""
    found: list[Quantity] = []
    begun: float | None = None  # the lower end of a range
    for match in _QUANTITY.finditer(text):
        if match["ordinal"] or _is_name_or_date(text, match) or _SET_ASIDE.search(text, 0, match.start()):
            continue
        number = re.sub(r"[,\s](?=\d)", "", match["number"].lower())
        value = float(_WORDS[number]) if number in _WORDS else float(number)
        value = (value + (0.5 if match["half"] else 0.0)) * _MAGNITUDE.get((match["size"] or "").lower(), 1.0)
        low, high = _interval(value, text[max(0, match.start() - 24) : match.start()])
        unit, end = _unit(text, match)
        if (time := _TIME.match(text, match.end())) and not match["money"] and not match["percent"]:
            seconds = _DURATION[time[1].lower()]
            low, high, unit, end = low * seconds, high * seconds, frozenset({"duration"}), time.end()
            if text.startswith("-old", end) or text.startswith(" old", end):  # an age
                continue
        if _RANGE.match(text, match.end()):
            begun = low
            continue
        if begun is not None and _RANGE_BEFORE.search(text, 0, match.start()):
            low = min(begun * (low / value if value else 1.0), low)
        begun = None
        if not unit:
            continue
        found.append(Quantity(low, high, unit, text[match.start() : end], (match.start(), end)))
    return tuple(found)


def check(a: Statement, b: Statement) -> Evidence | None:
    """Fires when the same thing is counted differently and no count of it agrees; strength: how alike the rest is."""
    clash: tuple[Quantity, Quantity] | None = None
    for one in quantities(a.claim):
        for other in quantities(b.claim):
            if not one.unit & other.unit:
                continue
            if one.low <= other.high and other.low <= one.high:
                return None
            clash = clash or (one, other)
    if clash is None:
        return None
    one, other = clash
    alike = overlap(_without(a.claim, one.span), _without(b.claim, other.span))
    return Evidence(f"{one.words} / {other.words}", graded(alike), (one.span,), (other.span,))


def _without(text: str, span: Span) -> str:
    return text[: span[0]] + text[span[1] :]


def agree(a: Statement, b: Statement) -> Evidence | None:
    """Fires when the same thing is counted alike."""
    for one in quantities(a.claim):
        for other in quantities(b.claim):
            if one.unit & other.unit and one.low <= other.high and other.low <= one.high:
                return Evidence(f"{one.words} / {other.words}", 1.0, (one.span,), (other.span,))
    return None


def _is_name_or_date(text: str, match: re.Match[str]) -> bool:
    number = match["number"]
    year = (
        number.isdigit()
        and len(number) == 4
        and 1500 <= int(number) <= 2100
        and not match["money"]
        and not match["size"]
    )
    counted = _PEOPLE.match(text, match.end()) and not _AS_YEAR.search(text, 0, match.start())
    if year and not match["percent"] and not counted:
        return True
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 14]
    if _CLOCK.match(after) or _MONTH.search(before) or _AFTER_MONTH.match(after):
        return True
    return (number.lower() == "one" and not _TIME.match(text, match.end())) or bool(
        re.search(r"(?:No\.|number|article|section|flight|route|iphone|ios|[A-Z]\w+-)\s*$", before, re.IGNORECASE)
    )


def _unit(text: str, match: re.Match[str]) -> tuple[frozenset[str], int]:
    if match["percent"]:
        return frozenset({"%"}), match.end()
    if match["money"]:
        return frozenset({match["money"][-1]}), match.end()
    words: list[str] = []
    end = match.end()
    for _ in range(3):
        noun = _NOUN.match(text, end)
        if not noun or (noun[1].lower() in STOP_WORDS and noun[1].lower() != "of") or _NO_NOUN.match(noun[1]):
            break
        if not words and noun[1].lower() in _MONEY:
            return frozenset({_MONEY[noun[1].lower()]}), noun.end()
        end = noun.end()
        if noun[1].lower() != "of":
            words.append(stem(noun[1].lower()))
    if not words and (counted := _NUMBER_OF.search(text, 0, match.start())):
        words = [stem(word) for word in counted[1].lower().split() if word not in STOP_WORDS]
    return frozenset(words), end


def _interval(value: float, before: str) -> tuple[float, float]:
    match = _BEFORE.search(before)
    if match and match["least"]:
        return value, float("inf")
    if match and (match["most"] or match["below"]):
        return 0.0, value
    slack = APPROXIMATE if match else ROUNDING if value >= 100 and value % 100 == 0 else 0.0
    return value * (1 - slack), value * (1 + slack)
