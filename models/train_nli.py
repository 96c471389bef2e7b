"""Train the NLI scorer: python models/train_nli.py --base FOLDER --target FOLDER [--data FOLDER] [--extra FILE ...]

base: an encoder (all-MiniLM-L6-v2) or an NLI model to go on from. data: a folder of labelled pairs (*.jsonl.gz with
premise, hypothesis, label) in which SOURCES are looked up. extra: more files of such pairs, such as those of
augment.py, taken whole. Writes a transformers folder; models/export.py makes of it what we ship.

Loss: minus the log of the summed probability of the classes that a label allows, so that 2-way sets count for what
they tell; where a teacher has been asked (distill.py), also the cross-entropy to its probabilities. Some pairs are
swapped: a contradiction stays one, anything else becomes "not a contradiction". Learning
rate: warm-up, then linear to zero, lower for lower layers. The weights written are an average over the end of the run.
A checkpoint is written every few minutes; the same command goes on from it. Matrix products are in bf16 where that pays
(on a GPU, or a CPU that has such instructions), the weights in fp32. The end of the run rounds as int8 does (--int8),
or as weights in 4 bits do (--int4).
Every text is tokenised once; batches are joined from token ids, in a thread of their own, while the last one is learnt.
"""

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any, NamedTuple

import numpy as np
import torch
from int8 import pack, quantise
from precision import bf16_pays
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from contradict.evaluation.labels import ALLOWED, gold_label
from contradict.models.folder import NLI_LABELS, ModelFolder
from contradict.models.tokens import PairTokens

# Share of each source that is used. Left out: mpe, joci, semeval2013 (low value); and all non-commercial ones.
SOURCES = {
    "wanli": 1.0, "lingloop": 1.0, "newprotocols": 1.0, "semiauto_base": 1.0, "semiauto_retrieved": 0.5,
    "mnli_subset": 1.0, "snli_dev": 1.0, "cad_snli": 1.0, "commitment_bank": 1.0, "fracas": 1.0, "infotabs": 0.3,
    "wikifactcheck_negated": 0.4, "rte_2way": 1.0, "help_monotonicity": 0.5, "megaveridicality_2way": 0.3,
    "conjnli_auto": 0.4, "disco_auto": 0.5,
}  # fmt: skip
RANDOM_NEUTRALS = 0.02  # pairs of unrelated texts, as a share of the rest
SWAPPED = 0.15
LOWEST_RATE, EMBEDDING_RATE, HEAD_RATE = 0.4, 0.3, 1.5  # against that of the highest layer
AVERAGED_FROM, AVERAGING = 0.6, 0.01  # the average of the weights starts here, and moves so far a step
DISTILLED = 0.7  # weight of a teacher's probabilities against the label
WARM_UP = 200  # steps
BUCKET = 64  # batches whose rows are sorted by length together
AHEAD = 4  # batches made before they are asked for


class Row(NamedTuple):
    """A labelled pair; soft: a teacher's probabilities, if it has been asked (models/distill.py)."""

    premise: str
    hypothesis: str
    label: str  # "unknown" for a pair that only a teacher has labelled
    soft: tuple[float, ...] | None = None


@dataclass
class Progress:
    """Where a run is; kept in its checkpoint."""

    seen: int = 0
    step: int = 0
    seconds: float = 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, help="if the base folder has none")
    parser.add_argument("--data", type=Path, help="a folder; without it, only the extra files")
    parser.add_argument("--extra", type=Path, nargs="*", default=[])
    parser.add_argument("--share", type=float, default=1.0, help="of the sources, beside the extra files")
    parser.add_argument(
        "--dev", type=Path, nargs="*", default=[], help="labelled pairs for accuracy at each checkpoint"
    )
    parser.add_argument("--target", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=400_000, help="how many pairs are seen, repeats included")
    parser.add_argument("--limit", type=float, help="minutes after which the run ends, its schedule drawn in to fit")
    parser.add_argument("--rate", type=float, default=7e-5)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--bf16", action=argparse.BooleanOptionalAction, default=bf16_pays())
    parser.add_argument("--max-tokens", type=int, default=112)
    ends = parser.add_mutually_exclusive_group()
    ends.add_argument("--int8", type=float, default=0.0, help="share of the run, its end, that bears int8's rounding")
    ends.add_argument("--int4", type=float, default=0.0, help="the same for weights in 4 bits, as export.py keeps them")
    parser.add_argument("--minutes", type=float, default=10, help="between checkpoints")
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


