"""The records that flow through the library, from the document that was read to the contradiction that was found."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from contradict.errors import InputError
from contradict.words import grouped

Relation = Literal["contradiction", "disputed", "changed", "scope", "agreement", "unrelated"]
FINDING_RELATIONS: tuple[Relation, ...] = ("contradiction", "disputed")
Span = tuple[int, int]
CONTEXT_WORDS = 25  # of the sentence before that the models read, so that no pair is too long for them


@dataclass(frozen=True, slots=True)
class Document:
    """One text and what is known of it. date: the day of publication; of a datetime, the day is kept.

    Raises InputError for a field of another type.
    """

    text: str
    id: str = ""
    title: str | None = None
    date: dt.date | None = None
    author: str | None = None
    outlet: str | None = None

    def __post_init__(self) -> None:
        if self.date is not None and self.date != self.date:  # a frame's "not a time"
            object.__setattr__(self, "date", None)
        for name in ("text", "id", "title", "author", "outlet"):
            value = getattr(self, name)
            if not isinstance(value, str) and (value is not None or name in ("text", "id")):
                raise InputError(f"the {name} of document {self.id!r} is {value!r}: pass a str")
        if isinstance(self.date, dt.datetime):
            object.__setattr__(self, "date", self.date.date())
        elif self.date is not None and not isinstance(self.date, dt.date):
            raise InputError(f"the date of document {self.id!r} is {self.date!r}: pass a datetime.date")

    @property
    def label(self) -> str:
        """What a person would call it: the outlet, else the title, else the id."""
        return self.outlet or self.title or self.id


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who stands behind a statement, and how the text says so."""

    speaker: str  # as unified over all documents: "Marco Rubio"
    kind: Literal["direct", "indirect", "mixed"]
    cue: str  # the reporting words: "said", "according to"
    role: str | None = None  # "US Secretary of State"
    source: str | None = None  # who relays the words, where that is somebody else: "TASS"
    holder: str | None = None  # whose position it is, where the speaker reports another's: "the ministry believes"


