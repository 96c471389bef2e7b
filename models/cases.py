"""The cases written for training, in data/cases-KIND-*.txt and kept-KIND-*.txt: invented texts, every conflict marked.

    ### domain
    # Title | Outlet | 2024-03-05
    Text. {1a:A sentence on matter 1, side a.} More text. {1b,2a:A sentence of two matters.}

Every sentence of "1a" contradicts every one of "1b"; a sentence of "1x" touches the matter, and nothing is said of it.
What is not marked conflicts with nothing. KIND: hard (mostly conflicts that take a step of thought), plain, news (in
the manner of real reports), or replies (by name). Two in three of cases-*.txt train the NLI model and the embedder; the
third and all of kept-*.txt are kept from them, so that the judge is fitted to scores as they are on texts that the NLI
model has not seen.
``python models/cases.py`` checks the files and says what there is.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

from readings import QUIET, Form, in_context
from written import Group, Labelled

from contradict.evaluation.marks import Bundle, Mark, Passage
from contradict.read import read
from contradict.records import Document, Statement
from contradict.statements import extract
from contradict.words import overlap

DATA = Path(__file__).parent / "data"
TEMPTING = 0.3  # how far chance may lift a pair that shares fewer words
NEAR_A_STATEMENT = 3  # pairs without a conflict, each in one form; in context only where that has none either
_MARKED = re.compile(r"\{(\d[abx](?:,\d[abx])*):([^{}]*)\}")


@dataclass(frozen=True)
class Case:
    """Marked texts. unsure: pairs of which nothing is said."""

    kind: str
    bundle: Bundle
    unsure: tuple[Mark, ...]

    def label(self, a: Statement, b: Statement) -> bool | None:
        """Do the two conflict? None if nothing is said of it."""
        if any(mark.hit_by(a, b) for mark in self.bundle.conflicts):
            return True
        return None if any(mark.hit_by(a, b) for mark in self.unsure) else False


def cases(for_judge: bool) -> Iterator[Case]:
    """Those for the judge, or those for the other models. Raises ValueError naming one that breaks the rules above."""
    for path in sorted([*DATA.glob("cases-*.txt"), *DATA.glob("kept-*.txt")]):
        for number, part in enumerate(path.read_text("utf-8").split("### ")[1:], 1):
            if (number % 3 == 0 or path.stem.startswith("kept")) == for_judge:
                yield _case(path.stem.split("-")[1], f"{path.stem}-{number}", part.partition("\n")[2])


def _case(kind: str, name: str, text: str) -> Case:
    documents: list[Document] = []
    sides: dict[str, list[Passage]] = defaultdict(list)
    for number, part in enumerate(re.split(r"^# ", text, flags=re.MULTILINE)[1:]):
        head, _, body = part.partition("\n")
        title, outlet, date = (field.strip() for field in head.rsplit("|", 2))
        plain, passages = _plain(body.strip(), f"{name}-{number}")
        documents += read({"id": f"{name}-{number}", "title": title, "outlet": outlet, "date": date, "text": plain})
        for side, passage in passages:
            sides[side].append(passage)
    matters = sorted({side[0] for side in sides})
    for matter in matters:
        if not (sides.get(f"{matter}a") and sides.get(f"{matter}b")):
            raise ValueError(f"{name}: matter {matter} has one side only")
    conflicts = tuple(Mark("", "", tuple(sides[f"{m}a"]), tuple(sides[f"{m}b"])) for m in matters)
    unsure = tuple(
        Mark("", "", tuple(sides[f"{m}x"]), (*sides[f"{m}a"], *sides[f"{m}b"], *sides[f"{m}x"]))
        for m in matters
        if f"{m}x" in sides
    )
    return Case(kind, Bundle(name, tuple(documents), conflicts, ()), unsure)


def _plain(marked: str, document: str) -> tuple[str, list[tuple[str, Passage]]]:
    """The text without its marks, and where each marked sentence stands in it."""
    text, found, end = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[end : match.start()]
        passage = Passage(document, len(text), len(text) + len(match[2]))
        found += [(side, passage) for side in match[1].split(",")]
        text, end = text + match[2], match.end()
    text += marked[end:]
    if "{" in text or "}" in text:
        raise ValueError(
            f"{document}: a mark is not closed, or of another form: {text[max(0, text.find('{')) :][:80]!r}"
        )
    return text, found


def case_pairs(rng: random.Random, forms: Sequence[Form]) -> Iterator[Labelled]:
    """Premise, hypothesis, label: every conflict in all the forms, and others that share words in one of them."""
    for case in cases(for_judge=False):
        statements = extract(case.bundle.documents).statements
        by_place = {(one.document_id, one.position): one for one in statements}
        quiet = []
        for a, b in combinations(statements, 2):
            conflicts = case.label(a, b)
            if conflicts:
                for form in forms:
                    yield from form(a, b, "C")
            elif conflicts is False:
                quiet.append((-overlap(a.claim, b.claim) + TEMPTING * rng.random(), a, b))
        for _, a, b in sorted(quiet, key=lambda one: one[0])[: NEAR_A_STATEMENT * len(statements)]:
            before = (by_place.get((one.document_id, one.position - 1), one) for one in (a, b))
            apart = all(case.label(*sides) is False for sides in product(*zip((a, b), before, strict=True)))
            yield from rng.choice([form for form in forms if apart or form is not in_context])(a, b, QUIET)


def case_groups() -> Iterator[Group]:
    """Every matter of the cases, with what is said of other things."""
    for case in cases(for_judge=False):
        statements = extract(case.bundle.documents).statements
        for mark in case.bundle.conflicts:
            on, off = (
                tuple(one.claim for one in statements if any(p.holds(one) for p in (*mark.a, *mark.b)) == wanted)
                for wanted in (True, False)
            )
            yield Group(on, off)


def check() -> str:
    """What there is."""
    found = [*cases(for_judge=False), *cases(for_judge=True)]
    texts = sum(len(case.bundle.documents) for case in found)
    marks = [mark for case in found for mark in case.bundle.conflicts]
    wordings = sum(len(list(product(mark.a, mark.b))) for mark in marks)
    quiet = sum(not case.bundle.conflicts for case in found)
    conflicts = f"{len(marks)} conflicts in {wordings} pairs of sentences"
    return f"{len(found)} cases, {texts} texts, {conflicts}, {quiet} cases without"


if __name__ == "__main__":
    print(check())
