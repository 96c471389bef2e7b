"""The findings as rows: for pandas, polars, datasets and CSV."""

from __future__ import annotations

import csv
import io
from importlib import import_module
from typing import TYPE_CHECKING, Any

from contradict.errors import MissingExtraError

if TYPE_CHECKING:
    from contradict.report.report import Report

FINDING = ("probability", "relation", "kind", "similarity")
SIDE = ("text", "speaker", "outlet", "date", "published", "document_id", "start", "end")
COLUMNS = (*FINDING, *(f"{side}_{column}" for side in "ab" for column in SIDE), "reasons", "variants")


def columns(report: Report) -> dict[str, list[Any]]:
    """One list a column, one element a finding; numbers with four digits, of the variants how many there are."""
    rows = []
    for finding in report:
        row: dict[str, Any] = {column: getattr(finding, column) for column in FINDING}
        row |= {column: round(row[column], 4) for column in ("probability", "similarity")}
        for side, statement in (("a", finding.a), ("b", finding.b)):
            for column in SIDE:
                row[f"{side}_{column}"] = (
                    report.document(statement.document_id).outlet if column == "outlet" else getattr(statement, column)
                )
        row["reasons"] = "; ".join(reason.text for reason in finding.reasons)
        row["variants"] = len(finding.variants)
        rows.append(row)
    return {column: [row[column] for row in rows] for column in COLUMNS}


def as_csv(report: Report) -> str:
    """A head line and one line a finding; dates in ISO 8601, nothing where nothing is known."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(zip(*columns(report).values(), strict=True))
    return target.getvalue()


def library(name: str, method: str) -> Any:
    """The module. Raises MissingExtraError with the way to install it."""
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtraError(f"{method} needs {name}: pip install {name}") from error
