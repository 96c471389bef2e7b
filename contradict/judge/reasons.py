"""What moved a verdict, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from contradict.evidence.quantities import quantities
from contradict.judge.among import NOWHERE
from contradict.judge.features import CLASHES, FEATURES, PairView
from contradict.records import Reason, Span

READING = frozenset(name for name in FEATURES if name.startswith(("NLI", "usual", "told again")))
DISPUTE = frozenset(
    (
        "rejects by name",
        "answers by name",
        "rejects what another said before",
        "denies in so many words",
        "one side disputes",
        "dispute and similarity",
        "dispute and shared words",
        "disputes what its own speaker says",
        "both sides doubt",
    )
)
ALIKE = frozenset(("alike without a clash",))
TOPIC = frozenset(
    (
        "similarity",
        "nearer candidates, fewer",
        "nearer candidates, more",
        "shared words",
        "shared words in context",
        "shared names",
    )
)
TEXTS = ("texts alike",)
ONE_EVENT = 0.2  # cosine of two texts from which they are said to have much in common
NEAR = 0.5  # similarity from which nobody would say that two statements have little in common
MIN_WEIGHT = 0.05  # log-odds; a reason that moves the verdict less is not worth a reader's time


def groups(view: PairView) -> dict[str, Collection[str]]:
    """The features that make one reason each, by the reason's name."""
    evidence = {name: (name,) for name in view.evidence}
    dispute = {"dispute": DISPUTE} if view.reply or view.a.dispute or view.b.dispute else {}
    return {"reading": READING, **evidence, **dispute, "alike": ALIKE, "topic": TOPIC, "texts": TEXTS}


def worded(view: PairView, weights: Mapping[str, float]) -> tuple[Reason, ...]:
    """The reasons, strongest first. weights: what each of ``groups`` adds to the log-odds."""
    reasons = [Reason(_reading(view, weights["reading"]), weights["reading"])]
    clashes: list[Reason] = []  # told whatever they weigh, for or against: they are what a reader can check
    for name, found in view.evidence.items():
        spans = view.a.in_text(found.spans_a), view.b.in_text(found.spans_b)
        (clashes if name in CLASHES else reasons).append(Reason(found.words, weights[name], *spans))
    if view.reply:
        words = f"one answers the other: “{view.reply}”"
        reasons.append(Reason(words, weights["dispute"], *_where(view, view.reply)))
    elif dispute := view.a.dispute or view.b.dispute:
        words = f"one side disputes: “{dispute.cue}”"
        reasons.append(Reason(words, weights["dispute"], *_where(view, dispute.cue)))
    if weights["alike"] < 0 and not _differs(view):
        reasons.append(Reason("much the same words, and none of them clash", weights["alike"]))
    if weights["topic"] > 0:
        matter = "same matter"
    else:
        matter = "others are nearer to them" if view.similarity >= NEAR else "little in common in their wording"
    reasons.append(Reason(f"{matter} (similarity {view.similarity:.2f})", weights["topic"]))
    close = view.texts_alike >= ONE_EVENT
    if view.a.document_id != view.b.document_id and close == (weights["texts"] > 0):  # else the words would mislead
        told = "much" if close else "little"
        reasons.append(Reason(f"the two texts have {told} in common ({view.texts_alike:.2f})", weights["texts"]))
    also, (higher, _, texts) = weights.get("elsewhere", 0.0), view.elsewhere or NOWHERE
    if also > 0 and texts > 0:
        where = "the text" if view.a.document_id == view.b.document_id else "the two texts"
        reasons.append(Reason(f"{where} may conflict elsewhere, too ({texts:.2f})", also))
    elif also < 0 and higher > 0:
        reasons.append(Reason(f"one of the statements may conflict with another, too ({higher:.2f})", also))
    kept = [*clashes, *(reason for reason in reasons if abs(reason.weight) >= MIN_WEIGHT)]
    return tuple(sorted(kept, key=lambda reason: (-abs(reason.weight), reason.text)))


def _reading(view: PairView, weight: float) -> str:
    forward, backward = view.last_scores.forward[2], view.last_scores.backward[2]
    weak = "some sign of a contradiction" if weight > 0 else "little contradiction"
    seen = "a contradiction" if max(forward, backward) >= 0.5 else weak
    return f"the NLI model sees {seen} ({forward:.2f} one way, {backward:.2f} the other)"


def _differs(view: PairView) -> bool:
    """Something clashes, or both count and nothing is counted alike: 20 dollars, 18 euros."""
    if view.evidence.keys() & CLASHES:
        return True
    return "same number" not in view.evidence and all(quantities(side.claim) for side in (view.a, view.b))


def _where(view: PairView, words: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The spans of the words in the text of either side."""
    places = (side.text.find(words) for side in (view.a, view.b))
    first, second = (((at, at + len(words)),) if at >= 0 else () for at in places)
    return first, second
