"""The command line: ``contradict find``, ``contradict score``, ``contradict eval``.

Exit codes: 0 when the command ran, 2 on bad input, with one line on stderr that names it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from contradict import __version__
from contradict.cli.common import Bars, check_target, whole, write
from contradict.cli.evaluate import add_parsers, joined
from contradict.errors import ContradictError, InputError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(joined(sys.argv[1:] if arguments is None else arguments))
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
    find.add_argument("--top", type=whole, metavar="N", help="show at most N findings")
    find.add_argument("--topic", metavar="WORDS", help="only what is about these words")
    find.add_argument("--relations", metavar="R", help="contradiction,disputed (default), changed, scope, agreement")
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
    return parser


def _model_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="M", help="NLI model: a folder or a hub id; without it, the shipped one")
    parser.add_argument("--engine", default="auto", metavar="E", help="auto (default), openvino or torch")


def _find(options: argparse.Namespace) -> None:
    from contradict.finder import ContradictionFinder
    from contradict.models import NLIModel

    for target in (options.json, options.html, options.markdown):
        check_target(target)
    finder = ContradictionFinder(
        nli=NLIModel(options.model, engine=options.engine),
        threshold=options.threshold,
        scope=options.scope,
        topic=options.topic,
        feedback=options.feedback,
        cache=options.cache,
        **({"relations": options.relations.split(",")} if options.relations else {}),
        progress=Bars() if sys.stderr.isatty() else None,
    )
    report = finder.find([Path(path) for path in options.paths])
    shown = report[: options.top] if options.top else report
    write(shown.to_html, options.html)
    write(shown.to_json, options.json)
    write(shown.to_markdown, options.markdown)
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


if __name__ == "__main__":
    sys.exit(main())
