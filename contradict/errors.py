"""The errors that the library raises; every message names the input, the limit and the next step.

ContradictError
├── InputError         (ValueError)   documents, rows and files that cannot be read
│   └── NoTextError                   one that has no text; where others have some, a LeftOutWarning instead
│       └── NoColumnError             one without a column that was named; where others have it, a warning, too
├── OptionError        (ValueError)   an option out of its range, or unknown
├── ModelError         (ValueError)   a model folder or hub id that cannot be used
└── MissingExtraError  (ImportError)  an optional package is not installed
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class ContradictError(Exception):
    """Base of all errors of this library."""


class InputError(ContradictError, ValueError):
    """Documents, rows or files that cannot be read."""


class NoTextError(InputError):
    """A document, row or file without text. lack: what it lacks; step: what to do about it."""

    def __init__(self, lack: str, step: str) -> None:
        super().__init__(lack, step)
        self.lack, self.step = lack, step

    def __str__(self) -> str:
        return ": ".join(self.args)


class NoColumnError(NoTextError):
    """A row without a column that was named, other than that of its text. lack, step: as above; column: its name."""

    def __init__(self, lack: str, step: str, column: str = "") -> None:
        super().__init__(lack, step)
        self.column = column


class LeftOutWarning(UserWarning):
    """Documents, rows or files without text, or broken files among others, were left out; it names them."""


class OptionError(ContradictError, ValueError):
    """An option out of its range, or unknown."""


class ModelError(ContradictError, ValueError):
    """A model folder or hub id that cannot be used."""


class MissingExtraError(ContradictError, ImportError):
    """An optional package is not installed."""


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Around what writes a file. Raises InputError with its path if it cannot be written."""
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a path without a name
        told = getattr(error, "strerror", None) or error
        raise InputError(f"cannot write {path}: {told}; name a file in an existing folder of yours") from error
