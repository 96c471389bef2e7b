"""Tasks: labelled pairs with a name and a digest."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from contradict.errors import InputError
from contradict.models.folder import NLI_LABELS

ALLOWED = {label: (label,) for label in NLI_LABELS} | {"not_entailment": ("neutral", "contradiction")}


@dataclass(frozen=True)
class Task:
    """Pairs with the labels that count as right for each (two for "not entailment")."""

    name: str
    digest: str  # first 16 hex digits of the file's SHA-256
    pairs: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, ...], ...]
    unlabelled: int  # rows without a known label, left out


def shipped_tasks() -> list[str]:
    """Names of the labelled pairs that come with the package."""
    folder = resources.files("contradict.labelled")
    return sorted(f.name.removesuffix(".jsonl") for f in folder.iterdir() if f.name.startswith("pairs-"))


def load_task(name: str, limit: int | None = None) -> Task:
    """A shipped task by name, or a JSON-lines file (also gzipped) with premise, hypothesis and label.

    Raises InputError for an unknown name, a broken row, or a file without labels.
    """
    path = Path(name)
    if not path.is_file():
        path = Path(str(resources.files("contradict.labelled"))) / f"{name}.jsonl"
        if name not in shipped_tasks():
            raise InputError(f"no task or file {name!r}: shipped tasks are {', '.join(shipped_tasks())}")
    try:
        data = path.read_bytes()
        content = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read task {name}: {error}") from error
    pairs, labels, unlabelled = [], [], 0
    for number, line in enumerate(filter(None, content.split("\n")), start=1):
        row = _row(line, name, number)
        allowed = ALLOWED.get(str(row.get("label", "")).lower())
        if allowed is None:
            unlabelled += 1
            continue
        pairs.append((row["premise"], row["hypothesis"]))
        labels.append(allowed)
        if limit and len(pairs) >= limit:
            break
    if not pairs:
        raise InputError(f"task {name} has no labelled row: label must be one of {', '.join(ALLOWED)}")
    digest = hashlib.sha256(data).hexdigest()[:16]
    return Task(path.name.partition(".")[0], digest, tuple(pairs), tuple(labels), unlabelled)


def _row(line: str, name: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"task {name}, line {number} is no JSON: {error.msg}") from error
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in ("premise", "hypothesis")):
        raise InputError(f"task {name}, line {number} lacks premise or hypothesis")
    return row
