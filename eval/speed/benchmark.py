"""How fast it is, beside its peers in the same run: python eval/speed/benchmark.py --articles FILE [--peer FOLDER]

articles: news texts (JSON lines, gzipped). peer: contradict-text 0.2.1, unpacked; without it its rows are left out.
Writes eval/results/speed.json, the tables of eval/speed/README.md and results/speed.svg. Every measurement of a whole
run is a process of its own, so that its peak memory is its own; nothing is cached. ``--render`` only writes the tables.
"""

import argparse
import gzip
import json
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from contradict import Document

HERE = Path(__file__).parent
RESULTS = HERE.parent / "results/speed.json"
PLOT = HERE.parent / "results/speed.svg"
README = HERE / "README.md"
BEGIN, END = "<!-- tables: made by eval/speed/benchmark.py -->\n", "<!-- end of tables -->"
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}")  # not at the head of a sentence
SIZES = (300, 1000, 3000, 10_000)
PAIRS = 2000
PEER_STATEMENTS = 60
TWO_ARTICLES = ("examples/articles/harbour-post.txt", "examples/articles/coast-wire.txt")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="statements")
    parser.add_argument("--render", action="store_true")
    parser.add_argument("--part", help=argparse.SUPPRESS)
    parser.add_argument("--ours", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        print(json.dumps(PARTS[options.part](options)))
        return 0
    if not options.render:
        if options.articles is None:
            parser.error("--articles is needed")
        RESULTS.write_text(json.dumps(measured(options), indent=1) + "\n", "utf-8")
    render(json.loads(RESULTS.read_text("utf-8")))
    return 0


def measured(options: argparse.Namespace) -> dict[str, object]:
    found: dict[str, object] = {
        "date": time.strftime("%Y-%m-%d"),
        "machine": f"{os.cpu_count()} CPUs, {platform.machine()}, Python {platform.python_version()}",
        "start": start_up(),
        "pairs": own_process("pairs", options),
        "whole": [own_process("whole", options, size) for size in options.sizes],
        "again": own_process("again", options, options.sizes[1]),
    }
    if options.peer:
        from contradict.models import shipped
        from contradict.models.folder import SHIPPED_EMBEDDER, SHIPPED_NLI

        with tempfile.TemporaryDirectory() as folder:
            options.ours = [str(Path(folder) / role) for role in ("nli", "embedder")]
            for name, path in zip((SHIPPED_NLI, SHIPPED_EMBEDDER), options.ours, strict=True):
                shipped(name).save_pretrained(Path(path))
            found["peer"] = own_process("peer", options)
    return found


def own_process(part: str, options: argparse.Namespace, size: int = 0) -> dict[str, float]:
    """A measurement in a process of its own."""
    arguments = [sys.executable, __file__, "--part", part, "--articles", str(options.articles), "--sizes", str(size)]
    environment = dict(os.environ)
    if part == "peer":  # its import name is ours
        environment["PYTHONPATH"] = str(options.peer)
        arguments += ["--ours", *options.ours]
    print(part, size or "", flush=True)
    done = subprocess.run(arguments, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    print("  ", result, flush=True)
    return result


def start_up() -> dict[str, float]:
    """Seconds of a cold process: the import, and the command on two articles (the second of two runs)."""
    import_it = [sys.executable, "-c", "import contradict"]
    bare = [sys.executable, "-c", "pass"]
    find = [str(Path(sys.executable).parent / "contradict"), "find", *TWO_ARTICLES, "--no-cache"]
    root = HERE.parent.parent
    return {
        "import": min(seconds(import_it, root) for _ in range(3)) - min(seconds(bare, root) for _ in range(3)),
        "find_two_articles": min(seconds(find, root) for _ in range(2)),
    }


def seconds(command: list[str], folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def texts(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line)["text"] for line in file]


def pairs(options: argparse.Namespace) -> dict[str, float]:
    """Pairs a second of our engine and of sentence-transformers' CrossEncoder (fp32, its best batch) on real pairs."""
    import torch
    from sentence_transformers import CrossEncoder

    from contradict import ContradictionFinder, NLIModel

    finder = ContradictionFinder(cache=False)
    analysis = finder.analyse(texts(options.articles)[:40])
    chosen = [
        (analysis.statements[pair.a].claim, analysis.statements[pair.b].claim) for pair in analysis.candidates.pairs
    ][:PAIRS]
    model = NLIModel()
    ours, seen = timed(lambda: model.predict(chosen))
    with model.folder.plain() as path:
        peer = CrossEncoder(str(path), device="cpu")
    best, logits = 1e9, np.empty(0)
    for batch in (16, 32, 64):
        took, logits = timed(lambda batch=batch: peer.predict(chosen, batch_size=batch, apply_softmax=False))
        best = min(best, took)
    bias = np.array(model.calibration.bias)
    theirs = (logits / model.calibration.temperature + bias).argmax(1)
    torch_model = NLIModel(engine="torch")
    torch_took, _ = timed(lambda: torch_model.predict(chosen))
    return {
        "pairs": len(chosen),
        "ours": len(chosen) / ours,
        "ours_torch": len(chosen) / torch_took,
        "cross_encoder": len(chosen) / best,
        "agreement": float((seen.argmax(1) == theirs).mean()),
        "threads": torch.get_num_threads(),
    }


def timed(work: Callable[[], np.ndarray]) -> tuple[float, np.ndarray]:
    work()  # warm
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def whole(options: argparse.Namespace) -> dict[str, float]:
    """The whole job on about so many statements."""
    from contradict import ContradictionFinder

    finder = ContradictionFinder(cache=False)
    documents = articles_of(options, options.sizes[0])
    start = time.perf_counter()
    report = finder.find(documents)
    took = time.perf_counter() - start
    return {
        "statements": len(report.statements),
        "documents": len(documents),
        "pairs": report.stats.pairs_compared,
        "findings": len(report),
        "seconds": took,
        "peak_mib": peak_memory(),
        **{f"seconds_{step}": value for step, value in report.stats.seconds.items()},
    }


def again(options: argparse.Namespace) -> dict[str, float]:
    """The same articles twice with the cache."""
    from contradict import ContradictionFinder

    documents = articles_of(options, options.sizes[0])
    with tempfile.TemporaryDirectory() as folder:
        finder = ContradictionFinder(cache=Path(folder) / "scores.sqlite")
        took = []
        for _ in range(2):
            start = time.perf_counter()
            report = finder.find(documents)
            took.append(time.perf_counter() - start)
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
    return {"statements": len(report.statements), "first": took[0], "second": took[1], "cache_mib": size / 2**20}


def articles_of(options: argparse.Namespace, size: int) -> "list[Document]":
    """Articles until there are so many statements; if need be read again, under other names and numbers."""
    from contradict import Document
    from contradict.statements import extract

    documents: list[Document] = []
    count, turn = 0, 0
    originals = texts(options.articles)
    names = sorted({name for text in originals for name in NAME.findall(text)})
    while True:
        for text in originals:
            document = Document(renamed(text, names, turn) if turn else text, f"{turn}-{len(documents)}")
            count += len(extract([document]).statements)
            documents.append(document)
            if count >= size:
                return documents
        turn += 1


def renamed(text: str, names: list[str], turn: int) -> str:
    """The text with each name and each number replaced by another, the same wherever it stands in this turn."""

    def other(match: re.Match[str]) -> str:
        drawn = random.Random(f"{turn} {match[0]}")
        return drawn.choice(names) if match[0].isalpha() else str(drawn.randrange(10 ** len(match[0])))

    return re.sub(rf"{NAME.pattern}|(?<![\d,.])\d{{1,3}}(?![\d,.]*\d)", other, text)


def peer(options: argparse.Namespace) -> dict[str, float]:
    """contradict-text's scan over statements of the articles, with our weights."""
    from contradict import ContradictionDetector  # the peer's

    detector = ContradictionDetector(*options.ours)
    sentences = [one for text in texts(options.articles)[:10] for one in re.split(r"(?<=[.!?])\s+", text)]
    chosen = [one for one in sentences if len(one) > 30][:PEER_STATEMENTS]
    detector.scan(chosen[:3])
    start = time.perf_counter()
    detector.scan(chosen)
    took = time.perf_counter() - start
    count = len(chosen) * (len(chosen) - 1) // 2
    return {"statements": len(chosen), "pairs": count, "seconds": took, "pairs_per_second": count / took}


def peak_memory() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


PARTS = {"pairs": pairs, "whole": whole, "again": again, "peer": peer}


def render(found: dict) -> None:
    rows, scored = found["whole"], found["pairs"]
    parts = [
        f"Measured {found['date']} on {found['machine']}. Ratios are within this run.",
        "| what | figure |\n| --- | --- |\n" + "\n".join(f"| {name} | {value} |" for name, value in figures(found)),
        "| statements | documents | pairs | seconds | statements/s | peak MiB | pairing s | scoring s |\n"
        + "| --- " * 8
        + "|\n"
        + "\n".join(
            f"| {row['statements']:,} | {row['documents']:,} | {row['pairs']:,} | {row['seconds']:.1f} | "
            f"{row['statements'] / row['seconds']:.0f} | {row['peak_mib']:,.0f} | {row['seconds_pairing']:.1f} | "
            f"{row['seconds_scoring']:.1f} |"
            for row in rows
        ),
        f"Verdicts equal to the peer's on {scored['agreement']:.1%} of {scored['pairs']:,} real candidate pairs.",
        "![Seconds over statements](../results/speed.svg)",
    ]
    before, rest = README.read_text("utf-8").split(BEGIN)
    README.write_text(before + BEGIN + "\n" + "\n\n".join(parts) + "\n\n" + END + rest.split(END)[1], "utf-8")
    plot(rows)


def figures(found: dict) -> list[tuple[str, str]]:
    scored, again, rows = found["pairs"], found["again"], found["whole"]
    exponent = np.polyfit(np.log([row["statements"] for row in rows]), np.log([row["seconds"] for row in rows]), 1)[0]
    lines = [
        ("`import contradict`", f"{found['start']['import']:.2f} s over a bare interpreter"),
        ("`contradict find` on two articles, cold process", f"{found['start']['find_two_articles']:.1f} s"),
        ("pairs/s, openvino int8 (ours)", f"{scored['ours']:,.0f}"),
        ("pairs/s, torch fp32 (ours)", f"{scored['ours_torch']:,.0f}"),
        ("pairs/s, `CrossEncoder.predict`, fp32, best batch", f"{scored['cross_encoder']:,.0f}"),
        ("ours over `CrossEncoder.predict`", f"{scored['ours'] / scored['cross_encoder']:.1f}x"),
        ("growth: time ~ statements to the power of", f"{exponent:.2f}"),
        (
            "second run on the same articles",
            f"{again['second'] / again['first']:.0%} of the first ({again['first']:.1f} and {again['second']:.1f} s)",
        ),
    ]
    if peer := found.get("peer"):
        row = min(rows, key=lambda one: abs(one["statements"] - 1000))
        expected = row["statements"] * (row["statements"] - 1) / 2 / peer["pairs_per_second"]
        lines += [
            ("`contradict-text` 0.2.1 `scan`, same weights", f"{peer['pairs_per_second']:.0f} pairs/s over all pairs"),
            (
                f"{row['statements']:,} statements, end to end, against it",
                f"{row['seconds']:.0f} s against {expected / 3600:.1f} h: {expected / row['seconds']:.0f}x",
            ),
        ]
    return lines


def plot(rows: list[dict]) -> None:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams["svg.hashsalt"] = "contradict"
    axes = Figure(figsize=(5, 3.4), layout="constrained").subplots()
    counts = [row["statements"] for row in rows]
    axes.loglog(counts, [row["seconds"] for row in rows], "o-", label="whole")
    axes.loglog(counts, [row["seconds_scoring"] for row in rows], "s--", label="scoring")
    axes.loglog(counts, [row["seconds_pairing"] for row in rows], "^:", label="pairing")
    axes.set_xlabel("statements")
    axes.set_ylabel("seconds")
    axes.legend()
    axes.grid(visible=True, alpha=0.3)
    axes.figure.savefig(PLOT, metadata={"Date": None})


if __name__ == "__main__":
    sys.exit(main())
