"""Rumours: what a text says is going round, and the words that call it untrue."""

from __future__ import annotations

import re

STORY = (
    r"(?:remarks?|claims?|reports?|statements?|assertions?|allegations?|accusations?|rumou?rs?|stor(?:y|ies)|"
    r"suggestions?|charges?|speculation|notion|idea|tales?|gossip)"
)
_ADVERBS = (
    r"(?:(?:\w+ly|just|all|a|an|pure|sheer|total|complete|nothing (?:more|but)(?: than)?|"
    r"(?:debunked|exposed|outed) as) )*"
)
FALSE = (
    rf"(?:{_ADVERBS}(?:not (?:\w+ly )*(?:true|real|correct|accurate)|false|untrue|baseless|unfounded|groundless|wrong|"
    r"incorrect|inaccurate|fake|hoax|fabricat(?:ed|ions?)|invented|inventions?|fantas(?:y|ies)|"
    r"fairy[- ]tales?|made up|nonsense|bogus|rubbish|fiction|satire|lies?|"
    r"ludicrous|ridiculous|absurd|debunked|disproved|refuted|discredited|shot down|exaggerated|phon(?:e?y)))"
)
IS = r"(?:(?:is|are|was|were)(?: being)?|(?:has|have|had) been|(?:appears?|seems?|turn(?:s|ed) out|prove[sd]?) to be)"
_FAKE = r"(?:fake|false|bogus|made[- ]up|fabricated|hoax)"
_UNTRUE = (
    re.compile(
        rf"\b{STORY}\b(?: in (?:the|this) \w+)?(?P<own>[^,;.¤]{{0,90}}?) (?P<cue>{IS} [‘'“\"]?{FALSE})\b", re.IGNORECASE
    ),
    re.compile(r"\b(?:they|this one|it) (?P<cue>(?:is|are|was|were) not true)\b", re.IGNORECASE),
    re.compile(rf"\b(?P<cue>no truth\b[^,;.]{{0,40}}? (?:to|in)\b[^,;.]{{0,30}}? {STORY})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<cue>{IS} {_ADVERBS}{_FAKE} (?:{STORY}|news))\b", re.IGNORECASE),
    re.compile(rf"\b(?P<cue>{IS} {_ADVERBS}hoax)\b", re.IGNORECASE),
)
_UNSURE = re.compile(r"\b(?:if|whether|unless|until|could|might|may)\b[^,;.]*$", re.IGNORECASE)
_GOING_ROUND = re.compile(
    rf"\b(?:{STORY}|(?:web ?)?sites?|posts?|articles?)\b(?:,[^,]{{3,60}},)?[^,;.]{{0,40}}? ?"
    r"\b(?:that|claim(?:s|ed|ing)?|alleg(?:es|ed|ing)|sa(?:ys|id|ying)|stat(?:es|ed|ing)|suggest(?:s|ed|ing)|wrote)(?: that)? "
    r"(?:about |how |that )*(?P<clause>(?!I |we |is |are |was |were |to |has |have |had |of |by )[^;]{15,220}?)"
    r"(?=[.!…]+\s+(?-i:[A-Z])|[.!…]*\s*$|[;¤]|, (?:but|although|while)\b)",
    re.IGNORECASE,
)


_NAME = r"(?:[A-Z](?:[\w-]|[’'](?!s\b))+ ?){1,3}"
_DEAD = re.compile(
    rf"\b(?P<whom>{_NAME})(?<= )(?:dead|death|dying) (?:rumou?rs?|hoax|reports?|stor(?:y|ies))\b|"
    rf"\b(?i:{STORY}) (?:of|about) (?P<whose>{_NAME})[’']s death\b"
)


def untrue(sentence: str, told: str = "") -> tuple[str, str]:
    """The words by which a sentence calls a story untrue ("is nothing more than a hoax"), and what that story says.

    told: the story that the text before it passes on. Both are empty if the sentence calls nothing untrue; the second,
    if it speaks of another story: "their claims about the bridge are false".
    """
    for pattern in _UNTRUE:
        match = pattern.search(sentence)
        if match and not _UNSURE.search(sentence, 0, match.start("cue")):
            own = match.groupdict().get("own")
            return match["cue"].strip(), (passed_on(sentence) or ("" if own else told))
    return "", ""


def rumour(sentence: str) -> str:
    """What a sentence says is told: "a report claims that the bridge fell"; empty if it passes on no story."""
    return "" if untrue(sentence)[0] else passed_on(sentence)


def passed_on(sentence: str) -> str:
    """The clause that a sentence reports as a story, whether it calls it true or not; empty if there is none."""
    if dead := _DEAD.search(sentence):
        return f"{(dead['whom'] or dead['whose']).strip()} is dead"
    match = _GOING_ROUND.search(sentence)
    return match["clause"] if match else ""
