"""What a sentence asserts: its text without the reporting frame, the quotation marks and the dateline."""

from __future__ import annotations

import re

from contradict.statements.attribution import Frame
from contradict.statements.frames import HEADING, SINGLE

NOT_TRUE = "It is not true that "

_BIG = "A-ZÀ-ÖØ-ÞĀ-Ž"  # the last range has small letters too, which do no harm between capitals
_AGENCY = r"\([A-Z][\w .]{1,20}\)"
_DATELINE = re.compile(  # "Port Amal (AP) -", "PORT AMAL, Sept. 30 (AP) -"
    rf"^(?:[A-Z](?:[^\W\d_]|[.,/’' -]){{1,40}}\s)?{_AGENCY}\s*(?:—|–|--?)\s*"
    rf"|^[{_BIG}]{{2,}}[{_BIG} ,./’'-]*(?:, [{_BIG}\d][\w.]*(?: [{_BIG}\d][\w.]*){{0,2}}){{0,2}}(?: {_AGENCY})?"
    r"\s*(?:—|–|--|-(?= ))\s*"
)
_MARKS = re.compile(r"[“”\"]|(?<!\w)‘|’(?!\w)")
_LABEL = re.compile(rf"^(?:[-•*–—]+|\d{{1,2}}[.)]|(?:[QA]|{HEADING.pattern}):)\s+(?=\S)")
_AUXILIARY = re.compile(
    r"[\s,]*(?:is|are|was|were|has|have|had|does|did|will|would|shall|should|can|could|may|might|must)\b"
)
_SAID_NO_MORE = re.compile(  # "..., but did not say why": of the speaker
    r",? but (?:(?:he|she|it|they) )?(?:(?:did|would|could) not (?:say|give|name|explain|elaborate|comment)|"
    r"(?:declined|refused) to (?:say|give|name|explain|elaborate|comment)|"
    r"gave no (?:\w+ )?(?:details?|reasons?|figures?|names?))\b.*"
)
_SAID_TOO = re.compile(  # "..., but said that"
    r"(,? and|,? but) (?:said|says|added|adds)(?: that\b|(?= (?:he|she|it|they|there|the|an?|his|her|its|their|no)\b))"
)


def claim_of(sentence: str, frame: Frame | None) -> str:
    """The asserted clause of ``sentence`` as a sentence of its own, white space and quotation marks tidied."""
    kept = sentence
    for start, end in sorted(frame.spans, reverse=True) if frame else ():
        kept = _joined(kept[:start], kept[end:])
    if frame and frame.spans and frame.spans[0][0] == 0 and frame.cue.isalpha() and not frame.quoted:
        kept = _SAID_TOO.sub(r"\1", _SAID_NO_MORE.sub("", kept))
    kept = SINGLE.sub(lambda quotation: quotation.group()[1:-1], kept)
    text = _MARKS.sub("", _LABEL.sub("", _DATELINE.sub("", " ".join(kept.split()))))
    text = re.sub(r"\s+([,.;:!?])", r"\1", " ".join(text.split()))
    text = re.sub(r",[, ]*,", ",", re.sub(r",+(?=[.!?]|$)", "", text)).strip(" ,;:—–")
    if not re.search(r"\w", text):
        return " ".join(sentence.split())
    if frame and frame.negated:
        text = f"{NOT_TRUE}{text}"
    text = text[0].upper() + text[1:]
    text = re.sub(r"([?!])\.$", r"\1", text)
    return text if text[-1] in ".!?…" else text + "."


def _joined(before: str, after: str) -> str:
    """What stands on both sides of a frame, with a comma between two clauses but not between subject and verb."""
    if "," not in before and _AUXILIARY.match(after):
        return f"{before} {after.lstrip(' ,')}"
    between = ", " if re.search(r"\w", before) and re.search(r"\w", after) else " "
    return f"{before}{between}{after}"
