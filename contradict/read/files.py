"""Files: one reader a format, looked up by suffix."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contradict.errors import InputError, MissingExtraError
from contradict.read.rows import document_from_row, parse_date
from contradict.records import Document

if TYPE_CHECKING:
    from pypdf import DocumentInformation

HEADLINE_WORDS = 25  # a first line longer than this is a paragraph, not a headline
FIELD_CHARACTERS = 2**31 - 1  # of a CSV; the largest limit that every system takes
_HEAD_LINE = re.compile(r"[^:]+:.*|[\s#-].*|")  # key: value, or what YAML allows below and between these


def read_file(path: Path, name: str, columns: Mapping[str, str] | None = None) -> list[Document]:
    """The documents of one file; ``name`` becomes the id, or the front of the ids of a table's rows.

    columns: the names of a table's columns by role, where they are not to be guessed.

    Raises InputError if the format is unknown or the content is broken, MissingExtraError for a PDF without pypdf.
    """
    reader = _READERS.get(suffix(path))
    if reader is None:
        raise InputError(f"cannot read {path}: it ends in {path.suffix or 'nothing'}; known are {', '.join(SUFFIXES)}")
    try:
        return [_row_document(one, path, name, columns) if isinstance(one, _Row) else one for one in reader(path, name)]
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}") from error


def suffix(path: Path) -> str:
    """How the name ends, in small letters; of a packed file the last two parts: ".jsonl.gz"."""
    return "".join(path.suffixes[-2:] if path.suffix.lower() == ".gz" else path.suffixes[-1:]).lower()


@dataclass(frozen=True)
class _Row:
    """A row of a table; ``number`` from 1."""

    number: int
    content: Any


def _text(path: Path) -> str:
    """The file as text: UTF-8, or the encoding that fits its bytes best. Every line end becomes a line feed."""
    data = path.read_bytes()
    if path.suffix.lower() == ".gz":
        data = _unpacked(data, path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        fitting = from_bytes(data)
        best = next((match for match in fitting if match.encoding == "cp1252"), fitting.best())  # the commonest by far
        if best is None:
            raise InputError(f"cannot read {path}: it is no text in any known encoding") from None
        text = str(best)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unpacked(data: bytes, path: Path) -> bytes:
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"cannot read {path}: it is no gzip file, or not the whole of one: {error}") from error


def _read_plain(path: Path, name: str) -> Iterator[Document]:
    header, text = _front_matter(_text(path))
    title = header.get("title") or _headline(text)
    yield _described(header, name, title, text)


def _described(header: dict[str, str], name: str, title: str | None, text: str) -> Document:
    date = parse_date(header.get("date"))
    return Document(text, id=name, title=title, date=date, author=header.get("author"), outlet=header.get("outlet"))


def _read_markdown(path: Path, name: str) -> Iterator[Document]:
    from markdown_it import MarkdownIt

    header, source = _front_matter(_text(path))
    tokens = MarkdownIt().parse(source)
    blocks = ["".join(_inline(child) for child in token.children or ()) for token in tokens if token.type == "inline"]
    heading = next(
        (
            tokens[place + 1].content
            for place, token in enumerate(tokens)
            if token.type == "heading_open" and token.tag == "h1"
        ),
        None,
    )
    title = header.get("title") or heading
    text = "\n\n".join(blocks)
    yield _described(header, name, title, text)


def _inline(token: Any) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else str(token.content)


def _read_html(path: Path, name: str) -> Iterator[Document]:
    import trafilatura

    page = trafilatura.bare_extraction(_text(path), with_metadata=True, include_comments=False, include_tables=False)
    if page is None or not page.text:
        raise InputError(f"no article text in {path}: save the page's text as .txt and read that")
    date = parse_date(page.date)
    yield Document(page.text, id=name, title=page.title, date=date, author=page.author, outlet=page.sitename)


def _read_jsonl(path: Path, _: str) -> Iterator[_Row]:
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}, line {number} is no JSON: {error.msg} at column {error.colno}") from error
        yield _Row(number, row)


def _read_csv(path: Path, _: str) -> Iterator[_Row]:
    limit = csv.field_size_limit(FIELD_CHARACTERS)
    try:
        rows = list(csv.DictReader(io.StringIO(_text(path), newline="")))
    except csv.Error as error:
        raise InputError(f"{path} is no CSV: {error}") from error
    finally:
        csv.field_size_limit(limit)
    for number, row in enumerate(rows, start=1):
        yield _Row(number, row)


def _read_parquet(path: Path, _: str) -> Iterator[_Row]:
    import pyarrow
    from pyarrow import parquet

    try:
        rows = parquet.read_table(path).to_pylist()
    except pyarrow.ArrowException as error:
        raise InputError(f"{path} is no parquet file: {str(error).splitlines()[0]}") from error
    for number, row in enumerate(rows, start=1):
        yield _Row(number, row)


def _row_document(row: _Row, path: Path, name: str, columns: Mapping[str, str] | None) -> Document:
    where = f"{path}, row {row.number}"
    if isinstance(row.content, str):
        return Document(row.content, id=f"{name}:{row.number}")
    if not isinstance(row.content, dict):
        raise InputError(f"{where} holds a {type(row.content).__name__}: each row must be an object with a text")
    document = document_from_row(row.content, where, columns)
    return document if document.id else replace(document, id=f"{name}:{row.number}")


def _read_pdf(path: Path, name: str) -> Iterator[Document]:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise MissingExtraError(f"{path} needs pypdf: pip install 'find-contradictions[pdf]'") from error
    try:
        reader = PdfReader(path)
        text = "\n\n".join(page.extract_text() for page in reader.pages)
        about = reader.metadata
    except PyPdfError as error:
        raise InputError(f"{path} is no readable PDF: {error}") from error
    if not text.strip():
        raise InputError(f"no text in {path}: it may be a scan; run OCR first")
    yield Document(
        text,
        id=name,
        title=(about.title if about else None) or _headline(text),
        date=_created(about) if about else None,
        author=about.author if about else None,
    )


def _created(about: DocumentInformation) -> dt.date | None:
    """The day a PDF was made, be it written as PDF has it or in another way."""
    try:
        return parse_date(about.creation_date)
    except ValueError:
        return parse_date(about.creation_date_raw)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """``key: value`` lines between two ``---`` lines at the top, and the text after them; other lines are text."""
    if not text.startswith("---\n"):
        return {}, text
    head, found, rest = text[4:].partition("\n---\n")
    lines = head.split("\n")
    pairs = [(key, value) for key, colon, value in (line.partition(":") for line in lines) if colon]
    if not found or not pairs or not all(map(_HEAD_LINE.fullmatch, lines)):
        return {}, text
    return {key.strip().lower(): value.strip().strip("\"'") for key, value in pairs}, rest.lstrip("\n")


def _headline(text: str) -> str | None:
    """The first line, if more text follows and it does not end like a sentence."""
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    if rest.strip() and first and first[-1] not in '.!:;,”"' and len(first.split()) <= HEADLINE_WORDS:
        return first
    return None


_READERS: dict[str, Callable[[Path, str], Iterator[Document | _Row]]] = {
    ".txt": _read_plain,
    ".md": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".jsonl": _read_jsonl,
    ".csv": _read_csv,
    ".parquet": _read_parquet,
    ".jsonl.gz": _read_jsonl,
    ".csv.gz": _read_csv,
    ".pdf": _read_pdf,
}
SUFFIXES = tuple(_READERS)
