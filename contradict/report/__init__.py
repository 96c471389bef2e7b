"""Reports: an immutable, ranked sequence of findings to look at, filter and export."""

from contradict.report.asked import checked_threshold
from contradict.report.feedback import Feedback
from contradict.report.merge import merge_variants
from contradict.report.report import Report
from contradict.report.stats import Stats

__all__ = ["Feedback", "Report", "Stats", "checked_threshold", "merge_variants"]
