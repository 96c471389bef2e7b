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
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contradict.errors import InputError, MissingExtraError, NoTextError
from contradict.read.rows import documents_from_row, parse_date
from contradict.records import Document

if TYPE_CHECKING:
    from pypdf import DocumentInformation

HEADLINE_WORDS = 25  # a first line longer than this is a paragraph, not a headline
FIELD_CHARACTERS = 2**31 - 1  # of a CSV; the largest limit that every system takes
DELIMITERS = ",;\t|"  # of a table's cells
OTHER_DOCUMENTS = tuple(".docx .doc .odt .rtf .epub .xlsx .xls .vtt .srt .txt.gz .html.gz".split())  # one might expect
_DATELINE = re.compile(
    r"\s*(?:[^\n]+\n\s*)?"  # a headline
    r"[A-Z][A-Z .'’-]+,(?: [A-Z][\w. ]*,)? "
    r"(?P<day>[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+\.? \d{4})"
    r"(?: ?(?:\([^)\n]*\)|/[^/\n]*/))? ?[-–—]"
)  # of a report: "LUND, March 4, 2025 (AP) - "
_OWN_DAY = {"extensive_search": False, "original_date": True}  # of a page: not that of a footer, or of what is told
_HEAD_KEYS = frozenset(("title", "date", "author", "outlet"))
_BROKEN = "\ufffd"  # stands for bytes that are no UTF-8
_HEAD_LINE = re.compile(r"[^:]+:.*|[\s#-].*|")  # key: value, or what YAML allows below and between these


def read_file(path: Path, name: str, columns: Mapping[str, str] | None = None) -> list[Document | NoTextError]:
    """The documents of one file, or what to say of a file or row without text, or of a format that has no reader.

    ``name`` becomes the id, or the front of the ids of a table's rows. columns: the names of a table's columns by role,
    where they are not to be guessed.

    Raises InputError if the content is broken, MissingExtraError for a PDF without pypdf.
    """
    reader = _READERS.get(suffix(path))
    if reader is None:
        ending = path.suffix or "nothing"
        return [NoTextError(f"cannot read {path}", f"it ends in {ending}; known are {', '.join(SUFFIXES)}")]
    try:
        found = [
            document
            for one in reader(path, name)
            for document in (_row_documents(one, path, name, columns) if isinstance(one, _Row) else [one])
        ]
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}") from error
    return found or [NoTextError(f"no row in {path}", "fill it, or leave the file out")]


def suffix(path: Path) -> str:
    """How the name ends, in small letters; of a packed file the last two parts: ".jsonl.gz"."""
    return "".join(path.suffixes[-2:] if path.suffix.lower() == ".gz" else path.suffixes[-1:]).lower()


@dataclass(frozen=True)
class _Row:
    """A row of a table; ``number`` from 1."""

    number: int
    content: Any


def _text(path: Path) -> str:
    """The file as text: UTF-8, if need be with a byte or two replaced, or the encoding that fits its bytes best.

    Every line end becomes a line feed.
    """
    data = path.read_bytes()
    if path.suffix.lower() == ".gz":
        data = _unpacked(data, path)
    text = data.decode("utf-8-sig", "replace")
    broken = text.count(_BROKEN)
    if broken and sum(letter > "\x7f" for letter in text) <= 2 * broken:  # as much broken as sound: another encoding
        from charset_normalizer import from_bytes

        fitting = from_bytes(data)
        best = next((match for match in fitting if match.encoding == "cp1252"), fitting.best())  # the commonest by far
        if best is None:
            raise InputError(f"cannot read {path}: it is no text in any known encoding; save it as UTF-8")
        text = str(best)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unpacked(data: bytes, path: Path) -> bytes:
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"cannot read {path}: it is no gzip file, or not the whole of one: {error}") from error


def _read_plain(path: Path, name: str) -> Iterator[Document | NoTextError]:
    header, text = _front_matter(_text(path))
    title = header.get("title") or _headline(text)
    yield _described(header, path, name, title, text)


def _described(header: dict[str, str], path: Path, name: str, title: str | None, text: str) -> Document | NoTextError:
    if not text.strip():
        return NoTextError(f"no text in {path}", "fill it, or leave the file out")
    dateline = _DATELINE.match(text)
    date = parse_date(header.get("date")) or (parse_date(dateline["day"]) if dateline else None)
    return Document(text, id=name, title=title, date=date, author=header.get("author"), outlet=header.get("outlet"))


def _read_markdown(path: Path, name: str) -> Iterator[Document | NoTextError]:
    from markdown_it import MarkdownIt

    header, source = _front_matter(_text(path))
    tokens = MarkdownIt().enable(["table", "strikethrough"]).parse(source)
    headings = (after for token, after in pairwise(tokens) if token.type == "heading_open" and token.tag == "h1")
    title = header.get("title") or next(map(_words, headings), None)
    text = "\n\n".join(_words(token) for token in tokens if token.type == "inline")
    yield _described(header, path, name, title, text)


