"""The words on which the NLI model's verdict rests: those whose masking lowers its score the most."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from contradict.judge.score import Predict
from contradict.records import Contradiction, Reason, Span
from contradict.words import STOP_WORDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_DROP = 0.1  # of the probability of contradiction, from which a word counts
KEPT_WORDS = 2  # a side
MASK = "something"
_WORD = re.compile(r"[^\W_]+(?:[.,:’'-][^\W_]+)*")
_TELLING = frozenset(
    "not no never none nobody nothing only all more most before after under over up down off on".split()
)


@dataclass(frozen=True)
class _Trial:
    """One finding with one word of one side masked."""

    finding: int
    side: str
    span: Span
    pair: tuple[str, str]


def explained(findings: Sequence[Contradiction], predict: Predict) -> list[Contradiction]:
    """The findings; where no check names words on both sides, the NLI model's reason names those it rests on."""
    wanted = [place for place, one in enumerate(findings) if not _has_words(one) and _nli_reason(one) is not None]
    trials = [trial for place in wanted for trial in _trials(place, findings[place])]
    if not trials:
        return list(findings)
    whole = predict([_pair(findings[place]) for place in wanted])
    before = {place: _opposed(findings[place], row) for place, row in zip(wanted, whole, strict=True)}
    masked = predict([trial.pair for trial in trials])
    after = [_opposed(findings[trial.finding], row) for trial, row in zip(trials, masked, strict=True)]
    drops = _drops(trials, after, before)
    return [_with_words(one, drops.get(place, {})) for place, one in enumerate(findings)]


def _pair(finding: Contradiction) -> tuple[str, str]:
    """Premise and hypothesis, as they were read, in the direction in which the model is surer."""
    texts = (finding.a.asserted, finding.b.asserted)
    return texts if _is_forward(finding) else texts[::-1]


def _is_forward(finding: Contradiction) -> bool:
    return finding.scores.forward[2] >= finding.scores.backward[2]


def _opposed(finding: Contradiction, row: NDArray[np.float32]) -> float:
    """What the model's row says of the conflict: entailment, where one side is read as what it denies."""
    return float(row[0] if finding.a.denies != finding.b.denies else row[2])


def _trials(place: int, finding: Contradiction) -> list[_Trial]:
    premise, hypothesis = _pair(finding)
    forward = _is_forward(finding)
    trials = []
    for text, other, first in ((premise, hypothesis, True), (hypothesis, premise, False)):
        side = "a" if first == forward else "b"
        for match in _WORD.finditer(text):
            word = match.group().lower()
            if word in STOP_WORDS and word not in _TELLING:
                continue
            masked = f"{text[: match.start()]}{MASK}{text[match.end() :]}"
            trials.append(_Trial(place, side, match.span(), (masked, other) if first else (other, masked)))
    return trials


def _drops(
    trials: Sequence[_Trial], after: Sequence[float], before: dict[int, float]
) -> dict[int, dict[str, list[Span]]]:
    """By finding and side, the spans of the words whose masking costs the most, in the order of the text."""
    found: dict[int, dict[str, list[tuple[float, Span]]]] = {}
    for trial, left in zip(trials, after, strict=True):
        drop = before[trial.finding] - left
        if drop >= LEAST_DROP:
            found.setdefault(trial.finding, {}).setdefault(trial.side, []).append((drop, trial.span))
    return {
        place: {
            side: sorted(span for _, span in sorted(spans, reverse=True)[:KEPT_WORDS]) for side, spans in by.items()
        }
        for place, by in found.items()
    }


def _with_words(finding: Contradiction, spans: dict[str, list[Span]]) -> Contradiction:
    reason = _nli_reason(finding)
    if not spans or reason is None:
        return finding
    sides = [
        " … ".join(one.asserted[start:end] for start, end in spans[side])
        for side, one in (("a", finding.a), ("b", finding.b))
        if side in spans
    ]
    words = f"{reason.text}, above all in “{'” / “'.join(sides)}”"
    places = (one.in_text(spans.get(side, ()), one.asserted) for side, one in (("a", finding.a), ("b", finding.b)))
    better = Reason(words, reason.weight, *places)
    return replace(finding, reasons=tuple(better if one is reason else one for one in finding.reasons))


def _has_words(finding: Contradiction) -> bool:
    return any(reason.weight > 0 and reason.spans_a and reason.spans_b for reason in finding.reasons)


def _nli_reason(finding: Contradiction) -> Reason | None:
    return next((one for one in finding.reasons if one.text.startswith("the NLI model sees a contr")), None)
