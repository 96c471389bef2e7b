"""Fit the judge: python models/train_judge.py --articles ARTICLES.jsonl.gz [--target models/judge-v13]

Logistic regression, and boosted trees beside it, over the features of ``contradict.judge``; their log-odds are
averaged. The same, smaller, then sees each pair among the others of its statements and texts. Fitted on bundles-fit,
bundles-dev, the written cases kept for the judge (cases.py), and real news: the fit part of the annotated events, event
by event, and all articles but those of the development events at once, as in real use, with what readers said of their
pairs (readings.py). The NLI models were trained on none of these pairs. They read on where a pair may still conflict,
as in real use. The article texts are read from ARTICLES. Prints what cross-validation over bundles, events and stories
says, in all and by kind of text; writes judge.json and trees.json.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from by_kind import Told, by_kind
from cases import cases
from readings import is_learnt, reading
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.cluster import AgglomerativeClustering
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss
from sklearn.model_selection import GroupKFold

from contradict.analysis import Analysis, analyse
from contradict.evaluation.marks import Bundle, Mark, load_bundles
from contradict.finder import MAX_PAIRS, PAIRS_PER_STATEMENT
from contradict.judge import (
    BEFORE_READING,
    FEATURES,
    PairView,
    read_again,
    read_both_ways,
    read_in_other_forms,
)
from contradict.judge.among import NOWHERE, ROW, row_among, seen_among
from contradict.judge.forest import Forest, Node
from contradict.judge.judge import feature_rows
from contradict.judge.score import AGAIN_FROM, FORMS_FROM
from contradict.models import Cache, CachedEmbedder, CachedNLI, Embedder, NLIModel, default_path
from contradict.read import read
from contradict.records import Document

DATA = Path(__file__).parent.parent / "eval/data"
THRESHOLD = (
    0.74  # cross-validated, seven findings in eight are right from here on, and nine in ten quiet cases show none
)
LOOKS = (0.02, 0.04)  # under the first a pair is not read at all, under the second in one direction only
RISING = ("number", "negation", "antonym", "quantifier", "day", "role", "rejects by name", "answers by name")
FALLING = ("alike without a clash", "disputes what its own speaker says", "time")
TREES = {
    "max_iter": 200,
    "learning_rate": 0.05,
    "max_leaf_nodes": 16,
    "min_samples_leaf": 20,
    "l2_regularization": 5.0,
    "max_features": 0.5,
}
TREES_AMONG = {
    "max_iter": 120,
    "learning_rate": 0.05,
    "max_leaf_nodes": 8,
    "min_samples_leaf": 30,
    "l2_regularization": 5.0,
}
TREES_BEFORE = {
    "max_iter": 150,
    "learning_rate": 0.06,
    "max_leaf_nodes": 12,
    "min_samples_leaf": 40,
    "l2_regularization": 5.0,
    "max_features": 0.5,
}
SEEDS = 3
STRENGTH = 0.1  # inverse of the L2 penalty
ONE_STORY = 0.4  # cosine distance of articles


@dataclass(frozen=True)
class Run:
    """The candidate pairs of some documents that were read together."""

    kind: str  # of text
    views: Sequence[PairView]
    labels: np.ndarray  # (n,) bool
    groups: np.ndarray  # (n,) the bundle's number
    used: np.ndarray  # (n,) bool: fitted on, not only there for what the others are seen among


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--target", type=Path, default=Path(__file__).parent / "judge-v13")
    options = parser.parse_args()
    plain, hard = (load_bundles(DATA / f"bundles-{name}.jsonl") for name in ("fit", "dev"))
    news = load_bundles(DATA / "news-fit.jsonl", options.articles)
    known = [
        *(Known("plain short reports", one) for one in plain),
        *(Known("hard articles", one) for one in hard),
        *(Known("real news, event by event", one) for one in news),
        *(Known(f"cases: {case.kind}", case.bundle, case.unsure) for case in cases(for_judge=True)),
    ]
    reader = Reader()
    runs = list(read_runs(known, reader))
    events = dict(enumerate(news, len(plain) + len(hard)))
    runs.append(read_together(options.articles, events, len(known), reader))
    conflicts = Counter[str]()
    for run in runs:
        conflicts[run.kind] += int(run.labels[run.used].sum())
    before, runs = look(runs, reader)
    runs = look_again(runs, reader.in_other_forms, FORMS_FROM)
    runs = look_again(runs, reader.again, AGAIN_FROM)
    quiet = {number: one.kind for number, one in enumerate(known) if not one.bundle.conflicts}
    conclude(runs, before, conflicts, quiet, options.target)


def conclude(
    runs: Sequence[Run],
    before: tuple[list[list[Node]], float],
    conflicts: Mapping[str, int],
    quiet: Mapping[int, str],
    target: Path,
) -> None:
    """Fit the judge to what was read, say what the folds say of it, and write it. before: trees and their base.

    conflicts: how many there are of each kind of text. quiet: the kinds of the groups that have none.
    """
    rows, labels, groups, used = stacked(runs, FEATURES)
    kinds = np.repeat([run.kind for run in runs], [len(run.views) for run in runs])[used]
    for name, part in (("regression", regression), ("trees", ALONE), ("both", together)):
        odds = crossed(rows, labels, groups, part, used)
        print(f"{name} alone: {average_precision_score(labels[used], odds[used]):.3f}")
    slope, shift = platt(odds[used], labels[used])
    seen = rows_among(runs, slope * odds + shift)
    rows, seen, labels, groups = rows[used], seen[used], labels[used], groups[used]
    odds = crossed(seen, labels, groups, together_among)
    predicted = expit(odds)
    print(
        f"{len(labels)} pairs, {labels.sum()} conflicting; seen among others: cross-validated average precision "
        f"{average_precision_score(labels, predicted):.3f}, Brier {brier_score_loss(labels, predicted):.4f}"
    )
    print(by_kind(Told(kinds, groups, labels, predicted), conflicts, quiet))
    slope_among, shift_among = platt(odds, labels)
    print(f"recalibrated by slope {slope:.3f}, shift {shift:+.3f}; among others, {slope_among:.3f}, {shift_among:+.3f}")
    weights, intercept = fit(rows, labels)
    scales, means = rows.std(0), rows.mean(0)
    for name, weight, scale in sorted(zip(FEATURES, weights, scales, strict=True), key=lambda x: -abs(x[1] * x[2])):
        print(f"  {name:50} {slope * weight / 2:+8.3f}  (scaled {slope * weight * scale / 2:+.3f})")
    trees, base = exported(ALONE.grown(rows, labels), rows, slope / 2)
    linear = LogisticRegression().fit(seen, labels)
    trees_among, base_among = exported(AMONG.grown(seen, labels), seen, slope_among / 2)
    intercept_among = slope_among * float(linear.intercept_[0]) / 2 + base_among + shift_among
    among = {
        "weights": named(ROW, slope_among * linear.coef_[0] / 2),
        "intercept": round(intercept_among, 5),
    }
    target.mkdir(exist_ok=True)
    content = {
        "threshold": THRESHOLD,
        "intercept": round(slope * intercept / 2 + base + shift, 5),
        "weights": named(FEATURES, slope / 2 * weights),
        "means": named(FEATURES, means),
        "before": round(before[1], 5),
        "looks": LOOKS,
        "among": among,
    }
    (target / "judge.json").write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    forests = {"before": before[0], "alone": trees, "among": trees_among}
    parts = ",\n".join(f'"{name}": [{lines(forest)}]' for name, forest in forests.items())
    (target / "trees.json").write_text(f"{{{parts}}}\n", "utf-8")


def lines(trees: Sequence[Sequence[Node]]) -> str:
    """A line for each tree."""
    rounded = [[(feature, round(value, 9), left, right) for feature, value, left, right in tree] for tree in trees]
    return ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in rounded)


def platt(odds: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """Slope and shift of the folds' log-odds (Platt 1999): what they did not see is less certain than a fit says."""
    fitted = LogisticRegression(C=1e6).fit(odds.reshape(-1, 1), labels)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def rows_among(runs: Sequence[Run], odds: np.ndarray) -> np.ndarray:
    """What is seen of every pair among those that were read with it (n, len(ROW)), from its log-odds by itself (n,)."""
    rows: list[tuple[float, ...]] = []
    for run in runs:
        alone = odds[len(rows) : len(rows) + len(run.views)].tolist()
        views = seen_among(run.views, expit(alone).tolist())
        rows += [row_among(one, view.elsewhere or NOWHERE) for one, view in zip(alone, views, strict=True)]
    return np.array(rows)


