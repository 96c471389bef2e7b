"""One object that says what a model folder contains: configuration, labels, weights, tokenizer, digest."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from contradict.errors import ModelError
from contradict.models.architectures import ARCHITECTURES, Architecture
from contradict.models.packing import PACKED, unpacked

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

NLI_LABELS = ("entailment", "neutral", "contradiction")
SHIPPED_NLI = "nli-mini-v9"
SHIPPED_SECOND = "nli-base-v1"  # reads again what may conflict
SHIPPED_EMBEDDER = "embed-topic-v3"
SHIPPED_JUDGE = "judge-v13"
_SHIPPED = Path(str(resources.files("contradict.shipped")))
_WEIGHTS = "model.safetensors"
_PACKED_WEIGHTS = "packed.safetensors"  # under a name that transformers does not load as what it is not
_CALIBRATION = "calibration.json"
_SENTENCES = "config_sentence_transformers.json"
_LENGTH = "sentence_bert_config.json"
_SETTINGS = (
    "config.json", "tokenizer.json", "quantization.json", "modules.json", "1_Pooling/config.json", _SENTENCES, _LENGTH
)  # fmt: skip


@dataclass(frozen=True)
class Calibration:
    """What was fitted on labelled data and is kept with the model, in calibration.json.

    temperature: logits are divided by it. bias: then added, by class. threshold: probability of contradiction from
    which ``precision`` was reached on the data with digest ``data``, kept to be told; None if nothing was fitted.
    """

    temperature: float = 1.0
    bias: tuple[float, ...] = (0.0, 0.0, 0.0)
    threshold: float | None = None
    precision: float | None = None
    data: str | None = None

    def save(self, folder: Path) -> None:
        """Write it into a model folder, and bring the folder's SHA256SUMS up to date if it has one."""
        (folder / _CALIBRATION).write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")
        if (folder / "SHA256SUMS").exists():
            write_sums(folder)


