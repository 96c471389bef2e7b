"""Find the statements in documents that cannot both be true.

    from contradict import find_contradictions

    report = find_contradictions("articles/")
    report.between("Rubio", "Ushakov")

The public names load on first use: ``import contradict`` loads neither torch nor transformers.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contradict.errors import ContradictError as ContradictError
    from contradict.errors import InputError as InputError
    from contradict.errors import MissingExtraError as MissingExtraError
    from contradict.errors import ModelError as ModelError
    from contradict.errors import OptionError as OptionError
    from contradict.evaluation.calibration import fit_threshold as fit_threshold
    from contradict.finder import ContradictionFinder as ContradictionFinder
    from contradict.finder import find_contradictions as find_contradictions
    from contradict.models import Embedder as Embedder
    from contradict.models import NLIModel as NLIModel
    from contradict.records import Contradiction as Contradiction
    from contradict.records import Document as Document
    from contradict.records import Statement as Statement
    from contradict.report import Report as Report

__version__ = "0.1.0"

_HOMES = {
    "ContradictError": "errors",
    "Contradiction": "records",
    "ContradictionFinder": "finder",
    "Document": "records",
    "Embedder": "models",
    "InputError": "errors",
    "MissingExtraError": "errors",
    "ModelError": "errors",
    "NLIModel": "models",
    "OptionError": "errors",
    "Report": "report",
    "Statement": "records",
    "find_contradictions": "finder",
    "fit_threshold": "evaluation.calibration",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'contradict' has no attribute {name!r}")
    return getattr(import_module(f"contradict.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
