"""ContraDoc (Li et al., 2023): single documents into which people wrote, or did not write, a self-contradiction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from contradict.errors import InputError
from contradict.evaluation.marks import Bundle, BundlesTask, Mark, Passage
from contradict.records import Document

NAME = "contradoc"
SOURCE = "https://raw.githubusercontent.com/ddhruvkr/CONTRADOC/main/ContraDoc.json"
LICENCE = "unstated; news from CNN/DailyMail, stories and Wikipedia"


def load_contradoc(copy: str | None = None, limit: int | None = None) -> BundlesTask:
    """Each document as a bundle of one: the sentence that was written in against those it contradicts.

    Where the data names none, it stands against the whole rest of the document. Documents in which the sentence is
    not found verbatim are left out. copy: a local copy of ContraDoc.json; without one it is downloaded.
    Raises InputError if it cannot be had or read.
    """
    try:
        content = Path(copy or _downloaded()).read_bytes()
        groups = json.loads(content)
        bundles = tuple(islice(_bundles(groups), limit))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"cannot load task {NAME} from {copy or SOURCE} ({type(error).__name__}: {str(error)[:100]}); "
            f"pass a copy of ContraDoc.json as {NAME}=PATH"
        ) from error
    return BundlesTask(NAME, hashlib.sha256(content).hexdigest()[:16], bundles, LICENCE)


def _downloaded() -> str:
    import datasets

    return str(datasets.DownloadManager().download(SOURCE))


def _bundles(groups: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterator[Bundle]:
    """Documents with and without a contradiction in turn, so that a first part of them holds both."""
    marked, clean = (list(groups[group].items()) for group in ("pos", "neg"))
    for place in range(max(len(marked), len(clean))):
        for identifier, entry in marked[place : place + 1]:
            text = entry["text"]
            written = _passages(identifier, text, [entry["evidence"]])
            if written:
                against = _passages(identifier, text, entry.get("ref sentences") or ())
                rest = (Passage(identifier, 0, written[0].start), Passage(identifier, written[0].end, len(text)))
                mark = Mark("+".join(entry.get("contra_type") or ["other"]), "contradiction", written, against or rest)
                yield Bundle(identifier, (Document(text, identifier),), (mark,), ())
        for identifier, entry in clean[place : place + 1]:
            yield Bundle(identifier, (Document(entry["text"], identifier),), (), ())


def _passages(document: str, text: str, sentences: Any) -> tuple[Passage, ...]:
    found = ((text.find(sentence.strip()), len(sentence.strip())) for sentence in sentences if sentence.strip())
    return tuple(Passage(document, start, start + length) for start, length in found if start >= 0)
