"""Models: loading and running the NLI scorer and the embedder."""

from contradict.models.cache import Cache, CachedEmbedder, CachedNLI, default_path
from contradict.models.embedder import Embedder
from contradict.models.folder import shipped
from contradict.models.nli import NLIModel

__all__ = ["Cache", "CachedEmbedder", "CachedNLI", "Embedder", "NLIModel", "default_path", "shipped"]
