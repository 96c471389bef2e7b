"""What a text says how many of: quantities as intervals, with bounds, rounding, ranges, rates and units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf, log10

from contradict.evidence.days import COUNTED, is_counted
from contradict.evidence.number_words import MAGNITUDE, NUMBER_WORD, WORDS
from contradict.evidence.units import unit_at
from contradict.records import Span
from contradict.words import MONTHS, STOP_WORDS, stem

QUANTITY = re.compile(
    rf"(?<![\w.,/:])(?<![^\d]-)(?P<money>[$£€]|US\$)?(?P<number>\d{{1,3}}(?:[,\u202f\u00a0 ]\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?:{NUMBER_WORD})\b)"
    r"(?P<half> and a half)?(?:[ -]?(?P<size>dozen|hundred|thousand|million|billion|trillion|mn|bn|[mkb])\b)?"
    r"(?P<percent>\s?(?:%|per ?cent\b|percent\b|percentage points?))?(?P<ordinal>st|nd|rd|th)?(?![\d:]|\.\d|,\d)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?P<most>(?:no|not) more than|not (?:over|above))\s*$|(?P<least>at least|(?<!not )more than|over|(?:no|not) (?:fewer|less) than|above|exceeding|upwards of|a minimum of)\s*$|"
    r"(?P<below>up to|as (?:many|much) as|at most|(?<!no )(?<!not )fewer than|(?<!no )(?<!not )less than|under|below|a maximum of|not even)\s*$|"
    r"(?P<about>about|around|roughly|approximately|some|an estimated|estimated|close to|circa|just over|just under|nearly|almost)\s*$",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b(?:{MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)\s*$")
_AFTER_MONTH = re.compile(rf"\s*(?:{MONTHS})\b")
_CLOCK = re.compile(r"\s*(?:[ap]\.?m\b|o[’']clock|GMT|EST)", re.IGNORECASE)
_NOUN = re.compile(r"[\s-]+([A-Za-z][\w’'-]*)")
_SET_ASIDE = re.compile(r"(?:,|\band|\bbut) not\s*$")  # "19,500, not 12,000"
_NUMBER_OF = re.compile(r"\b(?:number|total|count) of ((?:[\w’'-]+ ){1,3})[^.;]{0,30}$")  # "the number of homes is"
_IN_METRES = re.compile(r" (?:tall|long|wide|high|deep|thick|across|away|above|below|from|towards|apart)\b")
_PARTS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}  # per cent
_SHARE = re.compile(
    r"(?<!first )(?<!second )(?<!other )(?<!and a )\b"
    r"(?:(?P<times>a|one|two|three) (?P<part>third|quarter|fifth|tenth)s?(?= of (?!an?\b))"
    r"|(?P<half>half)(?= (?:of (?!an?\b)|(?:the|all|its|their|our) \w+s\b|(?:were|are|have|had)\b)))",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?(?:to|–|-|and)\s?(?=[$£€]?\d|(?:" + NUMBER_WORD + r")\b)")  # "five to ten people"
_BETWEEN = re.compile(r"\bbetween\s*(?:about |some )?[$£€]?$", re.IGNORECASE)
_CHANGED_FROM = re.compile(
    r"\b(?:r[io]se|risen|rais|gr[eo]w|climb|jump|soar|f[ae]ll|drop|cut|increas|declin|decreas|reduc|lower|shr[aiu]nk|slid|"
    r"plung|chang|expand|up|down|went|gone)\w*\b[^.;]*\bfrom\s*(?:about |some |just )?[$£€]?$",
    re.IGNORECASE,
)
_MINUS = re.compile(r"(?:\bminus |−)$", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"\s?(?:to|–|-|and)\s?$")
_ADDED = re.compile(
    rf"(?: |(?P<and> and ))(?P<word>{NUMBER_WORD})\b(?: (?P<size>hundred|thousand|[mb]illion)\b)?",
    re.IGNORECASE,
)
_NO_NOUN = re.compile(r"(?:\w+ed|last|next|this|died|came|left|won|lost|fell|rose|went|took|ran)\b", re.IGNORECASE)
_MONEY = {"dollar": "$", "dollars": "$", "euro": "€", "euros": "€", "pound": "£", "pounds": "£"}
CURRENCIES = frozenset(_MONEY.values())
_LIMIT = re.compile(r"\b(?:up to|as (?:many|much) as|at most|a maximum of)\s*$", re.IGNORECASE)
_PLUS = re.compile(r"-plus\b|\+| or (?:more|over)\b")  # "fifty-plus people"
_OR_FEWER = re.compile(r" or (?:fewer|less|under)\b")
_PER = re.compile(
    r" (?:a|an|per|every|each) (?P<time>second|minute|hour|day|night|week|month|year)\b(?! (?:later|ago|after|before|earlier)\b)",
    re.IGNORECASE,
)
_TIME = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "night": 86_400, "week": 604_800, "month": 2_629_800}
_YEAR = 31_557_600.0  # seconds
_TOTAL = re.compile(
    rf" (?:out )?of (?:the |its |his |her |their |our |all )*(?:\d[\d,]*|{NUMBER_WORD})\b", re.IGNORECASE
)
_OF_TOTAL = re.compile(
    rf"(?:\d|\b(?:{NUMBER_WORD})) (?:out )?of (?:the |its |his |her |their |our |all )*$", re.IGNORECASE
)
_POUNDS = re.compile(r" pounds?\b")
_JOINS = (" ", " and ", ", ")  # "two hours and 30 minutes"
ROUNDING = 0.03
DECIMAL_ROUNDING = 0.015
APPROXIMATE = 0.15


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a text says how many of: an interval, and the words that follow, or a dimension."""

    low: float
    high: float
    unit: frozenset[str]
    text: str  # the whole
    span: Span
    scale: float = 1.0  # the size of the unit that it is written in
    is_limit: bool = False  # "up to 64": not any number below, but this one as the highest

    @property
    def words(self) -> str:
        """As they stand in the text."""
        return self.text[slice(*self.span)]

    def agrees(self, other: Quantity) -> bool:
        """Whether both may hold of one thing: as limits, alike; in two units, up to rounding."""
        slack = 1 + _rounding(self.scale / other.scale)
        limits = self.is_limit and other.is_limit
        low, lowest = (self.high, other.high) if limits else (self.low, other.low)
        return low <= other.high * slack and lowest <= self.high * slack

    def joined(self, rest: Quantity) -> Quantity | None:
        """With a smaller unit that follows it, as in "5 feet 11 inches"; None if ``rest`` is something else."""
        if rest.unit != self.unit or rest.scale >= self.scale or "speed" in self.unit:
            return None
        if self.text[self.span[1] : rest.span[0]] not in _JOINS:
            return None
        low, high, span = self.low + rest.low, self.high + rest.high, (self.span[0], rest.span[1])
        return replace(rest, low=low, high=high, span=span, is_limit=self.is_limit)


