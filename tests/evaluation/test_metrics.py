"""Every figure by hand on a tiny case, and against scikit-learn and sentence-transformers on the same predictions."""

import numpy as np
import pytest
from sklearn import metrics as sk

from contradict.evaluation.labels import classes, gold_label
from contradict.evaluation.metrics import calibration_error, pair_figures, precision_recall, reliability
from contradict.evaluation.resampling import figure, weightings

E, N, C = "entailment", "neutral", "contradiction"
ONE = np.ones((1, 4))
# gold E, N, C, C; predicted E, C, C, N
LABELS = (E, N, C, C)
SCORES = np.array([[0.8, 0.1, 0.1], [0.2, 0.2, 0.6], [0.05, 0.05, 0.9], [0.2, 0.5, 0.3]])


@pytest.fixture(scope="module")
def drawn():
    generator = np.random.default_rng(1)
    scores = generator.dirichlet((1, 1, 1), 300).round(2)  # rounded: with ties
    scores /= scores.sum(1, keepdims=True)
    return generator.choice([E, N, C], 300), scores


def by_hand():
    return {
        "accuracy": 2 / 4,
        "entailment_precision": 1.0, "entailment_recall": 1.0, "entailment_f1": 1.0,
        "neutral_precision": 0.0, "neutral_recall": 0.0, "neutral_f1": 0.0,
        "contradiction_precision": 1 / 2, "contradiction_recall": 1 / 2, "contradiction_f1": 1 / 2,
        "balanced_accuracy": (1 + 0 + 1 / 2) / 3,
        "macro_precision": (1 + 0 + 1 / 2) / 3,
        "macro_recall": (1 + 0 + 1 / 2) / 3,
        "macro_f1": (1 + 0 + 1 / 2) / 3,
        # hits 2, rows 4, predicted (1, 1, 2), gold (1, 1, 2)
        "matthews_correlation": (2 * 4 - (1 + 1 + 4)) / np.sqrt((16 - 6) * (16 - 6)),
        # contradiction ranks: .9 yes, .6 no, .3 yes, .1 no
        "average_precision": (1 / 1 + 2 / 3) / 2,
        "roc_auc": 3 / 4,
        "precision_at_recall_0.5": 1.0, "precision_at_recall_0.8": 2 / 3, "precision_at_recall_0.9": 2 / 3,
        # confidences .8 right, .6 wrong, .9 right, .5 wrong; each alone in its bin
        "expected_calibration_error": (0.2 + 0.6 + 0.1 + 0.5) / 4,
        "brier_score": (0.06 + 1.04 + 0.015 + 0.78) / 4,
    }  # fmt: skip


@pytest.mark.parametrize("name", by_hand())
def test_figure_by_hand(name):
    assert pair_figures(LABELS, SCORES, ONE)[name][0] == pytest.approx(by_hand()[name])


def test_there_is_a_case_for_every_figure():
    assert pair_figures(LABELS, SCORES, ONE).keys() == by_hand().keys()


def test_weights_are_repetitions():
    doubled = pair_figures((*LABELS, C), np.vstack([SCORES, SCORES[3]]), np.ones((1, 5)))
    weighted = pair_figures(LABELS, SCORES, np.array([[1.0, 1, 1, 2]]))
    for name, values in doubled.items():
        assert weighted[name][0] == pytest.approx(values[0]), name


def test_agreement_with_scikit_learn(drawn):
    labels, scores = drawn
    found = {name: values[0] for name, values in pair_figures(labels, scores, np.ones((1, 300))).items()}
    gold = np.array([(E, N, C).index(label) for label in labels])
    predicted, contradiction = scores.argmax(1), scores[:, 2]
    precision, recall, f1, _ = sk.precision_recall_fscore_support(gold, predicted)
    assert found["accuracy"] == pytest.approx(sk.accuracy_score(gold, predicted))
    assert found["balanced_accuracy"] == pytest.approx(sk.balanced_accuracy_score(gold, predicted))
    assert found["macro_f1"] == pytest.approx(f1.mean())
    assert found["contradiction_precision"] == pytest.approx(precision[2])
    assert found["neutral_recall"] == pytest.approx(recall[1])
    assert found["matthews_correlation"] == pytest.approx(sk.matthews_corrcoef(gold, predicted))
    assert found["average_precision"] == pytest.approx(sk.average_precision_score(gold == 2, contradiction))
    assert found["roc_auc"] == pytest.approx(sk.roc_auc_score(gold == 2, contradiction))
    precisions, recalls, _ = sk.precision_recall_curve(gold == 2, contradiction)
    assert found["precision_at_recall_0.8"] == pytest.approx(precisions[recalls >= 0.8].max())
    brier = sum(sk.brier_score_loss(gold == column, scores[:, column]) for column in range(3))
    assert found["brier_score"] == pytest.approx(brier)


