"""Runs: stopped and resumed, written and read again, compared, calibrated, shown example by example."""

import json
import re
import shutil
from copy import copy
from dataclasses import replace

import numpy as np
import pytest

from contradict import NLIModel
from contradict.cli import main
from contradict.errors import InputError
from contradict.evaluation import (
    Models,
    calibrate,
    compare,
    comparison_table,
    load_pairs,
    load_results,
    load_task,
    pairs_task,
    results_table,
    run_job,
    threshold_for,
    to_json,
)
from contradict.evaluation.calibration import fit_scaling, scaled
from contradict.evaluation.pairs import PairsJob
from contradict.evaluation.runner import Store
from contradict.evaluation.samples import write_samples
from contradict.evaluation.scorers import BagOfWords, ContradictTextLoop, Cosine, Majority, PlainPipeline
from contradict.models.folder import NLI_LABELS, SHIPPED_JUDGE, SHIPPED_NLI, ModelFolder, shipped, write_sums

LABELS = ("entailment", "neutral", "contradiction")


class Guess:
    """Always sure of one label, right for a share of the rows."""

    engine = "none"

    def __init__(self, name, wrong=(), stop_at=None):
        self.name = self.digest = name
        self.wrong, self.stop_at, self.calls = set(wrong), stop_at, 0

    def predict(self, pairs):
        self.calls += 1
        if self.stop_at == self.calls:
            raise KeyboardInterrupt
        columns = [(int(premise[1:]) + (premise in self.wrong)) % 3 for premise, _ in pairs]
        return np.eye(3)[columns] * 0.9 + 0.1 / 3


def task(count=90):
    return pairs_task(
        "toy",
        [{"premise": f"p{n}", "hypothesis": "h", "label": LABELS[n % 3], "tag": f"t{n % 2}"} for n in range(count)],
    )


def test_a_result_says_all_that_a_reader_needs():
    result = run_job(PairsJob(task(), Guess("perfect")), seed=3)
    assert result.complete
    assert result.figures["accuracy"].value == 1
    assert result.slices["tag"]["t0"].value == 1
    assert (result.data_digest, result.model_digest, result.seed) == (task().digest, "perfect", 3)
    run = json.loads(to_json([result]))["run"]
    assert {"contradict", "python", "versions", "hardware", "date"} <= run.keys()
    assert run["versions"].keys() >= {"torch", "transformers", "openvino"}


def test_progress_is_told_piece_by_piece(monkeypatch):
    monkeypatch.setattr(PairsJob, "chunk", 40)
    told = []
    run_job(PairsJob(task(), Guess("g")), tell=lambda *step: told.append(step))
    assert told == [("toy, g", 40, 90), ("toy, g", 80, 90), ("toy, g", 90, 90)]


def test_stopped_runs_keep_what_they_have_and_go_on(tmp_path, monkeypatch):
    monkeypatch.setattr(PairsJob, "chunk", 40)
    path = tmp_path / "out.json.partial"
    stopped = run_job(PairsJob(task(), Guess("g", stop_at=3)), store=Store(path, resume=False))
    assert (stopped.complete, len(stopped.examples), stopped.total) == (False, 80, 90)
    assert "80 of 90" in results_table([stopped])
    with path.open("a", encoding="utf-8") as file:
        file.write('{"job": "cut off')  # stopped while it wrote
    scorer = Guess("g")
    resumed = run_job(PairsJob(task(), scorer), store=Store(path, resume=True))
    whole = run_job(PairsJob(task(), Guess("g")))
    assert scorer.calls == 1
    assert resumed.complete
    assert resumed.examples == whole.examples
    assert resumed.figures == whole.figures


def test_a_torn_piece_is_scored_again_and_those_after_it_stand_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(PairsJob, "chunk", 20)
    path = tmp_path / "partial"
    run_job(PairsJob(task(), Guess("g", stop_at=3)), store=Store(path, resume=False))
    path.write_bytes(path.read_bytes()[:-10])
    run_job(PairsJob(task(), Guess("g", stop_at=3)), store=Store(path, resume=True))
    scorer = Guess("g")
    resumed = run_job(PairsJob(task(), scorer), store=Store(path, resume=True))
    assert [one["id"] for one in resumed.examples] == [str(number) for number in range(1, 91)]
    assert scorer.calls == 2  # 20 + 20 + 20 were kept


