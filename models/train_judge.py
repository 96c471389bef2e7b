"""Fit the judge: python models/train_judge.py --articles ARTICLES.jsonl.gz [--target models/judge-v4]

Logistic regression over the features of ``contradict.judge``, fitted on bundles-fit, bundles-dev and the fit part of
the annotated real news, whose article texts are read from ARTICLES. The news is read twice: event by event, and all of
it at once, for the pairs across events, which share words and do not conflict. Prints average precision by
cross-validation over bundles and events; writes judge.json.
"""

import argparse
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss
from sklearn.model_selection import GroupKFold

from contradict.analysis import analyse
from contradict.evaluation.marks import Bundle, load_bundles
from contradict.finder import MAX_PAIRS, PAIRS_PER_STATEMENT
from contradict.judge import BEFORE_READING, FEATURES, PairView, with_usual
from contradict.judge.judge import feature_rows
from contradict.models import Cache, CachedEmbedder, CachedNLI, Embedder, NLIModel, default_path
from contradict.records import Document

DATA = Path(__file__).parent.parent / "eval/data"
THRESHOLD = 0.5  # more likely right than wrong; cross-validated precision is about two thirds from here on
LOOKS = (0.0172, 0.01)  # under the first a pair is not read at all, under the second in one direction only
STRENGTH = 0.1  # inverse of the L2 penalty


@dataclass(frozen=True)
class Run:
    """The scored candidate pairs of some documents that were read together."""

    views: Sequence[PairView]
    labels: np.ndarray  # (n,) bool
    groups: np.ndarray  # (n,) the bundle's number
    used: np.ndarray  # (n,) bool: fitted on, not only there for what is usual among them


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--target", type=Path, default=Path(__file__).parent / "judge-v4")
    options = parser.parse_args()
    written = [*load_bundles(DATA / "bundles-fit.jsonl"), *load_bundles(DATA / "bundles-dev.jsonl")]
    news = load_bundles(DATA / "news-fit.jsonl", options.articles)
    runs = list(read_runs([*written, *news], across=len(written)))
    before, runs = look(runs)
    rows = np.vstack([feature_rows(run.views) for run in runs])
    labels, groups, used = (
        np.concatenate([getattr(run, name) for run in runs]) for name in ("labels", "groups", "used")
    )
    rows, labels, groups = rows[used], labels[used], groups[used]
    predicted = crossed(rows, labels, groups, FEATURES)
    print(
        f"{len(labels)} pairs, {labels.sum()} conflicting; cross-validated average precision "
        f"{average_precision_score(labels, predicted):.3f}, Brier {brier_score_loss(labels, predicted):.4f}"
    )
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
        chosen = predicted >= threshold
        print(
            f"  at {threshold}: {chosen.sum()} pairs, precision {labels[chosen].mean():.2f}, "
            f"recall {labels[chosen].sum() / labels.sum():.2f}"
        )
    # What the folds did not see is less certain than the fit says: one slope and shift on their log-odds (Platt 1999).
    odds = np.log(predicted / (1 - predicted)).reshape(-1, 1)
    platt = LogisticRegression(C=1e6).fit(odds, labels)
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    print(f"recalibrated by slope {slope:.3f}, shift {shift:+.3f}")
    weights, intercept = fit(rows, labels, FEATURES)
    scales, means = rows.std(0), rows.mean(0)
    for name, weight, scale in sorted(zip(FEATURES, weights, scales, strict=True), key=lambda x: -abs(x[1] * x[2])):
        print(f"  {name:50} {slope * weight:+8.3f}  (scaled {slope * weight * scale:+.3f})")
    options.target.mkdir(exist_ok=True)
    content = {
        "threshold": THRESHOLD,
        "intercept": round(slope * intercept + shift, 5),
        "weights": named(FEATURES, slope * weights),
        "means": named(FEATURES, means),
        "before": before,
        "looks": LOOKS,
    }
    (options.target / "judge.json").write_text(json.dumps(content, indent=1) + "\n", "utf-8")


