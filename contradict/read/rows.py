"""One row (a dict, a table row, a JSON line) becomes one ``Document``; column names are guessed."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

from contradict.errors import InputError, OptionError
from contradict.records import Document

COLUMNS = {
    "text": ("text", "body", "content", "article", "page_content", "maintext", "document"),
    "id": ("id", "document_id", "doc_id", "uid", "url", "link"),
    "title": ("title", "headline"),
    "date": ("date", "published", "date_publish", "published_at", "publish_date", "created", "timestamp"),
    "author": ("author", "authors", "byline"),
    "outlet": ("outlet", "source", "publisher", "sitename", "publication"),
}


def check_columns(columns: Mapping[str, str]) -> None:
    """Raises OptionError for a role that no document has."""
    for role in columns:
        if role not in COLUMNS:
            raise OptionError(
                f"columns names {role!r}: known are {', '.join(COLUMNS)}, as in columns={{'text': 'body'}}"
            )


def document_from_row(row: Mapping[Any, Any], where: str, columns: Mapping[str, str] | None = None) -> Document:
    """The document in a row. where: names the row in errors. columns: the column's name by role; others are guessed.

    Raises InputError if no column holds a text, or one that was named is not there.
    """
    by_name = {str(name).strip().lower(): value for name, value in row.items()}
    given = {role: (name.strip().lower(),) for role, name in (columns or {}).items()}
    absent = [names[0] for names in given.values() if names[0] not in by_name]
    if absent:
        raise InputError(f"{where} has no column {absent[0]!r}: its columns are {sorted(by_name)}")
    found: dict[str, Any] = {}
    for field, candidates in {**COLUMNS, **given}.items():
        found[field] = next((by_name[name] for name in candidates if not _missing(by_name.get(name))), None)
    text = found["text"]
    if not isinstance(text, str):
        names = ", ".join(COLUMNS["text"])
        raise InputError(
            f"{where} has no text: its columns are {sorted(by_name)}; name one of them {names}, "
            "or say which it is, columns={'text': ...}"
        )
    plain = {field: None if found[field] is None else _plain(found[field]) for field in ("title", "author", "outlet")}
    return Document(text, id="" if found["id"] is None else str(found["id"]), date=parse_date(found["date"]), **plain)


def parse_date(value: Any) -> dt.date | None:
    """A day from a date, a datetime, a timestamp or text; None if there is none in it."""
    if _missing(value):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, int | float):
        return dt.datetime.fromtimestamp(value, dt.timezone.utc).date()
    text = str(value).strip()
    try:
        return dt.datetime.fromisoformat(text).date()
    except ValueError:
        import dateparser

        parsed = dateparser.parse(text, languages=["en"])
        return parsed.date() if parsed else None


def _missing(value: Any) -> bool:
    """None, an empty text, or a frame's not-a-number."""
    return (
        value is None
        or value == ""
        or (isinstance(value, float) and math.isnan(value))
        or type(value).__name__ == "NaTType"
    )


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