def test_pieces_after_a_damaged_one_are_scored_again(tmp_path, monkeypatch):
    monkeypatch.setattr(PairsJob, "chunk", 20)
    path = tmp_path / "partial"
    whole = run_job(PairsJob(task(), Guess("g")), store=Store(path, resume=False))
    first, second, *rest = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([first, second[:40], *rest]))
    for calls in (4, 0):
        scorer = Guess("g")
        assert run_job(PairsJob(task(), scorer), store=Store(path, resume=True)).examples == whole.examples
        assert scorer.calls == calls


def test_line_separators_in_a_text_do_not_tear_a_piece(tmp_path):
    rows = [{"premise": "p0", "hypothesis": "h", "label": "neutral", "tag": "one\u2028two\u0085three"}]
    job = PairsJob(pairs_task("toy", rows), Guess("g"))
    for _ in range(2):
        result = run_job(job, store=Store(tmp_path / "partial", resume=True))
    assert job.model.calls == 1
    assert result.examples[0]["tag"] == rows[0]["tag"]


def test_another_model_or_other_data_is_not_resumed(tmp_path):
    path = tmp_path / "partial"
    run_job(PairsJob(task(), Guess("g")), store=Store(path, resume=False))
    for job in (PairsJob(task(), Guess("other")), PairsJob(task(60), Guess("g"))):
        run_job(job, store=Store(path, resume=True))
        assert job.model.calls == 1


def test_results_are_read_as_they_were_written(tmp_path):
    result = run_job(PairsJob(task(), Guess("g", wrong=["p1"])))
    (tmp_path / "r.json").write_text(to_json([result]), "utf-8")
    (read,) = load_results(tmp_path / "r.json")
    assert load_results(str(tmp_path / "r.json")) == [read]
    assert read.figures == result.figures
    assert read.slices == result.slices
    assert list(read.examples) == list(result.examples)
    (tmp_path / "r.json").write_text("{}", "utf-8")
    with pytest.raises(InputError, match=r"is no result file: write one with contradict eval"):
        load_results(tmp_path / "r.json")


def test_compare_shows_better_worse_and_nothing():
    good = [run_job(PairsJob(task(), Guess("good")))]
    bad = [run_job(PairsJob(task(), Guess("bad", wrong=[f"p{n}" for n in range(30)])))]
    near = [run_job(PairsJob(task(), Guess("near", wrong=["p0"])))]
    verdicts = {one.figure: one.verdict for one in compare(bad, good)}
    assert verdicts["accuracy"] == verdicts["brier_score"] == "better"  # less is better for the second
    assert {one.figure: one.verdict for one in compare(good, bad)}["accuracy"] == "worse"
    (accuracy,) = [one for one in compare(good, near) if one.figure == "accuracy"]
    assert accuracy.difference.value == pytest.approx(-1 / 90)
    assert accuracy.verdict == "no difference shown"
    assert "| toy | accuracy | 0.667 | 1.000 | +0.333 (" in comparison_table(compare(bad, good))


def test_every_model_of_a_task_is_compared_and_named():
    one, two, three = (run_job(PairsJob(task(), Guess(name))) for name in ("one", "two", "three"))
    found = compare([one], [two, three])
    assert {(each.model_a, each.model_b) for each in found} == {
        ("one (one, none)", "two (two, none)"),
        ("one (one, none)", "three (three, none)"),
    }
    first, second = comparison_table(found).split("\n\nA: one (one, none); B: three (three, none)\n\n")
    assert first.startswith("A: one (one, none); B: two (two, none)\n\n| task | figure | A | B |")
    assert second.startswith("| task | figure | A | B |")


def test_the_paired_interval_is_narrower_than_the_two():
    """The same rows are hard for both models: resampled together, what they share cancels out."""
    generator = np.random.default_rng(2)
    hard = [f"p{n}" for n in generator.choice(90, 40, replace=False)]
    a = run_job(PairsJob(task(), Guess("a", wrong=hard)))
    b = run_job(PairsJob(task(), Guess("b", wrong=hard[:-6])))
    (accuracy,) = [one for one in compare([a], [b]) if one.figure == "accuracy"]
    width = accuracy.difference.high - accuracy.difference.low
    assert width < a.figures["accuracy"].high - a.figures["accuracy"].low
    assert accuracy.verdict == "better"


