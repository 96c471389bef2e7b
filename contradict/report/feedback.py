"""What a user said of findings: dismissed or confirmed, kept in a small file by the hash of both statements' texts."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Literal

from contradict.errors import InputError, OptionError, writing
from contradict.records import Contradiction

Verdict = Literal["dismissed", "confirmed"]


class Feedback:
    """Verdicts by content, so that they hold for the same two sentences in any later run.

    path: a JSON-lines file that is read now and added to with every verdict; None keeps them in memory only.
    Raises InputError for a file that is none of ours.
    """

    def __init__(self, path: str | Path | None = None) -> None:
        self._path = Path(path).expanduser() if path is not None else None
        self._verdicts = _read(self._path) if self._path and self._path.exists() else {}

    def add(self, finding: Contradiction, verdict: Verdict) -> None:
        """Keep a verdict; a later one on the same pair replaces it. Raises InputError if the file cannot be written."""
        key = pair_hash(finding)
        if self._path:
            with writing(self._path):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with self._path.open("ab+") as file:
                    if file.tell():
                        file.seek(-1, os.SEEK_END)
                        file.write(b"" if file.read() == b"\n" else b"\n")  # that an editor left out
                    file.write(json.dumps({"pair": key, "verdict": verdict}).encode() + b"\n")
        self._verdicts[key] = verdict

    def verdict(self, finding: Contradiction) -> Verdict | None:
        """What was said of a finding, if anything was."""
        return self._verdicts.get(pair_hash(finding))

    def dismissed(self) -> frozenset[str]:
        """The hashes of the pairs that are dismissed by now."""
        return frozenset(key for key, verdict in self._verdicts.items() if verdict == "dismissed")


def _read(path: Path) -> dict[str, Verdict]:
    """The verdicts in a file by pair; the last one on a pair holds."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {path}: {error}; name a feedback file, or a new one") from error
    return dict(_parsed(path, number, line) for number, line in enumerate(lines, start=1) if line)


def _parsed(path: Path, number: int, line: str) -> tuple[str, Verdict]:
    try:
        row = json.loads(line)
        return str(row["pair"]), row["verdict"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}, line {number} is no verdict on a finding: {line[:60]!r}") from error


def pair_hash(finding: Contradiction) -> str:
    """First 16 hex digits of the SHA-256 of both statements' texts, in either order, spaces folded.

    Raises OptionError for what is no finding.
    """
    if not isinstance(finding, Contradiction):
        raise OptionError(f"{finding!r} is no finding: pass one of the report's, as in report[0]")
    texts = sorted(" ".join(side.text.split()) for side in (finding.a, finding.b))
    return hashlib.sha256("\n".join(texts).encode("utf-8")).hexdigest()[:16]
