"""Documents to statements: sentences, speakers unified over all documents, claims, disputes, days, context."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from contradict.records import Attribution, Dispute, Document, Span, Statement
from contradict.statements.attribution import Frame, find_frame, mask_quotes, resumed
from contradict.statements.claims import NOT_TRUE, claim_of
from contradict.statements.dates import day_spoken_about
from contradict.statements.denials import DENY
from contradict.statements.disputes import alleged, find_dispute, swears
from contradict.statements.filters import why_not
from contradict.statements.names import NameIndex, full_names, split_role
from contradict.statements.pronouns import resolved
from contradict.statements.rumours import rumour
from contradict.statements.sentences import paragraphs, split_paragraph
from contradict.statements.speakers import Speakers
from contradict.statements.voices import voices

_INTERVIEW = re.compile(r"[QA]:\s+(?=\S)")
_DATELINE = re.compile(r"\s*[A-Z]{3}[A-Z .,’'-]*(?:, [A-Z][\w. ]+)?(?: \([\w ]+\))?:\s+(?=\S)")  # "NEW DELHI: "
_ANY_LABEL = re.compile(r"^\s*[A-Z][\w.’' -]*:\s", re.MULTILINE)
_OF_ONESELF = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b")
_ITEM = re.compile(r"(?:[-•*–—]|\d{1,2}[.)])\s")
_FEWEST_WORDS = 4  # of a statement without a full stop
_A_REPORT = 3  # sentences from which a text is more than somebody's words
_LONGEST = 3000  # characters of a sentence in which a speaker is looked for
_SOME_WORDS = re.compile(r"[“\"‘'][\w’'-]+(?: [\w’'-]+)?[”\"’'] [a-z]")  # "Smart" meters had failed
_CONTRAST = re.compile(r"\b(?:but|while|whereas|although|though)\s*$|^(?:While|Whereas|Although|Though)\b")
_OPENS_QUOTE = re.compile(r"^[“\"‘']")


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read: the statements, and how many sentences were left out, by reason."""

    statements: tuple[Statement, ...]
    left_out: Counter[str]


def extract(documents: Sequence[Document]) -> Extraction:
    """The statements of all documents, in document order, speakers named alike everywhere."""
    left_out: Counter[str] = Counter()
    per_document = [list(_Reader(document, left_out).statements()) for document in documents]
    everybody = NameIndex(name for document in documents for name in full_names(document.text))
    statements = (_renamed(statement, everybody) for found in per_document for statement in found)
    return Extraction(tuple(statements), left_out)


class _Reader:
    """Reads one document from front to back."""

    def __init__(self, document: Document, left_out: Counter[str]) -> None:
        self._document = document
        self._left_out = left_out
        self._speakers = Speakers(document.text)
        self._dateline = _dateline(document.text)
        self._quoting = False  # the text so far ends inside a quotation
        self._told = ""  # the story that the text passed on last
        self._subject = ""  # of the last frame, as written

    def statements(self) -> Iterator[Statement]:
        text, position, before, sentence, reported = self._document.text, 0, "", "", False
        said_by: str | None = None  # who says what stands just before
        for paragraph in paragraphs(text):
            opens = bool(_OPENS_QUOTE.match(text[paragraph[0] : paragraph[0] + 1]))
            goes_on = self._quoting and opens  # a quotation over several paragraphs
            self._quoting = False
            spoken = False  # a transcript's line, which begins with the speaker
            for whole, start, end in self._parts(paragraph):
                ahead, sentence = sentence, text[start:end]
                if label := _INTERVIEW.match(sentence):
                    spoken = False
                cut = label.end() if label else max(0, self._dateline - start)
                frame = (self._speakers.label(sentence) if label or not cut else None) or _frame(sentence, cut)
                if frame is None and start > whole[0]:  # "(Lund denied it, but) later said ..."
                    frame = resumed(sentence, self._subject)
                claim = claim_of(sentence if frame or label else sentence[cut:], frame)
                denies = frame and (frame.above or swears(claim) or DENY.match(frame.cue))
                if frame and denies and before and (reported or start > whole[0]):
                    frame, claim = self._denial(frame, claim, before, ahead)
                reason = why_not(sentence) or ("question" if claim.endswith("?") else None)
                if reason == "heading" and (self._is_item(sentence) or (start, end) != whole):
                    reason = None
                if frame:
                    self._subject = frame.subject
                    attribution = self._speakers.of(frame, claim)
                    spoken = frame.cue == ":"
                else:
                    attribution = self._going_on(sentence, goes_on, spoken)
                goes_on = True
                self._quoting = _ends_inside_quote(sentence, self._quoting)
                if reason:
                    self._left_out[reason] += 1
                    continue
                dispute = self._dispute(sentence, claim, attribution, ahead)
                if start > whole[0] or (frame and frame.above):
                    dispute = _against(said_by, attribution, dispute, text[whole[0] : start])
                yield Statement(
                    sentence,
                    self._document.id,
                    start,
                    end,
                    claim,
                    attribution,
                    day_spoken_about(claim, self._document.date),
                    self._document.date,
                    dispute,
                    before,
                    position,
                    self._resolved(claim, attribution),
                )
                before, position, said_by = claim, position + 1, attribution.speaker if attribution else None
                reported = (attribution is not None and attribution.kind == "indirect") or alleged(claim) != claim
                told = rumour(sentence)
                self._told = self._resolved(told, attribution) or told or self._told
                self._speakers.spoken_of(sentence, attribution.speaker if attribution else None)

    def _parts(self, paragraph: Span) -> Iterator[tuple[Span, int, int]]:
        """The span of a sentence, and where what one speaker says in it starts and ends."""
        text = self._document.text
        return ((span, *part) for span in split_paragraph(text, paragraph) for part in voices(text, span))

    def _denial(self, frame: Frame, claim: str, before: str, ahead: str) -> tuple[Frame, str]:
        """Frame and claim of who denies what was said just before, its claim and its sentence: "he denies this"."""
        frame = replace(frame, subject=self._speakers.accused(frame.subject, alleged(before)))
        return frame, f"{NOT_TRUE}{_inside(alleged(before), ahead)}" if frame.above else claim

    def _is_item(self, sentence: str) -> bool:
        """A few words without a full stop that are the whole text, or one of a list."""
        alone = sentence == self._document.text.strip() or bool(_ITEM.match(sentence))
        return alone and len(sentence.split()) >= _FEWEST_WORDS

    def _dispute(self, sentence: str, claim: str, attribution: Attribution | None, before: str) -> Dispute | None:
        """before: the sentence before it, verbatim."""
        speaker = attribution.speaker if attribution else None
        spoken = bool(_INTERVIEW.match(sentence)) or (attribution is not None and attribution.kind == "direct")
        dispute = find_dispute(sentence, claim, speaker, self._told, before=before, spoken=spoken)
        if dispute and dispute.target:
            target = self._speakers.called(dispute.target)
            if target == speaker and not dispute.rejects:
                return None  # nobody answers himself
            dispute = replace(dispute, target=None if target == speaker else target)
        if dispute is None or not dispute.content:
            return dispute
        person = attribution is not None and self._speakers.is_person(attribution.speaker)
        by = replace(attribution, kind="indirect") if attribution and person else None
        return replace(dispute, content=resolved(dispute.content, by, self._speakers))

    def _resolved(self, claim: str, attribution: Attribution | None) -> str:
        text = resolved(claim, attribution, self._speakers)
        return text if text != claim else ""

    def _going_on(self, sentence: str, may: bool, spoken: bool) -> Attribution | None:
        """The speaker of a sentence without a frame: the last one, where it is still a quotation."""
        opens = _OPENS_QUOTE.match(sentence)
        only_quote = opens and not re.search(r"\w", mask_quotes(sentence))
        if self._speakers.last and (
            only_quote or spoken or self._quoting or (may and opens and not _SOME_WORDS.match(sentence))
        ):
            return replace(self._speakers.last, kind="direct", cue=":" if spoken and not opens else "")
        return None


