"""Documents to statements: sentences, speakers unified over all documents, claims, disputes, days, context."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from contradict.records import Attribution, Dispute, Document, Statement
from contradict.statements.attribution import find_frame, mask_quotes
from contradict.statements.claims import claim_of
from contradict.statements.dates import day_spoken_about
from contradict.statements.disputes import find_dispute
from contradict.statements.filters import why_not
from contradict.statements.names import NameIndex, full_names, split_role
from contradict.statements.pronouns import resolved
from contradict.statements.rumours import rumour
from contradict.statements.sentences import paragraphs, split_paragraph
from contradict.statements.speakers import Speakers

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
        self._quoting = False  # the text so far ends inside a quotation
        self._subject: str | None = None  # the person of whom the text spoke last
        self._told = ""  # the story that the text passed on last

    def statements(self) -> Iterator[Statement]:
        text, position, before = self._document.text, 0, ""
        for paragraph in paragraphs(text):
            opens = bool(_OPENS_QUOTE.match(text[paragraph[0] : paragraph[0] + 1]))
            goes_on = self._quoting and opens  # a quotation over several paragraphs
            self._quoting = False
            spoken = False  # a transcript's paragraph, whose first sentence names the speaker
            for start, end in split_paragraph(text, paragraph):
                sentence = text[start:end]
                reason = why_not(sentence)
                frame = find_frame(sentence)
                claim = claim_of(sentence, frame)
                if frame:
                    attribution = self._speakers.of(frame, claim)
                    spoken = frame.cue == ":"
                else:
                    attribution = self._going_on(sentence, goes_on or spoken)
                goes_on = True
                self._quoting = _ends_inside_quote(sentence, self._quoting)
                if reason:
                    self._left_out[reason] += 1
                    continue
                yield Statement(
                    sentence,
                    self._document.id,
                    start,
                    end,
                    claim,
                    attribution,
                    day_spoken_about(claim, self._document.date),
                    self._document.date,
                    self._dispute(sentence, claim, attribution),
                    before,
                    position,
                    self._resolved(claim, attribution, frame.subject if frame else ""),
                )
                before, position = claim, position + 1
                told = rumour(sentence)
                self._told = self._resolved(told, attribution) or told or self._told
                self._subject = self._speakers.subject(sentence) or self._subject

    def _dispute(self, sentence: str, claim: str, attribution: Attribution | None) -> Dispute | None:
        dispute = find_dispute(sentence, claim, attribution.speaker if attribution else None, self._told)
        if dispute is None or not dispute.content:
            return dispute
        if attribution and self._speakers.is_person(attribution.speaker):
            attribution = replace(attribution, kind="indirect")
            return replace(dispute, content=resolved(dispute.content, attribution, True, None))
        return replace(dispute, content=resolved(dispute.content, None, False, self._subject))

    def _resolved(self, claim: str, attribution: Attribution | None, said_by: str = "") -> str:
        person = attribution is not None and self._speakers.is_person(attribution.speaker)
        text = resolved(claim, attribution, person, self._subject, said_by)
        return text if text != claim else ""

    def _going_on(self, sentence: str, may: bool) -> Attribution | None:
        """The speaker of a sentence without a frame: the last one, where it is still a quotation."""
        opens = _OPENS_QUOTE.match(sentence)
        only_quote = opens and not re.search(r"\w", mask_quotes(sentence))
        spoken = may and (opens or (self._speakers.last is not None and self._speakers.last.cue == ":"))
        if self._speakers.last and (only_quote or spoken or self._quoting):
            return replace(self._speakers.last, kind="direct", cue="" if not spoken or opens else ":")
        return None


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
    return inside ^ (sentence.count('"') % 2 == 1)
