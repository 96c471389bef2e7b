"""What the judge sees of a pair: named numbers, symmetric in a and b."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from contradict.evidence import CHECKS, Evidence
from contradict.records import Scores, Statement
from contradict.words import content_stems, names, overlap

FLOOR = 1e-3
ALONE = -4.0  # log-odds that are usual for a statement with a single candidate
UNREAD = Scores((0.0, 1.0, 0.0), (0.0, 1.0, 0.0))
_DOUBT = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|rumou?r(?:s|ed)?|hoax|untrue|false(?:ly)?|exaggerated|baseless|unfounded|fabricated|lies|parody|fake"
    r"|bogus|bunk|never|made up|not true|no truth|nonsense|invent(?:ed|ion)|shot down"
    r"|disput(?:e|es|ed|ing)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:e|es|ed|ing)|debunk(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
CLASHES = frozenset({"number", "negation", "antonym", "quantifier", "day", "place", "role"})


@dataclass(frozen=True)
class PairView:
    """One candidate pair, with everything that is judged."""

    a: Statement
    b: Statement
    similarity: float
    reply: str | None  # the words that tie one to the other as its answer
    denied: bool  # one side denies: its scores are of what it denies, and turned round
    context_overlap: float  # shared words of the statements with title and sentence before, 0 to 1
    texts_alike: float = 1.0  # cosine of the rarer words of the two documents
    ranks: tuple[int, int] = (0, 0)  # how many candidates of a, and of b, are more similar to it
    scores: Scores = UNREAD  # of the claims
    forms: tuple[float, float] | None = None  # mean log-odds of contradiction as written, and in context, if read
    second: Scores | None = None  # of the claims, by the larger NLI model, if it was asked
    usual: tuple[float, float] = (ALONE, ALONE)  # mean log-odds of contradiction of a, and of b, with other candidates
    told_again: tuple[float, float] = (0.0, 0.0)  # highest entailment of a, and of b, with another candidate, 0 to 1
    # highest chance of other pairs of either statement, higher and lower, and of the two texts
    elsewhere: tuple[float, float, float] | None = None

    def read(self, **said: Any) -> PairView:
        """The same pair with what an NLI model says, by field; what is known of it is not looked up again."""
        view = replace(self, **said)
        view.__dict__.update((name, self.__dict__[name]) for name in ("evidence", "overlap") if name in self.__dict__)
        return view

    @property
    def last_scores(self) -> Scores:
        """Of the claims, by the larger NLI model if it was asked."""
        return self.second or self.scores

    @cached_property
    def evidence(self) -> dict[str, Evidence]:
        """The checks that fired, by name."""
        fired = {name: check(self.a, self.b) for name, check in CHECKS.items()}
        return {name: found for name, found in fired.items() if found}

    @cached_property
    def overlap(self) -> float:
        """Shared content words of the claims, 0 to 1."""
        return overlap(self.a.claim, self.b.claim)


def log_odds(value: float) -> float:
    """Of a probability, cut off near 0 and 1."""
    return math.log(max(value, FLOOR) / max(1 - value, FLOOR))


def _strength(name: str) -> Callable[[PairView], float]:
    return lambda view: view.evidence[name].strength if name in view.evidence else 0.0


def _contradiction(view: PairView) -> tuple[float, float]:
    pair = (view.scores.forward[2], view.scores.backward[2])
    return min(pair), max(pair)


def _mean_odds(scores: Scores) -> float:
    return (log_odds(scores.forward[2]) + log_odds(scores.backward[2])) / 2


def _form(view: PairView, which: int) -> float:
    """Of a form that was not read, what the claims say."""
    return view.forms[which] if view.forms else _mean_odds(view.scores)


def _speakers_differ(view: PairView) -> float:
    return float(bool(view.a.speaker and view.b.speaker and view.a.speaker != view.b.speaker))


def _rejected_by_name(view: PairView) -> float:
    return float(rejected_by_name(view))


def rejected_by_name(view: PairView) -> bool:
    """True if one side rejects what it says the other side's speaker said, and this may be it."""
    return view.reply is not None and any(
        _answers(one, other, rejects=True) for one, other in ((view.a, view.b), (view.b, view.a))
    )


def _answered_by_name(view: PairView) -> float:
    return float(any(_answers(one, other, rejects=False) for one, other in ((view.a, view.b), (view.b, view.a))))


