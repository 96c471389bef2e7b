"""Who says it: the reporting frame of a sentence, found around its reporting verb.

Covers "X said that", "X told Y", '"...," said X', "..., X added", "according to X", "X: ..." and sentences that go on
inside a quotation opened earlier. The frame is returned as spans, so that what is asserted can be cut out of the
sentence exactly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from contradict.records import Span

_SAY = """say says said saying add adds added tell tells told claim claims claimed insist insists insisted argue argues argued
state states stated note notes noted write writes wrote warn warns warned explain explains explained admit admits
admitted acknowledge acknowledges acknowledged allege alleges alleged assert asserts asserted testify testified reply
replies replied respond responds responded declare declares declared maintain maintains maintained reiterate
reiterates reiterated suggest suggests suggested reveal reveals revealed announce announces announced confirm confirms
confirmed report reports reported deny denies denied tweet tweets tweeted recall recalls recalled predict predicts
predicted promise promises promised reject rejects rejected rejecting dismiss dismisses dismissed dispute disputes disputed refute refutes
refuted denying vow vows vowed pledge pledges pledged believe believes believed estimate estimates
estimated stress stresses stressed counter counters countered concede concedes conceded contend contends contended
disclose discloses disclosed joke jokes joked complain complains complained agree agrees agreed conclude concludes
concluded observe observes observed remark remarks remarked quip quips quipped continue continued shout shouted ask
asked cite cites cited""".split()
_PROGRESSIVE = r"(?:is|are|was|were) (?:reporting|claiming|saying|denying|alleging|insisting)"
_VERB = re.compile(rf"\b(?:{_PROGRESSIVE}|{'|'.join(sorted(_SAY, key=len, reverse=True))})\b")
_DENY = re.compile(r"(?:is |are |was |were )?(?:den(?:y|ies|ied|ying)|reject|dismiss|disput|refut)")
_DENIED_THAT = re.compile(
    r"^\s+(?:(?:any|all|the|these|those|his|her|their|media|press|recent|earlier|such)\s+){0,2}"
    r"(?:(?:reports?|claims?|allegations?|rumou?rs?|suggestions?|accusations?|speculation|assertions?|notion|idea)\s+)?that\s+"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|does|did|will|would|there|can|could|it|he|she|they)\b|[A-Z][\w’'-]+ (?!unnamed|armed|united)[a-z]+(?:ed|ing)\b"
)
_PARTICIPLE = re.compile(
    r"(?:,\s|\b(?=denying reports|denying claims|denying that|denying any))(saying|claiming|insisting|arguing|warning|adding|alleging|stating|reporting|denying)\b"
)
_NOUN_TOO = frozenset(
    "claim claims report reports state states note notes estimate estimates promise promises pledge vow stress"
    " counter counters joke remark remarks warn estimated reply".split()
)
_NOUN_BEFORE = re.compile(r"(?:\b(?:the|a|an|his|her|their|its|this|that|any|no)|[’']s?)\s+(?:\w+\s)?$", re.IGNORECASE)
_INVERTED = frozenset(
    "said says added adds wrote recalled insisted explained noted warned argued claimed asked replied admitted declared"
    " tweeted joked quipped shouted concluded continued observed remarked recalls insists explains argues reports".split()
)
_CLAUSE_FOLLOWS = re.compile(r"\s+(?:on \w+day )?that\b|\s*[,:]?\s*¤|\s*,|\.?$")
_NO_SPEAKER = frozenset(
    "correction update updated photo photos video editor's editor’s note source sources related read watch".split()
)
_ONLY_WITH_QUOTE = frozenset(
    "continue continued ask asked cite cites cited observe observes observed agree agrees agreed".split()
)
_PASSIVE = re.compile(
    r"\b(?:is|was|were|are|be|been|being|to|not|would|will|can|could|should|may|might)\s+(?:\w+ly\s+)?$"
)
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Pp]er|[Ii]n the words of|[Aa]s told by)\s+")
_TRANSCRIPT = re.compile(r"^([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}):\s+(?=\S)")
_QUOTES = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)‘[^‘]*?’(?!\w)")
_CLAUSE_EDGE = re.compile(
    r"[,;:—–()\n¤”\"]|\s-\s|\b(?:that|but|as|when|while|after|because|if|who|which|where|whether|although|though|since|before)\b"
)
_LEAD_IN = re.compile(
    r"^(?:and|but|so|yet|then|also|later|earlier|meanwhile|still|however|instead|once|on \w+day|today|yesterday|while|although|though|as|after|when|because|if)\b[\s,]*",
    re.IGNORECASE,
)
_ADVERBS = re.compile(
    r"(?:\s+(?:also|later|then|has|have|had|did|further|once|previously|earlier|again|[a-z]+ly|since|still|both|all|today|yesterday"
    r"|(?:on |late |early |last |this )*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?))+\s*$"
)
_RIGHT_NP = re.compile(
    r"\s*((?:(?:the|a|an|his|her|their|one|another)\s+)?(?:[\w.’'&-]+\s+){0,8}?[\w.’'&-]+?)"
    r"(?=[,;:—–¤“\"”()]|\.(?:\s|$)|$|\s(?:on|in|at|during|after|when|as|who|while|to|that|before|about|late|early|last|this|through|via|by|following|and|but|because|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
)
_DETERMINED = re.compile(
    r"^(?:the|a|an|his|her|their|its|our|one|another|some|several|two|three|four|many|no)\b", re.IGNORECASE
)
_AFTER_VERB = re.compile(
    r"^(?:\s+(?:(?:in|on|at|during|late|early|earlier|this|last|to|via|through|by)\b[^,;“\"¤]{0,60}?|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"
    r"|Sunday|today|yesterday|reporters|journalists|lawmakers|us|me|him|her|them|\w+day (?:morning|afternoon|evening|night)))*"
    r"(?:,\s*|\s+)(?:that\b,?\s*)?"
)
_TOLD = re.compile(
    r"^\s+(?:(?:the|a|an|his|her|their)\s+)?(?:[\w.’'&/-]+\s*){1,7}?(?=\s+(?:that|on|in|at|he|she|it|they|there|the|during)\b|\s*[,:“\"¤]|[.]?$)"
)
_THAT = re.compile(r"^(?:(?!\bbut\b|\band\b)[^,;“\"¤.]){0,80}?\bthat\b\s*")
MAX_SUBJECT_WORDS = 14


@dataclass(frozen=True, slots=True)
class Frame:
    """The reporting words of a sentence; spans are characters within the sentence."""

    subject: str  # as written: "US Secretary of State Marco Rubio", "he"
    cue: str  # "said", "according to"
    spans: tuple[Span, ...]  # what to cut so that the claim is left; empty where the whole sentence is the claim
    quoted: bool  # some of the claim stands in quotation marks
    whole: bool  # all of it does
    negated: bool = False  # the claim is what the speaker denies


def mask_quotes(sentence: str) -> str:
    """The sentence with everything between quotation marks (and the marks) replaced by ``¤``, same length."""
    return _QUOTES.sub(lambda match: "¤" * len(match.group()), sentence)


def find_frame(sentence: str) -> Frame | None:
    """The reporting frame of a sentence, or None if it speaks in the text's own voice.

    sentence: one sentence with its quotation marks. Of several frames the outermost counts.
    """
    masked = mask_quotes(sentence)
    return _transcript(masked) or _according_to(masked) or _verb_frame(masked)


def _transcript(masked: str) -> Frame | None:
    match = _TRANSCRIPT.match(masked)
    if not match or match[1].split()[0].lower() in _NO_SPEAKER or not (match[1].isupper() or " " in match[1]):
        return None
    return _frame(match[1], ":", [(0, match.end())], masked)


def _according_to(masked: str) -> Frame | None:
    match = _ACCORDING.search(masked)
    if not match:
        return None
    subject = _RIGHT_NP.match(masked, match.end())
    if not subject or not _names_somebody(subject[1]):
        return None
    end = _past_comma(masked, subject.end(1))
    start = match.start() if match.start() == 0 else _before_comma(masked, match.start())
    if match.start() > 0 and not masked[end:].strip(" .¤"):
        end = len(masked.rstrip(' .”"'))
    inner = _verb_frame(masked[:start]) if start > 0 else None
    if inner:  # "Ushakov told the press that ..., according to TASS": the speaker is Ushakov, the source TASS
        return _frame(inner.subject, inner.cue, [*inner.spans, (start, end)], masked)
    return _frame(subject[1], match.group().strip().lower(), [(start, end)], masked)


def _verb_frame(masked: str) -> Frame | None:
    for verb in _VERB.finditer(masked):
        if _PASSIVE.search(masked, 0, verb.start()):
            continue
        if verb.group() in _ONLY_WITH_QUOTE and "¤" not in masked:
            continue
        noun = _NOUN_BEFORE.search(masked, 0, verb.start()) or not _CLAUSE_FOLLOWS.match(masked, verb.end())
        if verb.group() in _NOUN_TOO and noun:
            continue
        frame = _subject_after(masked, verb) or _subject_before(masked, verb)
        if frame:
            return frame
    return _participle(masked)


def _participle(masked: str) -> Frame | None:
    """As in "Witkoff was hopeful, saying on Thursday that ...": the subject of the main clause speaks."""
    verb = _PARTICIPLE.search(masked)
    if not verb or "¤" in masked[: verb.start()]:
        return None
    subject = _leading_name(_LEAD_IN.sub("", masked[: verb.start()]))
    end = _claim_start(masked, verb)
    return _frame(subject, verb[1], [(0, end)], masked) if subject and end else None


def _leading_name(clause: str) -> str:
    """The proper name, with its title, that a clause begins with; empty if it begins otherwise."""
    match = _LEADING_NAME.match(clause)
    return match.group().strip() if match else ""


def _subject_after(masked: str, verb: re.Match[str]) -> Frame | None:
    """'"...," said Ruiz on Monday.'"""
    before = masked[: verb.start()].rstrip()
    if not before or before[-1] not in '¤,”"' or verb.group() not in _INVERTED:
        return None
    subject = _RIGHT_NP.match(masked, verb.end())
    if not subject or not _names_somebody(subject[1]) or subject[1].split()[0].lower() in ("that", "it", "there"):
        return None
    name, end = subject[1], subject.end(1)
    if " " in name and _FINITE.search(name):
        return None
    if _DETERMINED.match(name) and (person := _PERSON_AFTER.match(masked, end)):  # "said the treasurer, Arno Feld"
        name, end = person[1], person.end(1)
    end = _frame_end(masked, end)
    return _frame(name, verb.group(), [(len(before.rstrip(",")), end)], masked)


def _subject_before(masked: str, verb: re.Match[str]) -> Frame | None:
    """As in "Ruiz said that ...", "..., Ruiz said", "Ruiz, the mayor, said"."""
    left = masked[: verb.start()].rstrip()
    left = _ADVERBS.sub("", left).rstrip()
    start = _last_edge(left)
    subject = left[start:]
    if not subject.strip() and left.endswith(","):  # an apposition stands between
        outer = left[:-1]
        start = _last_edge(outer[: outer.rfind(",")]) if "," in outer else -1
        if start < 0:
            return None
        subject = outer[start : outer.rfind(",")]
        name = outer[outer.rfind(",") + 1 :]
        if _DETERMINED.match(subject.strip()) and _PERSON.match(name):  # "The mediator, Judge Helena Varga, said"
            start, subject = outer.rfind(",") + 1, name
    lead = _LEAD_IN.match(subject.lstrip())
    start += len(subject) - len(subject.lstrip()) + (lead.end() if lead else 0)
    subject = masked[start : start + len(subject.strip()) - (lead.end() if lead else 0)]
    if re.search(r"\b(?:and|then)$", subject):  # "Zelensky thanked Trump and said"
        subject = _leading_name(subject)
    name = _leading_name(masked)
    if (
        name
        and masked[len(name) : len(name) + 1] == ","
        and start > len(name)
        and masked[: verb.start()].rstrip().endswith(",")
    ):
        subject, start = name, 0  # "Korovin, Rivers's ear, nose and throat doctor, said"
    if not subject or len(subject.split()) > MAX_SUBJECT_WORDS or not _names_somebody(subject):
        return None
    if len(subject.split()) > 1 and _FINITE.search(subject):
        return None
    claim = _claim_start(masked, verb)
    if "¤" in masked[:start] or (
        len(masked[:start].split()) > 3 and not re.search(r"\w{3}", masked[claim or verb.end() :])
    ):
        cut = (len(masked[:start].rstrip(" ,")), _frame_end(masked, verb.end()))  # the claim came first
    else:
        cut = (0, claim)
    return _frame(subject, verb.group(), [cut] if cut[1] > cut[0] else [], masked)


def _claim_start(masked: str, verb: re.Match[str]) -> int:
    """Where the reported clause begins after the verb; 0 if what follows is an object ("confirmed the report")."""
    rest = masked[verb.end() :]
    if _DENY.match(verb.group()):
        denied = _DENIED_THAT.match(rest)
        return verb.end() + denied.end() if denied else 0
    if that := _THAT.match(rest):
        return verb.end() + that.end()
    if verb.group().startswith(("told", "tell")):
        if told := _TOLD.match(rest):
            rest_start = verb.end() + told.end()
            after = re.match(r"[\s,:]*(?:that\s+)?", masked[rest_start:])
            return rest_start + (after.end() if after else 0)
        return 0
    if re.match(r"\s*[,:]?\s*¤", rest):
        return verb.end() + len(rest) - len(rest.lstrip(" ,:"))
    if verb.group() in ("said", "says", "say", "added", "adds", "insisted", "insists", "believes", "believe") and (
        after := _AFTER_VERB.match(rest)
    ):
        return verb.end() + after.end()
    return 0


def _frame_end(masked: str, start: int) -> int:
    """The end of a frame that follows its claim: up to a clause that goes on, or the end of the sentence."""
    going_on = re.compile(r",?\s*(?:¤|\badding (?:that )?|\band (?:that )?(?=\w))").search(masked, start)
    return going_on.start() + len(going_on.group().rstrip("¤")) if going_on else len(masked.rstrip(' .”"'))


def _last_edge(left: str) -> int:
    """Where the clause that ends at the end of ``left`` begins."""
    edge = 0
    for match in _CLAUSE_EDGE.finditer(left):
        edge = match.end()
    return edge


def _names_somebody(phrase: str) -> bool:
    words = phrase.split()
    if len(words) == 1 and words[0].lower() in ("he", "she", "they", "i", "we"):
        return True
    if phrase.lower() in ("it", "this", "that", "there", "what", "which", "who"):
        return False
    if _DETERMINED.match(phrase):
        return 2 <= len(words) <= MAX_SUBJECT_WORDS
    return any(word[0].isupper() for word in words) or phrase.lower() in _BARE_SPEAKERS


def _past_comma(masked: str, end: int) -> int:
    match = re.match(r"\s*,?\s*", masked[end:])
    return end + (match.end() if match else 0)


def _before_comma(masked: str, start: int) -> int:
    return len(masked[:start].rstrip(" ,"))


def _frame(subject: str, cue: str, spans: list[Span], masked: str) -> Frame:
    kept = "".join(char for place, char in enumerate(masked) if not any(a <= place < b for a, b in spans))
    quoted = "¤" in kept
    negated = bool(spans) and bool(_DENY.match(cue))
    return Frame(subject.strip(" ,"), cue, tuple(spans), quoted, quoted and not re.search(r"\w", kept), negated)


_NAME = r"[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|de|da|van|von|der|al|el|bin))*"
_PERSON = re.compile(rf"\s*(?:[a-z]+ ){{0,3}}{_NAME}$")
_PERSON_AFTER = re.compile(rf",\s({_NAME})(?=[,.]|$)")
_LEADING_NAME = re.compile(
    r"(?:[Tt]he )?[A-Z][\w.’'-]*(?:\s(?:[A-Z][\w.’'-]*|of|for|the|de|van|von|al|spokes\w+|minister|president|secretary|aide|chief|director))*"
)
_BARE_SPEAKERS = frozenset(
    """police officials investigators prosecutors authorities witnesses doctors experts sources scientists researchers
    lawyers firefighters rescuers neighbours neighbors critics activists analysts organisers organizers residents""".split()
)
