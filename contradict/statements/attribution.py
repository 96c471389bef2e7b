"""Who says it: the reporting frame of a sentence, found around its reporting verb.

Covers "X said that", "X told Y", '"...," said X', "..., X added", "according to X", "X: ..." and sentences that go on
inside a quotation. The frame is returned as spans, so that what is asserted can be cut out of the sentence exactly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from contradict.records import Span
from contradict.statements import denials, frames
from contradict.statements.cuts import before_comma, claim_start, cut_of, frame_end, past_comma
from contradict.statements.names import NO_FIRST_NAME
from contradict.statements.subjects import (
    MAX_SUBJECT_WORDS,
    last_edge,
    leading_name,
    names_somebody,
    nearest_noun_phrase,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The reporting words of a sentence; spans are characters within the sentence."""

    subject: str  # as written: "US Secretary of State Marco Rubio", "he"
    cue: str  # "said", "according to"
    spans: tuple[Span, ...]  # what to cut so that the claim is left; empty where the whole sentence is the claim
    quoted: bool  # some of the claim stands in quotation marks
    whole: bool  # all of it does
    negated: bool = False  # the claim is what the speaker denies
    source: str = ""  # who relays the words, as written: "TASS"
    above: bool = False  # what the speaker denies is what was said just before; the whole sentence is the frame


def mask_quotes(sentence: str) -> str:
    """The sentence with everything between quotation marks (and the marks) replaced by ``¤``, same length."""
    return frames.QUOTES.sub(lambda match: "¤" * len(match.group()), sentence)


def find_frame(sentence: str) -> Frame | None:
    """The reporting frame of a sentence, or None if it speaks in the text's own voice.

    sentence: one sentence with its quotation marks. Of several frames the outermost counts.
    """
    masked = mask_quotes(sentence)
    for aside in (frames.GAINSAID, frames.REFERRED_TO, frames.RELATIVE, frames.BRACKETED):
        masked = aside.sub(lambda match: " " * len(match.group()), masked)
    return (
        _transcript(masked)
        or _denied_above(masked)
        or _quoted_as(masked)
        or _according_to(masked)
        or _as_said(masked)
        or _relayed(masked, _verb_frame(masked))
    )


def resumed(sentence: str, subject: str) -> Frame | None:
    """The frame of words that lack their subject, as in "(Lund denied it, but) later said that it was so"."""
    before = len(subject) + 1
    frame = find_frame(f"{subject} {sentence}")
    if (
        frame is None
        or frame.subject != subject
        or not frame.spans
        or frame.spans[0][0] > 0
        or frame.spans[0][1] <= before
    ):
        return None
    return replace(frame, spans=tuple((max(0, start - before), end - before) for start, end in frame.spans))


def _quoted_as(masked: str) -> Frame | None:
    """As in "TASS quoted Ushakov as saying that ..." and "Ushakov was quoted by TASS as saying ..."."""
    if passive := frames.WAS_QUOTED.search(masked):
        subject = masked[: passive.start()].strip()
        return _frame(subject, "was quoted", [(0, passive.end())], masked, passive["source"] or "") if subject else None
    match = frames.QUOTED_AS.search(masked)
    if not match or not names_somebody(match[1]):
        return None
    source = leading_name(frames.LEAD_IN.sub("", masked[: match.start()]))
    return _frame(match[1], "quoted as saying", [(0, match.end())], masked, source)


def _relayed(masked: str, frame: Frame | None) -> Frame | None:
    """The inner frame where one reports that another said something; the outlet that was told, as the source."""
    if frame is None:
        return None
    if outlet := frames.OUTLET.search(masked):
        return replace(frame, source=outlet["name"])
    if (outlet := frames.TRAILING_SOURCE.search(masked)) and frame.spans and frame.spans[-1][1] <= outlet.start():
        return replace(frame, spans=(*frame.spans, outlet.span()), source=outlet[1] or outlet[2] or outlet[3])
    if not frame.spans or frame.whole or frame.spans[0][0] > 0 or not frame.cue.startswith("report"):
        return frame
    start = frame.spans[0][1]
    inner = _verb_frame(masked[start:])
    if inner is None or not inner.spans or inner.spans[0][0] > 0 or inner.subject.islower():
        return frame
    spans = [(0, start + inner.spans[0][1]), *((start + a, start + b) for a, b in inner.spans[1:])]
    return _frame(inner.subject, inner.cue, spans, masked, frame.subject)


def _transcript(masked: str) -> Frame | None:
    match = frames.TRANSCRIPT.match(masked)
    if not match or frames.NO_SPEAKER.fullmatch(match[1]) or not (match[1].isupper() or " " in match[1]):
        return None
    return _frame(match[1], ":", [(0, match.end())], masked)