@dataclass(frozen=True)
class ModelFolder:
    """A folder in the layout of transformers: config.json, tokenizer.json, model.safetensors.

    In place of the last, packed.safetensors holds weights in 4 or 8 bits (``packing``): ``plain`` unpacks them for
    others.
    hub_id: what the hub calls the model, if the folder is the hub's download of it.
    """

    path: Path
    hub_id: str | None = None

    @property
    def name(self) -> str:
        """What tables call the model."""
        return self.hub_id or self.path.name or self.path.resolve().name

    @cached_property
    def config(self) -> dict[str, Any]:
        """What config.json says. Raises ModelError if there is none."""
        config: dict[str, Any] = self._json("config.json")
        return config

    @cached_property
    def digest(self) -> str:
        """First 16 hex digits of the SHA-256 of the weights and, if there is one, of the calibration."""
        digest = hashlib.sha256()
        for path in self._weight_files():
            with path.open("rb") as file:
                while part := file.read(1 << 24):
                    digest.update(part)
        if (self.path / _CALIBRATION).exists():
            digest.update((self.path / _CALIBRATION).read_bytes())
        return digest.hexdigest()[:16]

    @cached_property
    def settings(self) -> str:
        """Digest of the files beside the weights that decide what the model says."""
        digest = hashlib.sha256()
        for name in _SETTINGS:
            path = self.path / name
            digest.update(path.read_bytes() if path.exists() else b"-")
        return digest.hexdigest()[:16]

    @property
    def is_shipped(self) -> bool:
        """True for one that comes with the package."""
        return self.path.parent == _SHIPPED

    @property
    def architecture(self) -> Architecture | None:
        """How it names its weights, if the OpenVINO engine can run it."""
        usual = self.config.get("hidden_act", "gelu") == "gelu" and self.has_weights
        return ARCHITECTURES.get(str(self.config.get("model_type"))) if usual else None

    @property
    def most_tokens(self) -> int | None:
        """For how many tokens it has positions; None if that is not known."""
        positions = self.config.get("max_position_embeddings")
        return positions - self.architecture.first_position if positions and self.architecture else None

    @property
    def is_mean_encoder(self) -> bool:
        """True for an encoder with a graph whose sentence-transformers modules only pool the mean (and normalise)."""
        if not self.architecture or not (self.path / "modules.json").exists():
            return False
        if self._json(_SENTENCES, {}).get("default_prompt_name"):  # words that it puts before every text
            return False
        kinds = [module["type"].rpartition(".")[2] for module in self._json("modules.json")]
        if kinds[:2] != ["Transformer", "Pooling"] or any(kind != "Normalize" for kind in kinds[2:]):
            return False
        pooling = self._json("1_Pooling/config.json")
        return bool(pooling.get("pooling_mode_mean_tokens") or pooling.get("pooling_mode") == "mean")

    @property
    def max_tokens(self) -> int | None:
        """What a sentence-transformers folder says of the longest text; None if nothing."""
        limit: int | None = self._json(_LENGTH, {}).get("max_seq_length")
        return limit

    def weights(self) -> Mapping[str, NDArray[Any]]:
        """Tensors by name, without the architecture's prefix."""
        prefix = self.architecture.prefix if self.architecture else ""
        return {name.removeprefix(prefix): tensor for name, tensor in self.tensors().items()}

    @contextmanager
    def plain(self) -> Iterator[Path]:
        """A folder that transformers loads: this one, or while its weights are packed, a copy for the time being."""
        if not self.is_packed:
            yield self.path
            return
        with TemporaryDirectory(ignore_cleanup_errors=True) as name:
            self.save_pretrained(Path(name))
            yield Path(name)

    def save_pretrained(self, target: Path) -> None:
        """Write a folder that transformers and sentence-transformers load, with weights in half precision."""
        left_out = shutil.ignore_patterns(_WEIGHTS, _PACKED_WEIGHTS, "SHA256SUMS")
        shutil.copytree(self.path, target, ignore=left_out, dirs_exist_ok=True)
        ModelFolder(target).save_tensors({name: tensor.astype(np.float16) for name, tensor in self.tensors().items()})

    def tensors(self) -> Mapping[str, NDArray[Any]]:
        """Tensors by the names that transformers gives them; those that were packed in float32."""
        from safetensors.numpy import load_file

        return unpacked(load_file(self._existing(self._weights)))

    def save_tensors(self, tensors: Mapping[str, NDArray[Any]]) -> None:
        """Keep these as its weights, under the name that says whether they are packed."""
        from safetensors.numpy import save_file

        packed = any(name.endswith(PACKED) for name in tensors)
        save_file(dict(tensors), self.path / (_PACKED_WEIGHTS if packed else _WEIGHTS), metadata={"format": "pt"})
        (self.path / (_WEIGHTS if packed else _PACKED_WEIGHTS)).unlink(missing_ok=True)

    @property
    def is_packed(self) -> bool:
        """True for weights in 4 or 8 bits a number."""
        return (self.path / _PACKED_WEIGHTS).exists() and not (self.path / _WEIGHTS).exists()

    @property
    def has_weights(self) -> bool:
        """False for a judge, and for weights of several files or of another kind."""
        return (self.path / self._weights).exists()

    @property
    def _weights(self) -> str:
        return _PACKED_WEIGHTS if self.is_packed else _WEIGHTS

    def _weight_files(self) -> list[Path]:
        """The file of the weights, or those of a large model in parts, or of another kind that transformers loads."""
        others = [*sorted(self.path.glob("model-*.safetensors")), *sorted(self.path.glob("pytorch_model*.bin"))]
        return others if others and not self.has_weights else [self._existing(self._weights)]

    def tokenizer(self) -> Tokenizer:
        """The fast tokenizer, without padding or truncation."""
        from tokenizers import Tokenizer

        tokenizer: Tokenizer = Tokenizer.from_file(str(self._existing("tokenizer.json")))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    def ranges(self) -> dict[str, tuple[float, float]]:
        """Activation ranges for int8; empty if the folder has none."""
        path = self.path / "quantization.json"
        if not path.exists():
            return {}
        return {name: (low, high) for name, (low, high) in self._json("quantization.json")["ranges"].items()}

    def calibration(self) -> Calibration:
        """What calibration.json says; temperature 1 and no threshold without one."""
        if not (self.path / _CALIBRATION).exists():
            return Calibration()
        try:
            return Calibration(**self._json(_CALIBRATION))
        except TypeError as error:
            raise ModelError(f"{self.path / _CALIBRATION} is no calibration: fit it again") from error

    def check_sums(self) -> None:
        """Compare every file with SHA256SUMS. Raises ModelError for one that is missing or differs."""
        for line in self._existing("SHA256SUMS").read_text("utf-8").splitlines():
            expected, name = line.split()
            if hashlib.sha256(self._existing(name).read_bytes()).hexdigest() != expected:
                raise ModelError(f"{self.path / name} differs from its SHA256SUMS: install the package again")

    def _json(self, name: str, default: Any = None) -> Any:
        """What a file says; ``default``, if it is not None, where there is no such file."""
        if default is not None and not (self.path / name).exists():
            return default
        try:
            content = json.loads(self._existing(name).read_text("utf-8"))
        except json.JSONDecodeError as error:
            raise ModelError(f"{self.path / name} is no JSON: {error.msg}; export the model again") from error
        return content

    def _existing(self, name: str) -> Path:
        path = self.path / name
        if not path.is_file():
            raise ModelError(f"no {name} in model folder {self.path}: export the model with save_pretrained")
        return path


def shipped(name: str) -> ModelFolder:
    """A model that comes with the package, by its folder's name."""
    path = _SHIPPED / name
    if not path.is_dir():
        raise ModelError(f"the shipped model {name} is missing from {path.parent}: install the package again")
    return ModelFolder(path)


def write_sums(folder: Path) -> None:
    """SHA256SUMS over every other file of the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}" for path in files
    ]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", "utf-8")


def label_columns(id2label: Mapping[Any, str], labels: Sequence[str] | None, where: str) -> list[int]:
    """Which output column holds entailment, neutral and contradiction, in that order.

    id2label: as in config.json. labels: the order named by the caller, for a model whose own names say nothing.
    Raises ModelError if a label cannot be told.
    """
    names = list(labels) if labels else [id2label[key] for key in sorted(id2label, key=int)]
    found = {name.strip().lower(): column for column, name in enumerate(names)}
    if labels and id2label and len(labels) != len(id2label):
        raise ModelError(f"{where} has {len(id2label)} outputs and labels={names} names {len(names)}: name each once")
    missing = [label for label in NLI_LABELS if label not in found]
    if missing:
        raise ModelError(
            f"{where} has labels {names}, none of them {', '.join(missing)}: "
            f"use a 3-way NLI model, or name the order, as in NLIModel(..., labels={list(NLI_LABELS)})"
        )
    return [found[label] for label in NLI_LABELS]
