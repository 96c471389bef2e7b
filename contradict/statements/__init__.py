"""Statements: sentences with exact offsets, their speakers, and what they claim."""

from contradict.statements.extract import Extraction, extract

__all__ = ["Extraction", "extract"]
