"""Models: loading and running the NLI scorer and the embedder."""

from contradict.models.embedder import Embedder
from contradict.models.folder import shipped
from contradict.models.nli import NLIModel

__all__ = ["Embedder", "NLIModel", "shipped"]