def stacked(runs: Sequence[Run], names: Collection[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Of all runs together: the features (n, names), and the labels, groups and who is fitted on, (n,) each."""
    rows = np.vstack([feature_rows(run.views, names) for run in runs])
    labels, groups, used = (
        np.concatenate([getattr(run, name) for run in runs]) for name in ("labels", "groups", "used")
    )
    return rows, labels, groups, used


def look(runs: Sequence[Run], reader: "Reader") -> tuple[tuple[list[list[Node]], float], list[Run]]:
    """Trees over what is known before the NLI model reads a pair, and their base; what is left after that look, read.

    Who stays is decided by folds that did not see the pair's bundle.
    """
    rows, labels, groups, used = stacked(runs, BEFORE_READING)
    predicted = expit(crossed(rows, labels, groups, BEFORE, used))
    stays = predicted >= LOOKS[0]
    print(
        f"{used.sum()} pairs, {labels[used].sum()} conflicting; before reading: average precision "
        f"{average_precision_score(labels[used], predicted[used]):.3f}"
    )
    for least in sorted({0.002, 0.004, 0.008, 0.012, *LOOKS}):
        kept_here = used & (predicted >= least)
        print(
            f"  from {least} up: {kept_here.sum() / used.sum():.2f} of the pairs, {labels[kept_here].sum()} conflicting"
        )
    exporting = exported(BEFORE.grown(rows[used], labels[used]), rows[used], 1.0)
    kept, start = [], 0
    for run in runs:
        here = stays[start : start + len(run.views)]
        start += len(run.views)
        views = reader.both_ways([view for view, stay in zip(run.views, here, strict=True) if stay])
        kept.append(Run(run.kind, views, run.labels[here], run.groups[here], run.used[here]))
    return exporting, kept


def look_again(runs: Sequence[Run], read: Callable[[Sequence[PairView]], list[PairView]], least: float) -> list[Run]:
    """The runs, with what ``read`` adds to the pairs whose probability, by what is known of them, is no less.

    Who is read is decided by folds that did not see the pair's bundle.
    """
    rows, labels, groups, used = stacked(runs, FEATURES)
    predicted = expit(crossed(rows, labels, groups, together, used))
    asked = predicted >= least
    print(
        f"{len(labels[used])} pairs: average precision {average_precision_score(labels[used], predicted[used]):.3f}; "
        f"{asked.sum()} read on, {labels[asked & used].sum()} of {labels[used].sum()} conflicting ones"
    )
    further, start = [], 0
    for run in runs:
        views = list(run.views)
        places = np.flatnonzero(asked[start : start + len(views)])
        start += len(views)
        for place, view in zip(places, read([views[place] for place in places]), strict=True):
            views[place] = view
        further.append(replace(run, views=views))
    return further


Fitted = Callable[[np.ndarray], np.ndarray]  # rows (n, f) to log-odds (n,)


def crossed(
    rows: np.ndarray,
    labels: np.ndarray,
    groups: np.ndarray,
    train: Callable[[np.ndarray, np.ndarray], Fitted],
    used: np.ndarray | None = None,
) -> np.ndarray:
    """Log-odds (n,) by folds over the groups. used: the rows that are fitted on, (n,) bool; None for all."""
    odds, used = np.zeros(len(labels)), np.ones(len(labels), bool) if used is None else used
    for seen, unseen in GroupKFold(8).split(rows, labels, groups):
        fitted = seen[used[seen]]
        odds[unseen] = train(rows[fitted], labels[fitted])(rows[unseen])
    return odds


def sign(name: str) -> int:
    """1 for a feature that may only raise the verdict, -1 for one that may only lower it, 0 for all others."""
    if name in FALLING or "entailment" in name:
        return -1
    return int(name in RISING or name.startswith("NLI"))


@dataclass(frozen=True)
class Boosted:
    """Boosted trees, once for each seed; their log-odds are averaged."""

    options: Mapping[str, float]
    signs: Sequence[int]  # of each column: see ``sign``
    seeds: int = 1

    def grown(self, rows: np.ndarray, labels: np.ndarray) -> list[HistGradientBoostingClassifier]:
        """The trees, fitted to rows (n, f) and labels (n,)."""
        return [
            HistGradientBoostingClassifier(**self.options, monotonic_cst=self.signs, random_state=seed).fit(
                rows, labels
            )
            for seed in range(self.seeds)
        ]

    def __call__(self, rows: np.ndarray, labels: np.ndarray) -> Fitted:
        """The same as a function of new rows."""
        grown = self.grown(rows, labels)
        return lambda new: mean_odds(grown, new)


BEFORE = Boosted(TREES_BEFORE, [sign(name) for name in BEFORE_READING])
ALONE = Boosted(TREES, [sign(name) for name in FEATURES], SEEDS)
AMONG = Boosted(TREES_AMONG, [1, *[0] * (len(ROW) - 1)])  # the more probable by itself, the more probable among others


def regression(rows: np.ndarray, labels: np.ndarray) -> Fitted:
    return _linear(*fit(rows, labels))


def together(rows: np.ndarray, labels: np.ndarray) -> Fitted:
    parts = regression(rows, labels), ALONE(rows, labels)
    return lambda new: (parts[0](new) + parts[1](new)) / 2


def together_among(rows: np.ndarray, labels: np.ndarray) -> Fitted:
    parts = LogisticRegression().fit(rows, labels).decision_function, AMONG(rows, labels)
    return lambda new: (parts[0](new) + parts[1](new)) / 2


def _linear(weights: np.ndarray, intercept: float) -> Fitted:
    return lambda rows: rows @ weights + intercept


def mean_odds(grown: Sequence[HistGradientBoostingClassifier], rows: np.ndarray) -> np.ndarray:
    odds: np.ndarray = np.mean([one.decision_function(rows) for one in grown], axis=0)
    return odds


def exported(
    grown: Sequence[HistGradientBoostingClassifier], rows: np.ndarray, factor: float
) -> tuple[list[list[Node]], float]:
    """The trees as lists of nodes whose leaves, with the number returned, sum to ``factor`` times the log-odds."""
    share = factor / len(grown)
    trees: list[list[Node]] = [
        [
            (-1, float(node["value"]) * share, 0, 0)
            if node["is_leaf"]
            else (int(node["feature_idx"]), float(node["num_threshold"]), int(node["left"]), int(node["right"]))
            for node in tree.nodes
        ]
        for one in grown
        for (tree,) in one._predictors
    ]
    base = float(sum(one._baseline_prediction.item() for one in grown)) * share
    if np.abs(Forest.of(trees)(rows) + base - factor * mean_odds(grown, rows)).max() > 1e-6:
        raise SystemExit("the exported trees do not say what the fitted ones say")
    return trees, base


def named(names: Collection[str], values: np.ndarray) -> dict[str, float]:
    return {name: round(float(value), 5) for name, value in zip(names, values, strict=True)}


def fit(rows: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights (f,) of ``FEATURES`` and intercept of a logistic regression with an L2 penalty on the scaled features.

    What ``sign`` knows of a feature holds.
    """
    means, scales = rows.mean(0), np.where(rows.std(0) > 0, rows.std(0), 1)
    scaled, signs = (rows - means) / scales, np.where(labels, 1.0, -1.0)
    bounds = [(None if sign(name) <= 0 else 0, None if sign(name) >= 0 else 0) for name in FEATURES]

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        odds = signs * (scaled @ values[:-1] + values[-1])
        slopes = -signs * expit(-odds)
        gradient = np.append(slopes @ scaled + values[:-1] / STRENGTH, slopes.sum())
        return float(np.logaddexp(0, -odds).sum() + values[:-1] @ values[:-1] / (2 * STRENGTH)), gradient

    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)])
    weights = found.x[:-1] / scales
    return weights, float(found.x[-1] - weights @ means)