def train(options: argparse.Namespace) -> None:
    """Run to the end, from the checkpoint if there is one."""
    torch.manual_seed(options.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    rows = load_rows(options.data, options.share, options.extra, random.Random(options.seed))
    print(f"{len(rows):,} pairs; {options.pairs / len(rows):.2f} times each; {device}", flush=True)
    tokenizer = AutoTokenizer.from_pretrained(options.tokenizer or options.base)
    model = load_model(options.base).to(device)
    optimiser = torch.optim.AdamW(
        parameter_groups(model, options.rate), betas=(0.9, 0.98), eps=1e-6, fused=device.type == "cuda"
    )
    average = {name: tensor.detach().clone() for name, tensor in model.state_dict().items()}
    options.target.mkdir(parents=True, exist_ok=True)
    checkpoint, done = options.target / "checkpoint.pt", Progress()
    if checkpoint.exists():
        done = resume(checkpoint, model, optimiser, average)
    model.train()
    losses: list[torch.Tensor] = []
    rounding = quantise if options.int8 else pack if options.int4 else None
    last = start = time.perf_counter()
    before = done.seconds
    limit = 60 * options.limit if options.limit else float("inf")
    for inputs, allowed, soft in ahead(batches(rows, tokenizer, options, skip=done.seen)):
        share = max(done.seen / options.pairs, done.seconds / limit)
        if share >= 1:
            break
        if rounding and share >= 1 - max(options.int8, options.int4):
            rounding(model)
            rounding = None
        set_rates(optimiser, min(1.0, (done.step + 1) / WARM_UP) * (1 - share))
        with torch.autocast(device.type, torch.bfloat16, enabled=options.bf16):
            logits = model(**{name: on(device, tensor) for name, tensor in inputs.items()}).logits
        loss = loss_of(logits.float(), on(device, allowed), on(device, soft))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        done.seen, done.step = done.seen + len(allowed), done.step + 1
        losses.append(loss.detach())
        move(average, model, AVERAGING if share >= AVERAGED_FROM else 1.0)  # until then the average is the last
        now = time.perf_counter()
        done.seconds = before + now - start
        if done.step % 100 == 0:
            mean = torch.stack(losses[-100:]).mean().item()
            print(f"{done.seen:,} pairs, loss {mean:.4f}, {done.seen / done.seconds:.1f} pairs/s", flush=True)
        if now - last > 60 * options.minutes:
            save(checkpoint, model, optimiser, average, done)
            report(model, tokenizer, options, device)
            last = time.perf_counter()
    model.load_state_dict(average)
    report(model, tokenizer, options, device)
    model.save_pretrained(options.target)
    tokenizer.save_pretrained(options.target)
    checkpoint.unlink(missing_ok=True)


def on(device: torch.device, tensor: torch.Tensor) -> torch.Tensor:
    """The tensor, on its way to the device."""
    return tensor.pin_memory().to(device, non_blocking=True) if device.type == "cuda" else tensor


def loss_of(logits: torch.Tensor, allowed: torch.Tensor, soft: torch.Tensor) -> torch.Tensor:
    """Mean loss of a batch. allowed: (batch, 3), true for classes the label allows. soft: (batch, 3), zeros if none."""
    probable = logits.log_softmax(-1)
    hard = -torch.logsumexp(probable.masked_fill(~allowed, -torch.inf), -1)
    taught = soft.sum(-1) > 0
    return torch.where(taught, (1 - DISTILLED) * hard - DISTILLED * (soft * probable).sum(-1), hard).mean()


@torch.no_grad()
def move(average: dict[str, torch.Tensor], model: Any, step: float) -> None:
    """The average, so far towards the weights of the model."""
    weights = {name: tensor for name, tensor in model.state_dict().items() if tensor.is_floating_point()}
    torch._foreach_lerp_([average[name] for name in weights], list(weights.values()), step)


def set_rates(optimiser: torch.optim.Optimizer, share: float) -> None:
    """Each group's rate, times ``share``."""
    for group in optimiser.param_groups:
        group["lr"] = group["rate"] * share


def resume(path: Path, model: Any, optimiser: torch.optim.Optimizer, average: dict[str, Any]) -> Progress:
    """Put a checkpoint's state in place; where it stood."""
    kept = torch.load(path, weights_only=True)
    model.load_state_dict(kept["model"])
    optimiser.load_state_dict(kept["optimiser"])
    average.update(kept["average"])
    done = Progress(**kept["done"])
    print(f"going on from {done.seen:,} pairs", flush=True)
    return done


def save(path: Path, model: Any, optimiser: torch.optim.Optimizer, average: dict[str, Any], done: Progress) -> None:
    """A checkpoint, whole or not at all."""
    new = path.with_suffix(".new")
    parts = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "average": average, "done": vars(done)}
    torch.save(parts, new)
    new.rename(path)


