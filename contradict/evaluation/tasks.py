"""Tasks of labelled pairs: data with a name, a source, a licence, a digest and a primary metric."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from contradict.errors import InputError, OptionError
from contradict.evaluation.labels import ALLOWED, gold_label
from contradict.evaluation.registry import PUBLIC
from contradict.evaluation.rows import Row, columns_of, load_hub, placed_rows, rows_of_dataset
from contradict.words import encodable

_WHOLE = re.compile(r"(\d+)(?:\.0)?")  # "2.0": a frame's number beside gaps
SLICES = ("tag", "domain", "source", "genre")  # columns of a user's file that figures are split by, if it has them


@dataclass(frozen=True)
class PairsTask:
    """Premise and hypothesis pairs with gold labels; rows without one are left out and counted.

    digest: first 16 hex digits of the SHA-256 of the rows (premise, hypothesis, label), whatever file they came in.
    clusters: one name a row; rows of one cluster are resampled together. slices: by column, one value a row.
    metric: the figure by which models are ranked. unlabelled: how many rows are left out; the place of the first and
    what it has for a label are in first_unlabelled.
    """

    name: str
    source: str
    licence: str
    digest: str
    pairs: tuple[tuple[str, str], ...]
    labels: tuple[str, ...]
    clusters: tuple[str, ...]
    ids: tuple[str, ...]
    slices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    metric: str = "accuracy"
    unlabelled: int = 0
    first_unlabelled: str = ""


def shipped_file(name: str) -> Path:
    """The labelled data of ours called ``name``."""
    return Path(str(resources.files("contradict.labelled"))) / f"{name}.jsonl"


def shipped_pairs() -> list[str]:
    """Names of the labelled pairs that come with the package."""
    return sorted(path.stem for path in shipped_file("").parent.glob("pairs-*.jsonl"))


def load_pairs(
    name: str,
    *,
    limit: int | None = None,
    columns: Mapping[str, str] | None = None,
    labels: Sequence[str] | None = None,
) -> PairsTask:
    """A task by name, NAME=COPY for a public set from a local copy, or the path of any file of labelled pairs.

    columns: names of the premise, hypothesis and label columns, where they cannot be guessed. labels: the names that
    numbers in the label column stand for, from 0. Both count for files and copies.
    Raises InputError for an unknown name, a row that cannot be read, or a task without a labelled row, OptionError for
    an unknown role in ``columns`` or an unknown name in ``labels``.
    """
    known, _, copy = name.partition("=")
    label_names = _by_number(labels or ())
    if known in shipped_pairs() and not copy:
        path = shipped_file(known)
        return pairs_task(known, path, source=path.name, licence="Apache-2.0", limit=limit)
    if known in PUBLIC:
        return _public(known, copy or None, limit=limit, columns=columns or {}, label_names=label_names)
    path = Path(name)
    if not path.is_file():
        raise InputError(
            f"no task or file {name!r}: shipped tasks are {', '.join(shipped_pairs())}; public ones are "
            f"{', '.join(PUBLIC)}"
        )
    return pairs_task(
        path.name.partition(".")[0],
        path,
        source=path.name,
        limit=limit,
        columns=columns,
        label_names=label_names,
    )


def _by_number(labels: Sequence[str]) -> dict[str, str]:
    """The names that numbers stand for, from 0."""
    for label in labels:
        if gold_label(label) is None:
            raise OptionError(
                f"labels names {label!r}: known are {', '.join(ALLOWED)}, "
                "as in --labels entailment,neutral,contradiction"
            )
    return {str(number): label for number, label in enumerate(labels)}


def pairs_task(
    name: str,
    rows: Iterable[Any] | Any,
    *,
    source: str = "",
    licence: str = "unknown",
    limit: int | None = None,
    columns: Mapping[str, str] | None = None,
    label_names: Mapping[str, str] | None = None,
    cluster: str | None = None,
    slices: Sequence[str] = SLICES,
    metric: str = "accuracy",
) -> PairsTask:
    """A task from rows: dicts, a ``datasets.Dataset``, a pandas or a polars frame, or the path of a file.

    Raises what ``load_pairs`` raises.
    """
    found: dict[str, str] = {}
    pairs: list[tuple[str, str]] = []
    kept: list[tuple[int, Row, str]] = []
    unlabelled, first_unlabelled = 0, ""
    for number, (place, row) in enumerate(placed_rows(rows), start=1):
        found = found or columns_of(row, columns or {}, f"task {name}")
        raw = row.get(found["label"])
        whole = _WHOLE.fullmatch(str(raw))
        label = gold_label((label_names or {}).get(whole[1] if whole else str(raw), raw))
        if label is None:
            if whole and int(whole[1]) < 3:
                raise InputError(
                    f"task {name}, {place} has the label {raw!r}: say what the numbers stand for, "
                    "as in --labels entailment,neutral,contradiction"
                )
            unlabelled += 1
            first_unlabelled = first_unlabelled or (
                f"{place} has no label" if raw in (None, "") else f"{place} has the label {raw!r}"
            )
            continue
        premise, hypothesis = (row.get(found[role]) for role in ("premise", "hypothesis"))
        if not isinstance(premise, str) or not isinstance(hypothesis, str):
            raise InputError(f"task {name}, {place}: premise and hypothesis must be texts")
        pairs.append((encodable(premise), encodable(hypothesis)))
        kept.append((number, row, label))
        if limit and len(pairs) >= limit:
            break
    if not pairs:
        left_out = f" ({unlabelled} without a known label, the first: {first_unlabelled})" if unlabelled else ""
        raise InputError(f"task {name} has no labelled row{left_out}: labels are {', '.join(ALLOWED)}")
    labels = tuple(label for _, _, label in kept)
    return PairsTask(
        name,
        source or name,
        licence,
        _digest(pairs, labels),
        tuple(pairs),
        labels,
        tuple(
            str(_first(row.get(cluster), pair[0])) if cluster else pair[0]
            for (_, row, _), pair in zip(kept, pairs, strict=True)
        ),
        tuple(str(_first(row.get("id"), row.get("uid"), number)) for number, row, _ in kept),
        {
            column: tuple(str(row.get(column)) for _, row, _ in kept)
            for column in slices
            if any(row.get(column) is not None for _, row, _ in kept)
        },
        metric,
        unlabelled,
        first_unlabelled,
    )


def _first(*values: Any) -> Any:
    """The first value that says something; 0 does, an empty cell does not."""
    return next(value for value in values if value is not None and value != "")


def _public(
    name: str, copy: str | None, *, limit: int | None, columns: Mapping[str, str], label_names: Mapping[str, str]
) -> PairsTask:
    known = PUBLIC[name]
    dataset = load_hub(name, known.source, known.split, config=known.config, revision=known.revision, copy=copy)
    rows = rows_of_dataset(dataset)
    return pairs_task(
        name,
        known.reshape(rows) if known.reshape else rows,
        source=copy or f"{known.source}@{known.revision or 'main'} {known.config or ''} {known.split}",
        licence=known.licence,
        limit=limit,
        columns={**known.columns, **columns} if copy else known.columns,
        label_names={**known.labels, **label_names} if copy else known.labels,
        cluster=known.cluster,
        slices=known.slices,
        metric=known.metric,
    )


def _digest(pairs: Iterable[tuple[str, str]], labels: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for (premise, hypothesis), label in zip(pairs, labels, strict=True):
        digest.update(json.dumps([premise, hypothesis, label], ensure_ascii=False).encode("utf-8") + b"\n")
    return digest.hexdigest()[:16]
