"""Plots, graph, frames and the terminal's view of a report."""

import csv
import datetime as dt
import io
from dataclasses import replace

import polars
import pytest
from rich.console import Console
from test_report import OPEN, PAYLOAD, RAIN, SHUT, finding, report, statement

from contradict.errors import OptionError
from contradict.records import Document
from contradict.report import Report, Stats
from contradict.report.plots import KINDS

DATED = [finding(replace(SHUT, day=dt.date(2025, 3, 4)), replace(OPEN, day=dt.date(2025, 3, 9)), 0.9, "disputed")]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [0, 1, 4])
def test_every_plot_can_be_saved(kind, count):
    findings = [*DATED, finding(SHUT, RAIN, 0.8), finding(OPEN, RAIN, 0.7), finding(RAIN, RAIN, 0.6)][:count]
    axes = report(findings).plot(kind)
    assert axes._repr_png_().startswith(b"\x89PNG")  # what a notebook shows
    assert axes.get_title() == "No findings" if not count else axes.get_title() != "No findings"


def test_statements_of_stop_words_have_a_place():
    text = "It is so. It is not so. It was so. It was not so."
    sides = [statement(f"{part}.", None, source=text) for part in text[:-1].split(". ")]
    findings = [finding(*sides[:2], 0.9), finding(*sides[2:], 0.8)]
    stats = Stats(1, 4, {}, 2, 2, 0, 0)
    shown = Report(findings, [Document(text, "d")], sides, stats, threshold=0.5, kept=0.02)
    assert len(shown.plot("topics").lines) == 2


def test_the_matrix_counts_both_ways():
    axes = report([finding(SHUT, OPEN, 0.9), finding(SHUT, OPEN, 0.8)]).plot()
    assert [label.get_text() for label in axes.get_xticklabels()] == ["Ana Ruiz", "Tom Okafor"]
    assert [text.get_text() for text in axes.texts] == ["2", "2"]


def test_the_timeline_spans_the_days_of_both_sides():
    axes = report(DATED).plot("timeline")
    (line,) = axes.lines
    assert list(line.get_xdata()) == [dt.date(2025, 3, 4), dt.date(2025, 3, 9)]
    assert "Ana Ruiz / Tom Okafor" in axes.texts[0].get_text()


def test_an_unknown_plot_is_named():
    with pytest.raises(OptionError, match=r"plot\('pie'\) is unknown: one of matrix, timeline"):
        report([]).plot("pie")


def test_the_graph_of_documents():
    graph = report([finding(SHUT, OPEN, 0.9), finding(SHUT, RAIN, 0.8)]).to_networkx()
    assert graph.nodes["d"]["outlet"] == "The Post"
    assert graph.edges["d", "d"] == {"count": 2, "probability": 0.9}


def test_frames_hold_the_same_rows():
    shown = report(DATED)
    rows = list(csv.DictReader(io.StringIO(shown.to_csv())))
    assert [rows[0]["a_text"], rows[0]["a_date"]] == [SHUT.text, "2025-03-04"]
    frame, dataset, pandas = shown.to_polars(), shown.to_dataset(), shown.to_pandas()
    assert frame["b_speaker"].to_list() == dataset["b_speaker"][:] == pandas["b_speaker"].to_list() == ["Tom Okafor"]
    assert frame.schema["a_date"] == polars.Date
    assert len(report([]).to_pandas()) == len(report([]).to_polars()) == len(report([]).to_dataset()) == 0
    assert list(report([]).to_pandas().columns) == list(pandas.columns)


def test_a_terminal_shows_both_sides_and_no_markup():
    text = f"[bold red]{PAYLOAD}[/bold red] was said."
    hostile = statement(text, "[link=x]Eve[/link]", source=text)
    shown = report([finding(SHUT, OPEN, 0.9), finding(hostile, hostile, 0.8)], document=Document(text, "d"))
    console = Console(file=io.StringIO(), width=120, force_terminal=True)
    console.print(shown)
    output = console.file.getvalue()
    assert "90%" in output
    assert "\x1b[1;4mshut\x1b[0m" in output  # marked, and without colour too
    assert "[bold red]" in output
    assert "[link=x]Eve" in output


def test_a_terminal_keeps_words_apart_over_a_line_break():
    text = "The bridge was\nshut on Monday."
    broken = statement(text, None, source=text)
    console = Console(file=io.StringIO(), width=120)
    console.print(report([finding(broken, broken, 0.9)], document=Document(text, "d")))
    assert "The bridge was shut on Monday." in console.file.getvalue()
