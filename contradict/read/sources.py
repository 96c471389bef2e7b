"""What ``find_contradictions`` accepts, told apart and handed to the right reader."""

from __future__ import annotations

import hashlib
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from contradict.errors import InputError, LeftOutWarning, MissingExtraError, NoColumnError, NoTextError
from contradict.read.decode import suffix
from contradict.read.files import OTHER_DOCUMENTS, SUFFIXES, read_file
from contradict.read.rows import check_columns, documents_from_row, missing
from contradict.records import Document
from contradict.words import encodable

MAX_PATH_CHARACTERS = 4096
MAX_NAME_BYTES = 255  # of a file or folder, on the usual file systems
MOST_NAMED = 10  # of what is left out
GLOB_CHARACTERS = frozenset("*?[")
PATH_CHARACTERS = frozenset("/\\*")
FEW_WORDS = 5  # without a stop they are a name or a heading, not a sentence
_STOP = re.compile(r"[.!?…:;,]\W*(?:\s|$)|[。！？，]")
_OR_TEXT = ", or pass a text as Document(text)"


def read(source: Any, columns: Mapping[str, str] | None = None) -> list[Document]:
    """Documents from text, rows, frames or files, in the order given.

    source: a ``Document``, a str (a text, or a path or glob if it looks like one), a ``Path`` (file or folder), a
    mapping with a text, a pandas or polars frame, a ``datasets.Dataset``, a LangChain or LlamaIndex document, or an
    iterable of any of these. columns: which column holds the "text", "id", "title", "date", "author" and "outlet" of
    rows; those not named are guessed.
    Ids are unique: the one given, a file's name (its path inside the folder that was read, its path if it came by a
    glob), with the row's number in a table, or the text's hash. A second document of the same id gets ``-2`` behind it.
    What has no text is left out with one LeftOutWarning: empty files and rows, and formats that have no reader; so are
    a broken file among others of its folder or glob, a date that names no day, and a column that was named and that
    some rows lack. Hidden files of a folder are not read, nor is .json there. Raises InputError for what else cannot be
    read, naming it, if no row has a column that was named, and if nothing is left.
    """
    columns = columns or {}
    check_columns(columns)
    found = _documents(source, "docs", columns)
    left_out = [one for one in found if isinstance(one, InputError)]
    documents = _unique([one for one in found if isinstance(one, Document)])
    unknown = [one for one in left_out if isinstance(one, NoColumnError)]
    if not found:
        raise InputError("docs is empty: pass at least one document")
    lacking = Counter(one.column for one in unknown)
    for one in unknown:
        if lacking[one.column] == len(documents):  # no row has it: the name is wrong
            raise one
    if left_out and not documents:
        more = f"; and {len(left_out) - 1} more left out" if left_out[1:] else ""
        *lack, step = left_out[0].args
        raise type(left_out[0])(*lack, step + more)
    if left_out:
        named = "; ".join(one.args[0] for one in left_out[:MOST_NAMED])
        more = f"; and {len(left_out) - MOST_NAMED} more" if left_out[MOST_NAMED:] else ""
        warnings.warn(f"{len(left_out)} left out: {named}{more}", LeftOutWarning, stacklevel=2)
    return documents


def _documents(source: Any, where: str, columns: Mapping[str, str]) -> list[Document | InputError]:
    if isinstance(source, Document):
        return [_with_text(source, where)]
    if isinstance(source, Path):
        return _from_path(source, columns)
    if isinstance(source, str) and _looks_like_path(source, alone=where == "docs"):
        return _from_path(_expanded(source), columns, _OR_TEXT)
    if isinstance(source, str):
        return [_with_sentence(source, where)]
    if isinstance(source, Mapping):
        return [*documents_from_row(source, where, columns)]
    passage = _passage(source)
    if passage is not None:
        named = {role: name for role, name in columns.items() if role != "text"}
        return [*documents_from_row(passage, where, named)]
    if where != "docs" and missing(source):
        return [NoTextError(f"{where} has no text", "fill it, or leave it out")]
    rows = _rows(source)
    if rows is None:
        raise InputError(
            f"{where} is of type {type(source).__name__}: pass str, Path, dict, Document, a frame, or a list of these"
        )
    return [document for number, row in enumerate(rows) for document in _documents(row, f"{where}[{number}]", columns)]


def _with_text(document: Document, where: str) -> Document | NoTextError:
    if document.text.strip():
        return document
    named = f"{where}, {document.id!r}," if document.id else where
    return NoTextError(f"{named} has no text", "fill it, or leave it out")


