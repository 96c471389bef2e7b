"""The words on which the NLI model's verdict rests: those whose masking lowers its score the most."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from contradict.judge.score import Predict, as_read
from contradict.records import Contradiction, Reason, Span
from contradict.words import STOP_WORDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_DROP = 0.1  # of the probability of contradiction, from which a word counts
KEPT_WORDS = 2  # a side
TRIED_WORDS = 4  # a side, of which the model that read last is asked
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


def explained(findings: Sequence[Contradiction], predict: Predict, second: Predict) -> list[Contradiction]:
    """The findings; where no check names words on both sides, the NLI model's reason names those it rests on.

    predict: says of all words which may matter. second: the model whose verdict it is, asked of these alone.
    """
    wanted = [place for place, one in enumerate(findings) if not _has_words(one) and _nli_reason(one) is not None]
    trials = [trial for place in wanted for trial in _trials(place, findings[place])]
    if not trials:
        return list(findings)
    tried = [trial for trial, _ in _costliest(trials, _drops(findings, trials, predict), TRIED_WORDS)]
    spans: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for trial, drop in _costliest(tried, _drops(findings, tried, second), KEPT_WORDS):
        if drop >= LEAST_DROP:
            spans[trial.finding][trial.side].append(trial.span)
    return [
        _with_words(one, {side: sorted(words) for side, words in spans[place].items()})
        for place, one in enumerate(findings)
    ]


def _drops(findings: Sequence[Contradiction], trials: Sequence[_Trial], predict: Predict) -> list[float]:
    """How much of the conflict is gone without each trial's word."""
    whole = dict.fromkeys(trial.finding for trial in trials)
    asserted = [_pair(findings[place], findings[place].a.asserted, findings[place].b.asserted) for place in whole]
    rows = predict([*asserted, *(trial.pair for trial in trials)])
    before = {place: _opposed(findings[place], row) for place, row in zip(whole, rows, strict=False)}
    return [
        before[trial.finding] - _opposed(findings[trial.finding], row)
        for trial, row in zip(trials, rows[len(whole) :], strict=True)
    ]


def _costliest(trials: Sequence[_Trial], drops: Sequence[float], most: int) -> list[tuple[_Trial, float]]:
    """The trials with the largest drops, so many of each finding's side."""
    found: list[tuple[_Trial, float]] = []
    kept = Counter[tuple[int, str]]()
    for trial, drop in sorted(zip(trials, drops, strict=True), key=lambda one: -one[1]):
        if kept[trial.finding, trial.side] < most:
            kept[trial.finding, trial.side] += 1
            found.append((trial, drop))
    return found


def _pair(finding: Contradiction, a: str, b: str) -> tuple[str, str]:
    """Premise and hypothesis of what the sides assert, in the direction in which the model is surer."""
    texts = as_read(a, b)
    return texts if finding.scores.forward[2] >= finding.scores.backward[2] else texts[::-1]


def _opposed(finding: Contradiction, row: NDArray[np.float32]) -> float:
    """What the model's row says of the conflict: entailment, where one side is read as what it denies."""
    return float(row[0] if finding.a.denies != finding.b.denies else row[2])


def _trials(place: int, finding: Contradiction) -> list[_Trial]:
    texts = {"a": finding.a.asserted, "b": finding.b.asserted}
    trials = []
    for side, text in texts.items():
        for match in _WORD.finditer(text):
            word = match.group().lower()
            if word in STOP_WORDS and word not in _TELLING:
                continue
            masked = {side: f"{text[: match.start()]}{MASK}{text[match.end() :]}"}
            trials.append(_Trial(place, side, match.span(), _pair(finding, **(texts | masked))))
    return trials


def _with_words(finding: Contradiction, spans: Mapping[str, list[Span]]) -> Contradiction:
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
