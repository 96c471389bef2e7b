"""Words that turn against a person: "Salk is mistaken", "contradicted the treasurer", and whose words are answered."""

from __future__ import annotations

import re

from contradict.statements.names import HUMAN
from contradict.statements.rumours import FALSE

_NAMED = r"(?!(?:That|This|It|Its|There|Nothing|Everything|Something|What|Which|Who|These|Those|All|Both|But|And|So|If|Not|No|He|She|They|You|We|I|When|After|As|Before|While|Once|Since|Although|Because|Contrary|Asked|Told|Then|Later|Now)\b)(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Professor|President|Minister|General)\.? )?[A-Z][\w-]+(?: [A-Z][\w-]+){0,3}"
_ROLE = rf"(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Mm]y) (?:[\w-]+ ){{0,2}}?(?:{HUMAN}|government|ministry|council|union|company|club|other side)"
_WHOM = rf"(?P<target>{_ROLE}|{_NAMED})"
_WHO = rf"(?P<target>{_ROLE}|{_NAMED}|[Hh]e|[Ss]he|[Tt]hey|[Yy]ou)"
_OWN = r"(?:[’']s?)"
_WORDS = (
    r"(?:remarks?|comments?|claims?|reports?|statements?|account|assessment|version|assertions?|allegations?|accusations?|"
    r"words|view|story|suggestions?|figures?|numbers?|estimates?|optimism|assurances?|beliefs?|judge?ment|description|"
    r"picture|reading|promise|sentence|explanation|memory|interview|speech|letter)"
)
_SAID = r"(?:says|said|had said|has said|told|had told|claims|claimed|had claimed|wrote|writes|declared|maintains|maintained)"
_MISTAKEN = r"(?:wrong(?! (?:to|with|in|for)\b)|mistaken|in error|lying|not telling the truth)"
_WRONG = rf"(?:{_MISTAKEN}|{FALSE})"
_UNSURE = re.compile(r"\b(?:if|whether|possible|unless|could|might|may)\b[^,;.]*$", re.IGNORECASE)
_TURNS = (
    r"(?:contradict(?:s|ed|ing)?|disput(?:es|ed|ing)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|play(?:s|ed|ing)? down|"
    r"brush(?:es|ed|ing)? (?:aside|off)|t(?:ake|akes|ook|aking) issue with|pour(?:s|ed|ing) cold water on|"
    r"disagree(?:s|d|ing)? with|differ(?:s|ed) with|"
    r"(?:would|will|could|can|did|does|do)(?: not|n[’']t) (?:accept|share|let|follow|agree with|go along with|recogni[sz]e)|"
    r"cannot (?:accept|share|follow|agree with|go along with)|"
    r"[Nn]or (?:would|will|could|can|did|does|do) (?:[\w-]+ ){1,3}?(?:accept|share|follow|agree with|go along with))"
)
_REJECTED = (
    re.compile(rf"(?P<cue>\b[Cc]ontrary to what {_WHO} {_SAID})"),
    re.compile(rf"(?P<cue>\b{_TURNS} {_WHOM}{_OWN} (?:[\w-]+ ){{0,3}}?{_WORDS})\b"),
    re.compile(rf"(?P<cue>\bcontradict(?:s|ed|ing)? {_WHOM})(?=[:,.]| (?:flatly|on|at|in|again|and)\b)"),
    re.compile(
        rf"(?P<cue>\b(?:disagree[sd]?|cannot agree|could not agree|does not agree|did not agree) with {_WHOM})\b"
    ),
    re.compile(
        rf"(?P<cue>\baccus(?:es|ed|ing) {_WHOM} of (?:lying|inventing|misleading|making (?:it|this|that|things) up|untruth))"
    ),
    re.compile(
        rf"(?P<cue>\b[Ww]hat {_WHO} {_SAID}\b[^.;:]{{0,60}}? (?:is|was|are|were|s?he calls|s?he called) {_WRONG})\b"
    ),
    re.compile(rf"(?P<cue>\bcall(?:s|ed|ing) {_WHOM}{_OWN} (?:[\w-]+ ){{0,3}}?{_WORDS}[^.;:]{{0,40}}? {_WRONG})\b"),
    re.compile(
        rf"(?P<cue>(?<![\w’'-]){_WHOM}{_OWN} (?:[\w-]+ ){{0,2}}?{_WORDS}\b[^.;:]{{0,50}}? "
        rf"(?:(?:is|was|are|were|has|had)(?: \w+)? {_WRONG}|cannot stand|deceived? \w+))"
    ),
    re.compile(
        rf"(?P<cue>(?<![\w’'-]){_WHO} (?:is|was|are|were|had been) (?:(?:\w+ly|just|plain|also|quite) )?{_MISTAKEN})(?!\w)"
    ),
)
_ANSWERED = (
    re.compile(rf"(?P<cue>(?<![\w’'-]){_WHOM}{_OWN} (?:[\w-]+ ){{0,2}}?{_WORDS})\b"),
    re.compile(
        r"(?P<cue>\b(?:the )?(?:remarks?|comments?|claims?|statements?|words|accusations?|allegations?) (?:of|by|from) "
        rf"{_WHOM})\b"
    ),
    re.compile(rf"(?P<cue>\bwhat {_WHOM} (?:\w+ )?{_SAID})\b"),
    re.compile(
        rf"(?P<cue>\b(?:answer(?:ed|s|ing)?|repl(?:y|ied|ies|ying) to|respond(?:ed|s|ing)? to|answer to) {_WHOM})\b"
    ),
)
_SPEAKS_OF = re.compile(  # "More like two days," he said of Lund's twenty minutes
    rf"(?P<cue>\b(?:said|says|remarked|commented|wrote|writes|quipped|laughed) (?:of|to|about|on|at) {_WHOM}{_OWN})(?= )"
)
_HEARS = re.compile(  # of a sentence that brings somebody together with what another has said
    r"\b(?:asked|answer(?:ed|s|ing)?|repl(?:y|ied|ies)|respon(?:se|ded|ds)|react(?:ed|ing|s|ion)|told|heard|read|shown|"
    r"confronted|passed on|quoted|put to|in front of|in reply|speak(?:s|ing)? (?:about|of)|listened)\b"
)
_PRONOUN = frozenset(("he", "she", "they", "you"))


def rejected(sentence: str) -> tuple[str, str | None]:
    """The words by which a sentence says that somebody is wrong, and who; empty if there are none.

    Who is None for a pronoun, and a role as written ("the treasurer") where the sentence has no name.
    """
    for pattern in _REJECTED:
        match = pattern.search(sentence)
        if match and not _UNSURE.search(sentence, 0, match.start()):
            whom = match["target"]
            return match["cue"], None if whom.lower() in _PRONOUN else whom
    return "", None


def answered(frame: str, before: str) -> tuple[str, str]:
    """Whose words somebody speaks of, is asked about, hears or reads; empty if there are none.

    frame: the sentence of a reply without what is quoted in it; before: the sentence before it.
    """
    if match := _SPEAKS_OF.search(frame):
        return match["cue"], match["target"]
    return _heard(frame) or _heard(before) or ("", "")


def _heard(sentence: str) -> tuple[str, str] | None:
    if not _HEARS.search(sentence):
        return None
    for pattern in _ANSWERED:
        if match := pattern.search(sentence):
            return match["cue"], match["target"]
    return None
