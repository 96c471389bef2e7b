"""The report as HTML: a fragment for notebooks and a page that opens from disk. Everything is escaped by jinja2."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from contradict.records import Contradiction
from contradict.report import overview
from contradict.report.marks import clashing, found
from contradict.report.text import headline, long_date, percent, quoted, source
from contradict.report.topics import topics

if TYPE_CHECKING:
    from jinja2 import Environment

    from contradict.report.report import Report

MOST_IN_NOTEBOOK = 25
MOST_NAMES = 12  # of the matrix
PROBABILITIES = (0.5, 0.6, 0.7, 0.8, 0.9)  # that a notebook's filter offers


@dataclass(frozen=True)
class Shown:
    """A finding and what a view filters it by; names and topic are places in the view's lists."""

    number: int
    finding: Contradiction
    names: tuple[int, int]
    topic: int
    day: str  # ISO 8601, or nothing


@dataclass(frozen=True)
class View:
    """What both templates show."""

    shown: list[Shown]
    names: list[str]  # busiest first
    names_counted: dict[str, int]  # findings by name
    topics: dict[str, int]  # findings by label, largest first
    kinds: dict[str, int]
    relations: dict[str, int]


def as_table(report: Report) -> str:
    """A self-contained fragment, both quotes side by side; its filters are plain CSS, so that no script runs."""
    part = report[:MOST_IN_NOTEBOOK]
    name = hashlib.sha256(part.to_json().encode("utf-8", "replace")).hexdigest()[:8]
    return _render("table.html", report, _view(part), name=name, probabilities=PROBABILITIES)


def as_page(report: Report) -> str:
    """One page with overview, findings, filters and the documents with the findings marked at their place."""
    script = (resources.files("contradict.report") / "templates" / "page.js").read_text("utf-8")
    view = _view(report)
    numbered = [(one.number, one.finding) for one in view.shown]
    return _render(
        "page.html",
        report,
        view,
        script=script,
        digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        matrix=overview.matrix(report, MOST_NAMES),
        timeline=overview.timeline(report),
        documents=[(document, found(document, numbered)) for document in report.documents],
    )


def _view(report: Report) -> View:
    by_topic = topics(list(report))
    topic_of = {place: number for number, places in enumerate(by_topic.values()) for place in places}
    sides = [overview.names(finding, report) for finding in report]
    counted = _counted([name for pair in sides for name in set(pair)])
    names = list(counted)
    place_of = {name: place for place, name in enumerate(names)}
    shown = [
        Shown(
            place + 1,
            finding,
            (place_of[sides[place][0]], place_of[sides[place][1]]),
            topic_of[place],
            day.isoformat() if (day := overview.day(finding)) else "",
        )
        for place, finding in enumerate(report)
    ]
    return View(
        shown,
        names,
        counted,
        {label: len(places) for label, places in by_topic.items()},
        _counted([finding.kind for finding in report]),
        _counted([finding.relation for finding in report]),
    )


def _counted(values: list[str]) -> dict[str, int]:
    """How often each value stands there, the most frequent first."""
    return dict(sorted(Counter(values).items(), key=lambda entry: (-entry[1], entry[0])))


def _render(template: str, report: Report, view: View, **more: Any) -> str:
    return (
        _environment()
        .get_template(template)
        .render(
            report=report,
            view=view,
            headline=headline(report),
            source=lambda statement: source(statement, report),
            pieces=clashing,
            long_date=long_date,
            percent=percent,
            quoted=quoted,
            **more,
        )
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader

    return Environment(loader=PackageLoader("contradict.report"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