@dataclass(frozen=True)
class Known:
    """Documents and what is known of them. unsure: pairs of which nothing is said."""

    kind: str
    bundle: Bundle
    unsure: tuple[Mark, ...] = ()


class Reader:
    """Finds candidate pairs, and scores them."""

    def __init__(self) -> None:
        rows, nli = Cache(default_path()), NLIModel()
        self._models = CachedEmbedder(Embedder(), rows), CachedNLI(nli, rows)
        self._second = CachedNLI(nli.second(), rows)

    def __call__(self, documents: Sequence[Document]) -> Analysis:
        """The candidate pairs of documents that are read together, before the NLI model reads them."""
        sizes = {"per_statement": PAIRS_PER_STATEMENT, "max_pairs": MAX_PAIRS}
        return analyse(documents, *self._models, **sizes, judge=None, second=lambda: self._second)

    def both_ways(self, views: Sequence[PairView]) -> list[PairView]:
        """The pairs with what the first NLI model says of their claims."""
        return read_both_ways(views, self._models[1].predict)

    def in_other_forms(self, views: Sequence[PairView]) -> list[PairView]:
        """The pairs with what the first NLI model says of their texts, too."""
        return read_in_other_forms(views, self._models[1].predict)

    def again(self, views: Sequence[PairView]) -> list[PairView]:
        """The pairs with what the second NLI model says of their claims, too."""
        return read_again(views, self._second.predict)


