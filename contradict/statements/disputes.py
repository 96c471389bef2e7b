"""Sentences that turn against what somebody else says, and whom they turn against."""

from __future__ import annotations

import re

from contradict.records import Dispute
from contradict.statements.attribution import mask_quotes
from contradict.statements.claims import NOT_TRUE
from contradict.statements.denials import HEARD
from contradict.statements.rejections import answered, rejected
from contradict.statements.rumours import FALSE, IS, STORY, passed_on, untrue

_NAME = r"(?P<target>(?:[A-Z][\w.-]*[’']?s?\s?){1,4})"
_WORDS = r"(?:remarks?|comments?|claims?|reports?|reporting|statements?|account|assessment|version|assertions?|allegations?|accusations?|words|view|rumou?rs?|story|stories|suggestions?|charges?|figures?|article|denial|tales?|gossip|talk (?:of|about))"
_VERBS = (
    r"(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:e|es|ed|ing)|refut(?:e|es|ed|ing)|contradict(?:s|ed|ing)?|"
    r"rebut(?:s|ted|ting)?|debunk(?:s|ed|ing)?|play(?:s|ed|ing)? down|downplay(?:s|ed|ing)?|temper(?:s|ed|ing)?|challeng(?:es|ed|ing)|"
    r"push(?:es|ed|ing)? back (?:against|on)|sh[oo]t(?:s|ing)? down|shot down|pour(?:s|ed) cold water on|walk(?:s|ed) back|cast(?:s)? doubt on|"
    r"question(?:s|ed)|brush(?:es|ed) (?:off|aside)|scoff(?:s|ed) at|laugh(?:s|ed) off|hit(?:s)? back at|slam(?:s|med)|repudiat(?:e|es|ed))"
)
_TIES = (
    re.compile(
        rf"\b(?P<cue>(?:[Ii]n response to|[Rr]esponding to|[Rr]eacting to|[Ii]n answer to|[Ii]n reply to|[Aa]sked (?:\w+ )?(?:about|whether|if)|[Cc]ontrary to|[Ii]n contrast to) {_NAME}(?:\w+\s){{0,2}}?{_WORDS})"
    ),
    re.compile(rf"\b(?P<cue>[Ii]n (?:reply|response|answer) to what {_NAME}(?:had |has )?(?:said|told|claimed))"),
    re.compile(rf"\b(?P<cue>{_VERBS} (?:\w+\s)?{_NAME}(?:\w+\s){{0,3}}?{_WORDS})"),
    re.compile(rf"\b(?P<cue>(?:contrary to|{_VERBS})\s(?:\w+\s){{0,3}}?{_WORDS} (?:by|from|of|in) (?:the )?{_NAME})"),
    re.compile(rf"\b(?P<cue>{_VERBS} (?:\w+\s){{0,4}}?{_WORDS}\b)"),
    re.compile(rf"\b(?P<cue>{_VERBS} what)\b"),
    re.compile(r"\b(?P<cue>contrary to (?:\w+\s){0,4}?(?:reports|claims|rumou?rs|what))"),
    re.compile(
        r"(?P<cue>\b(?:den(?:y|ies|ied|ying)|disput(?:es|ed|ing)|refut(?:es|ed|ing))\b)(?!\s+(?:comment|access|entry|the chance|him|her|them)\b)"
    ),
)
_REPLY = re.compile(
    r"^(?:“|\"|‘|')?\s*(?P<cue>(?:no[,.]|i think not|not (?:true|so|at all|even close)|that(?:’s|'s| is| was| simply is)? (?:simply |just |absolutely |completely |entirely )*"
    r"(?:not (?:true|so|the case|correct|right|accurate|how|what|my|our)|false|untrue|wrong|incorrect|nonsense|a lie|rubbish|inaccurate|fiction|fabricated|never)|"
    r"this is (?:false|untrue|wrong|not true|a lie|nonsense|a hoax|fake)|nonsense|rubbish|absolutely not|it(?:’s|'s| is) (?:not true|a lie|nonsense|false|untrue)|"
    rf"{FALSE}(?=[,.!;:]| from\b)|"
    r"nothing of the (?:sort|kind)|quite the (?:opposite|contrary)|on the contrary|far from it|hardly|not with me|(?:we|i) (?:disagree|see it differently|do(?:es)? not (?:agree|accept|see it|recogni[sz]e)|don[’']t (?:agree|accept|see it|recogni[sz]e)|would not (?:say|put it|call)|wouldn[’']t (?:say|put it|call))))",
    re.IGNORECASE,
)