def _with_sentence(text: str, where: str) -> Document | NoTextError:
    """A text, unless it is more likely a mistyped path."""
    if 0 < len(text.split()) <= FEW_WORDS and not _STOP.search(text):
        lack = f"{text.strip()[:80]!r} is no file or folder, and no sentence"
        return NoTextError(lack, "check the path, or end a sentence with a full stop")
    return _with_text(Document(text), where)


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


def _looks_like_path(text: str, alone: bool) -> bool:
    """A single line that exists, ends like a file we read, or if it stands alone is a word with a path's characters."""
    if len(text) > MAX_PATH_CHARACTERS or "\n" in text or "\0" in text or not text.strip():  # most texts
        return False
    path = _expanded(text)
    if _is_too_long(path):
        return False
    if suffix(path) in SUFFIXES and not _STOP.search(path.name) and (alone or len(text.split()) <= FEW_WORDS):
        return True
    if alone and text.split() == [text] and (text.startswith("~") or PATH_CHARACTERS & set(text)):
        return True
    try:
        return bool(re.search(r"\w", text)) and (path.exists() or (alone and "*" in text and bool(_matching(path))))
    except (OSError, InputError):  # a path longer than the file system allows, a pattern that is none
        return False


def _expanded(text: str) -> Path:
    """The path, a leading ``~`` read as the home folder."""
    try:
        return Path(text).expanduser()
    except RuntimeError:  # no user of that name
        return Path(text)


def _from_path(path: Path, columns: Mapping[str, str], step: str = "") -> list[Document | InputError]:
    """The documents of a file, a folder or a pattern. step: what else to do if there is none."""
    if _is_too_long(path):
        raise InputError(f"no such file or folder: {str(path)[:80]}...; no path is so long{step}")
    if path.is_dir():
        expected = {*SUFFIXES, *OTHER_DOCUMENTS} - {".json", ".json.gz"}  # among articles these are mostly settings
        files = sorted(
            file
            for file in path.rglob("*")
            if suffix(file) in expected and file.is_file() and not _is_hidden(file.relative_to(path))
        )
        if not files:
            raise InputError(f"no readable file in folder {path}: it reads {', '.join(sorted(SUFFIXES))}")
        return [one for file in files for one in _or_error(file, file.relative_to(path).as_posix(), columns)]
    if path.is_file():
        return [*read_file(path, path.name, columns)]
    if GLOB_CHARACTERS & set(str(path)):
        files = _matching(path)
        if files:
            return [one for file in files for one in _or_error(file, file.as_posix(), columns)]
        raise InputError(f"no file matches {path}: check the pattern{step}")
    if path.exists():
        raise InputError(f"cannot read {path}: it is no file and no folder; name one of these")
    raise InputError(f"no such file or folder: {path}; check the path{step}")


def _is_too_long(path: Path) -> bool:
    """Whether no file or folder can have the path."""
    longest = max((len(name.encode("utf-8", "replace")) for name in path.parts), default=0)
    return len(str(path)) > MAX_PATH_CHARACTERS or longest > MAX_NAME_BYTES


def _matching(path: Path) -> list[Path]:
    """The files that fit a pattern. Raises InputError if it is none."""
    anchor = Path(path.anchor) if path.is_absolute() else Path()
    try:
        return sorted(file for file in anchor.glob(str(path.relative_to(anchor))) if file.is_file())
    except ValueError as error:
        raise InputError(f"{path} is no pattern: {error}; ** stands alone between two slashes") from error


def _is_hidden(path: Path) -> bool:
    """An older state that a notebook keeps, or what a system notes of a file."""
    return any(part.startswith(".") for part in path.parts)


def _or_error(file: Path, name: str, columns: Mapping[str, str]) -> Sequence[Document | InputError]:
    """The documents of one file among others, or if it is broken, its error."""
    try:
        return read_file(file, name, columns)
    except InputError as error:
        return [error]
    except MissingExtraError as error:
        return [InputError(str(error))]


def _unique(documents: list[Document]) -> list[Document]:
    """Every document with an id of its own; a second one of the same id gets ``-2`` behind it."""
    taken: set[str] = set()
    counts: Counter[str] = Counter()
    unique = []
    for document in map(_encodable, documents):
        name = document.id or "text-" + hashlib.sha256(document.text.encode()).hexdigest()[:8]
        candidate = name
        while candidate in taken:
            counts[name] += 1
            candidate = f"{name}-{counts[name] + 1}"
        taken.add(candidate)
        unique.append(replace(document, id=candidate))
    return unique


def _encodable(document: Document) -> Document:
    """The document with every lone surrogate replaced."""
    fields = {name: getattr(document, name) for name in ("text", "id", "title", "author", "outlet")}
    whole: dict[str, Any] = {name: value and encodable(value) for name, value in fields.items()}
    return replace(document, **whole)