def load_rows(folder: Path | None, part: float, extra: list[Path], rng: random.Random) -> list[Row]:
    """The sources' shares, the extra files whole, and random neutrals."""
    rows: list[Row] = []
    for name, share in SOURCES.items() if folder else ():
        found = read_rows(folder / f"{name}.jsonl.gz")
        rows += rng.sample(found, int(part * share * len(found)))
    for path in extra:
        rows += read_rows(path)
    pairs = [Row(rng.choice(rows)[0], rng.choice(rows)[1], "neutral") for _ in range(int(RANDOM_NEUTRALS * len(rows)))]
    return rows + pairs


def read_rows(path: Path) -> list[Row]:
    """Labelled pairs, plain or gzipped JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        return [
            Row(row["premise"], row["hypothesis"], _label(row, f"{path}, line {line}"), row.get("probabilities"))
            for line, row in enumerate(map(json.loads, file), start=1)
        ]


def _label(row: dict[str, Any], where: str) -> str:
    """As everything else reads it: "refutes" is a contradiction."""
    told = row.get("label", "unknown")
    label = "unknown" if told == "unknown" else gold_label(told)
    if label is None:
        raise SystemExit(f"{where} has the label {told!r}: labels are {', '.join(ALLOWED)} and unknown")
    return label


def load_model(base: Path) -> Any:
    """With our labels in our order; a new head if the base is an encoder."""
    names = dict(enumerate(NLI_LABELS))
    loader: Any = AutoModelForSequenceClassification
    with ModelFolder(base).plain() as path:
        return loader.from_pretrained(
            path, num_labels=3, id2label=names, label2id={label: n for n, label in names.items()}, dtype=torch.float32
        )


def parameter_groups(model: Any, rate: float) -> list[dict[str, Any]]:
    """Lower layers learn slower; biases and norms do not decay."""
    layers = model.config.num_hidden_layers
    groups = []
    for name, parameter in model.named_parameters():
        if "embeddings" in name:
            share = EMBEDDING_RATE
        elif ".layer." in name:
            share = LOWEST_RATE ** ((layers - 1 - int(name.split(".layer.")[1].split(".")[0])) / layers)
        else:
            share = HEAD_RATE
        decay = 0.0 if parameter.ndim < 2 else 0.01
        groups.append({"params": [parameter], "rate": rate * share, "weight_decay": decay})
    return groups


class Batch(NamedTuple):
    """inputs: what the model is called with, each (rows, tokens). allowed, soft: see ``loss_of``."""

    inputs: dict[str, torch.Tensor]
    allowed: torch.Tensor
    soft: torch.Tensor


def ahead(made: Iterator[Batch]) -> Iterator[Batch]:
    """The same batches, made in a thread."""
    queue: Queue[Batch | Exception] = Queue(AHEAD)

    def fill() -> None:
        try:
            for batch in made:
                queue.put(batch)
        except Exception as error:
            queue.put(error)

    Thread(target=fill, daemon=True).start()
    while True:
        item = queue.get()
        if isinstance(item, Exception):
            raise item
        yield item


def batches(rows: list[Row], tokenizer: Any, options: argparse.Namespace, skip: int) -> Iterator[Batch]:
    """Batches of like length, epoch after epoch, each epoch in an order of its own; ``skip`` pairs are passed over."""
    epoch, size = 0, options.batch_size
    typed = "token_type_ids" in tokenizer.model_input_names
    texts = (text for row in rows for text in row[:2])
    tokens = PairTokens(plain(tokenizer), texts, options.max_tokens, tokenizer.pad_token_id)
    while True:
        rng = random.Random(f"{options.seed} {epoch}")
        order = rng.sample(range(len(rows)), len(rows))
        for start in range(0, len(order), size * BUCKET):
            chosen = [maybe_swapped(rows[place], rng) for place in order[start : start + size * BUCKET]]
            if skip >= len(chosen):
                skip -= len(chosen)
                continue
            skip = 0
            a, b = tokens.places(row[:2] for row in chosen)
            by_length = np.argsort(tokens.lengths(a, b), kind="stable")
            parts = [by_length[at : at + size] for at in range(0, len(chosen), size)]
            rng.shuffle(parts)
            for part in parts:
                classes = [ALLOWED.get(chosen[place].label, NLI_LABELS) for place in part]
                allowed = torch.tensor([[label in each for label in NLI_LABELS] for each in classes])
                soft = torch.tensor([chosen[place].soft or (0.0, 0.0, 0.0) for place in part])
                ids, types, mask = (torch.from_numpy(array) for array in tokens.batch(a[part], b[part]))
                inputs = {"input_ids": ids, "attention_mask": mask} | ({"token_type_ids": types} if typed else {})
                yield Batch(inputs, allowed, soft)
        epoch += 1


def plain(tokenizer: Any) -> Any:
    """The tokenizer behind that of transformers, without padding or truncation."""
    inner = tokenizer.backend_tokenizer
    inner.no_padding()
    inner.no_truncation()
    return inner


def maybe_swapped(row: Row, rng: random.Random) -> Row:
    """The other way round, with what is known of it then; what would tell nothing then stays."""
    if rng.random() >= SWAPPED or row.label in ("not_entailment", "unknown") or row.soft:
        return row
    label = "contradiction" if row.label == "contradiction" else "not_contradiction"
    return Row(row.hypothesis, row.premise, label)


def report(model: Any, tokenizer: Any, options: argparse.Namespace, device: torch.device) -> None:
    """Accuracy on the first 400 rows of each development file."""
    model.eval()
    shares = {}
    with torch.inference_mode():
        for path in options.dev:
            rows = read_rows(path)[:400]
            right = 0
            for start in range(0, len(rows), 50):
                part = rows[start : start + 50]
                inputs = tokenizer(
                    [row[0] for row in part], [row[1] for row in part], truncation="longest_first",
                    max_length=160, padding=True, return_tensors="pt",
                )  # fmt: skip
                best = model(**inputs.to(device)).logits.argmax(-1).tolist()
                right += sum(NLI_LABELS[b] in ALLOWED[row[2]] for b, row in zip(best, part, strict=True))
            shares[path.name.partition(".")[0]] = round(right / len(rows), 3)
    if shares:
        print("dev", shares, f"mean {sum(shares.values()) / len(shares):.4f}", flush=True)
    model.train()


if __name__ == "__main__":
    main()