def _rounding(ratio: float) -> float:
    """What may be lost between two units of such a ratio: of metres and feet more than of metres and centimetres."""
    if ratio == 1:
        return 0.0
    return DECIMAL_ROUNDING if abs(log10(ratio) - round(log10(ratio))) < 1e-9 else ROUNDING


@lru_cache(maxsize=100_000)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities in ``text``; years, days of a month, clock times, ordinals and ids are none."""
    found: list[Quantity] = []
    begun: float | None = None  # the lower end of a range
    summed: tuple[int, float] | None = None  # where "two hundred and fifty" begins, and its value so far
    for match in QUANTITY.finditer(text):
        if match["ordinal"] or is_name_or_date(text, match) or _set_aside(text, match.start(), begun):
            continue
        start = match.start() if summed is None else summed[0]
        value, before = _value(text, match) + (summed[1] if summed else 0.0), text[max(0, start - 24) : start]
        summed = (start, value) if _goes_on(text, match) else None
        if summed or _MINUS.search(before):
            continue
        low, high = _interval(value, before, text[match.end() :])
        unit, scale, end = _measure(text, match) or _counted(text, match)
        if text.startswith(("-old", " old"), end):  # an age
            continue
        joint = _RANGE.match(text, match.end())
        if joint and (joint.group().strip() != "and" or _BETWEEN.search(before)):
            begun = None if _CHANGED_FROM.search(text, 0, start) else low  # "rose from 4% to 6%" is 6%
            continue
        unit, scale, end = _rate(text, unit, scale, end)
        if begun is not None and _RANGE_BEFORE.search(text, 0, match.start()):
            low = min(_begun(begun, value, match) * (low / value if value else 1.0), low)
        begun = None
        if not unit:
            continue
        one = Quantity(low * scale, high * scale, unit, text, (start, end), scale, bool(_LIMIT.search(before)))
        if found and (whole := found[-1].joined(one)):
            found[-1] = whole
            continue
        if _POUNDS.match(text, match.end()):  # of money, or of flour
            found.append(replace(one, low=low, high=high, unit=frozenset({"£"}), scale=1.0))
        found.append(one)
    return (*found, *_shares(text))


def _shares(text: str) -> Iterator[Quantity]:
    """What is told as "half of" or "two thirds of", in per cent."""
    for match in _SHARE.finditer(text):
        scale = _PARTS[(match["half"] or match["part"]).lower()]
        times = WORDS.get((match["times"] or "a").lower(), 1)
        low, high = _interval(times * scale, text[max(0, match.start() - 24) : match.start()])
        yield Quantity(low, high, frozenset({"%"}), text, match.span(), scale)


def _value(text: str, match: re.Match[str]) -> float:
    number = re.sub(r"[,\s](?=\d)", "", match["number"].lower())
    value = float(WORDS[number]) if number in WORDS else float(number)
    size = 1.0 if _in_metres(text, match) else MAGNITUDE.get((match["size"] or "").lower(), 1.0)
    return (value + (0.5 if match["half"] else 0.0)) * size


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether a number in words is not whole yet: "two hundred" of "two hundred and fifty", "twenty" of "twenty five"."""
    rest = _ADDED.match(text, match.end())
    if not rest or match["number"].lower() not in WORDS or match["percent"]:
        return False
    value, added = _value(text, match), WORDS[rest["word"].lower()] * MAGNITUDE.get((rest["size"] or "").lower(), 1)
    if match["size"]:
        return MAGNITUDE[match["size"].lower()] >= 100 and added < MAGNITUDE[match["size"].lower()]
    return value in range(20, 100, 10) and added < 10 and rest["and"] is None


