"""Writing files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contradict.errors import InputError


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Around what writes a file. Raises InputError with its path if it cannot be written."""
    try:
        yield
    except OSError as error:
        raise InputError(
            f"cannot write {path}: {error.strerror}; name a file in an existing folder of yours"
        ) from error


def written(text: str, path: str | Path | None) -> str:
    """The text, which is written to ``path`` as well, if one is given. Raises InputError if it cannot be written."""
    if path is not None:
        with writing(Path(path)):
            Path(path).write_text(text, "utf-8")
    return text
