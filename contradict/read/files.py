"""Files: one reader a format, looked up by suffix."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contradict.errors import InputError, MissingExtraError, NoTextError
from contradict.read.decode import suffix, text_of
from contradict.read.rows import documents_from_row, missing, parse_date
from contradict.read.tables import Row, read_csv, read_json, read_jsonl, read_parquet
from contradict.records import Document

if TYPE_CHECKING:
    from pypdf import DocumentInformation

HEADLINE_WORDS = 25  # a first line longer than this is a paragraph, not a headline
OTHER_DOCUMENTS = tuple(  # one might expect
    ".docx .doc .odt .rtf .epub .xlsx .xls .vtt .srt .xml .xhtml .eml .text .txt.gz .md.gz .html.gz .parquet.gz".split()
)
_DATELINE = re.compile(
    r"\s*(?:[^\n]+\n\s*)?"  # a headline
    r"[A-Z][A-Z .'’-]+,(?: [A-Z][\w. ]*,)? "
    r"(?P<day>[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+\.? \d{4})"
    r"(?: ?(?:\([^)\n]*\)|/[^/\n]*/))? ?[-–—]"
)  # of a report: "LUND, March 4, 2025 (AP) - "
_OWN_DAY = {"extensive_search": False, "original_date": True}  # of a page: not that of a footer, or of what is told
_HEAD_KEYS = frozenset(("title", "date", "author", "outlet"))
_HEAD_LINE = re.compile(r"[^:]+:.*|[\s#-].*|")  # key: value, or what YAML allows below and between these
_BELOW = re.compile(r"[\s#-]")  # such a line belongs to the key above it, or is a remark
_REMARK = re.compile(r"\s#\s.*|^[>|][+-]?$")  # behind a value of YAML, or the sign that its text stands below
_TAG = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_SPLIT_WORD = re.compile(r"(?<=[a-z])-\n(?=[a-z])")  # at the end of a PDF's line
_STOPPED = re.compile(r"[.!?:;][\W\d]*$")  # a page that ends so, and perhaps with its number


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
            for document in (_row_documents(one, path, name, columns) if isinstance(one, Row) else [one])
        ]
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}") from error
    return found or [NoTextError(f"no row in {path}", "fill it, or leave the file out")]


def _read_plain(path: Path, name: str) -> Iterator[Document | NoTextError]:
    header, text = _front_matter(text_of(path))
    title = header.get("title") or _headline(text)
    yield from _described(header, path, name, title, text)


def _described(
    header: dict[str, str], path: Path, name: str, title: str | None, text: str
) -> Iterator[Document | NoTextError]:
    if not text.strip():
        yield NoTextError(f"no text in {path}", "fill it, or leave the file out")
        return
    given = header.get("date")
    date = parse_date(given) or _dateline(text)
    yield Document(text, id=name, title=title, date=date, author=header.get("author"), outlet=header.get("outlet"))
    if date is None and not missing(given):
        yield NoTextError(f"the date of {path}, {given!r}", "give day, month and year")


def _dateline(text: str) -> dt.date | None:
    found = _DATELINE.match(text)
    return parse_date(found["day"]) if found else None


def _read_markdown(path: Path, name: str) -> Iterator[Document | NoTextError]:
    from markdown_it import MarkdownIt

    header, source = _front_matter(text_of(path))
    tokens = MarkdownIt().enable(["table", "strikethrough"]).parse(source)
    headings = (after for token, after in pairwise(tokens) if token.type == "heading_open" and token.tag == "h1")
    title = header.get("title") or next(map(_words, headings), None)
    text = "\n\n".join(filter(None, map(_block, tokens)))
    yield from _described(header, path, name, title, text)


def _block(token: Any) -> str:
    """What a block says: one of words, of HTML, or of indented text; of any other nothing."""
    if token.type == "html_block":
        return html.unescape(_TAG.sub("", token.content)).strip()
    return _words(token) if token.type == "inline" else token.content.strip() if token.type == "code_block" else ""


def _words(token: Any) -> str:
    """What a block says, without its marks."""
    return "".join(map(_piece, token.children or ()))


def _piece(child: Any) -> str:
    if child.type in ("softbreak", "hardbreak"):
        return " "
    if child.type == "html_inline":
        return " " if child.content.lower().startswith("<br") else ""
    return str(child.content)


def _read_html(path: Path, name: str) -> Iterator[Document | NoTextError]:
    import trafilatura

    page = trafilatura.bare_extraction(
        text_of(path), with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=_OWN_DAY
    )
    if page is None or not page.text:
        yield NoTextError(f"no article text in {path}", "save the page's text as .txt and read that")
        return
    date = parse_date(page.date)
    yield Document(page.text, id=name, title=page.title, date=date, author=page.author, outlet=page.sitename)


def _row_documents(row: Row, path: Path, name: str, columns: Mapping[str, str] | None) -> list[Document | NoTextError]:
    where = f"{path}, row {row.number}"
    if isinstance(row.content, str):
        found = documents_from_row({"text": row.content}, where)
    elif isinstance(row.content, dict):
        found = documents_from_row(row.content, where, columns)
    else:
        return [NoTextError(f"{where} holds a {type(row.content).__name__}", "each row must be an object with a text")]
    return [
        replace(one, id=f"{name}:{row.number}") if isinstance(one, Document) and not one.id else one for one in found
    ]


def _read_pdf(path: Path, name: str) -> Iterator[Document | NoTextError]:
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise MissingExtraError(f"{path} needs pypdf: pip install 'find-contradictions[pdf]'") from error
    try:
        reader = PdfReader(path)
        text = _joined([page.extract_text() for page in reader.pages])
        about = reader.metadata
    except Exception as error:  # of a damaged file pypdf raises whatever comes
        raise InputError(f"{path} is no readable PDF: {error}; save its text as .txt and read that") from error
    if not text.strip():
        yield NoTextError(f"no text in {path}", "it may be a scan; run OCR first")
        return
    yield Document(
        text,
        id=name,
        title=(about.title if about else None) or _headline(text),
        date=_dateline(text) or (_created(about) if about else None),
        author=about.author if about else None,
    )


def _joined(pages: list[str]) -> str:
    """The pages as one text: a sentence may go on in the next one, and a word in the next line."""
    ends = ["\n\n" if _STOPPED.search(page) else "\n" for page in pages]
    return _SPLIT_WORD.sub("", "".join(chain.from_iterable(zip(pages, ends, strict=True))).rstrip())


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
    cells = (line.partition(":") for line in lines if not _BELOW.match(line))
    fields = {key.strip().lower(): _scalar(value.strip()) for key, colon, value in cells if colon}
    if not found or not _HEAD_KEYS & fields.keys() or not all(map(_HEAD_LINE.fullmatch, lines)):
        return {}, text
    return {key: value for key, value in fields.items() if value}, rest.lstrip("\n")


def _scalar(value: str) -> str:
    return value.strip("\"'") if value[:1] in ('"', "'") else _REMARK.sub("", value)


def _headline(text: str) -> str | None:
    """The first line, if more text follows, it does not end like a sentence, and no sentence goes on in the next."""
    first, _, rest = text.lstrip().partition("\n")
    first, goes_on = first.strip(), rest.lstrip()[:1].islower()
    if rest.strip() and not goes_on and first and first[-1] not in '.!:;,”"' and len(first.split()) <= HEADLINE_WORDS:
        return first
    return None


_READERS: dict[str, Callable[[Path, str], Iterator[Document | NoTextError | Row]]] = {
    ".txt": _read_plain,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
    ".json.gz": read_json,
    ".jsonl.gz": read_jsonl,
    ".ndjson.gz": read_jsonl,
    ".csv.gz": read_csv,
    ".tsv.gz": read_csv,
    ".pdf": _read_pdf,
}
SUFFIXES = tuple(_READERS)
