"""What a report comes to: who contradicts whom, when, in which documents. Plots, page and terminal draw it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from contradict.records import Contradiction, Statement

if TYPE_CHECKING:
    import networkx

    from contradict.report.report import Report


def name(statement: Statement, report: Report) -> str:
    """Who says it: the speaker, or the document's label where nobody is named."""
    return statement.speaker or report.document(statement.document_id).label


def names(finding: Contradiction, report: Report) -> tuple[str, str]:
    """Who says ``a`` and who says ``b``."""
    return name(finding.a, report), name(finding.b, report)


def day(finding: Contradiction) -> dt.date | None:
    """The later day of both sides: from then on the two stand against each other."""
    days = [side.said for side in (finding.a, finding.b) if side.said]
    return max(days) if days else None


def matrix(report: Report, most: int) -> tuple[list[str], list[list[int]]]:
    """The ``most`` busiest names, and the number of findings (n, n) between each two of them."""
    counts: Counter[tuple[str, str]] = Counter()
    for finding in report:
        one, other = names(finding, report)
        counts.update({(one, other), (other, one)})
    busiest = Counter(one for one, _ in counts.elements())
    kept = sorted(busiest, key=lambda one: (-busiest[one], one))[:most]
    return kept, [[counts[row, column] for column in kept] for row in kept]


def timeline(report: Report) -> list[tuple[dt.date, list[int]]]:
    """The days, earliest first, each with the places of its findings; those without a day are left out."""
    days: dict[dt.date, list[int]] = {}
    for place, finding in enumerate(report):
        when = day(finding)
        if when:
            days.setdefault(when, []).append(place)
    return sorted(days.items())


def graph(report: Report) -> networkx.Graph:
    """The documents as nodes, and an edge where two of them conflict."""
    import networkx

    documents = networkx.Graph()
    for document in report.documents:
        date = document.date.isoformat() if document.date else None
        documents.add_node(document.id, label=document.label, title=document.title, outlet=document.outlet, date=date)
    for finding in report:
        one, other = finding.a.document_id, finding.b.document_id
        if not documents.has_edge(one, other):
            documents.add_edge(one, other, count=0, probability=0.0)
        edge = documents.edges[one, other]
        edge["count"] += 1
        edge["probability"] = max(edge["probability"], finding.probability)
    return documents