def _dateline(text: str) -> int:
    """Where the name of a place ends that a report begins with, "NEW DELHI: "; 0 without one.

    In a transcript the first label is not the only one, or what follows it is somebody's speech.
    """
    match = _DATELINE.match(text)
    if match is None or len(_ANY_LABEL.findall(text)) > 1 or len(split_paragraph(text, (0, len(text)))) < _A_REPORT:
        return 0
    return 0 if _OF_ONESELF.search(mask_quotes(text[match.end() :])) else match.end()


def _frame(sentence: str, start: int) -> Frame | None:
    """The frame of a sentence behind a label, of which the label is cut, too."""
    frame = find_frame(sentence[start:]) if len(sentence) <= _LONGEST else None
    if frame is None or not start:
        return frame
    return replace(frame, spans=((0, start), *((start + a, start + b) for a, b in frame.spans)))


def _against(before: str | None, by: Attribution | None, dispute: Dispute | None, said: str) -> Dispute | None:
    """The dispute of a part of a sentence, with the one who speaks in the part before it as its target.

    said: the sentence up to this part; "A said ..., but B said ..." sets the two against each other.
    """
    if before is None or by is None or by.speaker == before:
        return dispute
    if dispute:
        return replace(dispute, target=dispute.target or before)
    contrast = _CONTRAST.search(said)
    return Dispute(contrast.group().strip().lower(), False, before) if contrast else None


def _inside(claim: str, verbatim: str) -> str:
    """A claim for the inside of a sentence, with a small letter unless its first word has a capital in the text."""
    first = claim.partition(" ")[0]
    small = first.lower() in verbatim.split() or first in ("The", "A", "An", "He", "She", "It", "They", "There")
    return f"{claim[:1].lower()}{claim[1:]}" if small else claim


def _renamed(statement: Statement, everybody: NameIndex) -> Statement:
    attribution, dispute = statement.attribution, statement.dispute
    if attribution:
        attribution = replace(attribution, speaker=everybody.unify(attribution.speaker))
    if dispute and dispute.target:
        dispute = replace(dispute, target=everybody.unify(split_role(dispute.target)[0]))
    return replace(statement, attribution=attribution, dispute=dispute)


def _ends_inside_quote(sentence: str, inside: bool) -> bool:
    """True if a quotation is open at the end of a sentence; ``inside``: one was at its beginning."""
    opened, closed = sentence.rfind("“"), sentence.rfind("”")
    if opened >= 0 or closed >= 0:
        return opened > closed
    marks = sentence.count('"')
    if marks % 2 and not inside and re.search(r"\d\"(?=[\s,;.)])", sentence):
        marks -= 1  # 5" is a length
    return inside ^ (marks % 2 == 1)
