"""Pronouns at the head of a claim, read as whom they stand for; the text that a user is shown stays as it is."""

from __future__ import annotations

import re

from contradict.records import Attribution
from contradict.statements.speakers import Speakers

_THIRD = re.compile(r"^(?P<word>He|She|His|Her(?= [a-z]))\b")
_FIRST = re.compile(
    r"(?<!\bWar )(?<!\bPart )(?<!\bType )\b(?:I|I[’'](?P<short>ve|m|d|ll))\b(?![’'])|\b(?P<own>[Mm]y)\b"
)
_LONG = {"ve": " has", "m": " is", "d": " would", "ll": " will"}
_AGREE = re.compile(
    r"(?<=¤)(?P<adverb>(?: (?:just|really|still|also|only|always))?) (?P<verb>have|am|do(?=n[’']t)|do|think|guess|hope|believe|know|see|want|need|love|feel|mean|like|remember|pay|live|work|ask)(?:\b|(?=n))"
)
_THIRD_FORM = {"have": "has", "am": "is", "do": "does"}


def resolved(claim: str, attribution: Attribution | None, speakers: Speakers) -> str:
    """The claim with "I" in direct speech as its speaker, and "he" or "she" at its head as the speaker who is quoted
    indirectly, or else as the person of whom the text spoke last; unchanged where nobody fits.
    """
    is_person = attribution is not None and speakers.is_person(attribution.speaker)
    if attribution and attribution.kind == "direct":
        return _first(claim, attribution.speaker) if is_person else claim
    match = _THIRD.match(claim)
    if not match:
        return claim
    he, own = match["word"] in ("He", "His"), match["word"] in ("His", "Her")
    meant = attribution.speaker if attribution else speakers.person(he)
    if not meant or not speakers.is_person(meant) or not speakers.may_be(meant, he):
        return claim
    if own and meant in claim:  # "His lawyer, Tariq Bohm"
        return claim
    return f"{meant}{'’s' if own else ''}{claim[match.end() :]}"


def _first(claim: str, speaker: str) -> str:
    def name(match: re.Match[str]) -> str:
        return f"{speaker}’s" if match["own"] else f"¤{_LONG.get(match['short'] or '', '')}"

    text = _AGREE.sub(
        lambda match: f"{match['adverb']} {_THIRD_FORM.get(match['verb']) or match['verb'] + 's'}",
        _FIRST.sub(name, claim),
    )
    return text.replace("¤", speaker)
