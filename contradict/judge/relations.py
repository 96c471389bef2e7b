"""What two statements are to one another when they do not contradict: of other times, of other things, or agreed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from contradict.evidence.days import same_words_of_two_times
from contradict.evidence.places import PLACE
from contradict.evidence.times import NOW, THEN, time
from contradict.judge.features import PairView
from contradict.judge.score import Predict
from contradict.records import Relation

if TYPE_CHECKING:
    from collections.abc import Collection

LEAST = 0.5  # probability, of the NLI model, from which a relation is named
OTHER_NAMES = 0.5  # share of the names not in common, from which two statements are of different things
_DAYS = re.compile(r"\b(?:on|since|until|by|last|next|this)? ?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def other_relations(
    views: Sequence[PairView], wanted: Collection[Relation], predict: Predict
) -> list[tuple[Relation, float] | None]:
    """The relation of each pair that is no contradiction, with its probability; None if it is none of those wanted.

    changed: opposed but for the time. scope: opposed but for the place, or of other people or groups. agreement: one
    follows from the other. The probability is the NLI model's, in the better direction: of contradiction between the
    claims without their words of time and place; for agreement, of entailment.
    """
    relations = [_apart(view) for view in views]
    asked = [place for place, relation in enumerate(relations) if relation in wanted]
    pairs = [(bare(views[place].a.claim), bare(views[place].b.claim)) for place in asked]
    forward, backward = predict(pairs), predict([pair[::-1] for pair in pairs])
    opposed = dict(zip(asked, np.maximum(forward[:, 2], backward[:, 2]).tolist(), strict=True))
    found: list[tuple[Relation, float] | None] = []
    for place, (view, relation) in enumerate(zip(views, relations, strict=True)):
        if relation and opposed.get(place, 0.0) >= LEAST:
            found.append((relation, opposed[place]))
        else:
            found.append(_agreement(view) if "agreement" in wanted else None)
    return found


def then_and_now(view: PairView) -> bool:
    """They speak of two times in so many words, so that both may hold: no contradiction.

    Two Mondays, or two last weeks; or one speaker who "opposed it in 2019" and "now supports it".
    """
    if same_words_of_two_times(view.a, view.b):
        return True
    if view.a.speaker is None or view.a.speaker != view.b.speaker:
        return False
    for sides in ((view.a.claim, view.b.claim), (view.a.text, view.b.text)):  # what is told, else when it was told
        found = [told[0] for side in sides if (told := time(side))]
        if found:
            return set(found) == {"then", "now"}
    return False


def bare(claim: str) -> str:
    """A claim without the words that say when and where."""
    text = claim
    for pattern in (THEN, NOW, _DAYS, PLACE):
        text = pattern.sub("", text)
    text = re.sub(r"\s+([,.;:!?])", r"\1", " ".join(text.split())).lstrip(" ,")
    return text[:1].upper() + text[1:]


def _apart(view: PairView) -> Relation | None:
    """What may set the two statements apart, so that both hold."""
    if {"day", "time"} & view.evidence.keys():
        return "changed"
    entity = view.evidence.get("entity")
    return "scope" if "place" in view.evidence or (entity and entity.strength >= OTHER_NAMES) else None


def _agreement(view: PairView) -> tuple[Relation, float] | None:
    follows = max(view.last_scores.forward[0], view.last_scores.backward[0])
    if follows < LEAST or {"negation", "number", "antonym"} & view.evidence.keys():
        return None
    return "agreement", follows
