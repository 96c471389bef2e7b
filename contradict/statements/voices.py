"""Sentences in which two speak, parted where the second begins: "Police said two were hurt, but the clinic said nine"."""

from __future__ import annotations

import re

from contradict.records import Span
from contradict.statements import denials, frames
from contradict.statements.attribution import Frame, find_frame, mask_quotes, resumed
from contradict.statements.names import is_pronoun

_TURN = re.compile(
    r"(?:[,;]|\s[—–-])?\s(?:but|while|whereas|although|though)\s|;\s(?:and\s)?|,\sand\s|\sand\s(?=[A-Z]|the\s)"
)
_SUBORDINATE = re.compile(r"(?:that|once|when|after|if|as|before|until|since|because|where|who|which)\b")
_OPEN_QUOTE = re.compile(r"[:,]\s['‘][A-Z]")  # one that is closed is masked
_CONCEDED = re.compile(r"(?:While|Although|Though|Whereas)\s")
_RESUMES = re.compile(
    r"(?:,?\s(?:and|but)|,(?=\s\w+ing))\s(?=(?P<later>(?:later|then|now|since|eventually|afterwards|subsequently)\s)?"
    rf"(?:(?:also|has|had|[a-z]+ly)\s){{0,2}}{frames.VERB.pattern})"
)
_ASIDES = [
    re.compile(rf"(?:,|\s[—–-])\s(?={denied.pattern}(?:, (?:saying|insisting|adding|arguing|claiming)\b.*|[.”\"]*)$)")
    for denied in (denials.DENIED_ABOVE, denials.DENIED_BY)
]
_FEWEST_WORDS = 2  # of what each of the two says
_RELAYED = re.compile(r"(?:had|would|could|might)\b|(?:told|tells?) (?:her|him|them|me|us)\b")


def voices(text: str, span: Span) -> list[Span]:
    """The span of a sentence, or those of its parts: one for each who speaks in it."""
    sentence = text[slice(*span)]
    masked = mask_quotes(sentence)
    if frames.TRANSCRIPT.match(masked):  # a line of a transcript is one person's words
        return [span]
    at = _turn(sentence, masked)
    if at is None:
        return [span]
    ends, begins = (span[0] + place for place in at)
    return [(span[0], ends), *voices(text, (begins, span[1]))]


def _heads(frame: Frame, part: str) -> bool:
    """True if the words of the frame are the first of the part: "the clinic said nine", "the clinic put it at nine"."""
    if frame.spans:
        return frame.spans[0][0] == 0
    return part.startswith(frame.subject) and re.match(frames.COUNTING, part[part.find(frame.cue) :]) is not None


def _turn(sentence: str, masked: str) -> Span | None:
    """Where the first speaker's part ends and the second one's begins."""
    if aside := _ASIDES[0].search(masked) or _ASIDES[1].search(masked):
        return aside.start() + 1, aside.end()
    if not frames.VERB.search(masked) and not frames.ACCORDING.search(masked):
        return None
    turns = [*_TURN.finditer(masked), *(re.finditer(r",\s", masked) if _CONCEDED.match(masked) else ())]
    for turn in sorted(turns, key=lambda match: match.start()):
        if not _SUBORDINATE.match(masked, turn.end()) and _two_speak(sentence, masked, turn):
            return turn.start() + (turn.group()[0] in ",;"), turn.end()
    return _second_thought(sentence, masked)


def _second_thought(sentence: str, masked: str) -> Span | None:
    """Where somebody turns to what else he says: "Lund denied theft, but said ...", "... but later said ..."."""
    for turn in _RESUMES.finditer(masked):
        frame = find_frame(sentence[: turn.start()])
        if frame is None or frame.cue == ":":
            continue
        rest = sentence[turn.end() :]
        again = resumed(rest, frame.subject)
        if again is None or not (turn["later"] or again.negated or denials.DENY.match(frame.cue)):
            continue
        if again.above or len(rest[again.spans[0][1] :].split()) >= _FEWEST_WORDS:
            return turn.start() + (turn.group()[0] == ","), turn.end()
    return None


def _two_speak(sentence: str, masked: str, turn: re.Match[str]) -> bool:
    """True if the words behind the turn are claimed by another than those before it."""
    begin, end = turn.span()
    if _OPEN_QUOTE.search(masked, 0, begin):
        return False
    first, second = find_frame(sentence[:begin]), find_frame(sentence[end:])
    if first and first.negated and turn.group() != " and ":  # "Lund denied he was hurt, but he was treated"
        return bool(frames.FINITE.search(_beginning(masked[end:])))
    if second is None or not _heads(second, sentence[end:]) or (is_pronoun(second.subject) and not second.above):
        return False
    adds = "and" in turn.group() or turn.group() == ", "  # not in contrast: the first one must speak, too
    if (first is None or not first.spans) and (adds or not frames.FINITE.search(masked[:begin])):
        return False
    if first and (first.subject.lower() == second.subject.lower() or first.cue == ":"):
        return False
    if turn.group() == " and " and masked[end].islower() and first and first.cue != second.cue:
        return False
    if second.above:
        return True
    claimed = sentence[end + (second.spans[0][1] if second.spans else 0) :]
    after = sentence[end:].partition(second.subject)[2].lstrip(" ,")
    return min(len(masked[:begin].split()), len(claimed.split())) >= _FEWEST_WORDS and not _RELAYED.match(after)


def _beginning(text: str) -> str:
    """Its first words, where the verb of a clause stands."""
    return " ".join(text.split()[:6])
