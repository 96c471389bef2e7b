"""The report as HTML: a fragment for notebooks and a page that opens from disk. Everything is escaped by jinja2."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from contradict.records import Contradiction, Document, Span, Statement
from contradict.report.text import headline, source

if TYPE_CHECKING:
    from jinja2 import Environment

    from contradict.report.report import Report

MOST_IN_NOTEBOOK = 25


@dataclass(frozen=True)
class Piece:
    """A stretch of text, marked or not; ``anchors`` are the ids of the sides of findings that begin here."""

    text: str
    marked: bool = False
    anchors: tuple[str, ...] = ()


def as_table(report: Report) -> str:
    """A self-contained fragment, both quotes side by side, without any script."""
    return _render("table.html", report, limit=MOST_IN_NOTEBOOK)


def as_page(report: Report) -> str:
    """One page with overview, findings, filters and the documents with the findings marked at their place."""
    script = _template_text("page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return _render("page.html", report, limit=len(report), script=script, digest=digest)


def _render(template: str, report: Report, *, limit: int, script: str = "", digest: str = "") -> str:
    shown = list(enumerate(report[:limit], start=1))
    return (
        _environment()
        .get_template(template)
        .render(
            report=report,
            headline=headline(report),
            findings=shown,
            more=len(report) - len(shown),
            source=lambda statement: source(statement, report),
            pieces=_clashing,
            documents=[(place, document, _marked(document, shown)) for place, document in enumerate(report.documents)],
            script=script,
            digest=digest,
        )
    )


def _clashing(finding: Contradiction, side: str) -> list[Piece]:
    """A quote with the words that its reasons rest on marked, as far as the words stand in it verbatim."""
    statement: Statement = getattr(finding, side)
    spans = []
    for reason in finding.reasons:
        for start, end in getattr(reason, f"spans_{side}"):
            place = statement.text.find(statement.claim[start:end])
            if place >= 0 and reason.weight > 0:
                spans.append((place, place + end - start))
    return _pieces(statement.text, spans)


def _marked(document: Document, findings: list[tuple[int, Contradiction]]) -> list[Piece]:
    """The document's text with every finding's sentences marked at their place."""
    anchors: dict[Span, list[str]] = {}
    for number, finding in findings:
        for side, statement in (("a", finding.a), ("b", finding.b)):
            if statement.document_id == document.id:
                anchors.setdefault((statement.start, statement.end), []).append(f"finding-{number}-{side}")
    return _pieces(document.text, list(anchors), anchors)


def _pieces(text: str, spans: list[Span], anchors: dict[Span, list[str]] | None = None) -> list[Piece]:
    """``text`` cut at the spans; a span that overlaps one before it is left out, its anchors go to that one."""
    pieces: list[Piece] = []
    done = 0
    for start, end in sorted(set(spans)):
        names = tuple(anchors.get((start, end), ())) if anchors else ()
        if start < done:
            if pieces and pieces[-1].marked:
                pieces[-1] = Piece(pieces[-1].text, marked=True, anchors=(*pieces[-1].anchors, *names))
            continue
        if start > done:
            pieces.append(Piece(text[done:start]))
        pieces.append(Piece(text[start:end], marked=True, anchors=names))
        done = end
    if done < len(text):
        pieces.append(Piece(text[done:]))
    return pieces


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader

    return Environment(loader=PackageLoader("contradict.report"), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def _template_text(name: str) -> str:
    return (resources.files("contradict.report") / "templates" / name).read_text("utf-8")
