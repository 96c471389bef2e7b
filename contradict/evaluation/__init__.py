"""Evaluation: labelled pairs in, figures with intervals out; and marks of conflicts in whole documents."""

from contradict.evaluation.pairs import Result, evaluate, results_table
from contradict.evaluation.tasks import Task, load_task

__all__ = ["Result", "Task", "evaluate", "load_task", "results_table"]
