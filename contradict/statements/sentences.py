"""Sentences with exact offsets. sentencex finds the boundaries (see eval/results/sentence_splitters.md for why)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sentencex import get_sentence_boundaries

from contradict.records import Span

MAX_QUOTE_WORDS = 60  # a quotation is one statement up to here; a speech is not
WRAPPED_SHARE = 0.2  # of the line ends inside paragraphs: more than this before a small letter means hard-wrapped text
_NOT_AN_END = re.compile(r"(?:\b(?:Ms|Mr|Mrs|Mx|Dr|Prof|Gen|Col|Lt|Capt|Sgt|Sen|Rep|Gov|Rev|St|vs)|^\d{1,2})\.$")
_NO_ABBREVIATION = re.compile(r"\b(?:May|art|etc|ill|me|miss|no|ore)(?=\.\s+[“\"‘(]?[A-Z])")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_LINE_END = re.compile(r"[^\n]\n(?=[^\n])")


def split(text: str) -> list[Span]:
    """Spans (start, end) of the sentences of ``text``, without the white space around them, in order.

    A quotation of several sentences stays whole with its reporting words, up to MAX_QUOTE_WORDS words.
    """
    return [span for paragraph in paragraphs(text) for span in split_paragraph(text, paragraph)]


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs: lines, or blocks between blank lines where the lines are hard-wrapped."""
    ends = _LINE_END.findall(text)
    wrapped = sum(text[match.end() : match.end() + 1].islower() for match in _LINE_END.finditer(text))
    separator = _BLANK_LINE if ends and wrapped > WRAPPED_SHARE * len(ends) else re.compile(r"\n+")
    edges = [0, *(edge for match in separator.finditer(text) for edge in match.span()), len(text)]
    spans = (_trimmed(text, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
    return [span for span in spans if span[0] < span[1]]


def split_paragraph(text: str, paragraph: Span) -> list[Span]:
    """Spans of the sentences of one paragraph."""
    spans: list[Span] = []
    for start, end in _boundaries(text, paragraph):
        if spans and _NOT_AN_END.search(text[slice(*spans[-1])]):
            start = spans.pop()[0]
        spans.append((start, end))
    return [part for span in spans for part in _short_enough(text, span)]


def _boundaries(text: str, span: Span) -> Iterator[Span]:
    offset = span[0]
    plain = _NO_ABBREVIATION.sub(lambda match: "z" * len(match.group()), text[slice(*span)])
    for found in get_sentence_boundaries("en", plain):
        part = _trimmed(text, offset + found["start_index"], offset + found["end_index"])
        if part[0] < part[1]:
            yield part


def _short_enough(text: str, span: Span) -> Iterator[Span]:
    """The span, or the sentences inside its quotation if that is too long for one statement."""
    sentence = text[slice(*span)]
    if len(sentence.split()) <= MAX_QUOTE_WORDS or not re.search(r"[“\"]", sentence):
        yield span
        return
    hidden = re.sub(r"[“”\"]", " ", sentence)  # without its marks the quotation falls into sentences
    parts = [_trimmed(text, span[0] + a, span[0] + b) for a, b in _boundaries(hidden, (0, len(hidden)))]
    yield from (part for part in _with_marks(text, parts, span) if part[0] < part[1])


def _with_marks(text: str, parts: list[Span], span: Span) -> Iterator[Span]:
    """Parts grown over the quotation marks that stand next to them, so that nothing of the span is lost."""
    floor = span[0]
    for number, (start, end) in enumerate(parts):
        limit = parts[number + 1][0] if number + 1 < len(parts) else span[1]
        while end < limit and text[end] in "”\"’'":
            end += 1
        while start > floor and text[start - 1] in '“"‘':
            start -= 1
        floor = end
        yield start, end


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return start, max(start, end - (len(part) - len(part.rstrip())))
