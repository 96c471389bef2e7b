"""Patterns of denials: the verbs, and how a sentence denies what was said just before it."""

from __future__ import annotations

import re

DENY = re.compile(
    r"(?:is |are |was |were )?(?:den(?:y|ies|ied|ying)|doubt|reject|dismiss|disput|refut|temper|contradict|rebut|downplay|debunk|play|push|brush|shoots down|shot down|cast|poured|contest)"
)
_TALE = r"(?:reports?|claims?|allegations?|rumou?rs?|suggestions?|accusations?|speculation|assertions?|charges?|notion|idea|account|version|view)"
DENIED_THAT = re.compile(  # not "rejected that claim"
    r"^\s+(?:(?:any|all|the|these|those|his|her|their|media|press|recent|earlier|such)\s+){0,2}"
    rf"(?:(?:{_TALE}\s+)?that\s+(?!(?:\w+ )?{_TALE}\b)"
    rf"|(?:reports|claims|allegations|rumou?rs|suggestions|accusations)\s+(?=(?:the|an?|he|she|it|they|his|her|its|their|[A-Z][\w’'-]+) (?:[\w’'-]+ ){{1,5}}?"
    r"(?:is|are|was|were|has|had|have|would|will|could|did)\b|(?:he|she|it|they) [a-z]+))"
)
_TOLD = r"(?:charge|claim|allegation|accusation|assertion|suggestion|report|account|version|figure|rumou?r)"
_DENIES = (
    r"(?: (?:has|have|had|also|always|long|later|(?!(?:family|assembly|ally|monopoly|anomaly)\b)[a-z]+ly))* "
    r"(?P<cue>den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:es?|ed)|dismiss(?:es|ed)?|refut(?:es?|ed)|contest(?:s|ed))"
)
_TAIL = r"(?: (?:on \w+day|as [^,;:]{2,40}))?"
_WHO = r"(?P<subject>[^,;:¤]{2,60}?(?:, [A-Z][^,;:¤]{2,40},)?)"  # "the club's president, Ana Gil,"
DENIED_ABOVE = re.compile(  # "(..., ) which he denies", "a charge Moscow has rejected": of what was said just before
    rf"(?:which|something(?: that| which)?|an? (?:[a-z]+ )?{_TOLD}(?: that| which)?|{_TOLD}s(?: that| which)?)"
    rf" {_WHO}{_DENIES}{_TAIL}"
)
DENIED_BY = re.compile(  # "a claim disputed by the army"
    rf"(?:which (?:is|was|has been)|an? (?:[a-z]+ )?{_TOLD}(?: that (?:is|was|has been))?|{_TOLD}s)(?: [a-z]+ly)? "
    rf"(?P<cue>denied|rejected|disputed|dismissed|refuted|contested) by {_WHO}{_TAIL}(?:, who\b[^¤]*)?(?=[.,”\"]*$)"
)
DENIED_THIS = re.compile(  # "Moscow has denied the allegation", "He denies this"
    r"(?P<subject>(?:[A-Z]|(?:the|his|her|its|their|he|she|it|they|[a-z]+s)\b)[^,;:¤]{0,60}?)"
    rf"{_DENIES} (?:this|that|it|(?:(?:the|this|that|these|those|both|all|any) )+(?:\w+ )?{_TOLD}s?){_TAIL}"
)
HEARD = re.compile(  # what is said of an allegation before it is told
    r"^(?:(?:The )?(?:inquest|court|jury|jurors|tribunal|inquiry|hearing|trial|committee|magistrates|judges?) (?:heard|(?:was|were) told)"
    r"|It (?:is|was|has been) (?:alleged|claimed|reported|suggested))(?: on \w+day)? (?:that )?",
    re.IGNORECASE,
)
