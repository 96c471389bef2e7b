"""The tracked results: measure them, and render the tables and plots of eval/README.md from them.

python eval/tables.py measure --dev FOLDER [--test FOLDER] --train FILE ... --articles ARTICLES.jsonl.gz [--also MODEL]
    every model and baseline on the labelled pairs of the folders (*.jsonl.gz) and on our own sets; hours are not
    needed, minutes are. A stopped run goes on where it was; figures on pairs that are tracked for the same model and
    data, by their digests, are kept. Writes pairs.json, documents.json, pairing.json and attribution.json in results/.
python eval/tables.py render [--check]
    rewrites the tables in README.md and the plots in results/; --check only says whether they are up to date.
"""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from contradict.evaluation import Models, Result, load_pairs, load_results, load_task, pairs_task, run_job, to_json
from contradict.evaluation.resampling import Figure
from contradict.evaluation.runner import Store
from contradict.models import Embedder
from contradict.models.folder import SHIPPED_SECOND

HERE = Path(__file__).parent
RESULTS = HERE / "results"
README = HERE / "README.md"
BEGIN, END = "<!-- tables: made by eval/tables.py render -->\n", "<!-- end of tables -->"
PAIR_MODELS = ("majority", "bag-of-words", "cosine", None, SHIPPED_SECOND)
WRAPPED = ("plain", "contradict-text")  # what others make of the same scores; on our own pairs only
DOCUMENT_MODELS = (None, "plain", "contradict-text")
OWN = {"pairs-dev": "development", "pairs-test": "test"}
DOCUMENTS = {
    "bundles-fit": "the judge was fitted on them",
    "bundles-dev": "development; the judge was fitted on them",
    "bundles-test": "test",
    "news-dev": "real news, development events",
}
ATTRIBUTION = {"attribution-dev": "development", "attribution-test": "test"}
FULL = (
    "accuracy", "balanced_accuracy", "macro_precision", "macro_recall", "macro_f1", "matthews_correlation",
    "contradiction_precision", "contradiction_recall", "contradiction_f1", "average_precision", "roc_auc",
    "precision_at_recall_0.5", "precision_at_recall_0.8", "expected_calibration_error", "brier_score",
)  # fmt: skip
DOCUMENT_FIGURES = (
    "average_precision", "precision_at_5", "precision_at_20", "precision", "recall", "f1",
    "false_per_1000_statements", "candidate_recall", "pairs_per_statement", "clean_bundles_without_findings",
    "tempting_flagged",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    measuring = commands.add_parser("measure")
    measuring.add_argument("--dev", type=Path, required=True)
    measuring.add_argument("--test", type=Path)
    measuring.add_argument("--train", type=Path, nargs="+", required=True)
    measuring.add_argument("--articles", type=Path, required=True)
    measuring.add_argument("--also", nargs="*", default=[], help="NLI models that stand beside ours on labelled pairs")
    measuring.set_defaults(run=measure)
    rendering = commands.add_parser("render")
    rendering.add_argument("--check", action="store_true")
    rendering.set_defaults(run=render)
    options = parser.parse_args()
    return options.run(options)


def measure(options: argparse.Namespace) -> int:
    files = sorted(options.dev.glob("*.jsonl.gz"))
    sets = {f"dev/{path.name.partition('.')[0]}": load_pairs(str(path)) for path in files}
    for path in sorted(options.test.glob("*.jsonl.gz")) if options.test else ():
        if not path.name.startswith("fnc1"):  # headlines against articles: no sentence pairs
            sets[f"test/{path.name.partition('.')[0]}"] = load_pairs(str(path))
    sets |= {name: load_task(name) for name in OWN}
    embedder = Embedder()
    everywhere = list(dict.fromkeys([*PAIR_MODELS, *options.also]))
    models = Models([*everywhere, *WRAPPED], embedder, training(options.train))
    store = Store(RESULTS / "measure.partial", resume=True)
    tracked = {
        (one.task, one.model, one.model_digest, one.data_digest): one for one in load_results(RESULTS / "pairs.json")
    }
    results = [
        tracked.get((name, job.model.name, job.model.digest, job.task.digest))
        or name_of(run_job(job, store=store), name)
        for name, task in sets.items()
        for job in models.jobs(task)[: None if name in OWN else len(everywhere)]
    ]
    save("pairs", results)
    finders = Models(DOCUMENT_MODELS, embedder)
    marked = [load_task(name, articles=options.articles) for name in DOCUMENTS]
    save("documents", [run_job(job, store=store) for task in marked for job in finders.jobs(task)])
    pairing = [load_task(f"{name}-pairing", articles=options.articles) for name in DOCUMENTS]
    save("pairing", [run_job(job, store=store) for task in pairing for job in finders.jobs(task)])
    labelled = [load_task(name) for name in ATTRIBUTION]
    save("attribution", [run_job(job) for task in labelled for job in finders.jobs(task)])
    store.close()
    return 0


def training(paths: list[Path]) -> object:
    rows = []
    for path in paths:
        task = load_pairs(str(path))
        for (premise, hypothesis), label in zip(task.pairs, task.labels, strict=True):
            rows.append({"premise": premise, "hypothesis": hypothesis, "label": label})
    return pairs_task("train", rows)


def name_of(result: Result, name: str) -> Result:
    print(f"{name}: {result.model} {result.figures['accuracy']}", flush=True)
    return replace(result, task=name)


def save(kind: str, results: list[Result]) -> None:
    content = json.loads(to_json(results, examples=False))
    for row in content["results"]:
        if row["task"].startswith(("dev/", "test/")):  # only the curves of our own sets are drawn
            row["details"], row["slices"] = {}, {}
    (RESULTS / f"{kind}.json").write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")


def render(options: argparse.Namespace) -> int:
    kinds = ("pairs", "documents", "pairing", "attribution")
    pairs, documents, pairing, attribution = (load_results(RESULTS / f"{kind}.json") for kind in kinds)
    run = json.loads((RESULTS / "pairs.json").read_text("utf-8"))["run"]
    parts = [
        f"Measured {run['date'][:10]} with contradict {run['contradict']} on {run['hardware']['cpus']} CPUs. "
        "In brackets: 95% intervals.",
        "### Accuracy on public labelled pairs",
        public_table(pairs),
        "### Our own news pairs, all figures",
        *(own_table(pairs, name, title) for name, title in OWN.items()),
        "![Precision over recall of contradiction on our test pairs](results/precision_recall.svg)",
        "![Reliability on our test pairs](results/reliability.svg)",
        "![Accuracy by kind on our test pairs](results/slices.svg)",
        "### Whole documents",
        *(documents_table(documents, name, title) for name, title in DOCUMENTS.items()),
        "### The pairing step",
        pairing_table(pairing),
        "### Who says it",
        attribution_table(attribution),
    ]
    text = README.read_text("utf-8")
    before, rest = text.split(BEGIN)
    made = before + BEGIN + "\n" + "\n\n".join(parts) + "\n\n" + END + rest.split(END)[1]
    if options.check:
        print("eval/README.md is up to date" if made == text else "eval/README.md differs: run eval/tables.py render")
        return int(made != text)
    README.write_text(made, "utf-8")
    plots([result for result in pairs if result.task == "pairs-test"])
    return 0


def attribution_table(results: list[Result]) -> str:
    heads = [
        f"{one.task} ({ATTRIBUTION[one.task]}), {one.details['statements']} sentences, data {one.data_digest}"
        for one in results
    ]
    lines = [f"| figure | {' | '.join(heads)} |", "| --- " * (len(results) + 1) + "|"]
    lines += [
        f"| {name.replace('_', ' ')} | {' | '.join(cell(result, name) for result in results)} |"
        for name in results[0].figures
    ]
    return "\n".join(lines)


def cell(result: Result | None, name: str) -> str:
    figure: Figure | None = result.figures.get(name) if result else None
    if figure is None:
        return "–"
    if abs(figure.value) >= 10:
        return f"{figure.value:.1f} ({figure.low:.1f} to {figure.high:.1f})"
    return f"{figure.value:.3f} ({figure.low:.3f} to {figure.high:.3f})"


def table(head: list[str], lines: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *lines))


