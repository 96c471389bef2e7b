"""Files of rows: JSON, JSON lines, CSV, parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from contradict.errors import InputError, NoTextError
from contradict.read.decode import suffix, text_of

FIELD_CHARACTERS = 2**31 - 1  # of a CSV; the largest limit that every system takes
DELIMITERS = ",;\t|"  # of a table's cells
_END = "\x01"  # a last row of our own; without it a quote swallowed the end of the table
_LIMIT = Lock()  # the limit of a CSV's cells is the whole process's


@dataclass(frozen=True)
class Row:
    """A row of a table; ``number`` from 1."""

    number: int
    content: Any


def read_json(path: Path, _: str) -> Iterator[Row]:
    """One object, or a list of them."""
    content = _loaded(text_of(path), f"{path}")
    for number, row in enumerate(content if isinstance(content, list) else [content], start=1):
        yield Row(number, row)


def read_jsonl(path: Path, _: str) -> Iterator[Row]:
    """One object a line."""
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        if line.strip():
            yield Row(number, _loaded(line, f"{path}, line {number}"))


def _loaded(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"{where} is no JSON: {error.msg} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, thousands of brackets
        raise InputError(f"{where} is no JSON that can be read: {error}") from error


def read_csv(path: Path, _: str) -> Iterator[Row | NoTextError]:
    """Cells by the names of the first line."""
    text = text_of(path).lstrip("\n")
    lines = io.StringIO(f"{text}\n{_END}", newline="")
    with _LIMIT:
        limit = csv.field_size_limit(FIELD_CHARACTERS)
        try:
            rows = [*filter(None, csv.reader(lines, delimiter=delimiter(text, path), skipinitialspace=True))]
        except csv.Error as error:
            raise InputError(f"{path} is no CSV: {error}") from error
        finally:
            csv.field_size_limit(limit)
    if rows.pop() != [_END]:
        raise InputError(f"{path}, row {len(rows)}: a quote opens a cell there and none closes it; close or double it")
    names = rows[0] if rows else []
    for number, row in enumerate(rows[1:], start=1):
        if any(map(str.strip, row[len(names) :])):
            lack = f"{path}, row {number}, has more cells than the first line has names"
            yield NoTextError(lack, "put cells that hold the delimiter in quotes")
        else:
            yield Row(number, dict.fromkeys(names) | dict(zip(names, row, strict=False)))


def delimiter(text: str, path: Path) -> str:
    """What stands between the names of a table's columns, its first line; by the file's name, if there is only one."""
    try:
        return csv.Sniffer().sniff(text.lstrip().partition("\n")[0], DELIMITERS).delimiter
    except csv.Error:
        return "\t" if ".tsv" in suffix(path) else ","


def read_parquet(path: Path, _: str) -> Iterator[Row]:
    """The rows of a parquet file."""
    import pyarrow
    from pyarrow import parquet

    try:
        rows = parquet.read_table(path).to_pylist()
    except pyarrow.ArrowException as error:
        raise InputError(f"{path} is no parquet file: {str(error).splitlines()[0]}") from error
    for number, row in enumerate(rows, start=1):
        yield Row(number, row)
