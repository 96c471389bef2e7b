"""Marked conflicts: where annotators saw a contradiction, and whether a finding hits one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contradict.errors import InputError
from contradict.evaluation.rows import json_lines
from contradict.read import read
from contradict.records import Document, Statement

MIN_OVERLAP = 0.5  # of the shorter of the two spans


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters start to end (exclusive) of a document."""

    document: str
    start: int
    end: int

    def holds(self, statement: Statement) -> bool:
        """True if the statement is (mostly) this passage."""
        if statement.document_id != self.document:
            return False
        shared = min(self.end, statement.end) - max(self.start, statement.start)
        return shared >= MIN_OVERLAP * min(self.end - self.start, statement.end - statement.start)


@dataclass(frozen=True, slots=True)
class Mark:
    """Two sides; every passage of one clashes (or only seems to) with every passage of the other."""

    kind: str
    relation: str
    a: tuple[Passage, ...]
    b: tuple[Passage, ...]

    def hit_by(self, a: Statement, b: Statement) -> bool:
        """True if the two statements stand on opposite sides of the mark."""
        return (_any(self.a, a) and _any(self.b, b)) or (_any(self.a, b) and _any(self.b, a))


@dataclass(frozen=True, slots=True)
class Bundle:
    """Documents read together, with every conflict between their statements, and pairs that only look like one."""

    id: str
    documents: tuple[Document, ...]
    conflicts: tuple[Mark, ...]
    tempting: tuple[Mark, ...]


@dataclass(frozen=True)
class BundlesTask:
    """Marked bundles with a name and the digest of the file that holds the marks."""

    name: str
    digest: str
    bundles: tuple[Bundle, ...]
    licence: str = "Apache-2.0"


def load_bundles_task(name: str, path: Path, texts: Path | None = None, limit: int | None = None) -> BundlesTask:
    """The bundles of a JSONL file as a task. See ``load_bundles``."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    return BundlesTask(name, digest, tuple(load_bundles(path, texts)[:limit]))


def load_bundles(path: Path, texts: Path | None = None) -> list[Bundle]:
    """The bundles of a JSONL file.

    texts: where the documents' texts are (a JSONL file with id and text), for marks that are kept without them; each
    is checked against its sha256. Raises InputError for a text that is missing or differs.
    """
    known = {document.id: document.text for document in read(texts)} if texts else {}
    return [
        Bundle(
            row["id"],
            tuple(_document(entry, known, path) for entry in row["documents"]),
            tuple(_mark(entry) for entry in row["conflicts"]),
            tuple(_mark(entry) for entry in row["tempting"]),
        )
        for row in json_lines(path.read_text("utf-8-sig").split("\n"), path)
    ]


def _document(entry: Mapping[str, Any], known: Mapping[str, str], path: Path) -> Document:
    if "text" in entry:
        return read(dict(entry))[0]
    text = known.get(entry["id"])
    if text is None:
        raise InputError(f"{path} marks {entry['id']}, whose text is not at hand: pass the file that holds it")
    if hashlib.sha256(text.encode("utf-8")).hexdigest() != entry["sha256"]:
        raise InputError(f"the text of {entry['id']} differs from the one that was marked: its sha256 is another")
    return Document(text, entry["id"])


def _mark(entry: Mapping[str, Any]) -> Mark:
    sides = (entry[side] if isinstance(entry[side], list) else [entry[side]] for side in ("a", "b"))
    a, b = (tuple(Passage(p["document"], p["start"], p["end"]) for p in side) for side in sides)
    return Mark(entry["kind"], entry.get("relation", ""), a, b)


def _any(passages: tuple[Passage, ...], statement: Statement) -> bool:
    return any(passage.holds(statement) for passage in passages)