def look(runs: Sequence[Run]) -> tuple[dict[str, object], list[Run]]:
    """The regression over what is known before the NLI model reads a pair, and what is left after that first look.

    Who stays is decided by folds that did not see the pair's bundle.
    """
    rows = np.vstack([feature_rows(run.views, BEFORE_READING) for run in runs])
    labels, groups, used = (
        np.concatenate([getattr(run, name) for run in runs]) for name in ("labels", "groups", "used")
    )
    predicted = crossed(rows, labels, groups, BEFORE_READING, used)
    stays = predicted >= LOOKS[0]
    print(
        f"{used.sum()} pairs, {labels[used].sum()} conflicting; before reading: average precision "
        f"{average_precision_score(labels[used], predicted[used]):.3f}; from {LOOKS[0]} up {stays[used].sum()} pairs, "
        f"{labels[used & stays].sum()} conflicting"
    )
    weights, intercept = fit(rows[used], labels[used], BEFORE_READING)
    kept, start = [], 0
    for run in runs:
        here = stays[start : start + len(run.views)]
        start += len(run.views)
        views = with_usual([view for view, stay in zip(run.views, here, strict=True) if stay])
        kept.append(Run(views, run.labels[here], run.groups[here], run.used[here]))
    return {"weights": named(BEFORE_READING, weights), "intercept": round(intercept, 5)}, kept


def crossed(
    rows: np.ndarray, labels: np.ndarray, groups: np.ndarray, names: Collection[str], used: np.ndarray | None = None
) -> np.ndarray:
    """Probabilities (n,) by folds over the groups. used: the rows that are fitted on, (n,) bool; None for all."""
    predicted, used = np.zeros(len(labels)), np.ones(len(labels), bool) if used is None else used
    for train, test in GroupKFold(8).split(rows, labels, groups):
        train = train[used[train]]
        predicted[test] = probabilities(rows[test], *fit(rows[train], labels[train], names))
    return predicted


def named(names: Collection[str], values: np.ndarray) -> dict[str, float]:
    return {name: round(float(value), 5) for name, value in zip(names, values, strict=True)}


def fit(rows: np.ndarray, labels: np.ndarray, names: Collection[str]) -> tuple[np.ndarray, float]:
    """Weights (f,) and intercept of a logistic regression with an L2 penalty on the scaled features.

    What the NLI model says of contradiction may only raise the verdict, what it says of entailment only lower it.
    """
    means, scales = rows.mean(0), np.where(rows.std(0) > 0, rows.std(0), 1)
    scaled, signs = (rows - means) / scales, np.where(labels, 1.0, -1.0)
    bounds = [
        (None, 0) if "entailment" in name else (0, None) if name.startswith("NLI") else (None, None) for name in names
    ]

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        odds = signs * (scaled @ values[:-1] + values[-1])
        slopes = -signs * expit(-odds)
        gradient = np.append(slopes @ scaled + values[:-1] / STRENGTH, slopes.sum())
        return float(np.logaddexp(0, -odds).sum() + values[:-1] @ values[:-1] / (2 * STRENGTH)), gradient

    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)])
    weights = found.x[:-1] / scales
    return weights, float(found.x[-1] - weights @ means)


def probabilities(rows: np.ndarray, weights: np.ndarray, intercept: float) -> np.ndarray:
    return expit(rows @ weights + intercept)


def read_runs(bundles: list[Bundle], across: int) -> Iterator[Run]:
    """Every candidate pair, scored in full: bundle by bundle, then the bundles from ``across`` on all together.

    Of the last, only the pairs across bundles are used; none conflicts.
    """
    rows = Cache(default_path())
    embedder, nli = CachedEmbedder(Embedder(), rows), CachedNLI(NLIModel(), rows)

    def views_of(documents: Sequence[Document]) -> tuple[PairView, ...]:
        return analyse(
            documents, embedder, nli, per_statement=PAIRS_PER_STATEMENT, max_pairs=MAX_PAIRS, judge=None
        ).views

    for number, bundle in enumerate(bundles):
        views = views_of(bundle.documents)
        labels = np.array([any(mark.hit_by(view.a, view.b) for mark in bundle.conflicts) for view in views], bool)
        yield Run(views, labels, np.full(len(views), number), np.ones(len(views), bool))
    home = {document.id: number for number, one in enumerate(bundles[across:], across) for document in one.documents}
    together = {document.id: document for bundle in bundles[across:] for document in bundle.documents}
    views = views_of(list(together.values()))
    first, second = (np.array([home[getattr(view, side).document_id] for view in views]) for side in "ab")
    yield Run(views, np.zeros(len(views), bool), first, first != second)


if __name__ == "__main__":
    main()
