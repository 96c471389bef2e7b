"""What of a sentence is its reporting frame and what its claim: where to cut, once the verb and its subject are known.

Sentences are given masked: quotations are runs of ``¤`` (``attribution.mask_quotes``).
"""

from __future__ import annotations

import re

from contradict.records import Span
from contradict.statements import denials, frames

_BARE_CLAUSE = frozenset("said says say saying added adds adding insisted insists insisting believes believe".split())


def cut_of(masked: str, begin: int, verb: re.Match[str]) -> Span:
    """What to cut of "Ruiz said that ...", "..., Ruiz said" and "..., Ruiz said, ..."; begin: where the subject does."""
    if re.match(frames.COUNTING, masked[verb.start() :]):
        return 0, 0
    head = masked[:begin].strip()
    claim = claim_start(masked, verb)
    inserted = frames.INSERTED.match(masked, verb.end()) if head.endswith(",") and "¤" not in head else None
    if inserted:  # "Three men, she said, were hurt."
        return len(masked[:begin].rstrip(" ,")), inserted.end()
    told = not re.search(r"[\w¤]{3}", masked[claim or verb.end() :])
    if _claimed_before(head, masked, verb) or (len(head.split()) > 3 and told):
        return len(masked[:begin].rstrip(" ,")), frame_end(masked, verb.end())
    return 0, claim


def _claimed_before(head: str, masked: str, verb: re.Match[str]) -> bool:
    """True if the words before the speaker are what is claimed: "It was shut, the mayor said"."""
    if "¤" in head:
        return True
    quotes = re.match(r"[^,;]{0,40}?[:,]\s*¤", masked[verb.end() :])  # "Told of it, the owner answered: ¤"
    if quotes and frames.FINITE.search(head) and masked.startswith(",", verb.end()):
        quotes = None  # "It was shut, the mayor said, ¤"
    if quotes or frames.THAT_CLAUSE.match(masked, verb.end()) or not head.endswith(",") or len(head.split()) < 3:
        return False
    if not frames.ADVERBIAL.match(head):
        return True
    if not frames.FINITE.search(frames.WHO_IS.sub("", head)):
        return False
    return bool(  # "It was shut, the mayor said on Monday", "By Friday it was shut, the mayor said, but ..."
        frames.ADJUNCT.match(masked, verb.end()) or (frames.PREPOSED.match(head) and masked.startswith(",", verb.end()))
    )


def claim_start(masked: str, verb: re.Match[str]) -> int:
    """Where the reported clause begins after the verb; 0 if what follows is an object ("confirmed the report")."""
    rest = masked[verb.end() :]
    if denials.DENY.match(verb.group()):
        denied = denials.DENIED_THAT.match(rest) or (verb.group().startswith("den") and frames.CLAUSE_NEXT.match(rest))
        return verb.end() + denied.end() if denied else 0
    that = frames.THAT.match(rest)
    if that and not (frames.CLAUSE_BEGUN.search(that["between"]) or frames.NOUN_THAT.search(that["between"])):
        return verb.end() + that.end()
    if verb.group().startswith(("told", "tell")):
        if frames.TOLD_TO.match(rest):
            return 0
        if (told := frames.TOLD.match(rest)) and not frames.TOLD_OF.search(told.group()):
            rest_start = verb.end() + told.end()
            if quotes := frames.TO_QUOTE.match(masked, rest_start):
                return quotes.end()
            after = re.match(r"[\s,:]*(?:that\s+(?!(?:is|was)\b))?", masked[rest_start:])
            return rest_start + (after.end() if after else 0)
        return 0
    if quotes := frames.TO_QUOTE.match(rest):
        return verb.end() + quotes.end()
    if verb.group() in _BARE_CLAUSE and (after := frames.AFTER_VERB.match(rest)):
        finite = verb.group() in ("said", "says", "say") or frames.FINITE.search(rest)  # not "Vigevano adds the soles"
        return verb.end() + after.end() if finite else 0
    clause = frames.CLAUSE_NEXT.match(rest) if frames.TAKES_CLAUSE.match(verb.group()) else None
    return verb.end() + clause.end() if clause else 0


def frame_end(masked: str, start: int) -> int:
    """The end of a frame that follows its claim: up to a clause that goes on, or the end of the sentence."""
    going_on = frames.GOES_ON.search(masked, start)
    return going_on.start() + len(going_on.group().rstrip("¤")) if going_on else len(masked.rstrip(' .”"'))


def past_comma(masked: str, end: int) -> int:
    """The place after a comma and blanks, if they follow."""
    match = re.match(r"\s*,?\s*", masked[end:])
    return end + (match.end() if match else 0)


def before_comma(masked: str, start: int) -> int:
    """The place before a comma and blanks, if they precede."""
    return len(masked[:start].rstrip(" ,"))
