"""What ``find_contradictions`` accepts, told apart and handed to the right reader."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from contradict.errors import InputError
from contradict.read.files import SUFFIXES, read_file, suffix
from contradict.read.rows import check_columns, document_from_row
from contradict.records import Document

MAX_PATH_CHARACTERS = 4096
MAX_NAME_BYTES = 255  # of a file or folder, on the usual file systems
GLOB_CHARACTERS = frozenset("*?[")
PATH_CHARACTERS = frozenset("/\\*")


def read(source: Any, columns: Mapping[str, str] | None = None) -> list[Document]:
    """Documents from text, rows, frames or files, in the order given.

    source: a ``Document``, a str (a text, or a path or glob if it looks like one), a ``Path`` (file or folder), a
    mapping with a text, a pandas or polars frame, a ``datasets.Dataset``, a LangChain or LlamaIndex document, or an
    iterable of any of these. columns: which column holds the "text", "id", "title", "date", "author" and "outlet" of
    rows; those not named are guessed.
    Ids are unique: the one given, a file's name (its path inside the folder that was read, its path if it came by a
    glob), with the row's number in a table, or the text's hash. A second document of the same id gets ``-2`` behind it.
    Raises InputError for whatever cannot be read, naming it.
    """
    columns = columns or {}
    check_columns(columns)
    documents = _unique(_documents(source, "docs", columns))
    if not documents:
        raise InputError("docs is empty: pass at least one document")
    return documents


def _documents(source: Any, where: str, columns: Mapping[str, str]) -> list[Document]:
    if isinstance(source, Document):
        return [source]
    if isinstance(source, Path):
        return _from_path(source, columns)
    if isinstance(source, str):
        return _from_path(_expanded(source), columns) if _looks_like_path(source) else [Document(source)]
    if isinstance(source, Mapping):
        return [document_from_row(source, where, columns)]
    passage = _passage(source)
    if passage is not None:
        return [document_from_row(passage, where, {role: name for role, name in columns.items() if role != "text"})]
    rows = _rows(source)
    if rows is None:
        raise InputError(
            f"{where} is of type {type(source).__name__}: pass str, Path, dict, Document, a frame, or a list of these"
        )
    return [document for number, row in enumerate(rows) for document in _documents(row, f"{where}[{number}]", columns)]


def _passage(source: Any) -> dict[str, Any] | None:
    """A document of LangChain (page_content) or LlamaIndex (get_content, or a node with a score) as a row."""
    node = getattr(source, "node", source)  # LlamaIndex's NodeWithScore
    known = getattr(node, "metadata", None)
    if not isinstance(known, Mapping):
        return None
    if hasattr(node, "page_content"):
        return {"id": getattr(node, "id", ""), **known, "text": node.page_content}
    if hasattr(node, "get_content"):
        return {"id": getattr(node, "node_id", ""), **known, "text": node.get_content()}
    return None


def _rows(source: Any) -> Iterable[Any] | None:
    """The rows of a frame, a dataset or a plain iterable; None if it is none of these."""
    if hasattr(source, "iter_rows"):  # polars
        rows: Iterable[Any] = source.iter_rows(named=True)
        return rows
    if hasattr(source, "to_dict") and hasattr(source, "columns"):  # pandas
        records: Iterable[Any] = source.to_dict("records")
        return records
    if isinstance(source, Iterable) and not isinstance(source, bytes | bytearray):  # lists and datasets.Dataset
        return source
    return None


def _looks_like_path(text: str) -> bool:
    """A short single line that exists, ends like a file we read, or is one word with the characters of a path."""
    if len(text) > MAX_PATH_CHARACTERS or "\n" in text or "\0" in text or not text.strip():
        return False
    path = _expanded(text)
    if any(len(name.encode("utf-8", "replace")) > MAX_NAME_BYTES for name in path.parts):
        return False
    if suffix(path) in SUFFIXES and " " not in path.name.strip():
        return True
    if text.split() == [text] and (text.startswith("~") or PATH_CHARACTERS & set(text)):
        return True
    try:
        return path.exists()
    except OSError:  # a path longer than the file system allows
        return False


def _expanded(text: str) -> Path:
    """The path, a leading ``~`` read as the home folder."""
    try:
        return Path(text).expanduser()
    except RuntimeError:  # no user of that name
        return Path(text)


def _from_path(path: Path, columns: Mapping[str, str]) -> list[Document]:
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file() and suffix(file) in SUFFIXES)
        if not files:
            raise InputError(f"no readable file in folder {path}: it reads {', '.join(sorted(SUFFIXES))}")
        return [document for file in files for document in read_file(file, file.relative_to(path).as_posix(), columns)]
    if path.is_file():
        return read_file(path, path.name, columns)
    if GLOB_CHARACTERS & set(str(path)):
        anchor = Path(path.anchor) if path.is_absolute() else Path()
        files = sorted(file for file in anchor.glob(str(path.relative_to(anchor))) if file.is_file())
        if files:
            return [document for file in files for document in read_file(file, file.as_posix(), columns)]
        raise InputError(f"no file matches {path}: check the pattern, or pass a text as Document(text)")
    raise InputError(f"no such file or folder: {path}; check the path, or pass a text as Document(text)")


def _unique(documents: list[Document]) -> list[Document]:
    """Every document with an id of its own; a second one of the same id gets ``-2`` behind it."""
    taken: set[str] = set()
    unique = []
    for document in documents:
        name = document.id or "text-" + hashlib.sha256(document.text.encode("utf-8", "replace")).hexdigest()[:8]
        candidate, count = name, 1
        while candidate in taken:
            count += 1
            candidate = f"{name}-{count}"
        taken.add(candidate)
        unique.append(replace(document, id=candidate))
    return unique
