"""What the findings are about: like findings together, each group named by the words that set it apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from contradict.words import STOP_WORDS, stem

if TYPE_CHECKING:
    from contradict.records import Contradiction

APART = 0.85  # cosine distance of two groups' words from which they are two topics
LABEL_WORDS = 3
_WORD = re.compile(r"[^\W\d_][\w’'-]+")


def topics(findings: Sequence[Contradiction]) -> dict[str, list[int]]:
    """Places of the findings by topic label, largest topic first.

    Findings are grouped by the words of both statements (average linkage over tf-idf rows); a label is the words of a
    group with the highest tf-idf (class-based, Grootendorst 2022), as they are written most often. Findings of stop
    words and numbers alone are "other".
    """
    spelled: dict[str, Counter[str]] = {}
    texts = [_stems(f"{one.a.text} {one.b.text}", spelled) for one in findings]
    found: dict[str, list[int]] = {}
    groups = _groups(texts)
    for label, places in zip(_labels(texts, groups, spelled), groups, strict=True):
        found.setdefault(label, []).extend(places)
    if rest := [place for place, text in enumerate(texts) if not text]:
        found["other"] = rest
    return dict(sorted(found.items(), key=lambda entry: -len(entry[1])))


def _groups(texts: Sequence[str]) -> list[list[int]]:
    """Places of the texts that have stems, like texts together, largest group first."""
    worded = [place for place, text in enumerate(texts) if text]
    if len(worded) < 2:
        return [worded] if worded else []
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows: Any = TfidfVectorizer(analyzer=str.split, norm="l2").fit_transform(texts[place] for place in worded)
    clustering = AgglomerativeClustering(None, metric="cosine", linkage="average", distance_threshold=APART)
    members: dict[int, list[int]] = {}
    for place, group in zip(worded, clustering.fit_predict(rows.toarray()).tolist(), strict=True):
        members.setdefault(group, []).append(place)
    return sorted(members.values(), key=lambda places: (-len(places), places[0]))


def _labels(texts: Sequence[str], groups: Sequence[Sequence[int]], spelled: dict[str, Counter[str]]) -> list[str]:
    """The words that set each group apart."""
    if not groups:
        return []
    from sklearn.feature_extraction.text import TfidfTransformer, TfidfVectorizer

    counts = TfidfVectorizer(analyzer=str.split, use_idf=False, norm=None)
    summed: Any = counts.fit_transform([" ".join(texts[place] for place in places) for places in groups])
    weights: Any = TfidfTransformer().fit_transform(summed)
    known = counts.get_feature_names_out()
    labels = []
    for row in range(len(groups)):
        values = weights[[row]].toarray()[0]
        best = sorted(range(len(known)), key=lambda column: (-values[column], known[column]))[:LABEL_WORDS]
        labels.append(", ".join(spelled[known[column]].most_common(1)[0][0] for column in best if values[column] > 0))
    return labels


def _stems(text: str, spelled: dict[str, Counter[str]]) -> str:
    """The stems of the words of a text; how each was written is added to ``spelled``."""
    stems = []
    for match in _WORD.finditer(text):
        word = re.sub(r"[’']s$", "", match.group())
        if word.lower() not in STOP_WORDS and len(word) > 2:
            stems.append(stem(word.lower()))
            spelled.setdefault(stems[-1], Counter())[word] += 1
    return " ".join(stems)
