"""What a user asks a report for, checked."""

from __future__ import annotations

import unicodedata
from numbers import Real

from contradict.errors import OptionError

_STRAIGHT = str.maketrans("’‘“”", "''\"\"")


def checked_threshold(threshold: float) -> float:
    """The threshold as a plain number, so that it can be saved. Raises OptionError for what is no probability."""
    if not isinstance(threshold, Real) or isinstance(threshold, bool) or not 0 <= threshold <= 1:
        raise OptionError(f"threshold={threshold!r} is out of range: give a probability from 0 to 1")
    return float(threshold)


def folded(text: str) -> str:
    """Without case, with straight quotation marks and single blanks. Raises OptionError for what is no text."""
    if not isinstance(text, str) or not text.strip():
        raise OptionError(f"{text!r} is no text: give a word, a phrase or a name")
    return " ".join(unicodedata.normalize("NFKC", text).translate(_STRAIGHT).casefold().split())
