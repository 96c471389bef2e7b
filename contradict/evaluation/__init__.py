"""Evaluation: labelled pairs and marked documents in, figures with intervals out."""

from contradict.evaluation.calibration import calibrate, fit_threshold, threshold_for
from contradict.evaluation.catalogue import Models, all_tasks, load_task
from contradict.evaluation.compare import compare, comparison_table
from contradict.evaluation.results import Result, load_results, results_table, to_json
from contradict.evaluation.runner import run_job
from contradict.evaluation.tasks import PairsTask, load_pairs, pairs_task

__all__ = [
    "Models",
    "PairsTask",
    "Result",
    "all_tasks",
    "calibrate",
    "compare",
    "comparison_table",
    "fit_threshold",
    "load_pairs",
    "load_results",
    "load_task",
    "pairs_task",
    "results_table",
    "run_job",
    "threshold_for",
    "to_json",
]
