"""Documents to statements: sentences, speakers unified over all documents, claims, disputes, days, context."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from contradict.records import Attribution, Document, Statement
from contradict.statements.attribution import Frame, find_frame, mask_quotes
from contradict.statements.claims import claim_of
from contradict.statements.dates import day_spoken_about
from contradict.statements.disputes import find_dispute
from contradict.statements.filters import why_not
from contradict.statements.names import NameIndex, full_names, is_pronoun, split_role
from contradict.statements.sentences import paragraphs, split_paragraph

_OPENS_QUOTE = re.compile(r"^[“\"‘]")


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


Kind = Literal["direct", "indirect", "mixed"]


class _Reader:
    """Reads one document from front to back and remembers who spoke last."""

    def __init__(self, document: Document, left_out: Counter[str]) -> None:
        self._document = document
        self._left_out = left_out
        self._names = NameIndex(full_names(document.text))
        self._roles: dict[str, str] = {}  # "mayor" -> "Ines Duarte"
        self._last: Attribution | None = None
        self._open_quote = False  # the last paragraph ended inside a quotation

    def statements(self) -> Iterator[Statement]:
        text, position, before = self._document.text, 0, ""
        for paragraph in paragraphs(text):
            continued = self._open_quote and bool(_OPENS_QUOTE.match(text[paragraph[0] : paragraph[0] + 1]))
            first = True
            for start, end in split_paragraph(text, paragraph):
                sentence = text[start:end]
                reason = why_not(sentence)
                attribution, frame = self._attribute(sentence, continued or not first)
                first = False
                if reason:
                    self._left_out[reason] += 1
                    continue
                claim = claim_of(sentence, frame)
                yield Statement(
                    sentence,
                    self._document.id,
                    start,
                    end,
                    claim,
                    attribution,
                    day_spoken_about(sentence, self._document.date),
                    self._document.date,
                    find_dispute(sentence, claim, attribution.speaker if attribution else None),
                    before,
                    position,
                )
                before, position = claim, position + 1
            self._open_quote = _ends_inside_quote(text[slice(*paragraph)])

    def _attribute(self, sentence: str, may_continue: bool) -> tuple[Attribution | None, Frame | None]:
        frame = find_frame(sentence)
        if frame:
            speaker = self._speaker(frame)
            self._last = speaker or self._last
            return speaker, frame
        only_quote = _OPENS_QUOTE.match(sentence) and not re.search(r"\w", mask_quotes(sentence))
        if self._last and (only_quote or (may_continue and _OPENS_QUOTE.match(sentence))):
            return replace(self._last, kind="direct", cue=""), None
        return None, None

    def _speaker(self, frame: Frame) -> Attribution | None:
        kind: Kind = "direct" if frame.whole else "mixed" if frame.quoted else "indirect"
        if is_pronoun(frame.subject):
            if not self._last:
                return None
            return replace(self._last, kind=kind, cue=frame.cue)
        name, role = split_role(frame.subject)
        full = self._roles.get(name.lower()) or self._names.unify(name)
        if role:
            self._roles.setdefault(role.split()[-1].lower(), full)
        return Attribution(full, kind, frame.cue, role)


def _renamed(statement: Statement, everybody: NameIndex) -> Statement:
    attribution, dispute = statement.attribution, statement.dispute
    if attribution:
        attribution = replace(attribution, speaker=everybody.unify(attribution.speaker))
    if dispute and dispute.target:
        dispute = replace(dispute, target=everybody.unify(split_role(dispute.target)[0]))
    return replace(statement, attribution=attribution, dispute=dispute)


def _ends_inside_quote(paragraph: str) -> bool:
    opened = paragraph.rfind("“")
    return (opened >= 0 and paragraph.rfind("”") < opened) or paragraph.count('"') % 2 == 1