def test_other_data_are_not_compared():
    a, b = (run_job(PairsJob(task(count), Guess("g"))) for count in (90, 60))
    with pytest.raises(InputError, match="toy has other data in the two files"):
        compare([a], [b])
    with pytest.raises(InputError, match="no task in common"):
        compare([a], [])


def test_results_without_their_examples_are_not_compared():
    bare = replace(run_job(PairsJob(task(), Guess("g"))), examples=[])
    with pytest.raises(InputError, match="toy has no examples in one of the two files"):
        compare([bare], [bare])


def test_samples_come_hardest_first_and_escaped(tmp_path):
    rows = [
        {"premise": "p0", "hypothesis": "<script>alert(1)</script>", "label": "contradiction"},
        {"premise": "p1", "hypothesis": "h", "label": "neutral"},
    ]
    toy = pairs_task("toy", rows)
    result = run_job(PairsJob(toy, Guess("a/b model")))
    lines, page = write_samples(result, toy, tmp_path / "samples")
    assert lines.name == "toy.a-b-model.jsonl"
    first, second = (json.loads(line) for line in lines.read_text("utf-8").splitlines())
    assert (first["right"], first["predicted"], first["label"]) == (False, "entailment", "contradiction")
    assert second["right"]
    text = page.read_text("utf-8")
    assert "1 of 2 wrong" in text
    assert "<script" not in text


def test_temperature_and_bias_are_found_again():
    generator = np.random.default_rng(0)
    logits = generator.normal(0, 2, (4000, 3))
    labels = [LABELS[generator.choice(3, p=row)] for row in scaled(logits, 1.0, (0.5, 0, -0.5))]
    temperature, bias = fit_scaling(scaled(logits, 0.5, (0, 0, 0)), labels)
    assert temperature == pytest.approx(2.0, abs=0.15)
    assert bias == pytest.approx((0.5, 0, -0.5), abs=0.15)


def test_threshold_by_hand():
    probabilities, truth = [0.9, 0.8, 0.7, 0.6, 0.5], [True, True, False, True, False]
    assert threshold_for(probabilities, truth, 0.75) == (0.6, 1.0)
    assert threshold_for(probabilities, truth, 0.9) == (0.8, pytest.approx(2 / 3))
    with pytest.raises(InputError, match=r"no threshold reaches precision 0.9: the best is 0.50, at 0.700"):
        threshold_for([0.9, 0.7], [False, True], 0.9)
    with pytest.raises(InputError, match="no row is labelled as a contradiction"):
        threshold_for([0.9], [False])


def test_ties_are_taken_whole():
    assert threshold_for([0.9, 0.5, 0.5], [True, True, False], 0.6) == (0.5, 1.0)
    assert threshold_for([0.9, 0.5, 0.5], [True, True, False], 0.8) == (0.9, 0.5)


@pytest.mark.parametrize("name", [None, "plain", "contradict-text"])
def test_another_embedder_is_another_detector(name, nli, embedder, tmp_path, monkeypatch):
    monkeypatch.setattr("contradict.evaluation.catalogue.NLIModel", lambda *_, **__: nli)
    other = copy(embedder)
    shutil.copytree(embedder.folder.path, tmp_path / "other")
    (tmp_path / "other/calibration.json").write_text("{}", "utf-8")  # weights are told apart with it
    other.folder = ModelFolder(tmp_path / "other")
    jobs = [Models([name], one).jobs(load_task("bundles-dev", limit=1))[0] for one in (embedder, other, embedder)]
    assert jobs[0].model.digest == jobs[2].model.digest != jobs[1].model.digest
    if name:
        pairs = [Models([name], one).jobs(load_pairs("pairs-dev"))[0] for one in (embedder, other)]
        assert pairs[0].model.digest != pairs[1].model.digest


def test_another_judge_is_another_finder(nli, embedder, tmp_path, monkeypatch):
    monkeypatch.setattr("contradict.evaluation.catalogue.NLIModel", lambda *_, **__: nli)
    shutil.copytree(shipped(SHIPPED_JUDGE).path, tmp_path / "judge")
    with (tmp_path / "judge/trees.json").open("a", encoding="utf-8") as file:
        file.write("\n")
    digests = set()
    for folder in (shipped(SHIPPED_JUDGE), ModelFolder(tmp_path / "judge")):
        monkeypatch.setattr("contradict.evaluation.catalogue.shipped", lambda _, folder=folder: folder)
        (job,) = Models([None], embedder).jobs(load_task("bundles-dev", limit=1))
        digests.add(job.model.digest)
    assert len(digests) == 2


