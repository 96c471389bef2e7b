"""The cases written for training, in data/cases-*.txt: invented news texts with every conflict marked in them.

    ### domain
    # Title | Outlet | 2024-03-05
    Text. {1a:A sentence on matter 1, side a.} More text. {1b,2a:A sentence of two matters.}

Every sentence of "1a" contradicts every one of "1b"; a sentence of "1x" touches the matter, and nothing is said of it.
What is not marked conflicts with nothing. ``python models/cases.py`` checks the files and says what there is.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from contradict.evaluation.marks import Bundle, Mark, Passage
from contradict.read import read
from contradict.records import Document, Statement

DATA = Path(__file__).parent / "data"
_MARKED = re.compile(r"\{(\d[abx](?:,\d[abx])*):([^{}]*)\}")


@dataclass(frozen=True)
class Case:
    """Marked texts. unsure: pairs of which nothing is said."""

    bundle: Bundle
    unsure: tuple[Mark, ...]

    def label(self, a: Statement, b: Statement) -> bool | None:
        """Do the two conflict? None if nothing is said of it."""
        if any(mark.hit_by(a, b) for mark in self.bundle.conflicts):
            return True
        return None if any(mark.hit_by(a, b) for mark in self.unsure) else False


def cases() -> Iterator[Case]:
    """All of them. Raises ValueError naming the first one that breaks the rules above."""
    for path in sorted(DATA.glob("cases-*.txt")):
        for number, part in enumerate(path.read_text("utf-8").split("### ")[1:], 1):
            yield _case(f"{path.stem}-{number}", part.partition("\n")[2])


def _case(name: str, text: str) -> Case:
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
    return Case(Bundle(name, tuple(documents), conflicts, ()), unsure)


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
        raise ValueError(f"{document}: a mark is not closed, or of another form: {text[max(0, text.find('{')) :][:80]!r}")
    return text, found


def check() -> str:
    """What there is."""
    found = list(cases())
    texts = sum(len(case.bundle.documents) for case in found)
    marks = [mark for case in found for mark in case.bundle.conflicts]
    wordings = sum(len(list(product(mark.a, mark.b))) for mark in marks)
    quiet = sum(not case.bundle.conflicts for case in found)
    return f"{len(found)} cases, {texts} texts, {len(marks)} conflicts in {wordings} pairs of sentences, {quiet} cases without"


if __name__ == "__main__":
    print(check())
