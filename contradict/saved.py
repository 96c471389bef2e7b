"""A finder's memory on disk: the documents that it has seen, its options, and which models it used."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from contradict.errors import InputError, writing
from contradict.records import Document

VERSION = 1


@dataclass(frozen=True)
class Seen:
    """A document that a finder was given. read_as: the id it came with, where another had that already."""

    document: Document
    read_as: str


@dataclass(frozen=True)
class Saved:
    """What ``ContradictionFinder.save`` wrote. models: digest of the weights by role."""

    seen: tuple[Seen, ...]
    options: Mapping[str, Any]
    models: Mapping[str, str]


def write(path: Path, seen: Sequence[Seen], options: Mapping[str, Any], models: Mapping[str, str]) -> None:
    """One JSON file, whole or not at all. Raises InputError if it cannot be written."""
    rows = [
        asdict(one.document) | {"date": day.isoformat() if (day := one.document.date) else None, "read_as": one.read_as}
        for one in seen
    ]
    content = {"version": VERSION, "models": dict(models), "options": dict(options), "documents": rows}
    with writing(path):
        new = path.with_name(f"{path.name}.new")
        new.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        new.replace(path)


def load(path: Path) -> Saved:
    """Raises InputError for a file that is none of ours, or of a later version."""
    try:
        content = json.loads(path.read_text("utf-8"))
        version, rows = content["version"], content["documents"] if content["version"] <= VERSION else ()
        days = [dt.date.fromisoformat(row["date"]) if row["date"] else None for row in rows]
        names = [row.pop("read_as", row["id"]) for row in rows]
        documents = [Document(**row | {"date": day}) for row, day in zip(rows, days, strict=True)]
        seen = tuple(Seen(document, name) for document, name in zip(documents, names, strict=True))
        found = Saved(seen, dict(content["options"]), dict(content["models"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path} holds no saved finder ({type(error).__name__}): write one with finder.save(path)"
        ) from error
    if version > VERSION:
        raise InputError(f"{path} was saved by a later version of contradict: update the package")
    return found