def public_table(results: list[Result]) -> str:
    found = {(one.task, one.model): one for one in results}
    models = list(dict.fromkeys(one.model for one in results if one.task not in OWN))
    tasks = [name for name in dict.fromkeys(one.task for one in results) if name not in OWN]
    lines = [
        [name, f"{found[name, models[0]].total:,}", *(cell(found.get((name, model)), "accuracy") for model in models)]
        for name in tasks
    ]
    means = []
    for model in models:
        values = [found[name, model].figures["accuracy"].value for name in tasks if name.startswith("dev/")]
        means.append(f"**{sum(values) / len(values):.3f}**")
    lines.append([f"mean of {len(values)} dev sets", "", *means])
    return table(["set", "pairs", *models], lines)


def own_table(results: list[Result], task: str, title: str) -> str:
    chosen = [one for one in results if one.task == task]
    head = [f"{task} ({title}), {chosen[0].total} pairs, data {chosen[0].data_digest}", *(one.model for one in chosen)]
    lines = [[name.replace("_", " "), *(cell(one, name) for one in chosen)] for name in FULL]
    lines.append(["pairs/s", *(f"{one.rate:,.0f}" for one in chosen)])
    lines.append(["model digest", *(one.model_digest for one in chosen)])
    return table(head, lines)