def read_runs(bundles: Sequence[Known], reader: Reader) -> Iterator[Run]:
    """Every candidate pair, bundle by bundle. A pair's label is what a reader said of it, else what the marks say."""
    for number, known in enumerate(bundles):
        views = reader(known.bundle.documents).views
        unsure = np.array([any(mark.hit_by(view.a, view.b) for mark in known.unsure) for view in views], bool)
        labels, told = _labels(views, known.bundle.conflicts)
        yield Run(known.kind, views, labels, np.full(len(views), number), told & (labels | ~unsure))


def read_together(articles: Path, events: Mapping[int, Bundle], first: int, reader: Reader) -> Run:
    """All articles but those of the development events, read together; used are the pairs that are not of one event.

    What nobody has read counts as no conflict: it is what the judge before held for hardly possible. events: those of
    the fit part, by their numbers. first: the number from which groups of other articles on one story count.
    """
    home = {document.id: number for number, event in events.items() for document in event.documents}
    held = {document.id for event in load_bundles(DATA / "news-dev.jsonl", articles) for document in event.documents}
    analysis = reader([document for document in read(articles) if document.id not in held])
    views, stories = analysis.views, _stories(analysis)
    labels, told = _labels(views, ())
    inside = [view.a.document_id in home and home[view.a.document_id] == home.get(view.b.document_id) for view in views]
    learnt = [is_learnt(view.a, view.b, home) for view in views]
    groups = np.array([home.get(name, first + stories[name]) for name in (view.a.document_id for view in views)])
    return Run(
        "real news, across events", views, labels, groups, told & ~np.array(inside, bool) & ~np.array(learnt, bool)
    )


