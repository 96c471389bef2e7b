"""Reading: anything that holds documents becomes a list of ``Document``."""

from contradict.read.sources import read

__all__ = ["read"]
