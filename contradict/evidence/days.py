"""Days, years and times of day: two statements that name different ones may both hold."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from contradict.evidence.base import Evidence, graded
from contradict.records import Span, Statement
from contradict.words import overlap

_YEAR = re.compile(r"(?<![\w.,/:£$€-])((?:1[5-9]|20)\d\d)(?![\w%]|[.,:/-]\d| of\b)")
COUNTED = re.compile(
    r" (?:people|men|women|children|dollars|euros|pounds|kilomet\w+|met(?:re|er)s?|tonn?e?s?|k[mg]|square|sq|cubic|mph|\w{3,}s)\b"
)
_AS_YEAR = re.compile(r"\b(?:in|since|by|of|until|from|to|before|after|during|year|and|the|for)\s$", re.IGNORECASE)
_CLOCK = re.compile(
    r"\b(?:(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)(?! ?(?:per|%|m\b|k|met|mill|bill|point|tonn|doll|euro|pound))(?: ?(?P<half>[ap])\.?m\b)?"
    r"|(?P<full>1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) ?(?:(?P<half2>[ap])\.?m\b|o[’']clock)"
    r"|(?P<noon>noon|midday)|(?P<night>midnight))",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tonight|tomorrow"
    r"|(?<!the )(?:last|this|next) (?P<period>week|month|year|night|morning|afternoon|evening))\b",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b"
_DATE = re.compile(rf"\b{_MONTH}\.? \d|\d(?:st|nd|rd|th)? {_MONTH}")
_AT = re.compile(
    r"(?<!valued )(?<!priced )(?<!traded )\b(?:at|until|till|before|after|around|about|since)\s$", re.IGNORECASE
)
_HOURS = dict(zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True))


@lru_cache(maxsize=100_000)
def years(text: str) -> dict[int, Span]:
    """The years that ``text`` names, with their spans."""
    return {
        int(match[1]): match.span(1)
        for match in _YEAR.finditer(text)
        if not is_counted(text, match.start(), match.end())
    }


def is_counted(text: str, start: int, end: int) -> bool:
    """Whether what might be a year says how many of what follows: 2000 jobs."""
    return bool(COUNTED.match(text, end)) and not _AS_YEAR.search(text, 0, start)


@lru_cache(maxsize=100_000)
def clock_times(text: str) -> dict[int, Span]:
    """The times of day that ``text`` names, in minutes, with their spans; both halves of the day where it leaves that open."""
    found = {}
    for match in _CLOCK.finditer(text):
        half = (match["half"] or match["half2"] or "").lower()
        if match["noon"] or match["night"]:
            minutes, half = (720, "p") if match["noon"] else (0, "a")
        elif match["full"]:
            hour = match["full"].lower()
            minutes = 60 * int(_HOURS.get(hour) or hour)
        elif match["half"] or ":" in match.group() or _AT.search(text, 0, match.start()):
            minutes = 60 * int(match["hour"]) + int(match["minute"])
        else:
            continue
        if minutes >= 780 or (not half and (match["hour"] or "").startswith("0")):  # 13:00 and later, and 06:15
            found[minutes] = match.span()
        else:
            found |= {
                minutes % 720 + shift: match.span() for name, shift in (("a", 0), ("p", 720)) if half in ("", name)
            }
    return found


def same_words_of_two_times(a: Statement, b: Statement) -> bool:
    """True if both say "Monday" or "last week" and, told at other times, mean another day or week by it."""
    first, second = _relative(a.claim), _relative(b.claim)
    if not first or not second or first[0].lower() != second[0].lower():
        return False
    if not first["period"]:
        return bool(a.day and b.day and a.day != b.day)
    if not a.published or not b.published:
        return False
    return _period(first["period"].lower(), a.published) != _period(first["period"].lower(), b.published)


def _period(name: str, day: dt.date) -> tuple[int, ...]:
    """The week, month or year of ``day``, or, for a night or a morning, the day."""
    if name == "week":
        return day.isocalendar()[:2]
    return {"month": (day.year, day.month), "year": (day.year,)}.get(name, (day.year, day.month, day.day))


@lru_cache(maxsize=100_000)
def _relative(text: str) -> re.Match[str] | None:
    """The first words of ``text`` whose meaning hangs on when it was written, unless it has a date as well."""
    return None if _DATE.search(text) else _RELATIVE.search(text)


def check(a: Statement, b: Statement) -> Evidence | None:
    """Fires when both sides name a day, a week, a month, a year or a time of day of their own and these differ.

    Strength: how alike the statements are.
    """
    strength = graded(overlap(a.claim, b.claim))
    if a.day and b.day and a.day != b.day:
        shape = "%d %B" if a.day.year == b.day.year else "%d %B %Y"
        return Evidence(f"different days: {a.day:{shape}} / {b.day:{shape}}", strength)
    if same_words_of_two_times(a, b):
        sides = ((side, _relative(side.claim)) for side in (a, b))
        words = " / ".join(f"{found[0]}, told on {side.published:%d %B %Y}" for side, found in sides if found)
        return Evidence(f"when: {words}", strength)
    for named in (years, clock_times):
        first, second = named(a.claim), named(b.claim)
        if first and second and not first.keys() & second.keys():
            (span, *_), (at, *_) = first.values(), second.values()
            return Evidence(f"when: {a.claim[slice(*span)]} / {b.claim[slice(*at)]}", strength, (span,), (at,))
    return None
