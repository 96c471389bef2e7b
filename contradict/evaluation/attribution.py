"""Who says it: speakers, sources and reported words of labelled sentences against what the statements say of them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from contradict import __version__
from contradict.evaluation.marks import Passage
from contradict.evaluation.resampling import share
from contradict.evaluation.rows import json_lines
from contradict.records import Document, Statement
from contradict.statements import extract

if TYPE_CHECKING:
    from numpy.typing import NDArray

Example = Mapping[str, Any]
COUNTS = ("named", "found", "right", "sources", "sources_found", "sources_right", "words", "claimed", "shared")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class LabelledSentence:
    """One sentence: its speaker and the source that relays it, if any; and what is reported, as written."""

    passage: Passage
    speaker: str | None
    source: str | None
    content: str | None


@dataclass(frozen=True)
class AttributionTask:
    """Documents whose sentences are labelled."""

    name: str
    digest: str
    documents: tuple[tuple[Document, tuple[LabelledSentence, ...]], ...]
    licence: str = "Apache-2.0"


def load_attribution_task(name: str, path: Path, limit: int | None = None) -> AttributionTask:
    """The documents of a JSONL file: id, text, statements with start, end, speaker, source, content (spans)."""
    rows = islice(json_lines(path.read_text("utf-8-sig").split("\n"), path), limit)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    return AttributionTask(name, digest, tuple((Document(row["text"], row["id"]), _labelled(row)) for row in rows))


def _labelled(row: Mapping[str, Any]) -> tuple[LabelledSentence, ...]:
    return tuple(
        LabelledSentence(
            Passage(row["id"], one["start"], one["end"]),
            one["speaker"],
            one.get("source"),
            " ".join(row["text"][start:end] for start, end in one["content"]) if "content" in one else None,
        )
        for one in row["statements"]
    )


class Rules:
    """What a result says of the rules: the version of the package that they come with."""

    name, digest, engine = "rules", __version__, "python"


@dataclass(frozen=True)
class AttributionJob:
    """The rules on labelled documents."""

    task: AttributionTask
    model = Rules()
    kind = "attribution"
    chunk = 10

    @property
    def total(self) -> int:
        """How many documents there are."""
        return len(self.task.documents)

    def run(self, start: int, stop: int) -> list[Example]:
        """Read the documents from ``start`` up to ``stop``, each by itself."""
        return [_example(document, labelled) for document, labelled in self.task.documents[start:stop]]


def _example(document: Document, labelled: Sequence[LabelledSentence]) -> Example:
    """Counts over the sentences of a document, and the sentences whose speaker is wrong."""
    statements = extract([document]).statements
    counts: Counter[str] = Counter(statements=len(labelled))
    wrong = []
    for one in labelled:
        statement = next((found for found in statements if one.passage.holds(found)), None)
        speaker = statement.speaker if statement else None
        source = statement.attribution.source if statement and statement.attribution else None
        right, same_source = same_name(one.speaker, speaker), same_name(one.source, source)
        counts.update(named=bool(one.speaker), found=bool(speaker), right=right)
        counts.update(sources=bool(one.source), sources_found=bool(source), sources_right=same_source)
        if not right and (one.speaker or speaker):
            wrong.append([document.text[one.passage.start : one.passage.end], one.speaker, speaker])
        if one.content is not None:
            counts.update(_words(one.content, statement))
    return {
        "id": document.id,
        "cluster": document.id,
        **{n: counts[n] for n in ("statements", *COUNTS)},
        "wrong": wrong,
    }


def _words(content: str, statement: Statement | None) -> Counter[str]:
    """Words that are reported, words of the claim, and those in common."""
    first, second = (
        Counter(re.findall(r"\w+", text.lower())) for text in (content, statement.claim if statement else "")
    )
    return Counter(words=first.total(), claimed=second.total(), shared=(first & second).total())


def same_name(one: str | None, other: str | None) -> bool:
    """True if two names are one, title and article aside: "the ministry", "ministry"; "Rubio", "Marco Rubio"."""
    if not one or not other:
        return False
    first, second = (set(_ARTICLE.sub("", name).casefold().split()) for name in (one, other))
    return first <= second or second <= first


def figures(examples: Sequence[Example], weights: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    """All figures for each weighting of the documents, (weightings,). Words are counted over all sentences."""
    of = {name: weights @ np.array([one[name] for one in examples], float) for name in COUNTS}
    return {
        "speaker_precision": share(of["right"], of["found"]),
        "speaker_recall": share(of["right"], of["named"]),
        "source_precision": share(of["sources_right"], of["sources_found"]),
        "source_recall": share(of["sources_right"], of["sources"]),
        "reported_words_precision": share(of["shared"], of["claimed"]),
        "reported_words_recall": share(of["shared"], of["words"]),
    }


def details(examples: Sequence[Example]) -> dict[str, Any]:
    """Counts that need no interval."""
    return {name: sum(one[name] for one in examples) for name in ("statements", "named", "found", "sources")}