def _stories(analysis: Analysis) -> dict[str, int]:
    """A number for each document, the same for those on one story, as their statements' mean vectors tell."""
    names = sorted({statement.document_id for statement in analysis.statements})
    rows = {name: np.zeros(analysis.vectors.shape[1]) for name in names}
    for statement, vector in zip(analysis.statements, analysis.vectors, strict=True):
        rows[statement.document_id] += vector
    clusters = AgglomerativeClustering(None, metric="cosine", linkage="average", distance_threshold=ONE_STORY)
    return dict(zip(names, clusters.fit_predict(np.stack([rows[name] for name in names])).tolist(), strict=True))


def _labels(views: Sequence[PairView], marks: Sequence[Mark]) -> tuple[np.ndarray, np.ndarray]:
    """Which pairs conflict, and of which that can be told, (n,) bool each."""
    letters = [reading(view.a, view.b) for view in views]
    labels = [letter == "C" if letter else _conflicts(view, marks) for view, letter in zip(views, letters, strict=True)]
    return np.array(labels, bool), np.array([letter != "?" for letter in letters], bool)


def _conflicts(view: PairView, marks: Sequence[Mark]) -> bool:
    return any(mark.hit_by(view.a, view.b) for mark in marks)


if __name__ == "__main__":
    main()
