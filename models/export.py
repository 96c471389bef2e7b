"""Write a model folder the way we ship it: half-precision or packed weights, tokenizer, int8 ranges, checksums.

python models/export.py SOURCE TARGET --head classifier|mean --calibrate FILE.jsonl.gz ... [--float NAME ...] [--bits 4]

SOURCE: a transformers or sentence-transformers folder. FILE: rows with premise and hypothesis, for the activation
ranges of int8. NAME: layers whose name contains it stay in float. reference.json holds what transformers makes of some
inputs with these weights, for a test to compare.
"""

import argparse
import gzip
import json
import random
import shutil
from pathlib import Path

import numpy as np
import openvino as ov

from contradict.models.engines import padded
from contradict.models.folder import ModelFolder, write_sums
from contradict.models.graph import EncoderGraph
from contradict.models.packing import packed

KEPT = ("config.json", "tokenizer.json", "tokenizer_config.json", "modules.json", "1_Pooling/config.json", "README.md")
QUANTILE = 0.9999  # of each layer's inputs; the rare ones beyond are clipped
CALIBRATION_ROWS = 400
REFERENCE = (
    ("All 41 buses ran on Monday night.", "Only 14 buses ran on Monday night."),
    ("The mayor opened the bridge.", "The bridge was opened by the mayor."),
    ("The mayor opened the bridge.", "Apples are cheap this year."),
    ('"I never signed it," Vale said.', "Vale signed the paper in May, the lawyer said."),
    ("Turnout in the north was 40 per cent.", "Turnout in the south was 61 per cent."),
    ("Mills sued the firm.", "It was the firm that sued Mills."),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--head", choices=("classifier", "mean"), required=True)
    parser.add_argument("--calibrate", nargs="*", type=Path, default=[])
    parser.add_argument("--float", nargs="*", default=[], dest="keep_float")
    parser.add_argument("--bits", type=int, choices=(4, 8, 16), default=16, help="of a weight, as it is kept")
    options = parser.parse_args()
    options.target.mkdir(parents=True, exist_ok=True)
    for name in KEPT:
        if (options.source / name).exists() and not (name == "README.md" and (options.target / name).exists()):
            (options.target / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(options.source / name, options.target / name)
    tensors = {name: one for name, one in ModelFolder(options.source).tensors().items() if not name.endswith("_ids")}
    if options.bits == 16:
        kept = {name: tensor.astype(np.float16) for name, tensor in tensors.items()}
    else:
        kept = packed(tensors, options.bits)
    folder = ModelFolder(options.target)
    folder.save_tensors(kept)
    if options.calibrate:
        rows = [row for path in options.calibrate for row in _sample(path, CALIBRATION_ROWS // len(options.calibrate))]
        ranges = calibrate(folder, rows, options.head, tuple(options.keep_float))
        text = json.dumps({"quantile": QUANTILE, "ranges": ranges}, indent=1)
        (options.target / "quantization.json").write_text(text + "\n", "utf-8")
    content = {"inputs": REFERENCE, "outputs": reference(options.target, options.head)}
    (options.target / "reference.json").write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    write_sums(options.target)


def reference(target: Path, head: str) -> list[list[float]]:
    """Logits of each pair, or the unit vector of each pair's first text, by transformers in float32."""
    import torch
    from transformers import AutoModel, AutoModelForSequenceClassification, AutoTokenizer

    with ModelFolder(target).plain() as path, torch.inference_mode():
        tokenizer = AutoTokenizer.from_pretrained(path)
        if head == "classifier":
            model = AutoModelForSequenceClassification.from_pretrained(path, dtype=torch.float32).eval()
            outputs = torch.cat([model(**tokenizer(*pair, return_tensors="pt")).logits for pair in REFERENCE])
        else:
            model = AutoModel.from_pretrained(path, dtype=torch.float32).eval()
            states = [model(**tokenizer(text, return_tensors="pt")).last_hidden_state for text, _ in REFERENCE]
            outputs = torch.nn.functional.normalize(torch.cat([state.mean(1) for state in states]))
    return [[round(value, 5) for value in row] for row in outputs.tolist()]


def calibrate(
    folder: ModelFolder, rows: list[tuple[str, str]], head: str, keep_float: tuple[str, ...]
) -> dict[str, tuple[float, float]]:
    """The range of the inputs of each encoder layer over ``rows``, by layer name."""
    graph = EncoderGraph(folder.weights(), folder.config, {})
    _ = graph.classifier() if head == "classifier" else graph.mean()
    names = [
        name
        for name in graph.linear_inputs
        if name.startswith("encoder.") and not any(part in name for part in keep_float)
    ]
    probe = ov.Model([graph.linear_inputs[name] for name in names], graph.inputs, "probe")
    compiled = ov.Core().compile_model(probe, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    tokenizer = folder.tokenizer()
    tokenizer.enable_truncation(128)
    encoded = [tokenizer.encode(*row) if head == "classifier" else tokenizer.encode(row[0]) for row in rows]
    encoded.sort(key=lambda row: len(row.ids))
    low, high = np.full(len(names), np.inf), np.full(len(names), -np.inf)
    for start in range(0, len(encoded), 16):
        ids, types, mask = padded([(row.ids, row.type_ids) for row in encoded[start : start + 16]])
        outputs = compiled([ids, types, mask])
        for place in range(len(names)):
            values = outputs[place][mask[:, : outputs[place].shape[1]].astype(bool)]  # one token wide in the last layer
            low[place] = min(low[place], np.quantile(values, 1 - QUANTILE))
            high[place] = max(high[place], np.quantile(values, QUANTILE))
    return {name: (round(float(a), 5), round(float(b), 5)) for name, a, b in zip(names, low, high, strict=True)}


def _sample(path: Path, count: int) -> list[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [(row["premise"], row["hypothesis"]) for row in random.Random(0).sample(rows, count)]


if __name__ == "__main__":
    main()
