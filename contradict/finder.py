"""The flow from documents to a report."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Mapping, Sequence, Sized
from numbers import Integral
from pathlib import Path
from typing import Any, get_args

from contradict import saved
from contradict.analysis import Analysis, ProgressCallback, analyse
from contradict.errors import ModelError, OptionError
from contradict.judge import Judge, PairView, explained, other_relations, then_and_now
from contradict.models import Cache, CachedEmbedder, CachedNLI, Embedder, NLIModel, default_path, shipped
from contradict.models.folder import SHIPPED_JUDGE
from contradict.pairing import Scope
from contradict.read import read
from contradict.records import FINDING_RELATIONS, Contradiction, Document, Relation, Statement
from contradict.report import Feedback, Report, Stats, checked_threshold, merge_variants

KEPT = 0.02  # findings less probable than this are not kept for a lower threshold
PAIRS_PER_STATEMENT = 10
MAX_PAIRS = 500_000


class ContradictionFinder:
    """Finds contradictions; loads its models once and can be used many times.

    embedder, nli: the models; None are the shipped ones. An NLI model of your own reads alone; beside the shipped one,
    a larger one reads again what may conflict. threshold: least probability of a finding, 0 to 1; None is
    the judge's own. pairs_per_statement: nearest statements that each one is compared with. max_pairs: most pairs
    that are scored at all. scope: "all" pairs, only "across" documents, or only "within" each. relations: what is
    shown: "contradiction" and "disputed"; on demand also "changed" (opposed, at different times), "scope" (opposed, of
    different things) and "agreement". topic: words; pairs neither side of which is about them are left out. feedback:
    a file in which ``report.dismiss`` and ``report.confirm`` are kept; what was dismissed is not shown again. cache:
    keep vectors and scores on disk (hashes and numbers, no text), so that the same texts cost little the next time;
    a path says where. progress: called with (step, done, total) as the work goes on. Raises OptionError for a value of
    another type or out of range, naming it.
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
        relations: Collection[Relation] = FINDING_RELATIONS,
        topic: str | None = None,
        feedback: str | Path | None = None,
        cache: bool | str | Path = True,
        progress: ProgressCallback | None = None,
    ) -> None:
        threshold = None if threshold is None else checked_threshold(threshold)
        _check_types(embedder, nli, topic, feedback, cache)
        for name, value in (("pairs_per_statement", pairs_per_statement), ("max_pairs", max_pairs)):
            if not isinstance(value, Integral) or isinstance(value, bool) or value < 1:
                raise OptionError(f"{name}={value!r} is out of range: give a whole number from 1 up")
        if scope not in get_args(Scope):
            raise OptionError(f"scope={scope!r} is unknown: use {', '.join(get_args(Scope))}")
        known = [one for one in get_args(Relation) if one != "unrelated"]
        listed = isinstance(relations, Collection) and not isinstance(relations, str)
        if not (listed and relations and all(one in known for one in relations)):
            raise OptionError(f"relations={relations!r} is unknown: give some of {', '.join(known)}")
        self._relations = frozenset(relations)
        self._judge = Judge.load(shipped(SHIPPED_JUDGE).path)
        self._embedder = embedder or Embedder()
        self._nli = nli or NLIModel()
        self.threshold = self._judge.threshold if threshold is None else threshold
        self._pairs_per_statement = pairs_per_statement
        self._max_pairs = max_pairs
        self._scope: Scope = scope
        self._topic = topic
        self._feedback = Feedback(feedback)
        self._progress = progress
        self._options = {
            "threshold": threshold,
            "pairs_per_statement": int(pairs_per_statement),
            "max_pairs": int(max_pairs),
            "scope": scope,
            "relations": sorted(self._relations),
            "topic": topic,
            "feedback": str(Path(feedback).expanduser().resolve()) if feedback is not None else None,
            "cache": cache if isinstance(cache, bool) else str(Path(cache).expanduser().resolve()),
        }
        self._seen: tuple[saved.Seen, ...] = ()
        self._adding = threading.Lock()
        self._encoder: Embedder | CachedEmbedder = self._embedder
        self._scorer: NLIModel | CachedNLI = self._nli
        self._cache = Cache(default_path() if cache is True else Path(cache).expanduser()) if cache else None
        if self._cache:
            self._encoder = CachedEmbedder(self._embedder, self._cache)
            self._scorer = CachedNLI(self._nli, self._cache)

    def _second(self) -> NLIModel | CachedNLI:
        """The model that reads again what may conflict; loaded when there is something."""
        model = self._nli.second()
        return CachedNLI(model, self._cache) if self._cache else model

    def _digests(self) -> dict[str, str]:
        """Of the models, by role."""
        folders = {"embedder": self._embedder.folder, "nli": self._nli.folder, "second": self._nli.second_folder}
        return {role: folder.digest for role, folder in folders.items()}

    def find(self, docs: Any, *, columns: Mapping[str, str] | None = None) -> Report:
        """The contradictions in ``docs`` (anything that ``read`` takes), most probable first.

        columns: which column of rows holds the "text", "date" and so on, where that is not to be guessed. Raises
        InputError for documents that cannot be read.
        """
        return self.judge_analysis(self.analyse(docs, columns=columns))

    def add(self, docs: Any, *, columns: Mapping[str, str] | None = None) -> Report:
        """The findings that ``docs`` bring: among themselves, and against all that was added before.

        A document that was added before, with the same id and text, is passed over; one with a known id and another
        text is a new one, and gets an id of its own. What else a statement and its text may conflict with is taken from
        the new pairs alone, so probabilities can differ a little from those of ``find`` over everything. An empty list
        brings none. Several threads may add: one waits for the other. Raises InputError for documents that cannot be
        read.
        """
        given = [] if _is_empty(docs) else read(docs, columns)
        with self._adding:
            known = {(name, one.document.text) for one in self._seen for name in (one.read_as, one.document.id)}
            new = [document for document in given if (document.id, document.text) not in known]
            earlier = [one.document for one in self._seen]
            if not new:
                return self._report([], earlier, (), Stats(0, 0, {}, 0, 0, 0, 0))
            everything = read([*earlier, *new])
            added = everything[len(self._seen) :]
            report = self.judge_analysis(self.analyse(everything, {document.id for document in added}))
            self._seen += tuple(saved.Seen(one, as_read.id) for one, as_read in zip(added, new, strict=True))
            return report

    def save(self, path: str | Path) -> None:
        """Write what was added, and the options, to a file from which ``load`` goes on, in another process too.

        Raises InputError if it cannot be written.
        """
        saved.write(Path(path), self._seen, self._options, self._digests())

    @classmethod
    def load(cls, path: str | Path, **options: Any) -> ContradictionFinder:
        """The finder that was saved. options: replace those it was made with; models of your own are given again.

        Raises InputError for a file that ``save`` did not write, ModelError if the models are others.
        """
        kept = saved.load(Path(path))
        finder = cls(**{**kept.options, **options})
        now = finder._digests()
        for role, digest in kept.models.items():
            if now[role] != digest:
                option = "embedder" if role == "embedder" else "nli"
                raise ModelError(
                    f"{path} was saved with another {role} model ({digest}, not {now[role]}): pass the same one, "
                    f"ContradictionFinder.load(path, {option}=...), or install the version that saved it"
                )
        finder._seen = kept.seen
        return finder

    def analyse(
        self, docs: Any, fresh: Collection[str] | None = None, *, columns: Mapping[str, str] | None = None
    ) -> Analysis:
        """Everything before the verdict: the statements of ``docs`` and the scored candidate pairs.

        fresh: ids of documents; only pairs with a side in one of them are made. columns: as for ``find``.
        """
        return analyse(
            docs,
            self._encoder,
            self._scorer,
            columns=columns,
            per_statement=self._pairs_per_statement,
            max_pairs=self._max_pairs,
            scope=self._scope,
            topic=self._topic,
            judge=self._judge,
            second=self._second,
            everything=not self._relations <= set(FINDING_RELATIONS),
            fresh=fresh,
            progress=self._progress,
        )

    def judge_analysis(self, analysis: Analysis) -> Report:
        """The report on what was analysed."""
        start = time.perf_counter()
        probabilities = self._judge.probabilities(analysis.views)
        likely = self._findings(analysis.views, probabilities, analysis.others)
        rows = {statement.key: place for place, statement in enumerate(analysis.statements)}
        vectors = analysis.vectors
        merged = merge_variants(likely, lambda statement: vectors[rows[statement.key]])
        shown = sum(finding.probability >= self.threshold for finding in merged)
        words = explained(merged[:shown], self._scorer.predict, lambda pairs: self._second().predict(pairs))
        findings = [*words, *merged[shown:]]
        stats = Stats(
            documents=len(analysis.documents),
            statements=len(analysis.statements),
            sentences_left_out=dict(analysis.extraction.left_out),
            pairs_compared=len(analysis.candidates.pairs),
            pairs_read=len(analysis.views) + len(analysis.others),
            pairs_left_out=analysis.candidates.left_out,
            pairs_truncated=analysis.truncated,
            seconds={**analysis.seconds, "judging": time.perf_counter() - start},
            topic=self._topic,
        )
        return self._report(findings, analysis.documents, analysis.statements, stats)

    def _report(
        self,
        findings: Sequence[Contradiction],
        documents: Sequence[Document],
        statements: Sequence[Statement],
        stats: Stats,
    ) -> Report:
        return Report(
            findings,
            documents,
            statements,
            stats,
            threshold=self.threshold,
            kept=min(KEPT, self.threshold),
            feedback=self._feedback,
        )

    def _findings(
        self, views: Sequence[PairView], probabilities: Sequence[float], others: Sequence[PairView]
    ) -> list[Contradiction]:
        """The pairs of a wanted relation that are probable enough to keep. others: pairs that conflict improbably."""
        apart = {place for place, view in enumerate(views) if then_and_now(view)}
        chosen: dict[int, tuple[Relation | None, float]] = {
            place: (None, chance)
            for place, chance in enumerate(probabilities)
            if chance >= min(KEPT, self.threshold) and place not in apart
        }
        if not self._relations <= set(FINDING_RELATIONS):
            # under the judge's threshold, not the user's: a lower one shows more pairs, each as what it was before
            unlikely = [
                place for place, chance in enumerate(probabilities) if chance < self._judge.threshold or place in apart
            ]
            unlikely += range(len(views), len(views) + len(others))
            views = [*views, *others]
            found = other_relations([views[place] for place in unlikely], self._relations, self._scorer.predict)
            chosen |= {place: other for place, other in zip(unlikely, found, strict=True) if other}
        places = sorted(chosen)
        relations, chances = zip(*(chosen[place] for place in places), strict=True) if places else ((), ())
        findings = self._judge.findings([views[place] for place in places], chances, relations)
        return [finding for finding in findings if finding.relation in self._relations]


