"""Labelled rows from a file, a hub data set, a copy of one, or an object in memory."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from contradict.errors import InputError, NoTextError, OptionError
from contradict.read.decode import suffix
from contradict.read.tables import read_csv

Row = Mapping[str, Any]
TABLES = (".jsonl", ".jsonl.gz", ".json", ".csv", ".tsv", ".parquet")
GUESSES = {
    "premise": ("premise", "sentence1", "sentence_a", "text_a", "evidence", "context", "document", "a"),
    "hypothesis": ("hypothesis", "sentence2", "sentence_b", "text_b", "claim", "statement", "b"),
    "label": ("label", "gold_label", "gold", "labels", "entailment_label", "verdict"),
}


def placed_rows(rows: Any) -> Iterator[tuple[str, Row]]:
    """The rows of a file or of a data set in memory, each with its place in it, such as "line 5" or "row 5"."""
    if isinstance(rows, str | Path):
        yield from rows_of_file(Path(rows))
    else:
        yield from _numbered(rows_of_dataset(rows))


def rows_of_file(path: Path) -> Iterator[tuple[str, Row]]:
    """The rows of a table and their places: the line, or of a CSV the row.

    Raises InputError for a file that cannot be read, naming the line.
    """
    kind = suffix(path)
    if kind not in TABLES:
        raise InputError(f"cannot read labelled rows from {path}: give one of {', '.join(TABLES)}")
    try:
        if kind == ".parquet":
            from pyarrow import parquet

            yield from _numbered(parquet.read_table(path).to_pylist())
        elif kind in (".csv", ".tsv"):
            for row in read_csv(path, ""):
                if isinstance(row, NoTextError):
                    raise row
                yield f"row {row.number}", row.content
        else:
            opened = gzip.open if kind == ".jsonl.gz" else open
            with opened(path, "rt", encoding="utf-8-sig") as file:
                yield from _numbered(_objects(json.load(file), path)) if kind == ".json" else placed_lines(file, path)
    except (OSError, EOFError, UnicodeDecodeError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"cannot read {path}: {str(error).splitlines()[0]}") from error


def rows_of_dataset(dataset: Any) -> Iterator[Row]:
    """The rows of a ``datasets.Dataset`` or of a pandas or polars frame, labels by name.

    A class label of -1, which data sets use for "no gold label", becomes None.
    """
    names = {
        column: feature
        for column, feature in (getattr(dataset, "features", None) or {}).items()
        if hasattr(feature, "int2str")
    }
    for row in _plain_rows(dataset):
        known = {
            column: feature.int2str(row[column]) if isinstance(row[column], int) and row[column] >= 0 else None
            for column, feature in names.items()
        }
        yield {**row, **known}


def load_hub(
    name: str,
    source: str,
    split: str,
    *,
    config: str | None = None,
    revision: str | None = None,
    copy: str | None = None,
) -> Any:
    """A data set of the hub through ``datasets``, or a copy of it in the same layout in the folder or file ``copy``.

    Raises InputError, in one line that says how to pass a file, if it cannot be had.
    """
    import datasets

    where = copy or source
    try:
        if copy and Path(copy).is_file():
            builder = {".jsonl": "json", ".tsv": "csv"}.get(Path(copy).suffix, Path(copy).suffix.lstrip("."))
            separator = {"sep": "\t"} if copy.endswith(".tsv") else {}
            return datasets.load_dataset(builder, data_files=copy, split="train", **separator)
        if "://" in where:
            builder = "csv" if where.endswith((".tsv", ".txt")) else "json"
            return datasets.load_dataset(builder, data_files=where, split="train")
        return datasets.load_dataset(where, config, split=split, revision=None if copy else revision)
    except (OSError, ValueError, RuntimeError, ImportError, datasets.exceptions.DatasetsError) as error:
        reason = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"[:160]
        raise InputError(
            f"cannot load task {name} from {where} ({reason}); pass a copy of it as {name}=PATH, "
            "or any file with premise, hypothesis and label"
        ) from error


def columns_of(row: Row, given: Mapping[str, str], where: str) -> dict[str, str]:
    """Which column holds premise, hypothesis and label: the given one, else the first usual name that is there.

    Raises InputError if a column is missing, OptionError for a role that no pair has.
    """
    for role in given:
        if role not in GUESSES:
            raise OptionError(f"columns names {role!r}: known are {', '.join(GUESSES)}, as in --columns label=gold")
    by_name = {str(column).strip().lower(): column for column in row}
    found = {}
    for role, usual in GUESSES.items():
        column = given.get(role) or next((by_name[name] for name in usual if name in by_name), None)
        if column is None or column not in row:
            raise InputError(
                f"{where} has no {role} column{f' {column!r}' if column else ''}: its columns are "
                f"{', '.join(map(str, row))}; name it, as in --columns {role}=NAME"
            )
        found[role] = column
    return found


def json_lines(lines: Iterable[str], path: Path) -> Iterator[Row]:
    """The objects in JSON lines; see ``placed_lines``."""
    return (row for _, row in placed_lines(lines, path))


def placed_lines(lines: Iterable[str], path: Path) -> Iterator[tuple[str, Row]]:
    """The objects in JSON lines, each with its line; empty lines are passed over.

    Raises InputError, naming the line of ``path``.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}, line {number} is no JSON: {error.msg}") from error
        if not isinstance(row, dict):
            raise InputError(f"{path}, line {number} is no JSON object")
        yield f"line {number}", row


def _numbered(rows: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    return ((f"row {number}", row) for number, row in enumerate(rows, start=1))


def _objects(rows: Any, path: Path) -> Iterable[Row]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{path} is no list of JSON objects: give one, [{{...}}, ...], or JSON lines as .jsonl")
    return rows


def _plain_rows(dataset: Any) -> Iterable[dict[str, Any]]:
    if hasattr(dataset, "iter_rows"):  # polars
        rows: Iterable[dict[str, Any]] = dataset.iter_rows(named=True)
        return rows
    if hasattr(dataset, "to_dict") and hasattr(dataset, "iloc"):  # pandas
        records: Iterable[dict[str, Any]] = dataset.to_dict("records")
        return records
    return (dict(row) for row in dataset)
