"""Run jobs piece by piece: bounded memory, progress, nothing lost when stopped, resumed where it stopped."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from contradict.errors import InputError
from contradict.evaluation.attribution import AttributionJob
from contradict.evaluation.documents import DocumentsJob
from contradict.evaluation.headlines import HeadlinesJob
from contradict.evaluation.pairing import PairingJob
from contradict.evaluation.pairs import PairsJob
from contradict.evaluation.results import KINDS, Result, sliced, summarise

Example = Mapping[str, Any]
Job = PairsJob | PairingJob | DocumentsJob | AttributionJob | HeadlinesJob
METRICS = {
    "pairing": "recall_at_5",
    "documents": "average_precision",
    "attribution": "speaker_recall",
    "headlines": "average_precision",
}


class Tell(Protocol):
    """Told (step, done, total) as the work goes on."""

    def __call__(self, step: str, done: int, total: int, /) -> None:
        """``done`` of ``total`` are done."""
        ...


class Store:
    """Examples that are done, in a file beside the output: one JSON line a piece, appended as it is done.

    Raises InputError, before the work is done, if the file cannot be written.
    """

    def __init__(self, path: Path | None, resume: bool) -> None:
        self._path = path
        self._done: dict[str, tuple[list[Example], float]] = {}
        if path is None:
            return
        try:
            path.open("a" if resume else "w").close()
        except OSError as error:
            raise InputError(
                f"cannot write {path}, where a run keeps what it has done: {error.strerror}; name another output"
            ) from error
        for piece in _pieces(path):
            examples, seconds = self.done(piece["job"])
            if piece.get("start") == len(examples):  # otherwise it is kept twice, or one before it is lost
                self._done[piece["job"]] = (examples + piece["examples"], seconds + piece["seconds"])

    def done(self, key: str) -> tuple[list[Example], float]:
        """The examples of a job that an earlier run has done, and the seconds that they took."""
        return self._done.get(key, ([], 0.0))

    def add(self, key: str, start: int, examples: Sequence[Example], seconds: float) -> None:
        """Keep a piece. start: how many examples of the job come before it."""
        if self._path is not None:
            piece = {"job": key, "start": start, "seconds": seconds, "examples": examples}
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(piece, ensure_ascii=False) + "\n")

    def close(self) -> None:
        """All is done: the output holds it."""
        if self._path is not None:
            self._path.unlink(missing_ok=True)


def _pieces(path: Path) -> Iterator[Mapping[str, Any]]:
    """The pieces in a file, which is cut back to its last whole line; a line that was damaged is left out."""
    *lines, torn = path.read_bytes().split(b"\n")
    os.truncate(path, path.stat().st_size - len(torn))
    for line in lines:
        with suppress(ValueError):
            yield json.loads(line)


def run_job(job: Job, *, seed: int = 0, store: Store | None = None, tell: Tell | None = None) -> Result:
    """The result of a job. When interrupted, the result of what is done, marked as incomplete."""
    model = job.model
    key = f"{job.kind} {job.task.digest} {model.digest} {model.name} {model.engine} {job.total}"
    store = store or Store(None, resume=False)
    examples, seconds = store.done(key)
    try:
        while len(examples) < job.total:
            start = time.perf_counter()
            piece = job.run(len(examples), min(len(examples) + job.chunk, job.total))
            took = time.perf_counter() - start
            store.add(key, len(examples), piece, took)
            examples, seconds = examples + piece, seconds + took
            if tell:
                tell(f"{job.task.name}, {model.name}", len(examples), job.total)
    except KeyboardInterrupt:
        if not examples:
            raise
    task = job.task
    columns: Sequence[str] = tuple(getattr(task, "slices", ()))
    return Result(
        task=task.name,
        kind=job.kind,
        metric=getattr(task, "metric", None) or METRICS[job.kind],
        source=getattr(task, "source", task.name),
        licence=task.licence,
        data_digest=task.digest,
        model=model.name,
        model_digest=model.digest,
        engine=model.engine,
        total=job.total,
        unlabelled=getattr(task, "unlabelled", 0),
        complete=len(examples) == job.total,
        seed=seed,
        seconds=round(seconds, 3),
        peak_memory=_peak_memory(),
        figures=summarise(job.kind, examples, seed),
        details=KINDS[job.kind].details(examples),
        slices=sliced(examples, columns, seed),
        examples=examples,
    )


def _peak_memory() -> float | None:
    """Of this process so far, in MiB; None where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