def _answers(one: Statement, other: Statement, rejects: bool) -> bool:
    dispute = one.dispute
    if not (dispute and dispute.target and dispute.target == other.speaker and dispute.rejects == rejects):
        return False
    return one.document_id != other.document_id or one.position > other.position  # nobody answers what comes later


def _rejects_nearby(view: PairView) -> float:
    """One rejects what another, named speaker said before it, without naming him."""
    if view.reply is None or not _speakers_differ(view):
        return 0.0
    return float(any(one.dispute and one.dispute.rejects and not one.dispute.target for one in (view.a, view.b)))


def _one_disputes(view: PairView) -> float:
    if not (view.a.dispute or view.b.dispute) or _both_doubt(view):
        return 0.0
    return float(_may_reject(view.a, view.b) != _may_reject(view.b, view.a))


def _may_reject(one: Statement, other: Statement) -> bool:
    """One rejects something, and does not say that it is somebody else's."""
    if not (one.dispute and one.dispute.rejects):
        return False
    target = one.dispute.target
    return target is None or _answers(one, other, rejects=True) or target.split()[-1] in other.text


def _own_denial(view: PairView) -> float:
    """A rejection beside other words of its own speaker: he hardly rejects himself."""
    same = view.a.speaker is not None and view.a.speaker == view.b.speaker
    return float(same and any(one.dispute and one.dispute.rejects for one in (view.a, view.b)))


def _both_doubt(view: PairView) -> float:
    """One side rejects something, and the other has words that reject too: they may well agree."""
    sides = ((view.a, view.b), (view.b, view.a))
    return float(any(one.dispute and one.dispute.rejects and _DOUBT.search(other.text) for one, other in sides))


def _alike(view: PairView) -> float:
    """Share of all content words that both sides have, where no check found anything that clashes."""
    if view.evidence.keys() & CLASHES or view.denied:
        return 0.0
    first, second = content_stems(view.a.claim), content_stems(view.b.claim)
    return len(first & second) / len(first | second) if first else 0.0


def _shared_names(view: PairView) -> float:
    first, second = names(view.a.claim), names(view.b.claim)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def _shorter(view: PairView) -> float:
    return math.log1p(min(len(content_stems(view.a.claim)), len(content_stems(view.b.claim))))


FEATURES: dict[str, Callable[[PairView], float]] = {
    "NLI contradiction, weaker direction": lambda view: log_odds(_contradiction(view)[0]),
    "NLI contradiction, stronger direction": lambda view: log_odds(_contradiction(view)[1]),
    "NLI contradiction as written": lambda view: _form(view, 0),
    "NLI contradiction in context": lambda view: _form(view, 1),
    "NLI contradiction, second reading": lambda view: _mean_odds(view.last_scores),
    "NLI entailment": lambda view: log_odds(view.scores.entailment),
    "usual contradiction, higher": lambda view: max(view.usual),
    "usual contradiction, lower": lambda view: min(view.usual),
    "told again, higher": lambda view: max(view.told_again),
    "told again, lower": lambda view: min(view.told_again),
    "similarity": lambda view: view.similarity,
    "nearer candidates, fewer": lambda view: math.log1p(min(view.ranks)),
    "nearer candidates, more": lambda view: math.log1p(max(view.ranks)),
    "shared words": lambda view: view.overlap,
    "shared words in context": lambda view: view.context_overlap,
    "shared names": _shared_names,
    "texts alike": lambda view: view.texts_alike,
    "NLI and similarity": lambda view: _contradiction(view)[0] * view.similarity,
    "NLI and shared words": lambda view: _contradiction(view)[1] * view.overlap,
    "rejects by name": _rejected_by_name,
    "answers by name": _answered_by_name,
    "rejects what another said before": _rejects_nearby,
    "denies in so many words": lambda view: float(view.denied),
    "one side disputes": _one_disputes,
    "dispute and shared words": lambda view: _one_disputes(view) * view.overlap,
    "disputes what its own speaker says": _own_denial,
    "both sides doubt": _both_doubt,
    "alike without a clash": _alike,
    "dispute and similarity": lambda view: _one_disputes(view) * max(view.similarity, 0.0),
    "speakers differ": _speakers_differ,
    "same document": lambda view: float(view.a.document_id == view.b.document_id),
    "length of the shorter": _shorter,
    **{name: _strength(name) for name in CHECKS},
}
BEFORE_READING = tuple(
    name for name in FEATURES if not name.startswith(("NLI", "usual", "told again"))
)  # known without the NLI model
