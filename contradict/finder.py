"""The flow from documents to a report."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, get_args

from contradict.errors import OptionError
from contradict.judge import Judge, score_pairs
from contradict.models import Embedder, NLIModel, shipped
from contradict.models.folder import SHIPPED_JUDGE
from contradict.pairing import find_candidates
from contradict.pairing.candidates import Scope
from contradict.read import read
from contradict.report import Report, Stats, merge_variants
from contradict.statements import extract

KEPT = 0.02  # findings less probable than this are not kept for a lower threshold
PAIRS_PER_STATEMENT = 10
MAX_PAIRS = 500_000

ProgressCallback = Callable[[str, int, int], None]


class ContradictionFinder:
    """Finds contradictions; loads its models once and can be used many times.

    embedder, nli: the models; None are the shipped ones. threshold: least probability of a finding, 0 to 1; None is
    the judge's own. pairs_per_statement: nearest statements that each one is compared with. max_pairs: most pairs
    that are scored at all. scope: "all" pairs, only "across" documents, or only "within" each. progress: called with
    (step, done, total) as the work goes on.
    Raises OptionError for a value out of range, naming it.
    """

    def __init__(
        self,
        *,
        embedder: Embedder | None = None,
        nli: NLIModel | None = None,
        threshold: float | None = None,
        pairs_per_statement: int = PAIRS_PER_STATEMENT,
        max_pairs: int = MAX_PAIRS,
        scope: Scope = "all",
        progress: ProgressCallback | None = None,
    ) -> None:
        if threshold is not None and not 0 <= threshold <= 1:
            raise OptionError(f"threshold={threshold} is out of range: give a probability from 0 to 1")
        for name, value in (("pairs_per_statement", pairs_per_statement), ("max_pairs", max_pairs)):
            if not isinstance(value, int) or value < 1:
                raise OptionError(f"{name}={value!r} is out of range: give a whole number from 1 up")
        if scope not in get_args(Scope):
            raise OptionError(f"scope={scope!r} is unknown: use {', '.join(get_args(Scope))}")
        self._judge = Judge.load(shipped(SHIPPED_JUDGE).path)
        self._embedder = embedder or Embedder()
        self._nli = nli or NLIModel()
        self._threshold = self._judge.threshold if threshold is None else threshold
        self._pairs_per_statement = pairs_per_statement
        self._max_pairs = max_pairs
        self._scope: Scope = scope
        self._progress = progress or _silent

    def find(self, docs: Any) -> Report:
        """The contradictions in ``docs`` (anything that ``read`` takes), most probable first.

        Raises InputError for documents that cannot be read.
        """
        clock = _Clock()
        with clock("read"):
            documents = sorted(read(docs), key=lambda document: (document.date or dt.date.max, document.id))
        with clock("statements"):
            extraction = extract(documents)
            statements = extraction.statements
        titles = {document.id: document.title or "" for document in documents}
        with clock("pairing"):
            self._progress("embedding", 0, len(statements))
            candidates, vectors = find_candidates(
                statements,
                self._embedder,
                titles=titles,
                per_statement=self._pairs_per_statement,
                max_pairs=self._max_pairs,
                scope=self._scope,
            )
        truncated = self._nli.truncated
        with clock("scoring"):
            self._progress("scoring", 0, len(candidates.pairs))
            views = score_pairs(statements, candidates.pairs, self._nli, titles)
        with clock("judging"):
            probabilities = self._judge.probabilities(views)
            likely = [
                self._judge.finding(view, probability)
                for view, probability in zip(views, probabilities, strict=True)
                if probability >= min(KEPT, self._threshold)
            ]
            rows = {statement.key: place for place, statement in enumerate(statements)}
            findings = merge_variants(likely, lambda a, b: float(vectors[rows[a.key]] @ vectors[rows[b.key]]))
        stats = Stats(
            documents=len(documents),
            statements=len(statements),
            sentences_left_out=dict(extraction.left_out),
            pairs_scored=len(views),
            pairs_left_out=candidates.left_out,
            pairs_truncated=self._nli.truncated - truncated,
            seconds=clock.seconds,
        )
        return Report(findings, documents, statements, stats, self._threshold, KEPT)


def find_contradictions(docs: Any, **options: Any) -> Report:
    """The contradictions in ``docs``, most probable first.

    docs: text, rows, frames, files or folders; see ``contradict.read.read``. options: as for ``ContradictionFinder``.
    """
    return ContradictionFinder(**options).find(docs)


class _Clock:
    """Seconds by step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[step] = time.perf_counter() - start


def _silent(step: str, done: int, total: int) -> None:
    """No progress shown."""
