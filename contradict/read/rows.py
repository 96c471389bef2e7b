"""One row (a dict, a table row, a JSON line) becomes one ``Document``; column names are guessed."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from itertools import chain
from typing import Any

import numpy as np

from contradict.errors import NoColumnError, NoTextError, OptionError
from contradict.records import Document

COLUMNS = {
    "text": ("text", "body", "content", "article", "page_content", "maintext", "document"),
    "id": ("id", "document_id", "doc_id", "uid", "url", "link"),
    "title": ("title", "headline"),
    "date": ("date", "published", "date_publish", "published_at", "publish_date", "created", "timestamp"),
    "author": ("author", "authors", "byline"),
    "outlet": ("outlet", "source", "publisher", "sitename", "publication"),
}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DOTTED = re.compile(r"(?<![\d.])\d{1,2}\.\s?\d{1,2}\.")
_WRITTEN = {8: "%Y%m%d", 10: "%Y%m%d%H", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}  # by the number of digits
_WHOLE_DATES = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}


def check_columns(columns: Mapping[str, str]) -> None:
    """Raises OptionError for a role that no document has."""
    for role in columns:
        if role not in COLUMNS:
            raise OptionError(
                f"columns names {role!r}: known are {', '.join(COLUMNS)}, as in columns={{'text': 'body'}}"
            )


def documents_from_row(
    row: Mapping[Any, Any], where: str, columns: Mapping[str, str] | None = None
) -> list[Document | NoTextError]:
    """The document in a row, and what to say of what is left out: a row without text, or without a column that was
    named, a date that names no day.

    What its "metadata" holds counts as columns, too. where: names the row in errors. columns: the column's name by
    role; others are guessed.
    """
    by_name, names = _cells(row)
    given = {role: (_key(name),) for role, name in (columns or {}).items()}
    step = f"its columns are {sorted(names.values())}"
    wanting = {role: name for role, name in (columns or {}).items() if _key(name) not in by_name}
    if "text" in wanting:
        return [NoTextError(f"{where} has no column {wanting['text']!r}", step)]
    lacks = [NoColumnError(f"{where} has no column {name!r}", step, name) for name in wanting.values()]
    keys = {**_KEYS, **given}
    found: dict[str, Any] = {
        field: next((by_name[key] for key in candidates if not missing(by_name.get(key))), None)
        for field, candidates in keys.items()
    }
    held = [key for key in keys["text"] if key in by_name]
    texts = (by_name[key] for key in held if isinstance(by_name[key], str) and not missing(by_name[key]))
    text = next(texts, None)
    if text is None and held:
        kind = "" if missing(by_name[held[0]]) else f", but a {type(by_name[held[0]]).__name__}"
        return [
            NoTextError(f"{where} has no text in its column {names[held[0]]!r}{kind}", "fill it, or leave the row out")
        ]
    if text is None:
        known = f"name one of them {', '.join(COLUMNS['text'])}, or say which it is, columns={{'text': ...}}"
        return [NoTextError(f"{where} has no text", f"{step}; {known}")]
    plain = {field: None if found[field] is None else _plain(found[field]) for field in ("title", "author", "outlet")}
    document = Document(text, id=_id(found["id"]), date=parse_date(found["date"]), **plain)
    if document.date or missing(found["date"]):
        return [document, *lacks]
    undated = NoTextError(f"the date of {where}, {str(found['date'])[:40]!r}", "give day, month and year")
    return [document, *lacks, undated]


def _cells(row: Mapping[Any, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of a row by key, and the name of each column; of two values, the row's own counts."""
    by_name: dict[str, Any] = {}
    names: dict[str, str] = {}
    about = next((value for name, value in row.items() if _key(name) == "metadata"), None)
    for name, value in chain(about.items() if isinstance(about, Mapping) else (), row.items()):
        if name is not None and not (missing(value) and _key(name) in by_name):  # None: a CSV's surplus cells
            by_name[_key(name)] = value
            names[_key(name)] = str(name)
    return by_name, names


def _key(name: Any) -> str:
    """published_at, publishedAt and Published At are one name."""
    return re.sub(r"[\s_]", "", str(name)).lower()


_KEYS = {role: tuple(map(_key, names)) for role, names in COLUMNS.items()}


def _id(value: Any) -> str:
    """As text; a whole number that a gap in its column made a float is whole again."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def parse_date(value: Any) -> dt.date | None:
    """A day from a date, a datetime, a number or text; None unless day, month and year are all in it.

    4.3.2025 is read day first, 4/3/2025 and 4-3-2025 month first; a number over 12 is the day.
    """
    if missing(value):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = str(value).strip()
    if _NUMBER.fullmatch(text):
        return _day_of_number(float(text))
    try:
        return dt.datetime.fromisoformat(text).date()
    except ValueError:
        import dateparser

        order = "DMY" if _DOTTED.search(text) else "MDY"
        parsed = dateparser.parse(text, languages=["en"], settings={**_WHOLE_DATES, "DATE_ORDER": order})
        return parsed.date() if parsed else None


def _day_of_number(number: float) -> dt.date | None:
    """20250304, 2025030410 to 20250304101500 as they stand, other large ones as seconds or milliseconds since 1970."""
    try:
        digits = f"{number:.0f}"
        if len(digits) in (8, 14) or (len(digits) in _WRITTEN and digits[:2] in ("19", "20")):
            return dt.datetime.strptime(digits, _WRITTEN[len(digits)]).date()
        if abs(number) < 1e8:
            return None
        return dt.datetime.fromtimestamp(number / 1000 if abs(number) > 1e11 else number, dt.timezone.utc).date()
    except (ValueError, OverflowError, OSError):  # no day of the calendar
        return None


def missing(value: Any) -> bool:
    """None, a text of blanks, or a frame's not-a-number, no time or no value."""
    return (
        value is None
        or (isinstance(value, str) and not value.strip())
        or (isinstance(value, float) and math.isnan(value))
        or type(value).__name__ in {"NaTType", "NAType"}
    )


def _plain(value: Any) -> str:
    """As text; of a list all, of a record its name."""
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("title") or value)
    return ", ".join(map(_plain, value)) if isinstance(value, list | tuple | np.ndarray) else str(value)
