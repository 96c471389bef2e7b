"""Writing files."""

from __future__ import annotations

from pathlib import Path

from contradict.errors import writing


def written(text: str, path: str | Path | None) -> str:
    """The text, which is written to ``path`` as well, if one is given. Raises InputError if it cannot be written."""
    if path is not None:
        with writing(Path(path)):
            Path(path).write_text(text, "utf-8")
    return text
