"""Pairing: which statements may be about the same matter."""

from contradict.pairing.candidates import Candidates, Scope, find_candidates

__all__ = ["Candidates", "Scope", "find_candidates"]
