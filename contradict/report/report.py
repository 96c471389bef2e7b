"""The report object."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from contradict.errors import OptionError
from contradict.records import Contradiction, Document, Statement
from contradict.report.asked import checked_threshold, folded
from contradict.report.feedback import Feedback, Verdict, pair_hash
from contradict.report.files import written
from contradict.report.merge import led
from contradict.report.names import names
from contradict.report.stats import Stats

if TYPE_CHECKING:
    import datasets
    import networkx
    import pandas
    import polars
    from matplotlib.axes import Axes
    from rich.console import RenderableType


class Report(Sequence[Contradiction]):
    """Findings by falling probability. Every method that narrows gives a new report and scores nothing again.

    Every export takes the path of a file, and raises InputError if it cannot be written.
    """

    def __init__(
        self,
        findings: Sequence[Contradiction],
        documents: Sequence[Document],
        statements: Sequence[Statement],
        stats: Stats,
        *,
        threshold: float,
        kept: float,
        feedback: Feedback | None = None,
        dismissed: frozenset[str] | None = None,
        part_of: Report | None = None,
    ) -> None:
        self._feedback = feedback or Feedback()
        self._dismissed = self._feedback.dismissed() if dismissed is None else dismissed
        self._all = tuple(findings)
        left = [one for finding in findings if (one := self._left(finding)) and one.probability >= threshold]
        self._shown = tuple(sorted(left, key=lambda one: -one.probability))
        self._kept = kept
        self.documents = tuple(documents)
        self._by_id = {document.id: document for document in self.documents}
        self._names = names(self.documents)
        self.statements = tuple(statements)
        self.stats = stats
        self.threshold = threshold
        self.part_of = part_of  # the report that this one was narrowed from, if it was

    @overload
    def __getitem__(self, place: int) -> Contradiction: ...
    @overload
    def __getitem__(self, place: slice) -> Report: ...
    def __getitem__(self, place: int | slice) -> Contradiction | Report:
        if isinstance(place, slice):
            return self._with(self._shown[place], part_of=self._whole)
        return self._shown[place]

    def __len__(self) -> int:
        return len(self._shown)

    def __iter__(self) -> Iterator[Contradiction]:
        return iter(self._shown)

    def __repr__(self) -> str:
        from contradict.report.text import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from contradict.report.html import as_table

        return as_table(self)

    def __rich__(self) -> RenderableType:
        from contradict.report.terminal import as_renderable

        return as_renderable(self)

    def above(self, threshold: float) -> Report:
        """The findings with at least this probability, which may be lower than before.

        Raises OptionError below what was kept.
        """
        threshold = checked_threshold(threshold)
        if threshold < self._kept:
            raise OptionError(
                f"Cannot lower the threshold to {threshold}: pairs under {self._kept} were not kept. "
                f"Run find_contradictions(docs, threshold={threshold})."
            )
        return self._with(self._all, threshold, part_of=None if self.part_of is None else self.part_of.above(threshold))

    def between(self, one: str, other: str) -> Report:
        """The findings between two speakers or outlets, by any part of their names, or two documents, by title or id.

        Raises OptionError for what is no text.
        """
        first, second = folded(one), folded(other)
        return self._narrowed(
            lambda finding: (
                (self._is_by(finding.a, first) and self._is_by(finding.b, second))
                or (self._is_by(finding.a, second) and self._is_by(finding.b, first))
            )
        )

    def about(self, word: str) -> Report:
        """The findings in which a word or phrase, or one that begins so, stands on either side, in any case.

        Raises OptionError for what is no text.
        """
        wanted = re.compile(rf"(?<!\w){re.escape(folded(word))}")
        return self._narrowed(lambda finding: any(wanted.search(folded(side.text)) for side in (finding.a, finding.b)))

    def by_speaker(self) -> dict[str, Report]:
        """The findings that each named speaker has a side in, busiest first."""
        sides = (side for finding in self for one in (finding, *finding.variants) for side in (one.a, one.b))
        found = {
            name: self._narrowed(lambda one, name=name: name in (one.a.speaker, one.b.speaker))  # type: ignore[misc]
            for name in {side.speaker for side in sides}
            if name
        }
        busiest = sorted(found.items(), key=lambda entry: (-len(entry[1]), entry[0]))
        return {name: report for name, report in busiest if len(report)}

    def self_contradictions(self) -> Report:
        """The findings in which one speaker stands on both sides."""
        return self._narrowed(lambda one: one.a.speaker is not None and one.a.speaker == one.b.speaker)

    @property
    def topics(self) -> dict[str, Report]:
        """The findings by topic, largest first; a topic is named by the words that set it apart."""
        from contradict.report.topics import topics

        return {
            label: self._with([self[at] for at in places], part_of=self._whole)
            for label, places in topics(self).items()
        }

    def dismiss(self, finding: Contradiction) -> Report:
        """A report without a finding that is none, nor any dismissed before; its next wording takes its place.

        This report, and what is narrowed from it, shows what it showed. Later runs of the same finder do not show the
        finding again; with a feedback file, no run does. Raises OptionError for what is no finding, InputError if the
        file cannot be written.
        """
        self._feedback.add(finding, "dismissed")
        return self._with(self._all, dismissed=self._feedback.dismissed(), part_of=self.part_of)

    def confirm(self, finding: Contradiction) -> None:
        """Remember that a finding is right; with a feedback file, for ever. Raises what ``dismiss`` raises."""
        self._feedback.add(finding, "confirmed")

    def verdict(self, finding: Contradiction) -> Verdict | None:
        """What was said of a finding: "confirmed", "dismissed" or None."""
        return self._feedback.verdict(finding)

    @property
    def judged(self) -> list[tuple[Contradiction, bool]]:
        """The findings with a verdict, dismissed ones too, and whether it is "confirmed"; for ``fit_threshold``.

        A verdict on another wording of a finding counts for that wording; one on the same two sentences counts once.
        """
        judged: dict[str, Contradiction] = {}
        for finding in self._all:
            for one in (finding, *finding.variants):
                if self._feedback.verdict(one):
                    judged.setdefault(pair_hash(one), one)
        return [(one, self._feedback.verdict(one) == "confirmed") for one in judged.values()]

    def document(self, document_id: str) -> Document:
        """The document of this id. Raises KeyError for another id."""
        return self._by_id[document_id]

    def name_of(self, document_id: str) -> str:
        """What to call a document: its label, told apart from others of that label. Raises KeyError for another id."""
        return self._names[document_id]

    def to_dicts(self) -> list[dict[str, Any]]:
        """One plain dict a finding."""
        return [finding.to_dict() for finding in self]

    def to_json(self, path: str | Path | None = None) -> str:
        """The findings and the stats as JSON; written to ``path`` as well, if one is given."""
        content = {"threshold": self.threshold, "stats": asdict(self.stats), "findings": self.to_dicts()}
        text = json.dumps(content, ensure_ascii=False, indent=2)
        return written(text + "\n", path)

    def to_markdown(self, path: str | Path | None = None) -> str:
        """The findings as Markdown; written to ``path`` as well, if one is given."""
        from contradict.report.text import as_markdown

        return written(as_markdown(self), path)

    def to_html(self, path: str | Path | None = None) -> str:
        """The findings as one self-contained page; written to ``path`` as well, if one is given."""
        from contradict.report.html import as_page

        return written(as_page(self), path)

    def to_csv(self, path: str | Path | None = None) -> str:
        """A head line and one line a finding; written to ``path`` as well, if one is given."""
        from contradict.report.frames import as_csv

        return written(as_csv(self), path)

    def to_pandas(self) -> pandas.DataFrame:
        """One row a finding. Raises MissingExtraError without pandas."""
        from contradict.report.frames import columns, library

        frame: pandas.DataFrame = library("pandas", "to_pandas()").DataFrame(columns(self))
        return frame

    def to_polars(self) -> polars.DataFrame:
        """One row a finding. Raises MissingExtraError without polars."""
        from contradict.report.frames import columns, library

        frame: polars.DataFrame = library("polars", "to_polars()").DataFrame(columns(self))
        return frame

    def to_dataset(self) -> datasets.Dataset:
        """One row a finding."""
        import datasets

        from contradict.report.frames import columns

        return datasets.Dataset.from_dict(columns(self))

    def to_networkx(self) -> networkx.Graph:
        """Documents as nodes (label, title, outlet, date), conflicts as edges (count, highest probability)."""
        from contradict.report.overview import graph

        return graph(self)

    def plot(self, kind: str = "matrix") -> Axes:
        """A matplotlib plot: who contradicts whom ("matrix"), when ("timeline"), on what ("topics"), where ("network").

        ``report.plot().figure.savefig(path)`` writes it. Raises OptionError for another kind, MissingExtraError without
        matplotlib.
        """
        from contradict.report.plots import plot

        return plot(self, kind)

    @property
    def _whole(self) -> Report:
        return self if self.part_of is None else self.part_of

    def _is_by(self, statement: Statement, name: str) -> bool:
        document = self.document(statement.document_id)
        parts = (folded(part) for part in (statement.speaker, document.outlet) if part)
        return any(name in part for part in parts) or name in (folded(document.title or ""), folded(document.id))

    def _narrowed(self, keep: Callable[[Contradiction], bool]) -> Report:
        """The findings to keep; of one that is not, or was dismissed, its wordings that are."""
        fitting = [fit for finding in self._all if (fit := self._fitting(finding, keep))]
        return self._with(fitting, part_of=self._whole)

    def _fitting(self, finding: Contradiction, keep: Callable[[Contradiction], bool]) -> Contradiction | None:
        if keep(finding) and pair_hash(finding) not in self._dismissed:
            return finding
        return led([one for one in (finding, *finding.variants) if keep(one)])

    def _left(self, finding: Contradiction) -> Contradiction | None:
        """A finding without its wordings that were dismissed when this report was made."""
        if not self._dismissed:
            return finding
        return led([one for one in (finding, *finding.variants) if pair_hash(one) not in self._dismissed])

    def _with(
        self,
        findings: Sequence[Contradiction],
        threshold: float | None = None,
        dismissed: frozenset[str] | None = None,
        part_of: Report | None = None,
    ) -> Report:
        return Report(
            findings,
            self.documents,
            self.statements,
            self.stats,
            threshold=self.threshold if threshold is None else threshold,
            kept=self._kept,
            feedback=self._feedback,
            dismissed=self._dismissed if dismissed is None else dismissed,
            part_of=part_of,
        )
