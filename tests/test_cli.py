"""The command line, as a user meets it."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlparse

import numpy as np
import pytest
from conftest import ROOT
from tqdm import tqdm

from contradict import NLIModel, __version__
from contradict.cli import FORMATS, main
from contradict.cli.common import Bars
from contradict.models.folder import SHIPPED_JUDGE, SHIPPED_NLI, SHIPPED_SECOND, ModelFolder

ARTICLES = str(ROOT / "examples/articles")


def test_find_prints_findings(capsys):
    assert main(["find", ARTICLES, "--threshold", "0.02", "--top", "2"]) == 0
    out = capsys.readouterr().out
    assert re.match(r"2 of \d+ findings in 3 documents\n", out)
    assert "\n1. " in out
    assert "\n3. " not in out


def test_find_writes_json_to_standard_output(capsys):
    assert main(["find", ARTICLES, "--json", "-", "--threshold", "0.02"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["stats"]["documents"] == 3
    assert {"a", "b", "probability", "reasons"} <= set(content["findings"][0])


def test_find_writes_a_page_and_opens_it(tmp_path, capsys, monkeypatch):
    page, opened = tmp_path / "page.html", []
    monkeypatch.setattr("webbrowser.open", opened.append)
    assert main(["find", ARTICLES, "--html", str(page), "--open"]) == 0
    assert "<!doctype html>" in page.read_text("utf-8")
    assert opened == [page.as_uri()]
    assert str(page) in capsys.readouterr().err
    assert main(["find", ARTICLES, "--open"]) == 0  # somewhere, if nowhere is named
    assert Path(unquote(urlparse(opened[1]).path)).read_text("utf-8").startswith("<!doctype html>")


def test_find_writes_nothing_but_a_page_to_standard_output(capsys):
    assert main(["find", ARTICLES, "--html", "-"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("<!doctype html>")
    assert shown.out.rstrip().endswith("</html>")
    assert "the page" not in shown.err


def test_find_in_every_format(capsys):
    shown = {}
    for form in FORMATS:
        assert main(["find", ARTICLES, "--threshold", "0.02", "--top", "2", "--format", form]) == 0
        shown[form] = capsys.readouterr().out
    findings = json.loads(shown["json"])["findings"]
    assert [json.loads(line) for line in shown["jsonl"].splitlines()] == findings
    assert [row["a_text"] for row in csv.DictReader(io.StringIO(shown["csv"]))] == [
        one["a"]["text"] for one in findings
    ]
    assert shown["markdown"].startswith("# Contradictions")
    assert re.match(r"2 of \d+ findings in 3 documents\n", shown["table"])


def test_relations_may_be_spaced(capsys):
    assert main(["find", ARTICLES, "--relations", "contradiction, disputed"]) == 0
    assert "among" in capsys.readouterr().out


def test_columns_of_a_table(tmp_path, capsys):
    path = tmp_path / "rows.csv"
    path.write_text("Satz\nThe bridge was shut on Monday.\nThe bridge was never shut.\n", "utf-8")
    assert main(["find", str(path), "--columns", "text=Satz", "--threshold", "0.02"]) == 0
    assert "of 2 documents" in capsys.readouterr().out
    assert main(["find", str(path), "--columns", "Satz"]) == 2
    assert "ROLE=NAME" in capsys.readouterr().err


def test_find_reads_standard_input(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("The bridge was shut on Monday. The bridge was never shut."))
    assert main(["find", "-", "--threshold", "0.02"]) == 0
    assert "standard input" in capsys.readouterr().out
    assert main(["find", "-"]) == 2
    assert "'standard input', has no text" in capsys.readouterr().err


def test_what_is_left_out_is_one_line(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("The bridge was shut on Monday.", "utf-8")
    (tmp_path / "b.txt").write_text("", "utf-8")
    (tmp_path / "mill.docx").write_text("", "utf-8")
    assert main(["find", str(tmp_path)]) == 0
    error = capsys.readouterr().err
    assert error.startswith("contradict: 2 left out: no text in ")
    assert "mill.docx" in error
    assert error.count("\n") == 1


def test_doctor_and_models(capsys, monkeypatch):
    assert main(["models"]) == 0
    listed = capsys.readouterr().out
    assert NLIModel().folder.digest in listed
    assert NLIModel().second_folder.digest in listed
    assert main(["doctor"]) == 0
    assert f"2 of 2 pairs right, {SHIPPED_NLI} and {SHIPPED_SECOND}, engine openvino" in capsys.readouterr().out
    monkeypatch.setattr(NLIModel, "predict", lambda _, pairs: np.tile([1.0, 0.0, 0.0], (len(pairs), 1)))
    assert main(["doctor"]) == 2
    assert "the self-test failed" in capsys.readouterr().err


def test_doctor_checks_the_judge_too(capsys, monkeypatch):
    checked = []
    monkeypatch.setattr(ModelFolder, "check_sums", lambda folder: checked.append(folder.path.name))
    assert main(["doctor"]) == 0
    assert SHIPPED_JUDGE in checked
    assert f"{SHIPPED_JUDGE}:" in capsys.readouterr().out


def test_a_step_has_one_bar(monkeypatch):
    made = []

    class Bar(tqdm):
        def __init__(self, **options):
            made.append(options["desc"])
            super().__init__(**options)

    monkeypatch.setattr("tqdm.tqdm", Bar)
    bars = Bars()
    for step, total in (("embedding", 4), ("scoring", 3)):  # the first one is not told to its end
        for done in (1, 2, 3):
            bars(step, done, total)
    assert made == ["embedding", "scoring"]


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_completion_knows_the_commands(shell, capsys):
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "--threshold" in script
    assert "doctor" in script


def test_score_two_texts(capsys):
    assert main(["score", "It is raining.", "It is not raining."]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    scores = {label: float(value) for label, value in lines}
    assert max(scores, key=scores.get) == "contradiction"


def test_score_a_file_of_pairs(tmp_path, capsys):
    path = tmp_path / "pairs.jsonl"
    path.write_text('{"premise": "It rains.\u2028", "hypothesis": "It rains."}\n\n', "utf-8")
    assert main(["score", "--pairs", str(path)]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["entailment"] > 0.5


def test_a_pair_without_a_text_is_no_pair(tmp_path, capsys):
    path = tmp_path / "pairs.jsonl"
    path.write_text(
        '\ufeff{"premise": "It rains.", "hypothesis": "It rains."}\n{"premise": null, "hypothesis": "x"}\n', "utf-8"
    )
    assert main(["score", "--pairs", str(path)]) == 2
    assert "pairs.jsonl, line 2 lacks a text" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk at hand")
def test_a_full_disk_is_named():
    command = [sys.executable, "-m", "contradict", "models"]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr == "contradict: the output could not be written: No space left on device\n"


def test_as_a_module():
    shown = subprocess.run(
        [sys.executable, "-m", "contradict", "--version"], capture_output=True, text=True, check=True
    )
    assert __version__ in shown.stdout


def test_texts_that_a_terminal_cannot_show(tmp_path, monkeypatch):
    path = tmp_path / "pairs.jsonl"
    path.write_text('{"premise": "It rains in Łódź.", "hypothesis": "It rains."}\n', "utf-8")
    terminal = io.TextIOWrapper(io.BytesIO(), "latin-1")
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["score", "--pairs", str(path)]) == 0
    terminal.flush()
    assert json.loads(terminal.buffer.getvalue().decode("latin-1"))["premise"] == "It rains in ?ód?."


def test_eval_a_file(tmp_path, capsys):
    path = tmp_path / "tiny.jsonl"
    rows = [("It rains.", "It rains.", "entailment"), ("It rains.", "It does not rain.", "contradiction")]
    path.write_text(
        "".join(json.dumps({"premise": p, "hypothesis": h, "label": label}) + "\n" for p, h, label in rows), "utf-8"
    )
    assert main(["eval", str(path), "--output", str(tmp_path / "out.json")]) == 0
    assert f"| tiny | {SHIPPED_NLI}" in capsys.readouterr().out
    (result,) = json.loads((tmp_path / "out.json").read_text("utf-8"))["results"]
    assert result["figures"]["average_precision"]["value"] == 1.0
    assert len(result["model_digest"]) == 16


def test_version(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["find", "no-such-file.txt"], "no-such-file.txt"),
        (["find", "nope"], "no such file or folder: nope; check the path\n"),
        (["find", ""], "a PATH is empty"),
        (["find", ARTICLES, "--threshold", "7"], "threshold=7.0"),
        (["find", ARTICLES, "--json", "/no/such/folder/x.json"], "/no/such/folder"),
        (["find", ARTICLES, "--json", ARTICLES], "it is a folder"),
        (["find", ARTICLES, "--html", "-", "--open"], "--open needs a page on disk"),
        (["find", ARTICLES, "--json", "-", "--html", "-"], "cannot both be standard output"),
        (["find", ARTICLES, "--feedback", ARTICLES], ARTICLES),
        (["find", ARTICLES, "--feedback", "verdcts.jsonl"], "no such file: verdcts.jsonl"),
        (["find", ARTICLES, "--relations", ","], "relations=[]"),
        (["find", ARTICLES, "--scope", "up"], "scope='up'"),
        (["find", ARTICLES, "--engine", "steam"], "engine='steam'"),
        (["find", ARTICLES, "--model", "/no/such/model"], "/no/such/model"),
        (["score", "one text"], "1 given"),
        (["score", "", "x"], "a text is empty"),
        (["score", "--pairs", "missing.jsonl"], "missing.jsonl"),
        (["eval", "no-such-task"], "shipped tasks are"),
        (["eval", "pairs-dev", "--limit", "2", "--log-samples", str(ROOT / "LICENSE")], "name a folder"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(arguments, named, capsys):
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert named in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["find"],
        ["find", "x", "--top", "0"],
        ["fly"],
        ["find", "x", "--nonsense"],
        ["eval", "pairs-dev", "--seed", "-1"],
    ],
)
def test_wrong_usage_is_exit_2(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_eval_script_is_the_same_command(tmp_path):
    path = tmp_path / "t.jsonl"
    path.write_text('{"premise": "a", "hypothesis": "b", "label": "-"}\n', "utf-8")
    done = subprocess.run(
        [sys.executable, ROOT / "eval/run.py", str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "no labelled row" in done.stderr
