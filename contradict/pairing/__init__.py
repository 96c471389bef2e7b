"""Pairing: which statements may be about the same matter."""

from contradict.pairing.candidates import Candidates, find_candidates

__all__ = ["Candidates", "find_candidates"]
