"""The day a statement speaks about, where it names one: a weekday, a day of a month, "yesterday"."""

from __future__ import annotations

import datetime as dt
import re

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = "january february march april may june july august september october november december".split()
_MONTH = r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_DAY = re.compile(
    rf"\b(?:{_MONTH} (?P<day>\d{{1,2}})(?!\d|[.,]\d)(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?|(?P<day2>\d{{1,2}}) {_MONTH.replace('month', 'month2')}(?: (?P<year2>\d{{4}}))?)\b"
)
_WEEKDAY = re.compile(r"\b([Ll]ast |[Nn]ext |[Tt]his )?(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b")
_AHEAD = re.compile(r"\b(?:will|shall|(?:is|are) (?:to|due|expected|planned|scheduled))\b")
_RELATIVE = re.compile(r"\b(yesterday|today|tonight|tomorrow)\b", re.IGNORECASE)
_OFFSET = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def day_spoken_about(text: str, published: dt.date | None) -> dt.date | None:
    """The first day that ``text`` names, resolved against the day of publication; None if it names none.

    A weekday alone is the last one before (or on) the day of publication, as in news prose, and the next one where the
    text says what will be.
    """
    if match := _DAY.search(text):
        return _calendar_day(match, published)
    if published is None:
        return None
    if match := _WEEKDAY.search(text):
        back = (published.weekday() - WEEKDAYS.index(match[2].lower())) % 7
        word = (match[1] or "").strip().lower()
        if word == "next":
            return _shifted(published, 7 - back)
        if word == "last":
            return _shifted(published, -(back or 7))
        begins = text[: match.start()].strip().lower() in ("", "on")  # "On Friday the council will vote"
        ahead = _AHEAD.search(text, 0, len(text) if begins else match.start())
        return _shifted(published, -back % 7 if ahead else -back)
    if match := _RELATIVE.search(text):
        return _shifted(published, _OFFSET[match[1].lower()])
    return None


def _calendar_day(match: re.Match[str], published: dt.date | None) -> dt.date | None:
    month = next(
        number
        for number, name in enumerate(MONTHS, 1)
        if name.startswith((match["month"] or match["month2"]).lower()[:3])
    )
    day, year = int(match["day"] or match["day2"]), match["year"] or match["year2"]
    if year:
        return _date(int(year), month, day)
    if published is None:
        return None
    near = (_date(published.year + shift, month, day) for shift in (-1, 0, 1))  # "December 30", told in January
    return min((one for one in near if one), key=lambda one: abs(one - published), default=None)


def _shifted(day: dt.date, days: int) -> dt.date | None:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:  # 9999-12-31 and 0001-01-01 stand for "unknown" in some tables
        return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