def _denied_above(masked: str) -> Frame | None:
    """As in "which he denies", parted from what it denies, and "Moscow has denied the allegation"."""
    match = denials.DENIED_ABOVE.match(masked) or denials.DENIED_BY.match(masked) or denials.DENIED_THIS.match(masked)
    if not match or masked[match.end() :].strip('.,;”" ') or not names_somebody(match["subject"].partition(",")[0]):
        return None
    name = match["subject"].rstrip(",").rpartition(", ")[2]  # "the club's president, Ana Gil,"
    return replace(_frame(name, match["cue"], [match.span()], masked), above=True)


def _according_to(masked: str) -> Frame | None:
    match = frames.ACCORDING.search(masked)
    if not match:
        return None
    subject = frames.RIGHT_NP.match(masked, match.end())
    if not subject or not names_somebody(subject[1]):
        return None
    name, end = subject[1], subject.end(1)
    if frames.DETERMINED.match(name) and (
        person := frames.PERSON_AFTER.match(masked, end)
    ):  # "according to its owner, Blueline"
        name, end = person[1], person.end(1)
    if seen := match.start() == 0 and frames.SEEN_BY.match(masked, end):
        end = seen.end()
    elif who := frames.WHO_IS.match(masked, end) or (match.start() > 0 and frames.APPOSITION.match(masked, end)):
        end = who.end()
    end = past_comma(masked, end)
    start = match.start() if match.start() == 0 else before_comma(masked, match.start())
    if match.start() > 0 and not masked[end:].strip(" .¤"):
        end = len(masked.rstrip(' .”"'))
    inner = _verb_frame(masked[:start]) if start > 0 else None
    if inner:  # "Ushakov told the press that ..., according to TASS": the speaker is Ushakov, the source TASS
        return _frame(inner.subject, inner.cue, [*inner.spans, (start, end)], masked, name)
    return _frame(name, match.group().strip().lower(), [(start, end)], masked)


def _as_said(masked: str) -> Frame | None:
    """As in "As the Gull has reported, ..." and "..., as the Gull reported"."""
    match = frames.AS_SAID.match(masked) or frames.AS_SAID_TOO.search(masked)
    if not match:
        return None
    subject = frames.ADVERBS.sub("", match["subject"])
    if not names_somebody(subject) or (" " in subject and frames.FINITE.search(subject)):
        return None
    return _frame(subject, match["verb"], [match.span()], masked)


def _verb_frame(masked: str) -> Frame | None:
    uncut, passed_over = None, False  # who speaks, though no words of a frame can be told from what is said
    for verb in frames.VERB.finditer(masked):
        if frames.PASSIVE.search(masked, 0, verb.start()) or frames.NO_CLAUSE.match(masked, verb.end()):
            continue
        quoting = verb.group() in frames.ONLY_WITH_QUOTE or frames.ASKED_FOR.match(masked, verb.start())
        if quoting and "¤" not in masked:
            continue
        if verb.group() in frames.ONLY_WITH_THAT and not frames.THAT_NEXT.match(masked, verb.end()):
            continue
        named = frames.NAME_BEFORE.search(masked, 0, verb.start()) and frames.SUBJECT_FOLLOWS.match(masked, verb.end())
        clause = named or frames.CLAUSE_FOLLOWS.match(masked, verb.end())
        noun = frames.NOUN_BEFORE.search(masked, 0, verb.start()) or not clause
        ends = masked[verb.end() :] == "." and not last_edge(masked[: verb.start()])  # "The committee took note."
        if verb.group() in frames.NOUN_TOO and (noun or ends):
            continue
        frame = _subject_after(masked, verb) or _subject_before(masked, verb)
        if frame and (frames.NEGATED.search(frame.subject) or frames.NEITHER.search(masked[: verb.start()])):
            return None
        if frame and uncut and frame.spans and frame.spans[0][0] > 0:  # "He called it a crime, the Gull reported."
            reported = frame.cue.startswith("report")
            return replace(uncut, spans=frame.spans, source=frame.subject) if reported else frame
        if frame and frame.spans and not passed_over:
            return frame
        if frame:
            passed_over = True
            uncut = uncut or (frame if frame.quoted or not frames.NO_REPORT.match(masked, verb.start()) else None)
    return _participle(masked) or uncut or _around_quote(masked)


def _around_quote(masked: str) -> Frame | None:
    """As in '"...," Ruiz laughed' and 'Ruiz, the mayor, knew better: "..."'."""
    match = frames.LAUGHED.search(masked) or frames.BEFORE_COLON.match(masked)
    if not match or match["subject"] in NO_FIRST_NAME or not names_somebody(match["subject"]):
        return None
    return _frame(match["subject"], match.groupdict().get("verb", ""), [match.span()], masked)


