"""What documents are called, so that no two of a report have the same name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from textwrap import shorten

from contradict.records import Document

MOST_OF_A_TITLE = 60  # characters, where it tells documents apart


def names(documents: Sequence[Document]) -> dict[str, str]:
    """By id: the label; with the title behind it where others have that label, with the id where that does not help."""
    labels = Counter(document.label for document in documents)
    found = {one.id: one.label if labels[one.label] == 1 else _with_title(one) for one in documents}
    counts = Counter(found.values())
    return {one: name if counts[name] == 1 else f"{name} ({one})" for one, name in found.items()}


def _with_title(document: Document) -> str:
    title = shorten(document.title or "", MOST_OF_A_TITLE, placeholder="…")
    return f"{document.outlet} (“{title}”)" if document.outlet and title else f"{document.label} ({document.id})"
