"""Which stretches of a text are marked: the clashing words of a quote, the found sentences of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from contradict.records import Contradiction, Document, Span

Side = Literal["a", "b"]


@dataclass(frozen=True)
class Piece:
    """A stretch of text, marked or not; ``anchors`` are the sides of findings that begin here: (number, side)."""

    text: str
    marked: bool = False
    anchors: tuple[tuple[int, Side], ...] = ()


def clashing(finding: Contradiction, side: Side) -> list[Piece]:
    """The quote of a side, with the words marked on which the reasons for the finding rest."""
    spans = [
        span
        for reason in finding.reasons
        if reason.speaks_for
        for span in (reason.spans_a if side == "a" else reason.spans_b)
    ]
    text: str = getattr(finding, side).text
    return pieces(text, _united(spans))


def _united(spans: Iterable[Span]) -> list[Span]:
    """The same stretches, each once: spans that touch or overlap become one."""
    united: list[Span] = []
    for start, end in sorted(spans):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def found(document: Document, findings: Iterable[tuple[int, Contradiction]]) -> list[Piece]:
    """The document's text with the sentences of the numbered findings marked at their place."""
    anchors: dict[Span, list[tuple[int, Side]]] = {}
    sides: Sequence[Side] = ("a", "b")
    for number, finding in findings:
        for side in sides:
            statement = getattr(finding, side)
            if statement.document_id == document.id:
                anchors.setdefault((statement.start, statement.end), []).append((number, side))
    return pieces(document.text, list(anchors), anchors)


def pieces(
    text: str, spans: Iterable[Span], anchors: Mapping[Span, Sequence[tuple[int, Side]]] | None = None
) -> list[Piece]:
    """``text`` cut at the spans; a span that overlaps one before it is left out, its anchors go to that one."""
    cut: list[Piece] = []
    done = 0
    for start, end in sorted(set(spans)):
        names = tuple(anchors.get((start, end), ())) if anchors else ()
        if start < done:
            if cut and cut[-1].marked:
                cut[-1] = Piece(cut[-1].text, marked=True, anchors=(*cut[-1].anchors, *names))
            continue
        if start > done:
            cut.append(Piece(text[done:start]))
        cut.append(Piece(text[start:end], marked=True, anchors=names))
        done = end
    if done < len(text):
        cut.append(Piece(text[done:]))
    return cut