def _in_metres(text: str, match: re.Match[str]) -> bool:
    """Whether the m of "1.80 m" is no million."""
    if match["size"] != "m" or match["money"]:
        return False
    apart = text[match.end("size") - 2].isspace() and not COUNTED.match(text, match.end())
    return apart or _IN_METRES.match(text, match.end()) is not None


def _measure(text: str, match: re.Match[str]) -> tuple[frozenset[str], float, int] | None:
    """Dimension, size of the unit and end of what is no plain count: 20 minutes, 1.80 m."""
    if match["money"] or match["percent"]:
        return None
    found = unit_at(text, match.end("number") if _in_metres(text, match) else match.end())
    return (frozenset({found[0]}), *found[1:]) if found else None


def is_name_or_date(text: str, match: re.Match[str]) -> bool:
    """True for the number of a year, a day, a time or a name, and for the word "one"; a match of ``QUANTITY``."""
    number = match["number"]
    year = (
        number.isdigit()
        and len(number) == 4
        and 1500 <= int(number) <= 2100
        and not match["money"]
        and not match["size"]
    )
    if year and not match["percent"] and not is_counted(text, match.start(), match.end()):
        return True
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 14]
    day = number.isdigit() and int(number) <= 31 and not match["size"]
    if _CLOCK.match(after) or (day and (_MONTH.search(before) or _AFTER_MONTH.match(after))):
        return True
    counts = match["size"] or match["percent"] or unit_at(text, match.end())
    return (number.lower() == "one" and not counts) or bool(
        re.search(r"(?:No\.|number|article|section|flight|route|iphone|ios|[A-Z]\w+-)\s*$", before, re.IGNORECASE)
    )


def _counted(text: str, match: re.Match[str]) -> tuple[frozenset[str], float, int]:
    """The same of money, of per cent and of what is counted: its stems."""
    if match["percent"]:
        return frozenset({"%"}), 1.0, match.end()
    if match["money"]:
        return frozenset({match["money"][-1]}), 1.0, match.end()
    words: list[str] = []
    total = _TOTAL.match(text, match.end())  # "three of the 12 jurors"
    behind = total or _PLUS.match(text, match.end()) or _OR_FEWER.match(text, match.end())
    end = behind.end() if behind else match.end()
    for _ in range(3):
        noun = _NOUN.match(text, end)
        if not noun or (noun[1].lower() in STOP_WORDS and noun[1].lower() != "of") or _NO_NOUN.match(noun[1]):
            break
        if not words and noun[1].lower() in _MONEY:
            return frozenset({_MONEY[noun[1].lower()]}), 1.0, noun.end()
        end = noun.end()
        if noun[1].lower() != "of":
            words.append(stem(noun[1].lower()))
    if not words and (counted := _NUMBER_OF.search(text, 0, match.start())):
        words = [stem(word) for word in counted[1].lower().split() if word not in STOP_WORDS]
    return frozenset(words), 1.0, end


def _begun(begun: float, value: float, match: re.Match[str]) -> float:
    """The lower end of a range up to ``value``, in its size: "5 to 10 million"."""
    size = MAGNITUDE.get((match["size"] or "").lower(), 1.0)
    return begun * size if begun * size <= value else begun


def _rate(text: str, unit: frozenset[str], scale: float, end: int) -> tuple[frozenset[str], float, int]:
    """Unit, scale and end of what is told for a time, "$5 a day", made those of a year."""
    rate = _PER.match(text, end)
    if not rate:
        return unit, scale, end
    seconds = _TIME.get(rate["time"].lower(), _YEAR)
    return frozenset(f"{word} a year" for word in unit), scale * _YEAR / seconds, rate.end()


def _set_aside(text: str, start: int, begun: float | None) -> bool:
    """Whether a number is not what is counted: "(19,500,) not 12,000", "(three) of the 12 (jurors)", "(737-)800"."""
    if _SET_ASIDE.search(text, 0, start) or _OF_TOTAL.search(text, 0, start):
        return True
    return begun is None and text[max(0, start - 1) : start] == "-"


def _interval(value: float, before: str, after: str = "") -> tuple[float, float]:
    if _PLUS.match(after):
        return value, inf
    if _OR_FEWER.match(after):
        return 0.0, value
    match = _BEFORE.search(before)
    if match and match["least"]:
        return value, inf
    if match and (match["most"] or match["below"]):
        return 0.0, value
    slack = APPROXIMATE * value if match else _rounded(value)
    return value - slack, value + slack


def _rounded(value: float) -> float:
    """How far a round number may be from what was counted: 12,300 by less than 50, 40,000 by ROUNDING of itself."""
    if value < 100 or value % 100:
        return 0.0
    step = 100.0
    while value % (10 * step) == 0:
        step *= 10
    return min(ROUNDING * value, 0.49 * step)
