"""Headlines against articles."""

import gzip
import json

import pytest

from contradict.cli import main
from contradict.errors import InputError
from contradict.evaluation import Models, compare, load_task, run_job
from contradict.evaluation.detectors import PlainDetector
from contradict.evaluation.headlines import HeadlinesJob, load_headlines

ROWS = [
    (
        "Ferry fire alarm rang on every deck",
        "No fire alarm rang on any deck of the ferry, passengers said.",
        "disagree",
    ),
    ("Ferry fire alarm rang on every deck", "The fire alarm rang on all decks of the ferry.", "agree"),
    ("Ferry fire alarm rang on every deck", "Bread prices rose in March. Bakers blamed wheat.", "unrelated"),
]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "rows.jsonl.gz"
    rows = [dict(zip(("headline", "article", "label"), row, strict=True)) for row in ROWS]
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return path


def test_disagreement_ranks_first(file, embedder):
    task = load_task(f"headlines={file}")
    (finder, plain) = (run_job(job) for job in Models([None, "plain"], embedder).jobs(task))
    assert finder.figures["average_precision"].value == 1.0
    assert plain.figures["average_precision"].value > 0
    assert finder.details == {"agree": 1, "disagree": 1, "discuss": 0, "unrelated": 1}


def test_two_results_are_compared(file, nli, embedder):
    task = load_task(f"headlines={file}")
    job = HeadlinesJob(task, PlainDetector(embedder, nli))
    assert [one["id"] for one in job.run(1, 3)] == ["2", "3"]
    result = run_job(job)
    assert {one.verdict for one in compare([result], [result])} == {"no difference shown"}


def test_line_separators_and_a_byte_order_mark_are_read(tmp_path):
    path = tmp_path / "rows.jsonl"
    row = {"headline": "Ferry fire", "article": "One.\u2028Two.", "label": "agree"}
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n\n", "utf-8-sig")
    ((_, article, _),) = load_headlines(path).rows
    assert article.text == row["article"]


def test_on_the_command_line(file, capsys):
    assert main(["eval", f"headlines={file}", "--limit", "1"]) == 0
    assert "| headlines |" in capsys.readouterr().out


def test_another_layout_is_refused(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"headline": "x", "article": "y", "label": "maybe"}')
    with pytest.raises(InputError, match="label 'maybe'"):
        load_headlines(path)
