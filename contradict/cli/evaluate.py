"""``contradict eval``: NLI models, and the finder, on labelled data."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contradict.cli.common import Bars, check_target, from_zero, make_folder, named, whole, write
from contradict.errors import InputError

if TYPE_CHECKING:
    from contradict.evaluation.runner import Job
    from contradict.evaluation.tasks import PairsTask

SUBCOMMANDS = ("compare", "calibrate")


def add_parsers(commands: argparse._SubParsersAction[Any]) -> None:
    """The parsers of ``eval``, ``eval compare`` and ``eval calibrate``."""
    evaluate = commands.add_parser(
        "eval",
        help="how good NLI models, or the finder, are on labelled data",
        description="Figures with 95% intervals. Also: eval compare A.json B.json; eval calibrate TASK --model M.",
    )
    evaluate.add_argument("tasks", nargs="*", metavar="TASK", help="a shipped or public task, NAME=COPY, or a file")
    evaluate.add_argument("--task", action="append", default=[], metavar="TASK", help="the same, may be repeated")
    evaluate.add_argument(
        "--model", action="append", metavar="M",
        help="NLI model (folder or hub id) or baseline (majority, bag-of-words, cosine, plain, contradict-text); "
        "may be repeated; without it, the shipped model",
    )  # fmt: skip
    evaluate.add_argument("--embedder", metavar="M", help="sentence encoder for pairing, documents and baselines")
    evaluate.add_argument("--train", metavar="TASK", help="labelled pairs that a baseline learns from")
    evaluate.add_argument("--articles", metavar="FILE", help="the texts that news-fit and news-dev mark (JSONL)")
    evaluate.add_argument("--limit", type=whole, metavar="N", help="the first N rows or bundles of each task")
    evaluate.add_argument("--seed", type=from_zero, default=0, metavar="N", help="of the bootstrap (default 0)")
    _row_options(evaluate)
    evaluate.add_argument("--output", metavar="FILE", help="write the results as JSON; - is standard output")
    evaluate.add_argument("--resume", action="store_true", help="go on where a stopped run with this output ended")
    evaluate.add_argument("--log-samples", metavar="FOLDER", help="write every example, hardest errors first")
    _engine_options(evaluate)
    evaluate.set_defaults(run=_evaluate)

    compare = commands.add_parser("eval-compare", prog="contradict eval compare", description="Is B better than A?")
    compare.add_argument("a", type=Path, metavar="A.json")
    compare.add_argument("b", type=Path, metavar="B.json")
    compare.add_argument("--all", action="store_true", help="every figure, not only the chief ones")
    compare.set_defaults(run=_compare)

    calibrate = commands.add_parser(
        "eval-calibrate",
        prog="contradict eval calibrate",
        description="Fit temperature and class bias, which the model then applies, and save them with it. "
        "The threshold for a wanted precision is told, and kept beside them; nothing else uses it.",
    )
    calibrate.add_argument("task", metavar="TASK", help="labelled pairs that the model was not trained on")
    calibrate.add_argument("--model", required=True, metavar="FOLDER")
    calibrate.add_argument(
        "--precision",
        type=float,
        default=0.9,
        metavar="P",
        help="wanted precision of the threshold that is told (default 0.9)",
    )
    _row_options(calibrate)
    _engine_options(calibrate)
    calibrate.set_defaults(run=_calibrate)


def joined(arguments: Sequence[str]) -> list[str]:
    """``eval compare`` and ``eval calibrate`` are commands of their own."""
    if len(arguments) > 1 and arguments[0] == "eval" and arguments[1] in SUBCOMMANDS:
        return [f"eval-{arguments[1]}", *arguments[2:]]
    return list(arguments)


def _row_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--columns", metavar="ROLE=NAME,...", help="columns of premise, hypothesis and label")
    parser.add_argument("--labels", metavar="L,L,L", help="what the numbers 0, 1, 2 in the label column stand for")


def _labels(options: argparse.Namespace) -> list[str] | None:
    """The names that numbers in the label column stand for."""
    return [name.strip() for name in options.labels.split(",")] if options.labels else None


def _engine_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--engine", default="auto", metavar="E", help="auto (default), openvino or torch")
    parser.add_argument("--device", default="auto", metavar="D", help="auto (default), cpu, or a device of torch")
    parser.add_argument("--batch-size", type=whole, metavar="N", help="pairs a batch")


def _evaluate(options: argparse.Namespace) -> None:
    from contradict.evaluation.results import results_table, to_json
    from contradict.evaluation.runner import Store, run_job
    from contradict.evaluation.samples import write_samples
    from contradict.evaluation.tasks import PairsTask

    check_target(options.output)
    if options.resume and options.output in (None, "-"):
        raise InputError("--resume needs --output FILE: the stopped run keeps what it has done beside that file")
    jobs = _jobs(options)
    make_folder(options.log_samples)
    partial = Path(f"{options.output}.partial") if options.output not in (None, "-") else None
    store = Store(partial, options.resume)
    bars = Bars() if sys.stderr.isatty() else None
    results = []
    stopped = False
    for job in jobs:
        try:
            results.append(run_job(job, seed=options.seed, store=store, tell=bars))
        except KeyboardInterrupt:  # before anything of this job was done
            stopped = True
        stopped = stopped or not results[-1].complete
        if stopped:
            break
        if options.log_samples and isinstance(job.task, PairsTask):
            for path in write_samples(results[-1], job.task, Path(options.log_samples)):
                print(f"wrote {path}", file=sys.stderr)
    if options.output != "-" and results:
        print(results_table(results))
    if results:
        write(lambda: to_json(results), options.output)
    if stopped:
        print(
            "contradict: stopped; the figures are of what was done"
            + (f"; go on with --output {options.output} --resume" if partial else ""),
            file=sys.stderr,
        )
        raise KeyboardInterrupt
    store.close()


def _jobs(options: argparse.Namespace) -> list[Job]:
    """Every model on every task, tasks in the given order."""
    from contradict.evaluation import catalogue
    from contradict.evaluation.tasks import PairsTask, load_pairs
    from contradict.models import Embedder

    names = [*options.tasks, *options.task]
    if not names:
        raise InputError(f"eval needs a task: one of {', '.join(catalogue.all_tasks())}, or a file of labelled pairs")
    embedder = Embedder(options.embedder)
    train = load_pairs(options.train) if options.train else None
    if train:
        _tell_left_out(train)
    given = named(options.columns)
    tasks = [
        catalogue.load_task(
            name,
            limit=options.limit,
            articles=Path(options.articles) if options.articles else None,
            columns=given,
            labels=_labels(options),
        )
        for name in names
    ]
    for task in tasks:
        if isinstance(task, PairsTask):
            _tell_left_out(task)
            _tell_shared(task, train)
    models = catalogue.Models(
        options.model or [None],
        embedder,
        train,
        engine=options.engine,
        device=options.device,
        batch_size=options.batch_size,
    )
    return [job for task in tasks for job in models.jobs(task)]


def _tell_left_out(task: PairsTask) -> None:
    """Rows without a label that we know, on standard error."""
    from contradict.evaluation.labels import ALLOWED

    if task.unlabelled:
        print(
            f"contradict: task {task.name} leaves out {task.unlabelled:,} of its rows, the first: "
            f"{task.first_unlabelled}; labels are {', '.join(ALLOWED)}",
            file=sys.stderr,
        )


def _tell_shared(task: PairsTask, train: PairsTask | None) -> None:
    """Pairs that a baseline learns from and is tested on, on standard error."""
    learned = set(train.pairs) if train else set()
    shared = sum(pair in learned for pair in task.pairs)
    if train and shared:
        print(
            f"contradict: {shared:,} of the {len(task.pairs):,} pairs of task {task.name} are in --train {train.name} "
            "too: a baseline that learned them looks better than it is",
            file=sys.stderr,
        )


def _compare(options: argparse.Namespace) -> None:
    from contradict.evaluation.compare import compare, comparison_table
    from contradict.evaluation.results import load_results

    print(comparison_table(compare(load_results(options.a), load_results(options.b)), every=options.all))


def _calibrate(options: argparse.Namespace) -> None:
    from contradict.evaluation.calibration import calibrate
    from contradict.evaluation.tasks import load_pairs
    from contradict.models import NLIModel

    if not 0 < options.precision <= 1:
        raise InputError(f"--precision {options.precision} is out of range: give a share above 0 and up to 1")
    model = NLIModel(options.model, engine=options.engine, device=options.device, batch_size=options.batch_size)
    if not os.access(model.folder.path, os.W_OK):
        raise InputError(f"cannot write into {model.folder.path}: copy the model to a folder of yours first")
    task = load_pairs(options.task, columns=named(options.columns), labels=_labels(options))
    _tell_left_out(task)
    fitted = calibrate(task, model, options.precision)
    fitted.calibration.save(model.folder.path)
    errors = (fitted.error_before, fitted.error_after)
    print(f"temperature {fitted.calibration.temperature:.3f}, fitted on {len(task.pairs):,} pairs of {task.name}")
    if None not in errors:
        print("expected calibration error {:.3f} before, {:.3f} after".format(*errors))
    print(
        f"threshold {fitted.calibration.threshold:.3f} for precision {options.precision}, recall {fitted.recall:.2f}; "
        f"saved in {model.folder.path / 'calibration.json'}"
    )