_DENY = r"\b(?P<cue>den(?:ied|ies|y|ying)|reject(?:ed|s|ing)|dismiss(?:ed|es|ing)|disput(?:ed|es|ing)|refut(?:ed|es|ing)|contradict(?:ed|s|ing)|shot down|debunk(?:ed|s|ing))"
_CLAUSE = r"(?P<clause>[^;¤]{8,220}?)(?=[.;]|$|,? (?:but|although|while|saying|adding|according to|calling|insisting|and (?:said|says|called|insisted))\b|, (?:the|he|she|they|it|a|who|which|and)\b)"
_DENIED_DOING = re.compile(
    r"\bden(?:ied|ies|y|ying)\s+(?:ever\s+)?(?P<clause>(?!anything|nothing|everything|(?:any )?wrongdoing|during|being asked)[a-z]+ing\s"
    r"[^,;.]{2,160}?)(?=[,;.]|$|\s(?:and|but) (?:said|says|called|insisted|added|told|vowed|pledged)\b)"
)
_ADVERBS = r"(?:also|always|has|had|have|categorically|flatly|firmly|strongly|repeatedly|later|previously|vehemently)"
_SUBJECT = re.compile(
    rf"(?P<who>(?:[A-Z][\w.’'-]*\s+){{0,3}}[A-Z][\w.’'-]*|\b(?!{_ADVERBS}\b|(?:and|but|or|who|which|that|then)\b)[a-z]+)"
    rf"\s+(?:{_ADVERBS}\s+)*$"
)
_DENIED_CLAUSE = (
    re.compile(
        rf"{_DENY} (?:[\w’'-]+\s){{0,5}}?{STORY} (?:that|claiming|saying|alleging|suggesting|stating)(?: that)? {_CLAUSE}"
    ),
    re.compile(
        rf"\b(?P<cue>den(?:ied|ies|ying)) (?:(?:on \w+day|again|also|later) )?(?:(?:the |all |any )?{STORY} )?(?:that )?(?!(?:any |all )?wrongdoing\b)(?=(?:he|she|they|it) \w+|(?:[\w’'-]+\s){{1,5}}?(?:was|were|is|are|had|has|have|would|could|will|ever|did)\b){_CLAUSE}"
    ),
    re.compile(
        rf"\b(?P<cue>(?:(?:is|was) )?(?:no truth|nothing) (?:to|in)) (?:the |these |any )?{STORY} (?:that|of) {_CLAUSE}"
    ),
    re.compile(
        rf"\b{STORY} (?:that |claiming |saying |(?=(?:s?he|they|it|the|an?|(?-i:[A-Z])[\w-]+) ))(?P<clause>[^;,¤]{{8,200}}?) (?P<cue>{IS} {FALSE})\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<cue>[Ii]t (?:is|was) {FALSE} that) {_CLAUSE}"),
)
_DENIED_EVENT = re.compile(
    rf"\b{STORY} of (?P<whom>[^;,¤]{{3,60}}?) being (?P<done>[^;,¤]{{4,160}}?) (?P<cue>{IS} {FALSE})\b", re.IGNORECASE
)
_OWN_DEATH = re.compile(rf"{_DENY} (?:[\w’'-]+\s){{0,5}}?{STORY} (?:of|about) (?P<whose>his|her) (?:own )?death\b")
_NO_DENIAL = re.compile(  # "was denied parole", "no one disputes it", "the disputed title", "the art of denying"
    r"\b(?:is|are|was|were|been|being|be|after|long|despite|without|no one|nobody|none|few|never|not|n[’']t|nor|of|"
    r"confirm(?:s|ed|ing)? or|cannot)\s+(?:\w+\s)?$|\b(?:the|an?|his|her|its|their)\s+$",
    re.IGNORECASE,
)
_NO_CLAUSE = re.compile(rf"(?:the|these|those|all|such) {STORY}\b", re.IGNORECASE)  # "claim the reports are false"
_ACCUSED = re.compile(
    r"(?:\baccus(?:es|ed|ing) (?P<whom>[\w’' -]{2,50}?)|^(?P<who>[\w’' -]{2,50}?) (?:is|was|are|were|has been|had been) accused) of "
    r"(?P<doing>(?:not )?[a-z]+ing .+)$"
)
_SWORN = re.compile(
    r"(?:No, )?(?:I|[Ww]e)(?:[’']ve| have| had| was| am|[’']m| did)? (?:never|not|nothing|innocent)\b|(?:No, )?I didn[’']t\b"
)
_ANSWERS = re.compile(r"in (?:response|answer|reply)|responding|reacting|asked", re.IGNORECASE)