@pytest.fixture
def own_model(tmp_path):
    target = tmp_path / "model"
    shutil.copytree(shipped(SHIPPED_NLI).path, target)
    (target / "calibration.json").unlink()
    write_sums(target)
    return target


def test_calibration_is_kept_with_the_model(own_model, capsys):
    before = NLIModel(own_model)
    digest = before.folder.digest
    assert main(["eval", "calibrate", "pairs-dev", "--model", str(own_model), "--precision", "0.4"]) == 0
    assert re.search(r"temperature \d\.\d+, fitted on 330 pairs", capsys.readouterr().out)
    after = NLIModel(own_model)
    assert after.calibration.temperature != 1
    assert after.calibration.data == load_pairs("pairs-dev").digest
    assert after.folder.digest != digest
    after.folder.check_sums()
    pairs = load_pairs("pairs-dev").pairs[:50]
    expected = scaled(np.log(before.predict(pairs)), after.calibration.temperature, after.calibration.bias)
    assert np.allclose(after.predict(pairs), expected, atol=1e-4)
    again = calibrate(load_pairs("pairs-dev"), after, 0.4)  # nothing is left to correct
    assert again.calibration.temperature == pytest.approx(after.calibration.temperature, rel=0.02)
    assert again.error_after <= calibrate(load_pairs("pairs-dev"), before, 0.4).error_before


def test_calibration_on_rows_with_names_of_their_own(own_model, tmp_path, capsys):
    task = load_pairs("pairs-dev", limit=60)
    rows = zip(task.pairs, task.labels, strict=True)
    lines = [json.dumps({"a1": a, "b1": b, "gold": NLI_LABELS.index(label)}) for (a, b), label in rows]
    (tmp_path / "own.jsonl").write_text("\n".join(lines), "utf-8")
    names = ["--columns", "premise=a1,hypothesis=b1", "--labels", ", ".join(NLI_LABELS)]
    assert main(["eval", "calibrate", str(tmp_path / "own.jsonl"), "--model", str(own_model), *names]) == 0
    assert "fitted on 60 pairs of own" in capsys.readouterr().out


def test_baselines_learn_what_they_can():
    train = pairs_task(
        "train",
        [{"premise": f"the {w} ran", "hypothesis": h, "label": label} for w in ("dog", "cat", "man", "bus", "team")
         for h, label in (("it ran", "entailment"), ("it never ran", "contradiction"), ("it is red", "neutral"))],
    )  # fmt: skip
    assert Majority(train).predict([("a", "b")]).tolist() == [[pytest.approx(1 / 3)] * 3]
    assert BagOfWords(train).predict([("the horse ran", "it never ran")]).argmax() == 2


def test_embedding_baselines(nli, embedder):
    near, far = ("It rained in Lima.", "It did not rain in Lima."), ("It rained in Lima.", "Shares fell sharply.")
    scores = PlainPipeline(embedder, nli).predict([near, far])
    assert scores[0].tolist() == pytest.approx(nli.predict([near])[0].tolist(), abs=0.02)
    assert scores[1].tolist() == [0, 1, 0]
    rows = [{"premise": a, "hypothesis": b, "label": label}
            for (a, b), label in ((near, "contradiction"), (far, "neutral"), (near, "entailment"))]  # fmt: skip
    cosine = Cosine(embedder, pairs_task("toy", rows)).predict([near, far])
    assert cosine[1, 1] > cosine[0, 1]


def test_the_loop_of_contradict_text_calls_from_its_threshold(nli, embedder, monkeypatch):
    monkeypatch.setattr(nli, "predict", lambda _: np.array([[0.6, 0.1, 0.3], [0.7, 0.1, 0.2]], np.float32))
    near = ("It rained in Lima.", "It did not rain in Lima.")
    scores = ContradictTextLoop(embedder, nli).predict([near, near])
    assert scores.argmax(1).tolist() == [2, 0]
    assert scores.sum(1) == pytest.approx(1)


def test_baselines_that_learn_ask_for_pairs(embedder):
    with pytest.raises(InputError, match="name them with --train"):
        Models(["majority"], embedder).jobs(load_pairs("pairs-dev"))