def _words(token: Any) -> str:
    """What a block says, without its marks."""
    breaks = ("softbreak", "hardbreak", "html_inline")
    return "".join(" " if child.type in breaks else str(child.content) for child in token.children or ())


def _read_html(path: Path, name: str) -> Iterator[Document | NoTextError]:
    import trafilatura

    page = trafilatura.bare_extraction(
        _text(path), with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=_OWN_DAY
    )
    if page is None or not page.text:
        yield NoTextError(f"no article text in {path}", "save the page's text as .txt and read that")
        return
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


def _read_csv(path: Path, _: str) -> Iterator[_Row | NoTextError]:
    text = _text(path).lstrip("\n")
    limit = csv.field_size_limit(FIELD_CHARACTERS)
    try:
        lines = io.StringIO(text, newline="")
        rows = list(csv.DictReader(lines, delimiter=delimiter(text, path), skipinitialspace=True))
    except csv.Error as error:
        raise InputError(f"{path} is no CSV: {error}") from error
    finally:
        csv.field_size_limit(limit)
    for number, row in enumerate(rows, start=1):
        if any(map(str.strip, row.pop(None, ()))):
            lack = f"{path}, row {number}, has more cells than the first line has names"
            yield NoTextError(lack, "put cells that hold the delimiter in quotes")
        else:
            yield _Row(number, row)


def delimiter(text: str, path: Path) -> str:
    """What stands between the names of a table's columns, its first line; by the file's name, if there is only one."""
    try:
        return csv.Sniffer().sniff(text.lstrip().partition("\n")[0], DELIMITERS).delimiter
    except csv.Error:
        return "\t" if ".tsv" in suffix(path) else ","


def _read_parquet(path: Path, _: str) -> Iterator[_Row]:
    import pyarrow
    from pyarrow import parquet

    try:
        rows = parquet.read_table(path).to_pylist()
    except pyarrow.ArrowException as error:
        raise InputError(f"{path} is no parquet file: {str(error).splitlines()[0]}") from error
    for number, row in enumerate(rows, start=1):
        yield _Row(number, row)


def _row_documents(row: _Row, path: Path, name: str, columns: Mapping[str, str] | None) -> list[Document | NoTextError]:
    where = f"{path}, row {row.number}"
    if isinstance(row.content, str):
        found = documents_from_row({"text": row.content}, where)
    elif isinstance(row.content, dict):
        found = documents_from_row(row.content, where, columns)
    else:
        raise InputError(f"{where} holds a {type(row.content).__name__}: each row must be an object with a text")
    return [
        replace(one, id=f"{name}:{row.number}") if isinstance(one, Document) and not one.id else one for one in found
    ]


def _read_pdf(path: Path, name: str) -> Iterator[Document | NoTextError]:
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError as error:
        raise MissingExtraError(f"{path} needs pypdf: pip install 'find-contradictions[pdf]'") from error
    try:
        reader = PdfReader(path)
        text = "\n\n".join(page.extract_text() for page in reader.pages)
        about = reader.metadata
    except (PyPdfError, DependencyError, NotImplementedError) as error:
        raise InputError(f"{path} is no readable PDF: {error}; save its text as .txt and read that") from error
    if not text.strip():
        yield NoTextError(f"no text in {path}", "it may be a scan; run OCR first")
        return
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
    """``key: value`` lines between two ``---`` lines at the top, and the text after them; other lines are text.

    One of the keys must be one that we know: else it is a transcript between two rules.
    """
    if not text.startswith("---\n"):
        return {}, text
    head, found, rest = text[4:].partition("\n---\n")
    lines = head.split("\n")
    fields = {key.strip().lower(): value for key, colon, value in (line.partition(":") for line in lines) if colon}
    if not found or not _HEAD_KEYS & fields.keys() or not all(map(_HEAD_LINE.fullmatch, lines)):
        return {}, text
    return {key: value.strip().strip("\"'") for key, value in fields.items()}, rest.lstrip("\n")


def _headline(text: str) -> str | None:
    """The first line, if more text follows, it does not end like a sentence, and no sentence goes on in the next."""
    first, _, rest = text.lstrip().partition("\n")
    first, goes_on = first.strip(), rest.lstrip()[:1].islower()
    if rest.strip() and not goes_on and first and first[-1] not in '.!:;,”"' and len(first.split()) <= HEADLINE_WORDS:
        return first
    return None


_READERS: dict[str, Callable[[Path, str], Iterator[Document | NoTextError | _Row]]] = {
    ".txt": _read_plain,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".jsonl": _read_jsonl,
    ".ndjson": _read_jsonl,
    ".csv": _read_csv,
    ".tsv": _read_csv,
    ".parquet": _read_parquet,
    ".jsonl.gz": _read_jsonl,
    ".csv.gz": _read_csv,
    ".tsv.gz": _read_csv,
    ".pdf": _read_pdf,
}
SUFFIXES = tuple(_READERS)
