"""The report for a terminal with colours, by rich. Every mark is there without colour too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contradict.report.marks import Side, clashing
from contradict.report.text import MOST_REASONS, MOST_SHOWN, headline, percent, source

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from contradict.records import Contradiction
    from contradict.report.report import Report

BAR = 10  # characters


def as_renderable(report: Report) -> RenderableType:
    """A head line, then each finding: probability as a bar, both quotes side by side, reasons; at most 20 findings."""
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = [Text(headline(report), style="bold"), Text()]
    parts += [_finding(number, one, report) for number, one in enumerate(report[:MOST_SHOWN], start=1)]
    if len(report) > MOST_SHOWN:
        parts.append(Text(f"and {len(report) - MOST_SHOWN} more", style="dim"))
    return Group(*parts)


def _finding(number: int, finding: Contradiction, report: Report) -> RenderableType:
    from rich.console import Group
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.table import Table
    from rich.text import Text

    full = round(BAR * finding.probability)
    head = Text.assemble(
        (f"{number}. ", "bold"),
        ("━" * full, "red"),
        ("╌" * (BAR - full), "dim"),
        (f" {percent(finding.probability)}", "bold"),
        f"  {finding.relation} ({finding.kind})",
    )
    quotes = Table.grid(expand=True, padding=(0, 2), pad_edge=False)
    quotes.add_column(ratio=1)
    quotes.add_column(ratio=1)
    quotes.add_row(*(Text(source(side, report), style="cyan") for side in (finding.a, finding.b)))
    quotes.add_row(_quote(finding, "a"), _quote(finding, "b"))
    reasons = Table.grid(padding=(0, 1))
    for reason in finding.reasons[:MOST_REASONS]:
        reasons.add_row("+" if reason.speaks_for else "-", Text(reason.text, style="dim"))
    below: list[RenderableType] = [quotes, Text(), reasons]
    if finding.variants:
        more = len(finding.variants)
        below.append(Text(f"and {more} more wording{'s' if more > 1 else ''} of it", style="dim"))
    return Group(Rule(head, align="left", style="dim"), Padding(Group(*below), (0, 0, 1, 3)))


def _quote(finding: Contradiction, side: Side) -> Text:
    from rich.text import Text

    return Text.assemble(
        *(
            (re.sub(r"\s+", " ", piece.text), "bold underline" if piece.marked else "")
            for piece in clashing(finding, side)
        )
    )