def documents_table(results: list[Result], task: str, title: str) -> str:
    chosen = [one for one in results if one.task == task]
    counts = f"{chosen[0].total} bundles, {chosen[0].details['conflicts']} conflicts, data {chosen[0].data_digest}"
    head = [f"{task} ({title}), {counts}", *(one.model for one in chosen)]
    lines = [[name.replace("_", " "), *(cell(one, name) for one in chosen)] for name in DOCUMENT_FIGURES]
    lines.append(["statements/s", *(f"{one.rate:,.0f}" for one in chosen)])
    return table(head, lines)


def pairing_table(results: list[Result]) -> str:
    names = [
        f"{kind}_at_{depth}" for kind in ("embedder_recall", "recall", "pairs_per_statement") for depth in (1, 3, 5, 10)
    ]
    head = ["figure", *(f"{one.task}, {one.model} ({one.model_digest})" for one in results)]
    return table(
        head, [[name.replace("_", " "), *(cell(one, name) for one in results)] for name in [*names, "gold_pair_cosine"]]
    )


def plots(results: list[Result]) -> None:
    import matplotlib as mpl
    from matplotlib.figure import Figure as Canvas

    mpl.rcParams["svg.hashsalt"] = "contradict"
    mpl.rcParams["svg.fonttype"] = "none"
    ours = next(one for one in results if one.engine == "openvino" and "(" not in one.model)
    canvas = Canvas(figsize=(6.4, 4.4), layout="constrained")
    axes = canvas.subplots()
    for one in results:
        recalls, precisions = zip(*one.details["precision_recall"], strict=True)
        title = f"{one.model}: {one.figures['average_precision'].value:.2f}"
        axes.plot(recalls, precisions, label=title, linewidth=1.6)
    axes.set(xlabel="recall of contradiction", ylabel="best precision", xlim=(0, 1), ylim=(0, 1.02))
    axes.legend(title="average precision", fontsize=7, title_fontsize=8, frameon=False, loc="lower left", ncols=2)
    save_plot(canvas, "precision_recall")

    canvas = Canvas(figsize=(5, 4.4), layout="constrained")
    axes = canvas.subplots()
    rows, confidence, accuracy = zip(*ours.details["reliability"], strict=True)
    axes.plot((0, 1), (0, 1), color="0.6", linewidth=1, linestyle="--")
    axes.plot(confidence, accuracy, marker="o", color="C0")
    for x, y, count in zip(confidence, accuracy, rows, strict=True):
        axes.annotate(str(count), (x, y), textcoords="offset points", xytext=(6, -10), fontsize=8, color="0.4")
    error = ours.figures["expected_calibration_error"].value
    axes.set(xlabel="mean confidence of the bin", ylabel="share right", xlim=(0.3, 1), ylim=(0, 1))
    axes.set_title(f"{ours.model}: expected calibration error {error:.2f}; numbers are pairs", fontsize=9)
    save_plot(canvas, "reliability")

    kinds = sorted(ours.slices["tag"].items(), key=lambda entry: entry[1].value)
    canvas = Canvas(figsize=(6.4, 0.26 * len(kinds) + 1), layout="constrained")
    axes = canvas.subplots()
    for place, (_, figure) in enumerate(kinds):
        axes.plot((figure.low, figure.high), (place, place), color="0.6", linewidth=2)
        axes.plot(figure.value, place, "o", color="C0")
    axes.set_yticks(range(len(kinds)), [name for name, _ in kinds], fontsize=8)
    axes.set(xlabel=f"accuracy of {ours.model}, 95% interval", xlim=(-0.02, 1.02))
    save_plot(canvas, "slices")


def save_plot(canvas: object, name: str) -> None:
    canvas.savefig(RESULTS / f"{name}.svg", metadata={"Date": None}, facecolor="white")


if __name__ == "__main__":
    sys.exit(main())
