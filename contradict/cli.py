"""The command line: ``contradict find``, ``contradict score``, ``contradict eval``.

Exit codes: 0 when the command ran, 2 on bad input, with one line on stderr that names it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from contradict import __version__
from contradict.errors import ContradictError, InputError

if TYPE_CHECKING:
    from tqdm import tqdm


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], None] = options.run
        run(options)
    except ContradictError as error:
        print(f"contradict: {' '.join(str(error).split())}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of our output has gone, as with `| head`
        sys.stdout = None
        return 0
    except KeyboardInterrupt:
        print("contradict: stopped", file=sys.stderr)
        return 130
    return 0


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line, and where to read on."""
        self.exit(2, f"contradict: {message}; see {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="contradict", description="Find the statements in documents that cannot both be true.")
    parser.add_argument("--version", action="version", version=f"contradict {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    find = commands.add_parser("find", help="contradictions in files and folders")
    find.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder or a pattern")
    find.add_argument("--json", metavar="FILE", help="write the findings as JSON; - is standard output")
    find.add_argument("--html", metavar="FILE", help="write the findings as one page")
    find.add_argument("--markdown", metavar="FILE", help="write the findings as Markdown; - is standard output")
    find.add_argument("--threshold", type=float, metavar="P", help="least probability of a finding, 0 to 1")
    find.add_argument("--top", type=_whole, metavar="N", help="show at most N findings")
    find.add_argument("--scope", default="all", metavar="SCOPE", help="all pairs (default), across or within documents")
    _model_options(find)
    find.set_defaults(run=_find)

    score = commands.add_parser("score", help="entailment, neutral and contradiction for pairs of texts")
    score.add_argument("texts", nargs="*", metavar="TEXT", help="premise and hypothesis")
    score.add_argument("--pairs", metavar="FILE", help="JSON lines with premise and hypothesis; - is standard input")
    _model_options(score)
    score.set_defaults(run=_score)

    evaluate = commands.add_parser("eval", help="how good an NLI model is on labelled pairs")
    evaluate.add_argument("tasks", nargs="+", metavar="TASK", help="a shipped task, or a file of labelled pairs")
    evaluate.add_argument("--limit", type=_whole, metavar="N", help="use the first N rows of each task")
    evaluate.add_argument("--output", metavar="FILE", help="write the results as JSON; - is standard output")
    _model_options(evaluate)
    evaluate.set_defaults(run=_evaluate)
    return parser


def _model_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="M", help="NLI model: a folder or a hub id; without it, the shipped one")
    parser.add_argument("--engine", default="auto", metavar="E", help="auto (default), openvino or torch")


def _whole(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 up")
    return int(text)


def _find(options: argparse.Namespace) -> None:
    from contradict.finder import ContradictionFinder
    from contradict.models import NLIModel

    for target in (options.json, options.html, options.markdown):
        _check_target(target)
    finder = ContradictionFinder(
        nli=NLIModel(options.model, engine=options.engine),
        threshold=options.threshold,
        scope=options.scope,
        progress=_Bars() if sys.stderr.isatty() else None,
    )
    report = finder.find([Path(path) for path in options.paths])
    shown = report[: options.top] if options.top else report
    _write(shown.to_html, options.html)
    _write(shown.to_json, options.json)
    _write(shown.to_markdown, options.markdown)
    if "-" not in (options.json, options.markdown):
        print(shown)
        if options.html:
            print(f"\nThe page: {options.html}")


def _score(options: argparse.Namespace) -> None:
    from contradict.models import NLIModel
    from contradict.models.folder import NLI_LABELS

    if options.pairs and options.texts:
        raise InputError("score takes two texts or --pairs FILE, not both")
    if not options.pairs and len(options.texts) != 2:
        raise InputError(f"score takes two texts, the premise and the hypothesis; {len(options.texts)} given")
    pairs = _read_pairs(options.pairs) if options.pairs else [tuple(options.texts)]
    for (premise, hypothesis), row in zip(
        pairs, NLIModel(options.model, engine=options.engine).predict(pairs), strict=True
    ):
        scores = {label: round(float(value), 4) for label, value in zip(NLI_LABELS, row, strict=True)}
        if options.pairs:
            print(json.dumps({"premise": premise, "hypothesis": hypothesis, **scores}, ensure_ascii=False))
        else:
            print("\n".join(f"{label:13} {value:.3f}" for label, value in scores.items()))


def _evaluate(options: argparse.Namespace) -> None:
    from contradict.evaluation import evaluate, load_task, results_table
    from contradict.models import NLIModel

    _check_target(options.output)
    tasks = [load_task(name, options.limit) for name in options.tasks]
    model = NLIModel(options.model, engine=options.engine)
    results = [evaluate(task, model) for task in tasks]
    if options.output != "-":
        print(results_table(results))
    _write(lambda: json.dumps([result.to_dict() for result in results], indent=2) + "\n", options.output)


def _read_pairs(name: str) -> list[tuple[str, str]]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {name}: {error}") from error
    pairs = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            pairs.append((str(row["premise"]), str(row["hypothesis"])))
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise InputError(f'{name}, line {number} is no {{"premise": ..., "hypothesis": ...}}: {error}') from error
    return pairs


def _check_target(name: str | None) -> None:
    """Before the work is done, not after it."""
    if name and name != "-" and not Path(name).absolute().parent.is_dir():
        raise InputError(f"cannot write {name}: there is no folder {Path(name).absolute().parent}")


def _write(render: Callable[[], str], target: str | None) -> None:
    if target == "-":
        sys.stdout.write(render())
    elif target:
        try:
            Path(target).write_text(render(), "utf-8")
        except OSError as error:
            raise InputError(f"cannot write {target}: {error.strerror}") from error


class _Bars:
    """Progress bars on a terminal, one a step."""

    def __init__(self) -> None:
        self._bar: tqdm[Any] | None = None

    def __call__(self, step: str, done: int, total: int) -> None:
        from tqdm import tqdm

        if self._bar is None or self._bar.desc != f"{step}: ":
            if self._bar is not None:
                self._bar.close()
            self._bar = tqdm(total=total, desc=step, file=sys.stderr, leave=False, delay=1.0)
        self._bar.update(done - self._bar.n)
        if done >= total:
            self._bar.close()
            self._bar = None


if __name__ == "__main__":
    sys.exit(main())
