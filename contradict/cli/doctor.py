"""``contradict models`` and ``contradict doctor``: what is here, and whether it works."""

from __future__ import annotations

import argparse
import os
import platform
from importlib import metadata
from importlib.util import find_spec
from typing import TYPE_CHECKING

from contradict import __version__
from contradict.errors import ContradictError, ModelError

if TYPE_CHECKING:
    from contradict.models.folder import ModelFolder

PACKAGES = ("openvino", "torch", "transformers", "sentence-transformers", "datasets", "tokenizers", "numpy")
EXTRAS = {"pypdf": ("pdf", "PDF files"), "usearch": ("large", "very large sets"), "matplotlib": ("plot", "plots")}
OBVIOUS = (  # premise, hypothesis, the label that no working model misses
    ("All 41 buses ran on Monday night.", "Only 14 buses ran on Monday night.", "contradiction"),
    ("Ana Ruiz opened the bridge on Friday.", "The bridge was opened by Ana Ruiz on Friday.", "entailment"),
)


def models(_: argparse.Namespace) -> None:
    """The shipped models, with their digests and what each is for."""
    from contradict.models.folder import shipped

    for name, task in _shipped().items():
        folder = shipped(name)
        size = sum(path.stat().st_size for path in folder.path.rglob("*") if path.is_file())
        print(f"{name:16} {task:24} {size / 1e6:7.2f} MB  {_digest(folder):16}  {folder.path}")
    print("\nOther NLI models: --model FOLDER or a hub id; how they compare: contradict eval pairs-dev --model M")


def doctor(_: argparse.Namespace) -> None:
    """What is installed, which engine runs, and two pairs scored. Raises ModelError if the models do not work."""
    print(
        f"contradict {__version__}, Python {platform.python_version()}, {platform.platform()}, {os.cpu_count()} cores"
    )
    print("packages:  " + ", ".join(f"{name} {_version(name)}" for name in PACKAGES))
    for module, (extra, purpose) in EXTRAS.items():
        ready = find_spec(module) is not None
        state = (
            f"{module} {_version(module)}" if ready else f"not installed: pip install 'find-contradictions[{extra}]'"
        )
        print(f"{purpose + ':':16} {state}")
    _models_intact()
    _cache()
    _self_test()


def _shipped() -> dict[str, str]:
    """What each shipped model is for."""
    from contradict.models.folder import SHIPPED_EMBEDDER, SHIPPED_JUDGE, SHIPPED_NLI, SHIPPED_SECOND

    return {
        SHIPPED_NLI: "NLI",
        SHIPPED_SECOND: "NLI, the second reading",
        SHIPPED_EMBEDDER: "pairing by topic",
        SHIPPED_JUDGE: "the verdict",
    }


def _models_intact() -> None:
    from contradict.models.folder import shipped

    for name in _shipped():
        folder = shipped(name)
        folder.check_sums()
        print(f"{name + ':':16} {_digest(folder)}, every file as shipped")


def _digest(folder: ModelFolder) -> str:
    """Of the weights; the judge has none."""
    return folder.digest if folder.has_weights else "-"


def _cache() -> None:
    from contradict.models.cache import default_path

    path = default_path()
    size = path.stat().st_size / 1e6 if path.exists() else 0.0
    print(f"{'cache:':16} {path} ({size:.1f} MB)")


def _self_test() -> None:
    from contradict.models import NLIModel

    try:
        small = NLIModel()
        told = {model: model.predict([pair[:2] for pair in OBVIOUS]) for model in (small, small.second())}
    except ContradictError:
        raise
    except Exception as error:
        raise ModelError(f"the self-test failed: {type(error).__name__}: {error}; install the package again") from error
    for model, scores in told.items():
        for (premise, hypothesis, expected), label in zip(OBVIOUS, model.classes_[scores.argmax(axis=1)], strict=True):
            if label != expected:
                raise ModelError(
                    f"the self-test failed: {premise!r} and {hypothesis!r} are {expected}, {model.folder.name} says "
                    f"{label} in {model.engine}; install the package again, or try --engine torch"
                )
    count, names = len(OBVIOUS), " and ".join(model.folder.name for model in told)
    print(f"{'self-test:':16} {count} of {count} pairs right, {names}, engine {small.engine}")


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "missing"