def test_agreement_with_the_cross_encoder_evaluator(drawn):
    from sentence_transformers.cross_encoder.evaluation import CrossEncoderClassificationEvaluator

    labels, scores = drawn
    gold = [(E, N, C).index(label) for label in labels]

    class Stub:
        num_labels = 3
        model_card_data = None

        def predict(self, *_, **__):
            return scores

    pairs = [("premise", "hypothesis")] * len(gold)
    evaluator = CrossEncoderClassificationEvaluator(pairs, gold, show_progress_bar=False, write_csv=False)
    evaluator.store_metrics_in_model_card_data = lambda *_: None
    theirs = evaluator(Stub())
    ours = pair_figures(labels, scores, np.ones((1, 300)))
    assert ours["macro_f1"][0] == pytest.approx(theirs["f1_macro"])
    assert ours["accuracy"][0] == pytest.approx(theirs["f1_micro"])


def test_two_way_labels_sum_the_probabilities():
    labels = (E, "not_entailment", "not_entailment")
    scores = np.array([[0.5, 0.3, 0.2], [0.4, 0.35, 0.25], [0.1, 0.2, 0.7]])
    seen = classes(labels, scores)
    assert seen.names == (E, "not_entailment")
    assert seen.probabilities[1] == pytest.approx([0.4, 0.6])
    assert list(seen.predicted) == [0, 0, 1]  # the class of the most probable label, as the accuracy counts it
    figures = pair_figures(labels, scores, np.ones((1, 3)))
    assert figures["accuracy"][0] == pytest.approx(2 / 3)
    assert figures["balanced_accuracy"][0] == pytest.approx((1 + 1 / 2) / 2)
    assert "average_precision" not in figures


def test_labels_of_two_schemes_leave_only_accuracy():
    figures = pair_figures(("not_entailment", N), np.array([[0.2, 0.2, 0.6], [0.2, 0.2, 0.6]]), np.ones((1, 2)))
    assert list(figures) == ["accuracy"]
    assert figures["accuracy"][0] == 0.5


def test_a_class_without_rows_counts_in_no_mean():
    figures = pair_figures((E, C), np.array([[0.9, 0.05, 0.05], [0.1, 0.1, 0.8]]), np.ones((1, 2)))
    assert figures["macro_f1"][0] == 1
    assert np.isnan(figures["neutral_f1"][0])


def test_precision_over_recall_by_hand():
    # contradiction ranks: .9 yes, .6 no, .3 yes, .1 no
    curve = precision_recall(SCORES[:, 2], np.array(LABELS) == C, points=3)
    assert curve == [(0.0, 1.0), (0.5, 1.0), (1.0, pytest.approx(2 / 3, abs=1e-4))]


def test_reliability_by_hand():
    bins = reliability(LABELS, SCORES)
    assert [(bin_.rows, bin_.confidence, bin_.accuracy) for bin_ in bins] == [
        (1, 0.5, 0.0), (1, 0.6, 0.0), (1, 0.8, 1.0), (1, 0.9, 1.0),
    ]  # fmt: skip


def test_perfect_confidence_falls_in_the_last_bin():
    seen = classes((E,), np.array([[1.0, 0.0, 0.0]]))
    assert calibration_error(seen, np.ones((1, 1)))[0] == 0


def test_resamples_draw_whole_clusters():
    blocks = list(weightings(["a", "a", "b"], seed=3, resamples=50))
    assert blocks[0].tolist() == [[1, 1, 1]]
    drawn = np.vstack(blocks[1:])
    assert len(drawn) == 50
    assert (drawn[:, 0] == drawn[:, 1]).all()
    assert (drawn[:, 0] + drawn[:, 2] == 2).all()
    assert len(np.unique(drawn[:, 0])) > 1


def test_resamples_are_seeded_and_in_bounded_blocks(monkeypatch):
    once = np.vstack(list(weightings(range(10), seed=5, resamples=20)))
    monkeypatch.setattr("contradict.evaluation.resampling._BLOCK", 30)
    blocks = list(weightings(range(10), seed=5, resamples=20))
    assert max(map(len, blocks)) == 3
    assert (np.vstack(blocks) == once).all()


def test_intervals_cover_the_truth():
    """Of 100 samples of a fair coin, the 95% interval holds one half in about 95."""
    generator = np.random.default_rng(0)
    covered = 0
    for _ in range(100):
        heads = generator.random(80) < 0.5
        values = np.concatenate([block @ heads / block.sum(1) for block in weightings(range(80), 0, 300)])
        found = figure(values)
        covered += found.low <= 0.5 <= found.high
    assert 88 <= covered <= 100


@pytest.mark.parametrize(
    ("raw", "label"),
    [("Entailment", E), ("REFUTES", C), ("NOT ENOUGH INFO", N), ("non-entailment", "not_entailment"), ("-", None),
     (-1, None), (None, None)],
)  # fmt: skip
def test_labels_by_name(raw, label):
    assert gold_label(raw) == label