def _check_types(embedder: object, nli: object, topic: object, feedback: object, cache: object) -> None:
    """Raises OptionError for an option of another type, naming it and what it takes."""
    for name, value, right, wanted in (
        ("embedder", embedder, isinstance(embedder, Embedder), "is no model: pass Embedder(path or hub id)"),
        ("nli", nli, isinstance(nli, NLIModel), "is no model: pass NLIModel(path or hub id)"),
        ("topic", topic, isinstance(topic, str) and topic.strip(), "names nothing: give words, or leave it out"),
        ("feedback", feedback, isinstance(feedback, str | Path), "is no file: give a path, or leave it out"),
    ):
        if value is not None and not right:
            raise OptionError(f"{name}={value!r} {wanted}")
    if not isinstance(cache, bool | str | Path):
        raise OptionError(f"cache={cache!r} is no file: give a path, True or False")


def _is_empty(docs: Any) -> bool:
    """A list, a frame or the like without an element."""
    return isinstance(docs, Sized) and not isinstance(docs, str | Mapping) and len(docs) == 0


def find_contradictions(docs: Any, *, columns: Mapping[str, str] | None = None, **options: Any) -> Report:
    """The contradictions in ``docs``, most probable first.

    docs: text, rows, frames, files or folders; columns: the names of their columns; see ``contradict.read.read``.
    options: as for ``ContradictionFinder``.
    """
    return ContradictionFinder(**options).find(docs, columns=columns)
