"""All tasks by name, of every kind, and the jobs of models on them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contradict.errors import InputError
from contradict.evaluation import contradoc, headlines
from contradict.evaluation.attribution import AttributionJob, AttributionTask, load_attribution_task
from contradict.evaluation.detectors import ContradictTextDetector, PlainDetector
from contradict.evaluation.documents import Detector, DocumentsJob, FinderDetector
from contradict.evaluation.headlines import HeadlinesJob, HeadlinesTask, load_headlines
from contradict.evaluation.marks import BundlesTask, load_bundles_task
from contradict.evaluation.pairing import PairingJob
from contradict.evaluation.pairs import PairsJob
from contradict.evaluation.registry import PUBLIC
from contradict.evaluation.runner import Job
from contradict.evaluation.scorers import BASELINES, NLIScorer, Scorer, baseline, joint_digest
from contradict.evaluation.tasks import PairsTask, load_pairs, shipped_file, shipped_pairs
from contradict.finder import ContradictionFinder
from contradict.models import Embedder, NLIModel
from contradict.models.folder import SHIPPED_JUDGE, shipped
from contradict.pairing import Scope

BUNDLES = ("bundles-fit", "bundles-dev", "bundles-test", "news-fit", "news-dev")
ATTRIBUTION = ("attribution-dev", "attribution-test")
PAIRING = "-pairing"  # the same documents, the pairing step alone


@dataclass(frozen=True)
class PairingTask:
    """Marked documents for the pairing step alone."""

    marked: BundlesTask


Task = PairsTask | BundlesTask | PairingTask | AttributionTask | HeadlinesTask


def all_tasks() -> list[str]:
    """The names of the tasks that are known without a file."""
    marked = (*BUNDLES, contradoc.NAME)
    return [
        *shipped_pairs(),
        *marked,
        *(f"{name}{PAIRING}" for name in marked),
        *ATTRIBUTION,
        f"{headlines.NAME}=FILE",
        *PUBLIC,
    ]


def load_task(
    name: str,
    *,
    limit: int | None = None,
    articles: Path | None = None,
    columns: Mapping[str, str] | None = None,
    labels: Sequence[str] | None = None,
) -> Task:
    """A task of any kind. articles: the texts that the marks of real news rest on. See ``load_pairs``.

    Raises InputError for an unknown name, or for real news without its texts.
    """
    known, _, copy = name.partition("=")
    base = known.removesuffix(PAIRING)
    if known == headlines.NAME and copy:
        return load_headlines(Path(copy), limit)
    if name in ATTRIBUTION:
        return load_attribution_task(name, shipped_file(name), limit)
    if copy and base in BUNDLES:
        raise InputError(f"task {known} takes no copy: name it alone")
    if base not in (*BUNDLES, contradoc.NAME):
        return load_pairs(name, limit=limit, columns=columns, labels=labels)
    if base.startswith("news") and articles is None:
        raise InputError(f"task {name} marks articles whose text is not ours to ship: name their file with --articles")
    if base == contradoc.NAME:
        task = contradoc.load_contradoc(copy or None, limit)
    else:
        task = load_bundles_task(known, shipped_file(base), articles if base.startswith("news") else None, limit)
    return task if base == known else PairingTask(task)


class Models:
    """The models of a run, each loaded once, and the jobs they make of a task.

    names: NLI models (None is the shipped one) and names of baselines. For pairing tasks only the embedder counts.
    """

    def __init__(
        self,
        names: Sequence[str | None],
        embedder: Embedder,
        train: PairsTask | None = None,
        *,
        engine: str = "auto",
        device: str = "auto",
        batch_size: int | None = None,
    ) -> None:
        self._names, self._embedder, self._train = list(dict.fromkeys(names)), embedder, train
        self._options = (engine, device, batch_size)
        self._loaded: dict[str | None, NLIModel] = {}
        self._scorers: dict[str | None, Scorer] = {}

    def jobs(self, task: Task) -> list[Job]:
        """One a model; one for the embedder, or for the rules."""
        if isinstance(task, AttributionTask):
            return [AttributionJob(task)]
        if isinstance(task, PairingTask):
            return [PairingJob(task.marked, self._embedder)]
        if isinstance(task, HeadlinesTask):
            return [HeadlinesJob(task, self._detector(name, "across")) for name in self._names]
        if isinstance(task, BundlesTask):
            return [DocumentsJob(task, self._detector(name)) for name in self._names]
        return [PairsJob(task, self._scorer(name)) for name in self._names]

    def _nli(self, name: str | None) -> NLIModel:
        if name not in self._loaded:
            engine, device, batch_size = self._options
            self._loaded[name] = NLIModel(name, engine=engine, device=device, batch_size=batch_size)
        return self._loaded[name]

    def _scorer(self, name: str | None) -> Scorer:
        if name not in self._scorers:
            known = baseline(name, self._train, self._embedder, self._nli(None)) if name in BASELINES else None
            self._scorers[name] = known or NLIScorer(self._nli(name))
        return self._scorers[name]

    def _detector(self, name: str | None, scope: Scope = "all") -> Detector:
        if name == "plain":
            return PlainDetector(self._embedder, self._nli(None))
        if name == "contradict-text":
            return ContradictTextDetector(self._embedder, self._nli(None))
        if name in BASELINES:
            raise InputError(
                f"baseline {name!r} is for labelled pairs: documents take plain, contradict-text or a model"
            )
        nli = self._nli(name)
        finder = ContradictionFinder(embedder=self._embedder, nli=nli, scope=scope, cache=False)
        folders = list(dict.fromkeys((nli.folder, nli.second_folder)))
        digest = joint_digest(*(one.digest for one in (*folders, self._embedder.folder)), _judge_digest())
        return FinderDetector(finder, f"finder ({' + '.join(one.name for one in folders)})", digest, nli.engine)


def _judge_digest() -> str:
    """Of the two files that make the judge of every finder."""
    folder = shipped(SHIPPED_JUDGE).path
    return hashlib.sha256(b"".join((folder / name).read_bytes() for name in ("judge.json", "trees.json"))).hexdigest()