def _participle(masked: str) -> Frame | None:
    """As in "Witkoff was hopeful, saying on Thursday that ...": the subject of the main clause speaks."""
    verb = frames.PARTICIPLE.search(masked)
    if not verb or "¤" in masked[: verb.start()]:
        return None
    subject = leading_name(frames.LEAD_IN.sub("", masked[: verb.start()]))
    end = claim_start(masked, verb)
    return (
        _frame(subject, verb[1], [(0, end)], masked) if subject and end and not frames.NOBODY.search(subject) else None
    )


def _subject_after(masked: str, verb: re.Match[str]) -> Frame | None:
    """'"...," said Ruiz on Monday.'"""
    before = masked[: verb.start()].rstrip()
    if not before or before[-1] not in '¤,”"' or verb.group() not in frames.INVERTED or frames.APPOSED.search(before):
        return None
    subject = frames.RIGHT_NP.match(masked, verb.end())
    if not subject or not names_somebody(subject[1]) or subject[1].split()[0].lower() in ("that", "it", "there"):
        return None
    name, end = subject[1], subject.end(1)
    if (" " in name and frames.FINITE.search(name)) or masked.startswith(" to be", subject.end(1)):
        return None
    if frames.DETERMINED.match(name) and (
        person := frames.PERSON_AFTER.match(masked, end)
    ):  # "said the treasurer, Arno Feld"
        name, end = person[1], person.end(1)
    resumed = None if "¤" in before else frames.RESUMED.match(masked, end)
    end = resumed.end() if resumed else frame_end(masked, end)
    return _frame(name, verb.group(), [(len(before.rstrip(",")), end)], masked)


def _subject_before(masked: str, verb: re.Match[str]) -> Frame | None:
    """As in "Ruiz said that ...", "..., Ruiz said", "Ruiz, the mayor, said"."""
    left = masked[: verb.start()].rstrip()
    left = frames.ADVERBS.sub("", left).rstrip()
    start, subject = nearest_noun_phrase(left)
    begin = start
    if not subject.strip() and left.endswith(","):  # an apposition stands between
        outer = left[:-1]
        start = begin = last_edge(outer[: outer.rfind(",")]) if "," in outer else -1
        if start < 0:
            return None
        subject = outer[start : outer.rfind(",")]
        name = outer[outer.rfind(",") + 1 :]
        if frames.DETERMINED.match(frames.LEAD_IN.sub("", subject.lstrip())) and frames.PERSON.match(
            name
        ):  # "The mediator, Judge Helena Varga, said"
            start, subject = outer.rfind(",") + 1, name
    lead = frames.LEAD_IN.match(subject.lstrip())
    if lead and lead.group().strip().lower() == "if" and not masked[:begin].strip():  # "If Lund says that ..., it must"
        return None
    start += len(subject) - len(subject.lstrip()) + (lead.end() if lead else 0)
    subject = masked[start : start + len(subject.strip()) - (lead.end() if lead else 0)]
    if re.search(r"\b(?:and|then)$", subject):  # "Zelensky thanked Trump and said"
        subject = leading_name(subject)
    name = leading_name(masked)
    if (
        name
        and not frames.LEAD_IN.match(masked)
        and not frames.DETERMINED.match(name)
        and masked[len(name) : len(name) + 1] == ","
        and start > len(name)
        and masked[: verb.start()].rstrip().endswith(",")
    ):
        subject, start = name, 0  # "Korovin, Rivers's ear, nose and throat doctor, said"
    words = len(subject.split())
    if (
        not 0 < words <= MAX_SUBJECT_WORDS
        or not names_somebody(subject)
        or (words > 1 and frames.FINITE.search(subject))
    ):
        return None
    begin = begin if begin < start and masked[begin:start].strip().endswith(",") else start
    cut = cut_of(masked, begin, verb)
    inserted = masked[:begin].rstrip().endswith(",")
    if subject == "I" and not inserted and not frames.THAT_CLAUSE.match(masked, verb.end()):  # "and I said yes"
        return None
    if cut[0] == 0 and (frames.RELATED.search(masked, 0, begin) or frames.RELATED_THAT.match(masked, 0, begin)):
        return None
    return _frame(subject, verb.group(), [cut] if cut[1] > cut[0] else [], masked)


def _frame(subject: str, cue: str, spans: list[Span], masked: str, source: str = "") -> Frame:
    kept = "".join(char for place, char in enumerate(masked) if not any(a <= place < b for a, b in spans))
    quoted = "¤" in kept
    negated = bool(spans) and bool(denials.DENY.match(cue))
    subject = frames.PAPER.sub("", frames.HAD.sub("", subject.strip(" ,")))
    whole = quoted and not re.search(r"\w", kept)
    return Frame(subject, cue, tuple(spans), quoted, whole, negated, source.strip(" ,"))
