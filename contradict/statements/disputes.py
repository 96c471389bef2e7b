"""Sentences that turn against what somebody else says, and whom they turn against."""

from __future__ import annotations

import re

from contradict.records import Dispute
from contradict.statements.attribution import mask_quotes
from contradict.statements.claims import NOT_TRUE

_NAME = r"(?P<target>(?:[A-Z][\w.-]*[’']?s?\s?){1,4})"
_WORDS = r"(?:remarks?|comments?|claims?|reports?|reporting|statements?|account|assessment|version|assertions?|allegations?|accusations?|words|view|rumou?rs?|story|stories|suggestions?|charges?|figures?|article|denial)"
_VERBS = (
    r"(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:e|es|ed|ing)|refut(?:e|es|ed|ing)|contradict(?:s|ed|ing)?|"
    r"rebut(?:s|ted|ting)?|debunk(?:s|ed|ing)?|play(?:s|ed|ing)? down|downplay(?:s|ed|ing)?|temper(?:s|ed|ing)?|challeng(?:es|ed|ing)|"
    r"push(?:es|ed|ing)? back (?:against|on)|sh[oo]t(?:s|ing)? down|shot down|pour(?:s|ed) cold water on|walk(?:s|ed) back|cast(?:s)? doubt on|"
    r"question(?:s|ed)|brush(?:es|ed) (?:off|aside)|scoff(?:s|ed) at|laugh(?:s|ed) off|hit(?:s)? back at|slam(?:s|med)|repudiat(?:e|es|ed))"
)
_TIES = (
    re.compile(
        rf"\b(?P<cue>(?:[Ii]n response to|[Rr]esponding to|[Rr]eacting to|[Ii]n answer to|[Aa]sked about|[Cc]ontrary to|[Ii]n contrast to) {_NAME}(?:\w+\s){{0,2}}?{_WORDS})"
    ),
    re.compile(rf"\b(?P<cue>{_VERBS} (?:\w+\s)?{_NAME}(?:\w+\s){{0,3}}?{_WORDS})"),
    re.compile(rf"\b(?P<cue>(?:contrary to|{_VERBS})\s(?:\w+\s){{0,3}}?{_WORDS} (?:by|from|of|in) (?:the )?{_NAME})"),
    re.compile(rf"\b(?P<cue>{_VERBS} (?:\w+\s){{0,4}}?{_WORDS}\b)"),
    re.compile(r"\b(?P<cue>contrary to (?:\w+\s){0,4}?(?:reports|claims|rumou?rs|what))"),
    re.compile(
        r"(?P<cue>\b(?:den(?:y|ies|ied|ying)|disput(?:es|ed|ing)|refut(?:es|ed|ing))\b)(?!\s+(?:comment|access|entry|the chance|him|her|them)\b)"
    ),
)
_REPLY = re.compile(
    r"^(?:“|\"|‘|')?\s*(?P<cue>(?:no[,.]|i think not|not (?:true|so|at all|even close)|that(?:’s|'s| is| was| simply is)? (?:simply |just |absolutely |completely |entirely )*"
    r"(?:not (?:true|the case|correct|right|accurate|how|what|my|our)|false|untrue|wrong|incorrect|nonsense|a lie|rubbish|inaccurate|fiction|fabricated|never)|"
    r"this is (?:false|untrue|wrong|not true|a lie|nonsense|a hoax|fake)|nonsense|rubbish|absolutely not|it(?:’s|'s| is) (?:not true|a lie|nonsense|false|untrue)|"
    r"nothing of the (?:sort|kind)|quite the (?:opposite|contrary)|on the contrary|far from it|hardly|(?:we|i) (?:disagree|see it differently|do(?:es)? not (?:agree|accept|see it|recogni[sz]e)|don[’']t (?:agree|accept|see it|recogni[sz]e)|would not (?:say|put it|call)|wouldn[’']t (?:say|put it|call))))",
    re.IGNORECASE,
)


def find_dispute(sentence: str, claim: str, speaker: str | None = None) -> Dispute | None:
    """The dispute that a sentence expresses, or None.

    sentence: verbatim; claim: without its frame; speaker: who says it, if known. The target is as written; names are
    unified later.
    """
    masked = mask_quotes(sentence)
    content = _denied(claim, masked, speaker)
    reply = _REPLY.match(claim) if "¤" in masked else None  # "No," in the text's own voice answers nobody
    for tie in _TIES:
        match = tie.search(masked)
        if match and not _NO_DENIAL.search(masked, 0, match.start("cue")):
            target = match.groupdict().get("target")
            name = re.sub(r"[’']s?$", "", target.strip()) if target else None
            rejects = bool(reply) or not _ANSWERS.match(match["cue"])
            return Dispute(sentence[slice(*match.span("cue"))].strip(), rejects, name, content)
    return Dispute(reply["cue"].strip(), True) if reply else None


_DENIED_DOING = re.compile(r"\bden(?:ied|ies|y|ying)\s+(?P<doing>(?!anything|nothing)[a-z]+ing\s[^,;¤]{4,160})")
_NO_DENIAL = re.compile(
    r"\b(?:was|were|been|being|be|after|long|despite|without)\s+(?:\w+\s)?$", re.IGNORECASE
)  # "was denied parole"
_ANSWERS = re.compile(r"in (?:response|answer)|responding|reacting|asked", re.IGNORECASE)


def _denied(claim: str, masked: str, speaker: str | None) -> str:
    """What is denied, as an assertion; empty if the sentence does not spell it out."""
    if claim.startswith(NOT_TRUE):
        content = claim.removeprefix(NOT_TRUE)
        return content[:1].upper() + content[1:]
    doing = _DENIED_DOING.search(masked)
    if not doing or not speaker:
        return ""
    verb = "had" if doing["doing"].startswith("having ") else "was " + doing["doing"].split()[0]
    rest = re.sub(r"\bany\b\s?", "", doing["doing"].partition(" ")[2])
    return f"{speaker} {verb} {rest.rstrip(' .,')}."