def test_the_command_line_end_to_end(tmp_path, capsys):
    """Two models on two tasks, results, samples, and the comparison of the two files."""
    files = []
    for model in ("plain", "contradict-text"):
        files.append(str(tmp_path / f"{model}.json"))
        arguments = ["eval", "pairs-dev", "--task", "bundles-dev", "--limit", "6", "--model", model]
        assert main([*arguments, "--output", files[-1], "--log-samples", str(tmp_path / "samples")]) == 0
        assert not (tmp_path / f"{model}.json.partial").exists()
    assert len(list((tmp_path / "samples").iterdir())) == 4
    assert "| bundles-dev | plain pipeline" in capsys.readouterr().out
    assert main(["eval", "compare", *files]) == 0
    assert "| pairs-dev | accuracy |" in capsys.readouterr().out


def test_the_command_line_says_what_is_missing(tmp_path, capsys):
    for arguments, message in (
        (["eval"], "eval needs a task: one of pairs-dev"),
        (["eval", "pairs-dev", "--resume"], "--resume needs --output"),
        (["eval", "pairs-dev", "--device", "cuda", "--engine", "openvino"], "runs on the CPU"),
        (["eval", "compare", str(tmp_path / "no.json"), str(tmp_path / "no.json")], "is no result file"),
        (["eval", "calibrate", "pairs-dev", "--model", str(tmp_path), "--precision", "2"], "out of range"),
        (["eval", "pairs.csv", "--labels", "entailment,,contradiction"], "labels names ''"),
    ):
        assert main(arguments) == 2
        assert message in capsys.readouterr().err


@pytest.fixture
def own_pairs(tmp_path):
    """A file of labelled pairs, two of them with a label that is none."""
    rows = [("It rains.", label) for label in ("contradiction", "contradction", "entailment", "-")]
    path = tmp_path / "mine.jsonl"
    path.write_text(
        "".join(json.dumps({"premise": "p", "hypothesis": h, "label": label}) + "\n" for h, label in rows), "utf-8"
    )
    return str(path)


def test_rows_that_are_left_out_are_told(own_pairs, capsys):
    assert main(["eval", own_pairs, "--model", "plain"]) == 0
    told = capsys.readouterr().err
    assert "task mine leaves out 2 of its rows, the first: line 2 has the label 'contradction'; labels are ent" in told
    assert main(["eval", "pairs-dev", "--limit", "2", "--model", "majority", "--train", own_pairs]) == 0
    assert "task mine leaves out 2 of its rows" in capsys.readouterr().err


def test_pairs_to_learn_from_that_are_tested_on_are_told(own_pairs, capsys):
    assert main(["eval", own_pairs, "--model", "majority", "--train", own_pairs]) == 0
    assert "2 of the 2 pairs of task mine are in --train mine too" in capsys.readouterr().err
    assert main(["eval", "pairs-dev", "--limit", "2", "--model", "majority", "--train", own_pairs]) == 0
    assert "--train" not in capsys.readouterr().err


@pytest.mark.parametrize("resume", [[], ["--resume"]])
def test_an_output_that_cannot_be_written_is_told_before_the_work(resume, own_pairs, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(PairsJob, "run", lambda *_: pytest.fail("the work was done"))
    (tmp_path / "r.json.partial").mkdir()
    assert main(["eval", own_pairs, "--model", "plain", "--output", str(tmp_path / "r.json"), *resume]) == 2
    assert f"cannot write {tmp_path / 'r.json.partial'}" in capsys.readouterr().err


def test_control_c_leaves_figures_and_a_way_on(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(PairsJob, "chunk", 100)
    real, calls = NLIModel.predict, []

    def stops(self, pairs, **options):
        calls.append(len(pairs))
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(self, pairs, **options)

    monkeypatch.setattr(NLIModel, "predict", stops)
    output = str(tmp_path / "r.json")
    assert main(["eval", "pairs-dev", "--output", output]) == 130
    assert "--resume" in capsys.readouterr().err
    assert [result.complete for result in load_results(tmp_path / "r.json")] == [False]
    assert main(["eval", "pairs-dev", "--output", output, "--resume"]) == 0
    assert calls == [100, 100, 100, 100, 30]
    (result,) = load_results(tmp_path / "r.json")
    assert result.complete
    assert len(result.examples) == 330


def test_batch_size_changes_no_score(nli):
    pairs = load_pairs("pairs-dev").pairs[:20]
    assert NLIModel(batch_size=3).predict(pairs) == pytest.approx(nli.predict(pairs), abs=0.02)
