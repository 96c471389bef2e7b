"""Fit the judge: python models/train_judge.py --articles ARTICLES.jsonl.gz [--target models/judge-v3]

Logistic regression over the features of ``contradict.judge``, fitted on bundles-fit, bundles-dev and the fit part of
the annotated real news, whose article texts are read from ARTICLES. The news is read twice: event by event, and all of
it at once, for the pairs across events, which share words and do not conflict. Prints average precision by
cross-validation over bundles and events; writes judge.json.
"""

import argparse
import json
from collections.abc import Sequence
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
from contradict.judge import FEATURES, PairView
from contradict.judge.judge import feature_rows
from contradict.models import Embedder, NLIModel
from contradict.records import Document

DATA = Path(__file__).parent.parent / "eval/data"
THRESHOLD = 0.5  # more likely right than wrong; cross-validated precision is about two thirds from here on
STRENGTH = 0.1  # inverse of the L2 penalty


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--target", type=Path, default=Path(__file__).parent / "judge-v3")
    options = parser.parse_args()
    written = [*load_bundles(DATA / "bundles-fit.jsonl"), *load_bundles(DATA / "bundles-dev.jsonl")]
    news = load_bundles(DATA / "news-fit.jsonl", options.articles)
    rows, labels, groups = table([*written, *news], across=len(written))
    predicted = np.zeros(len(labels))
    for train, test in GroupKFold(8).split(rows, labels, groups):
        predicted[test] = probabilities(rows[test], *fit(rows[train], labels[train]))
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
    weights, intercept = fit(rows, labels)
    scales, means = rows.std(0), rows.mean(0)
    for name, weight, scale in sorted(zip(FEATURES, weights, scales, strict=True), key=lambda x: -abs(x[1] * x[2])):
        print(f"  {name:50} {slope * weight:+8.3f}  (scaled {slope * weight * scale:+.3f})")
    weights, intercept = slope * weights, slope * intercept + shift
    options.target.mkdir(exist_ok=True)
    content = {
        "threshold": THRESHOLD,
        "intercept": round(float(intercept), 5),
        "weights": {name: round(float(weight), 5) for name, weight in zip(FEATURES, weights, strict=True)},
        "means": {name: round(float(mean), 5) for name, mean in zip(FEATURES, means, strict=True)},
    }
    (options.target / "judge.json").write_text(json.dumps(content, indent=1) + "\n", "utf-8")


def fit(rows: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights (f,) and intercept of a logistic regression with an L2 penalty on the scaled features.

    What the NLI model says of contradiction may only raise the verdict, what it says of entailment only lower it.
    """
    means, scales = rows.mean(0), np.where(rows.std(0) > 0, rows.std(0), 1)
    scaled, signs = (rows - means) / scales, np.where(labels, 1.0, -1.0)
    bounds = [
        (None, 0) if "entailment" in name else (0, None) if name.startswith("NLI") else (None, None)
        for name in FEATURES
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


def table(bundles: list[Bundle], across: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features (n, f), labels (n,) and the bundle's number (n,) of every candidate pair.

    across: the bundles from this one on are read once more, together, for the pairs across them; none conflicts.
    """
    embedder, nli = Embedder(), NLIModel()

    def views_of(documents: Sequence[Document]) -> tuple[PairView, ...]:
        return analyse(documents, embedder, nli, per_statement=PAIRS_PER_STATEMENT, max_pairs=MAX_PAIRS).views

    rows, labels, groups = [], [], []
    for number, bundle in enumerate(bundles):
        views = views_of(bundle.documents)
        rows.append(feature_rows(views))
        labels += [any(mark.hit_by(view.a, view.b) for mark in bundle.conflicts) for view in views]
        groups += [number] * len(views)
    home = {
        document.id: number
        for number, bundle in enumerate(bundles)
        for document in bundle.documents
        if number >= across
    }
    together = {document.id: document for bundle in bundles[across:] for document in bundle.documents}
    apart = [view for view in views_of(list(together.values())) if home[view.a.document_id] != home[view.b.document_id]]
    rows.append(feature_rows(apart))
    labels += [False] * len(apart)
    groups += [home[view.a.document_id] for view in apart]
    return np.vstack(rows), np.array(labels), np.array(groups)


if __name__ == "__main__":
    main()
