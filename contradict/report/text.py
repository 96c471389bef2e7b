"""The report in plain text, for terminals, and in Markdown."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from typing import TYPE_CHECKING

from contradict.records import Contradiction, Statement

if TYPE_CHECKING:
    from contradict.report.report import Report

WIDTH = 100
MOST_SHOWN = 20
MOST_REASONS = 3
MOST_NAMED = 3  # documents without statements
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&])")


def as_text(report: Report) -> str:
    """A head line, then each finding with both quotes and its reasons; at most 20 findings."""
    lines = [headline(report)]
    for number, finding in enumerate(report[:MOST_SHOWN], start=1):
        lines += ["", f"{number}. {percent(finding.probability)}  {finding.relation} ({finding.kind})"]
        for statement in (finding.a, finding.b):
            lines += [f"   {source(statement, report)}", *_wrapped(quoted(statement.text), "      ")]
        for reason in finding.reasons[:MOST_REASONS]:
            lines += _wrapped(reason.text, "   + " if reason.speaks_for else "   - ", "     ")
        if finding.variants:
            more = len(finding.variants)
            lines.append(f"   (and {more} more wording{'s' if more > 1 else ''} of it)")
    if len(report) > MOST_SHOWN:
        lines += ["", f"and {len(report) - MOST_SHOWN} more"]
    return "\n".join(lines)


def as_markdown(report: Report) -> str:
    """A section a finding; whatever comes from documents is escaped."""
    lines = ["# Contradictions", "", _escaped(headline(report))]
    for number, finding in enumerate(report, start=1):
        lines += ["", f"## {number}. {percent(finding.probability)} {finding.relation} ({finding.kind})"]
        for statement in (finding.a, finding.b):
            lines += ["", f"**{_escaped(source(statement, report))}**", "", f"> {_escaped(_bare(statement.text))}"]
        lines += ["", *(f"- {'for' if r.speaks_for else 'against'}: {_escaped(r.text)}" for r in finding.reasons)]
        if finding.variants:
            lines += ["", "In other words:", *(f"- {_variant(variant)}" for variant in finding.variants)]
    return "\n".join(lines) + "\n"


def headline(report: Report) -> str:
    """What was found among how much, in one line, and which documents have no statement."""
    stats = report.stats
    if not stats.documents:
        return "No new document to read"
    documents = f"{stats.documents:,} document{'s' if stats.documents != 1 else ''}"
    seconds = f"{sum(stats.seconds.values()):.1f} s"
    if not stats.statements:
        left_out = ", ".join(f"{reason} {count:,}" for reason, count in sorted(stats.sentences_left_out.items()))
        return f"No statement was found in {documents} (left out: {left_out or 'nothing'}; {seconds})"
    if report.part_of and (of := len(report.part_of)):
        return f"{len(report) or 'None'} of {of} finding{'s' if of > 1 else ''} in {documents}"
    if stats.topic and not stats.pairs_compared:
        return f"No statement is about “{stats.topic}” among {stats.statements:,} statements of {documents} ({seconds})"
    found = f"{len(report)} finding{'s' if len(report) != 1 else ''}" if len(report) else "No contradictions found"
    return (
        f"{found} among {stats.statements:,} statements of {documents} ({stats.pairs_compared:,} pairs compared, "
        f"{stats.pairs_read:,} read both ways, in {seconds}, threshold {report.threshold:g}){_silent(report)}"
    )


def _silent(report: Report) -> str:
    """The documents in which no statement was found, the first of them by name."""
    said = {statement.document_id for statement in report.statements}
    silent = [document.label for document in report.documents if document.id not in said]
    if not silent:
        return ""
    more = f" and {len(silent) - MOST_NAMED} more" if len(silent) > MOST_NAMED else ""
    return f"; no statement was found in {len(silent)} of the documents: {', '.join(silent[:MOST_NAMED])}{more}"


def source(statement: Statement, report: Report) -> str:
    """Who says it, where and when, and of which other day: "Rubio, The Post, 4 March 2025, of 3 March 2025"."""
    said = long_date(statement.said) if statement.said else None
    of = f"of {long_date(statement.day)}" if statement.day and statement.day != statement.said else None
    parts = dict.fromkeys(part for part in (statement.speaker, report.name_of(statement.document_id), said, of) if part)
    return ", ".join(_bare(part) for part in parts)


def percent(probability: float) -> str:
    """In whole percent; never 0% or 100%, for nothing is certain."""
    return "<1%" if probability < 0.005 else ">99%" if probability >= 0.995 else f"{probability:.0%}"


def long_date(day: dt.date) -> str:
    """The day as a person writes it: 4 March 2025."""
    return f"{day.day} {day:%B %Y}"


def _bare(text: str) -> str:
    """One line, and without quotation marks around the whole of it."""
    line = " ".join(text.split())
    return line[1:-1] if line[:1] == "“" and line[-1:] == "”" and line.count("“") == 1 else line


def quoted(text: str) -> str:
    """In quotation marks, unless it brings its own."""
    line = " ".join(text.split())
    return line if re.search(r"[“”\"]", line) else f"“{line}”"


def _wrapped(text: str, first: str, later: str | None = None) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=first if later is None else later)


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _variant(finding: Contradiction) -> str:
    return f"{_escaped(quoted(finding.a.text))} / {_escaped(quoted(finding.b.text))}"
