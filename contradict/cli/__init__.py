"""The command line: ``contradict find``, ``score``, ``eval``, ``models`` and ``doctor``.

Exit codes: 0 when the command ran, 2 on bad input, with one line on stderr that names it.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import tempfile
import warnings
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from contradict import __version__
from contradict.cli.common import Bars, check_target, named, read_text, several, whole, write
from contradict.cli.doctor import doctor, models
from contradict.cli.evaluate import add_parsers, joined
from contradict.errors import ContradictError, InputError, LeftOutWarning
from contradict.words import encodable

if TYPE_CHECKING:
    from contradict.records import Document
    from contradict.report import Report

PATHS = ("PATH", "FILE", "FOLDER")  # metavars that name a file
FORMATS = ("table", "json", "jsonl", "csv", "markdown")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # for a terminal whose encoding lacks a character
    options = _parser().parse_args(joined(sys.argv[1:] if arguments is None else arguments))
    try:
        run: Callable[[argparse.Namespace], None] = options.run
        with warnings.catch_warnings():
            warnings.simplefilter("always", LeftOutWarning)
            warnings.showwarning = _warn
            run(options)
        sys.stdout.flush()
    except ContradictError as error:
        print(f"contradict: {' '.join(str(error).split())}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of our output has gone, as with `| head`
        sys.stdout = None
        return 0
    except OSError as error:  # a full disk behind standard output; files of ours are named where they are written
        print(f"contradict: the output could not be written: {error.strerror}", file=sys.stderr)
        sys.stdout = None
        return 2
    except KeyboardInterrupt:
        print("contradict: stopped", file=sys.stderr)
        return 130
    return 0


def _warn(message: Warning | str, *_: Any, **__: Any) -> None:
    """One line, without the place in the code."""
    print(f"contradict: {message}", file=sys.stderr)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line, and where to read on."""
        self.exit(2, f"contradict: {message}; see {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="contradict", description="Find the statements in documents that cannot both be true.")
    parser.add_argument("--version", action="version", version=f"contradict {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    find = commands.add_parser("find", help="contradictions in files and folders")
    find.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder or a pattern; - is standard input")
    find.add_argument("--format", choices=FORMATS, default="table", help="of standard output (default table)")
    find.add_argument("--json", metavar="FILE", help="write the findings as JSON; - is standard output")
    find.add_argument("--html", metavar="FILE", help="write the findings as one page")
    find.add_argument("--open", action="store_true", help="open the page in the browser")
    find.add_argument("--threshold", type=float, metavar="P", help="least probability of a finding, 0 to 1")
    find.add_argument("--top", type=whole, metavar="N", help="show at most N findings")
    find.add_argument("--topic", metavar="WORDS", help="only what is about these words")
    find.add_argument("--columns", metavar="ROLE=NAME,...", help="of tables: text=body,date=day; others are guessed")
    find.add_argument(
        "--relations", type=several, metavar="R", help="contradiction,disputed (default), changed, scope, agreement"
    )
    find.add_argument("--feedback", metavar="FILE", help="leave out what was dismissed in this file")
    find.add_argument("--scope", default="all", metavar="SCOPE", help="all pairs (default), across or within documents")
    find.add_argument("--no-cache", dest="cache", action="store_false", help="keep no scores on disk for the next run")
    _model_options(find)
    find.set_defaults(run=_find)

    score = commands.add_parser("score", help="entailment, neutral and contradiction for pairs of texts")
    score.add_argument("texts", nargs="*", metavar="TEXT", help="premise and hypothesis")
    score.add_argument("--pairs", metavar="FILE", help="JSON lines with premise and hypothesis; - is standard input")
    _model_options(score)
    score.set_defaults(run=_score)

    add_parsers(commands)

    listed = commands.add_parser("models", help="the models that come with the package")
    listed.set_defaults(run=models)
    checked = commands.add_parser("doctor", help="what is installed, which engine runs, and whether it works")
    checked.set_defaults(run=doctor)
    completion = commands.add_parser("completion", help="a script that completes commands in your shell")
    completion.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="where it will be sourced")
    completion.set_defaults(run=_completion)
    return parser


def _completion(options: argparse.Namespace) -> None:
    import shtab

    parser = _parser()
    for action in _actions(parser):
        if action.metavar in PATHS:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    print(shtab.complete(parser, options.shell))


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """The arguments of a parser and of its commands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)


def _model_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="M", help="NLI model: a folder or a hub id; without it, the shipped one")
    parser.add_argument("--engine", default="auto", metavar="E", help="auto (default), openvino or torch")


def _find(options: argparse.Namespace) -> None:
    from contradict.finder import ContradictionFinder
    from contradict.models import NLIModel

    check_target(options.json)
    check_target(options.html)
    if options.open and options.html == "-":
        raise InputError("--open needs a page on disk, not --html -: name a file, or leave --html out")
    if options.json == options.html == "-":
        raise InputError("--json - and --html - cannot both be standard output: name a file for one of them")
    if options.feedback and not Path(options.feedback).exists():
        raise InputError(f"no such file: {options.feedback}; name one that report.dismiss has written")
    finder = ContradictionFinder(
        nli=NLIModel(options.model, engine=options.engine),
        threshold=options.threshold,
        scope=options.scope,
        topic=options.topic,
        feedback=options.feedback,
        cache=options.cache,
        **({} if options.relations is None else {"relations": options.relations}),
        progress=Bars() if sys.stderr.isatty() else None,
    )
    report = finder.find([_source(path) for path in options.paths], columns=named(options.columns))
    shown = report[: options.top] if options.top else report
    if options.open and not options.html:
        options.html = str(Path(tempfile.mkdtemp(prefix="contradict-")) / "findings.html")
    write(shown.to_html, options.html)
    write(shown.to_json, options.json)
    if "-" not in (options.json, options.html):
        _print(shown, options.format)
    if options.html and options.html != "-":
        print(f"the page: {options.html}", file=sys.stderr)
    if options.open:
        webbrowser.open(Path(options.html).absolute().as_uri())


def _source(name: str) -> Path | Document:
    from contradict.records import Document

    if not name:
        raise InputError("a PATH is empty: name a file, a folder or a pattern")
    return Document(read_text(name), "standard input") if name == "-" else Path(name)


def _print(report: Report, form: str) -> None:
    """On standard output; findings to read are coloured on a terminal."""
    if form == "table" and sys.stdout.isatty():
        from rich.console import Console

        Console(highlight=False).print(report)
    elif form == "table":
        print(report)
    elif form == "jsonl":
        for finding in report.to_dicts():
            print(json.dumps(finding, ensure_ascii=False))
    else:
        render = {"json": report.to_json, "csv": report.to_csv, "markdown": report.to_markdown}[form]
        sys.stdout.write(render())


def _score(options: argparse.Namespace) -> None:
    from contradict.models import NLIModel
    from contradict.models.folder import NLI_LABELS

    if options.pairs and options.texts:
        raise InputError("score takes two texts or --pairs FILE, not both")
    if not options.pairs and len(options.texts) != 2:
        raise InputError(f"score takes two texts, the premise and the hypothesis; {len(options.texts)} given")
    if not options.pairs and not all(text.strip() for text in options.texts):
        raise InputError("a text is empty: give both the premise and the hypothesis")
    pairs = _read_pairs(options.pairs) if options.pairs else [tuple(options.texts)]
    for (premise, hypothesis), row in zip(
        pairs, NLIModel(options.model, engine=options.engine).predict(pairs), strict=True
    ):
        scores = {label: round(float(value), 4) for label, value in zip(NLI_LABELS, row, strict=True)}
        if options.pairs:
            print(json.dumps({"premise": premise, "hypothesis": hypothesis, **scores}, ensure_ascii=False))
        else:
            print("\n".join(f"{label:13} {value:.3f}" for label, value in scores.items()))


def _read_pairs(name: str) -> list[tuple[str, str]]:
    pairs = []
    for number, line in enumerate(read_text(name).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            pair = row["premise"], row["hypothesis"]
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise InputError(f'{name}, line {number} is no {{"premise": ..., "hypothesis": ...}}: {error}') from error
        if not all(isinstance(text, str) and text.strip() for text in pair):
            raise InputError(f"{name}, line {number} lacks a text: give both premise and hypothesis, or leave it out")
        pairs.append((encodable(pair[0]), encodable(pair[1])))
    return pairs
