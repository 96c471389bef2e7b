"""Train the topic embedder: python models/train_embedder.py --base FOLDER --data FOLDER --articles FILE --target FOLDER

Statements on one matter shall lie close whether they agree or not. Positives: contradiction and entailment pairs of
the labelled sources, of what was written for training, and of the marks on the fit part of the real news. Hard
negatives: statements of the same event on other matters. Loss: in-batch softmax over cosines (multiple negatives
ranking, Henderson et al. 2017), at several widths at once (Matryoshka, Kusupati et al. 2022), so that the first 128
numbers suffice for large sets. base: a sentence-transformers folder. Seeded; a checkpoint is written every few minutes,
and the same command goes on from it.
"""

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from cases import case_groups
from precision import bf16_pays
from sentence_transformers import SentenceTransformer
from sentence_transformers.losses import MatryoshkaLoss, MultipleNegativesRankingLoss
from sentence_transformers.util import batch_to_device
from written import groups

from contradict.evaluation.marks import Bundle, load_bundles
from contradict.models.folder import ModelFolder
from contradict.statements import extract

SOURCES = {
    "newprotocols": 1.0, "semiauto_base": 1.0, "semiauto_retrieved": 0.7, "wanli": 0.7, "lingloop": 0.3,
    "mnli_subset": 0.7, "wikifactcheck_negated": 0.5, "rte_2way": 1.0,
}  # fmt: skip
ON_ONE_MATTER = ("contradiction", "entailment")
NEWS_FIT = Path(__file__).parent.parent / "eval/data/news-fit.jsonl"
WIDTHS = (384, 256, 128, 64)
SCALE = 20.0
WARM_UP = 100
BUCKET = 32  # batches whose rows are sorted by length together
REPEATS = 6  # of the triples with a hard negative, which are few

Texts = tuple[str, ...]  # anchor, positive, and a negative or none


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--target", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=60_000, help="pairs or triples seen")
    parser.add_argument("--rate", type=float, default=3e-5)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--bf16", action=argparse.BooleanOptionalAction, default=bf16_pays())
    parser.add_argument("--minutes", type=float, default=5, help="between checkpoints")
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


def train(options: argparse.Namespace) -> None:
    """Run to the end, from the checkpoint if there is one."""
    torch.manual_seed(options.seed)
    with ModelFolder(options.base).plain() as path:
        model = SentenceTransformer(str(path)).float()
    model.max_seq_length = 96
    loss_of: Any = MatryoshkaLoss(model, MultipleNegativesRankingLoss(model, scale=SCALE), WIDTHS)
    optimiser = torch.optim.AdamW(model.parameters(), lr=options.rate, weight_decay=0.01)
    options.target.mkdir(parents=True, exist_ok=True)
    checkpoint, done = options.target / "checkpoint.pt", 0
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(kept["model"])
        optimiser.load_state_dict(kept["optimiser"])
        done = kept["done"]
        print(f"going on from {done:,}", flush=True)
    model.train()
    start = last = time.perf_counter()
    first, losses = done, []
    for seen, batch in batches(options):
        if seen <= done:
            continue
        share = seen / options.pairs
        for group in optimiser.param_groups:
            group["lr"] = options.rate * min(1.0, seen / (WARM_UP * options.batch_size)) * max(0.0, 1 - share)
        features = [batch_to_device(model.preprocess(list(texts)), model.device) for texts in zip(*batch, strict=True)]
        with torch.autocast(model.device.type, torch.bfloat16, enabled=options.bf16):
            loss = loss_of(features, None)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        losses.append(loss.item())
        done = seen
        now = time.perf_counter()
        if len(losses) % 50 == 0:
            rate = (done - first) / (now - start)
            print(f"{done:,} pairs, loss {sum(losses[-50:]) / 50:.4f}, {rate:.1f} pairs/s", flush=True)
        if now - last > 60 * options.minutes:
            new = checkpoint.with_suffix(".new")
            torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "done": done}, new)
            new.rename(checkpoint)
            last = now
    model.save(str(options.target))
    checkpoint.unlink(missing_ok=True)


def batches(options: argparse.Namespace) -> Iterator[tuple[int, list[Texts]]]:
    """(pairs seen so far, batch); no text stands twice in a batch; its rows all have a negative, or none."""
    rng = random.Random(options.seed)
    plain = labelled(options.data, rng)
    hard = [*written_triples(rng), *marked_triples(options.articles, rng)]
    print(f"{len(plain):,} pairs, {len(hard):,} triples with a hard negative", flush=True)
    seen, rows = 0, [*plain, *hard * REPEATS]
    while True:
        rng.shuffle(rows)
        made = [
            batch
            for width in (2, 3)
            for batch in _of_like_length([r for r in rows if len(r) == width], options.batch_size)
        ]
        for batch in rng.sample(made, len(made)):
            seen += len(batch)
            yield seen, batch
            if seen >= options.pairs:
                return


def _of_like_length(rows: list[Texts], size: int) -> Iterator[list[Texts]]:
    """Batches without padding to speak of: some batches' rows are sorted by length together."""
    for start in range(0, len(rows), BUCKET * size):
        batch, texts = [], set[str]()
        for row in sorted(rows[start : start + BUCKET * size], key=lambda row: max(map(len, row))):
            if texts.isdisjoint(row):
                batch.append(row)
                texts.update(row)
            if len(batch) == size:
                yield batch
                batch, texts = [], set()


def labelled(folder: Path, rng: random.Random) -> list[Texts]:
    """Pairs of the sources that speak of one matter."""
    rows: list[Texts] = []
    for name, share in SOURCES.items():
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            found = [json.loads(line) for line in file]
        pairs = [(row["premise"], row["hypothesis"]) for row in found if row["label"] in ON_ONE_MATTER]
        rows += rng.sample(pairs, int(share * len(pairs)))
    return rows


def written_triples(rng: random.Random) -> Iterator[Texts]:
    """Two statements on a matter, and one of the same event that is not on it."""
    for group in (*groups(), *case_groups()):
        for place, one in enumerate(group.matter):
            for other in group.matter[:place]:
                if group.others:
                    yield one, other, rng.choice(group.others)


def marked_triples(articles: Path, rng: random.Random) -> Iterator[Texts]:
    """Two statements that clash in the real news, and another of the same articles."""
    for bundle in load_bundles(NEWS_FIT, articles):
        yield from _of_bundle(bundle, rng)


def _of_bundle(bundle: Bundle, rng: random.Random) -> Iterator[Texts]:
    statements = extract(bundle.documents).statements
    for mark in bundle.conflicts:
        a, b = (
            [one.claim for one in statements if any(passage.holds(one) for passage in side)]
            for side in (mark.a, mark.b)
        )
        others = [one.claim for one in statements if one.claim not in a and one.claim not in b]
        for one in rng.sample(a, min(4, len(a))):
            for other in rng.sample(b, min(3, len(b))):
                yield one, other, rng.choice(others)


if __name__ == "__main__":
    main()
