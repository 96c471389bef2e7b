"""What a gold label allows, and the classes that a set of labels tells apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from contradict.models.folder import NLI_LABELS

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALLOWED: dict[str, tuple[str, ...]] = {label: (label,) for label in NLI_LABELS} | {
    "not_entailment": ("neutral", "contradiction"),
    "not_contradiction": ("entailment", "neutral"),
}
SYNONYMS = {
    "entails": "entailment", "entailed": "entailment", "e": "entailment", "supports": "entailment",
    "supported": "entailment", "n": "neutral", "neutrals": "neutral", "not enough info": "neutral",
    "not_enough_info": "neutral", "c": "contradiction", "contradicts": "contradiction",
    "contradictory": "contradiction", "refutes": "contradiction", "refuted": "contradiction",
    "non-entailment": "not_entailment", "not entailment": "not_entailment", "non_entailment": "not_entailment",
    "not contradiction": "not_contradiction", "non-contradiction": "not_contradiction",
}  # fmt: skip
_SCHEMES = (NLI_LABELS, ("entailment", "not_entailment"), ("contradiction", "not_contradiction"))


def gold_label(raw: object) -> str | None:
    """The standard name of a label as a data set writes it; None for one that says nothing (such as "-" or -1)."""
    name = str(raw).strip().lower()
    name = SYNONYMS.get(name, name)
    return name if name in ALLOWED else None


@dataclass(frozen=True)
class Classes:
    """The classes that gold labels tell apart, and each row's gold and scores in them.

    names: three NLI labels, or two in a 2-way set; () if the labels are of several schemes, so that only accuracy is
    defined. gold: (rows,), places in names. probabilities: (rows, classes), those of the 3 labels summed.
    predicted: (rows,), the class that holds the most probable of the 3 labels.
    """

    names: tuple[str, ...]
    gold: NDArray[np.intp]
    probabilities: NDArray[np.float64]
    predicted: NDArray[np.intp]


def classes(labels: Sequence[str], scores: NDArray[np.floating]) -> Classes:
    """Reduce 3-way scores (rows, 3) to the classes that ``labels`` tell apart."""
    best = scores.argmax(1)
    for names in _SCHEMES:
        if not set(labels) <= set(names):
            continue
        members = np.array([[label in ALLOWED[name] for label in NLI_LABELS] for name in names], np.float64)
        gold = np.array([names.index(label) for label in labels], np.intp)
        return Classes(names, gold, scores.astype(np.float64) @ members.T, members.argmax(0)[best])
    empty = np.empty(0, np.intp)
    return Classes((), empty, np.empty((0, 0)), empty)


def is_right(labels: Sequence[str], scores: NDArray[np.floating]) -> NDArray[np.bool_]:
    """(rows,): true where the most probable of the 3 labels is allowed by the gold label."""
    return np.array(
        [NLI_LABELS[best] in ALLOWED[label] for best, label in zip(scores.argmax(1), labels, strict=True)], bool
    )
