"""What a sentence asserts: its text without the reporting frame, the quotation marks and the dateline."""

from __future__ import annotations

import re

from contradict.statements.attribution import Frame
from contradict.statements.frames import SINGLE

NOT_TRUE = "It is not true that "

_DATELINE = re.compile(
    r"^(?:[A-Z][A-Za-z.,/ ]{1,40}\s)?\((?:[A-Z][\w .]{1,20})\)\s*(?:—|–|-{1,2})\s*|^[A-Z]{2,}[A-Z ,.]*(?:—|–|--|-(?= ))\s*"
)
_MARKS = re.compile(r"[“”\"]|(?<!\w)‘|’(?!\w)")
_BULLET = re.compile(r"^(?:[-•*–—]+|\d{1,2}[.)])\s+")


def claim_of(sentence: str, frame: Frame | None) -> str:
    """The asserted clause of ``sentence`` as a sentence of its own, white space and quotation marks tidied."""
    kept = sentence
    for start, end in sorted(frame.spans, reverse=True) if frame else ():
        between = ", " if re.search(r"\w", kept[:start]) and re.search(r"\w", kept[end:]) else " "
        kept = f"{kept[:start]}{between}{kept[end:]}"
    kept = SINGLE.sub(lambda quotation: quotation.group()[1:-1], kept)
    text = _MARKS.sub("", _BULLET.sub("", _DATELINE.sub("", " ".join(kept.split()))))
    text = re.sub(r"\s+([,.;:!?])", r"\1", " ".join(text.split()))
    text = re.sub(r",[, ]*,", ",", re.sub(r",+(?=[.!?]|$)", "", text)).strip(" ,;:—–")
    if not re.search(r"\w", text):
        return " ".join(sentence.split())
    if frame and frame.negated:
        text = f"{NOT_TRUE}{text}"
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?…" else text + "."
