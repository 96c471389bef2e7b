"""A finder's memory on disk: the documents that it has seen, its options, and which models it used."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from contradict.errors import InputError
from contradict.records import Document

VERSION = 1


@dataclass(frozen=True)
class Saved:
    """What ``ContradictionFinder.save`` wrote. models: digest of the weights by role."""

    documents: tuple[Document, ...]
    options: Mapping[str, Any]
    models: Mapping[str, str]


def write(path: Path, documents: Sequence[Document], options: Mapping[str, Any], models: Mapping[str, str]) -> None:
    """One JSON file, whole or not at all. Raises InputError if it cannot be written."""
    rows = [asdict(one) | {"date": one.date.isoformat() if one.date else None} for one in documents]
    content = {"version": VERSION, "models": dict(models), "options": dict(options), "documents": rows}
    new = path.with_name(f"{path.name}.new")
    try:
        new.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        new.replace(path)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error


def load(path: Path) -> Saved:
    """Raises InputError for a file that is none of ours, or of a later version."""
    try:
        content = json.loads(path.read_text("utf-8"))
        version, rows = content["version"], content["documents"] if content["version"] <= VERSION else ()
        days = [dt.date.fromisoformat(row["date"]) if row["date"] else None for row in rows]
        documents = tuple(Document(**row | {"date": day}) for row, day in zip(rows, days, strict=True))
        found = Saved(documents, content["options"], content["models"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path} holds no saved finder ({type(error).__name__}): write one with finder.save(path)"
        ) from error
    if version > VERSION:
        raise InputError(f"{path} was saved by a later version of contradict: update the package")
    return found