def find_dispute(
    sentence: str, claim: str, speaker: str | None = None, told: str = "", *, before: str = "", spoken: bool = False
) -> Dispute | None:
    """The dispute that a sentence expresses, or None.

    sentence: verbatim; claim: without its frame; speaker: who says it, if known; told: the story that the text before
    it passes on, which "the story is a hoax" is about; before: the sentence before it, which may name whom a speaker
    answers; spoken: it is somebody's own words, with or without quotation marks. The target is as written; names are
    unified later.
    """
    masked = mask_quotes(sentence)
    content, words = _denied(claim, sentence, speaker)
    reply = _REPLY.match(claim) if spoken or "¤" in masked else None  # "No," in the text's own voice answers nobody
    against, whom = rejected(sentence)
    if against and _NO_DENIAL.search(sentence, 0, sentence.find(against)):
        against = ""
    if against and whom:
        return Dispute(against, True, whom, content or _sentence(passed_on(sentence)))
    for tie in _TIES:
        match = tie.search(masked)
        if match and not _NO_DENIAL.search(masked, 0, match.start("cue")):
            target = match.groupdict().get("target")
            name = re.sub(r"[’']s?$", "", target.strip()) if target else None
            rejects = bool(reply or against) or not _ANSWERS.match(match["cue"])
            content = (content or _sentence(passed_on(sentence))) if rejects else ""
            return Dispute(sentence[slice(*match.span("cue"))].strip(), rejects, name, content)
    quotes = "¤" in masked
    heard, answers = answered(masked if quotes else "", before) if spoken or quotes else ("", "")
    if reply or against or (content and words):
        return Dispute(reply["cue"].strip() if reply else against or words, True, answers or None, content)
    if heard:
        return Dispute(heard, False, answers)
    cue, story = untrue(sentence, told)
    return Dispute(cue, True, None, _sentence(story)) if cue else None


def alleged(claim: str) -> str:
    """What a denial of ``claim`` denies: "Ruiz accused Lund of lying" is denied by who did not lie."""
    accused = _ACCUSED.search(claim)
    if not accused:
        return _sentence(HEARD.sub("", claim))
    verb, _, rest = accused["doing"].partition(" ")
    return _sentence(f"{accused['whom'] or accused['who']} {'had' if verb == 'having' else f'was {verb}'} {rest}")


def swears(claim: str) -> bool:
    """True for "I never took a penny": who says it has been accused."""
    return _SWORN.match(claim) is not None


def _denied(claim: str, sentence: str, speaker: str | None) -> tuple[str, str]:
    """What is denied, as an assertion, and the words that deny it; empty if the sentence does not spell it out."""
    if claim.startswith(NOT_TRUE):
        content = re.split(r",? and (?:said|says|called|insisted)\b", claim.removeprefix(NOT_TRUE))[0]
        return (_sentence(content) if len(content.split()) > 2 else ""), "not true"  # "that account" says nothing
    plain = " ".join(re.sub(r"[“”\"]|(?<!\w)[‘']|[’'](?!\w)", " ", sentence).split())
    doing = _DENIED_DOING.search(plain)
    denier = _denier(plain[: doing.start()], speaker) if doing else None
    if doing and denier and not _NO_DENIAL.search(plain, 0, doing.start()):
        words = doing["clause"].split()
        verb = "had" if words[0] == "having" else f"was {words[0]}"
        rest = " ".join(word for word in words[1:] if word not in ("any", "ever"))
        return _sentence(f"{denier} {verb} {rest}"), doing.group().split()[0]
    event = _DENIED_EVENT.search(plain)
    if event:
        return _sentence(f"{event['whom']} was {event['done']}"), event["cue"]
    if death := _OWN_DEATH.search(plain):
        return f"{'He' if death['whose'] == 'his' else 'She'} is dead.", death["cue"]
    for text in (claim, plain):
        for pattern in _DENIED_CLAUSE:
            match = pattern.search(text)
            if not match or _NO_CLAUSE.match(match["clause"]):
                continue
            if match.start("clause") < match.start("cue") or not _NO_DENIAL.search(text, 0, match.start("cue")):
                return _sentence(match["clause"]), match["cue"]
    return "", ""


def _denier(before: str, speaker: str | None) -> str | None:
    """Who denies, by the words before the verb: not always who speaks ("Korovin denies taking it, a source said")."""
    match = _SUBJECT.search(before)
    if not match or match["who"].lower() in ("he", "she", "they", "it"):
        return speaker
    return match["who"] if match["who"][0].isupper() else f"The {match['who']}"


def _sentence(clause: str) -> str:
    text = " ".join(clause.split()).rstrip(" .,")
    return f"{text[:1].upper()}{text[1:]}." if text else ""
