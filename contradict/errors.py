"""The errors that the library raises; every message names the input, the limit and the next step.

ContradictError
├── InputError         (ValueError)   documents, rows and files that cannot be read
├── OptionError        (ValueError)   an option out of its range, or unknown
├── ModelError         (ValueError)   a model folder or hub id that cannot be used
└── MissingExtraError  (ImportError)  an optional package is not installed
"""

from __future__ import annotations


class ContradictError(Exception):
    """Base of all errors of this library."""


class InputError(ContradictError, ValueError):
    """Documents, rows or files that cannot be read."""


class OptionError(ContradictError, ValueError):
    """An option out of its range, or unknown."""


class ModelError(ContradictError, ValueError):
    """A model folder or hub id that cannot be used."""


class MissingExtraError(ContradictError, ImportError):
    """An optional package is not installed."""