@dataclass(frozen=True, slots=True)
class Dispute:
    """A statement answers what somebody else says: "denied", "in response to Rubio's remarks", "I think not"."""

    cue: str  # the words that say so
    rejects: bool  # they reject it; "in response to" alone does not
    target: str | None = None  # whose words it turns against, as unified, where the text names them
    content: str = ""  # what is denied, as an assertion, where the sentence spells it out


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a document: ``document.text[start:end] == text``."""

    text: str
    document_id: str
    start: int  # characters, inclusive
    end: int  # characters, exclusive
    claim: str  # what is asserted: the text without its reporting frame
    attribution: Attribution | None = None
    day: dt.date | None = None  # the day spoken about, where the text names one
    published: dt.date | None = None  # the day of publication of its document
    dispute: Dispute | None = None
    context: str = ""  # the sentence before it, which a short reply needs
    position: int = 0  # the how-manieth statement of its document, from 0
    resolved: str = ""  # the claim with its pronouns read as whom they stand for, where that differs

    @property
    def reading(self) -> str:
        """What the models read: the claim, pronouns resolved, long numbers in groups of three."""
        return grouped(self.resolved or self.claim)

    @property
    def denies(self) -> bool:
        """True for a denial that spells out what it denies."""
        return bool(self.dispute and self.dispute.rejects and self.dispute.content)

    @property
    def asserted(self) -> str:
        """What the models read: the claim, pronouns resolved, or what a denial denies.

        Small NLI models do not understand "it is not true that": they read what is denied, and whatever agrees with
        that contradicts the denial.
        """
        return grouped(self.dispute.content) if self.dispute and self.denies else self.reading

    @property
    def as_written(self) -> str:
        """The text, for the models to read."""
        return grouped(self.text)

    @property
    def in_context(self) -> str:
        """The text behind the last words of the claim before it, for the models to read."""
        return grouped(" ".join((*self.context.split()[-CONTEXT_WORDS:], self.text)))

    @property
    def speaker(self) -> str | None:
        """The unified name of who says it; None for the text's own voice."""
        return self.attribution.speaker if self.attribution else None

    @property
    def date(self) -> dt.date | None:
        """The day spoken about, else the day of publication."""
        return self.day or self.published

    def in_text(self, spans: Iterable[Span], words: str | None = None) -> tuple[Span, ...]:
        """Spans of ``words`` (None: the claim) as spans of ``text``; what does not stand there as it is has none."""
        words = self.claim if words is None else words
        core = words[1:-1]  # the first letter and the last stop may be the claim's own
        base = self.text.find(core) - 1 if len(core) > 2 else -1
        found = []
        for start, end in spans:
            if base >= 0:
                found.append((base + start, base + end))
            elif match := re.search(rf"(?<!\w){re.escape(words[start:end])}(?!\w)", self.text, re.IGNORECASE):
                found.append(match.span())
        return tuple(found)

    @property
    def said(self) -> dt.date | None:
        """The day of publication, else the day spoken about."""
        return self.published or self.day

    @property
    def key(self) -> tuple[str, int, int]:
        """Sorts statements the same way, whatever order the documents came in."""
        return (self.document_id, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements, by index, that may be about the same matter."""

    a: int
    b: int
    similarity: float  # cosine of the claims' embeddings, -1 to 1
    reply: str | None = None  # the words that tie b to a as its answer, if the text has them
    texts_alike: float = 1.0  # cosine of the rarer words of the two documents, 0 to 1; 1 within a document


@dataclass(frozen=True, slots=True)
class Scores:
    """NLI probabilities in both directions; each triple sums to 1."""

    forward: tuple[float, float, float]  # a is the premise: entailment, neutral, contradiction
    backward: tuple[float, float, float]  # b is the premise

    @property
    def entailment(self) -> float:
        """Mean of both directions, 0 to 1."""
        return (self.forward[0] + self.backward[0]) / 2

    @property
    def neutral(self) -> float:
        """Mean of both directions, 0 to 1."""
        return (self.forward[1] + self.backward[1]) / 2

    @property
    def contradiction(self) -> float:
        """Mean of both directions, 0 to 1."""
        return (self.forward[2] + self.backward[2]) / 2


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that spoke for or against the finding."""

    text: str
    weight: float  # in log-odds; above 0 speaks for a contradiction
    spans_a: tuple[Span, ...] = ()  # characters within ``a.text``
    spans_b: tuple[Span, ...] = ()

    @property
    def speaks_for(self) -> bool:
        """True unless it spoke against the finding."""
        return self.weight >= 0


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that cannot both be true, and why we say so. ``a`` stands before ``b`` in document order."""

    a: Statement
    b: Statement
    probability: float  # calibrated, 0 to 1
    relation: Relation
    kind: str  # number, date, duration, negation, antonym, quantifier, entity, place, role, denial, agreement, other
    reasons: tuple[Reason, ...]
    similarity: float
    scores: Scores
    variants: tuple[Contradiction, ...] = field(default=(), repr=False)  # the same conflict in other words

    def to_dict(self) -> dict[str, Any]:
        """Plain data, ready for JSON."""
        return {
            "a": _statement_dict(self.a),
            "b": _statement_dict(self.b),
            "probability": round(self.probability, 4),
            "relation": self.relation,
            "kind": self.kind,
            "reasons": [
                {
                    "text": reason.text,
                    "weight": round(reason.weight, 3),
                    "spans_a": [list(span) for span in reason.spans_a],
                    "spans_b": [list(span) for span in reason.spans_b],
                }
                for reason in self.reasons
            ],
            "similarity": round(self.similarity, 4),
            "scores": {
                "entailment": round(self.scores.entailment, 4),
                "neutral": round(self.scores.neutral, 4),
                "contradiction": round(self.scores.contradiction, 4),
            },
            "variants": [replace(variant, variants=()).to_dict() for variant in self.variants],
        }


def _statement_dict(statement: Statement) -> dict[str, Any]:
    return {
        "text": statement.text,
        "claim": statement.claim,
        "speaker": statement.speaker,
        "document_id": statement.document_id,
        "start": statement.start,
        "end": statement.end,
        "date": statement.date.isoformat() if statement.date else None,
        "published": statement.published.isoformat() if statement.published else None,
    }
