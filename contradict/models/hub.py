"""A model's folder on disk: the one given, a shipped one, or the hub's download."""

from __future__ import annotations

from pathlib import Path

from contradict.errors import ModelError
from contradict.models.folder import SHIPPED_EMBEDDER, SHIPPED_NLI, SHIPPED_SECOND, ModelFolder, shipped

_FILES = ["*.json", "*.safetensors", "*.txt", "*.model"]


def local_folder(model: str | Path) -> ModelFolder:
    """The folder at a path, a shipped model by its name, or the snapshot of a hub id (downloaded once, then cached).

    Raises ModelError if there is neither, naming both ways out.
    """
    path = Path(model)
    if path.is_dir():
        return ModelFolder(path)
    if model in (SHIPPED_NLI, SHIPPED_SECOND, SHIPPED_EMBEDDER):
        return shipped(str(model))
    if isinstance(model, Path) or str(model).count("/") > 1 or str(model).startswith((".", "/", "~")):
        raise ModelError(f"no model folder {model}: give the path of a folder with config.json and model.safetensors")
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return ModelFolder(Path(snapshot_download(str(model), allow_patterns=_FILES)), hub_id=str(model))
    except (HfHubHTTPError, LocalEntryNotFoundError, HFValidationError, OSError) as error:
        raise ModelError(
            f"cannot load {model!r}: no such folder here, and the hub gave no such model ({type(error).__name__}); "
            "pass the path of a model folder"
        ) from error
