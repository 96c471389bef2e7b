"""Per-example output, hardest errors first: JSON lines for programs, one page for people."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from contradict.evaluation.labels import ALLOWED, is_right
from contradict.evaluation.results import Result
from contradict.evaluation.tasks import PairsTask
from contradict.models.folder import NLI_LABELS

Example = Mapping[str, Any]
PAGE_ROWS = 500  # the page shows the hardest ones; the JSON lines hold all


def hardest_first(result: Result, task: PairsTask) -> list[dict[str, Any]]:
    """Every example with its texts: errors before hits, and by rising probability of the gold label."""
    import numpy as np

    scores = np.array([example["scores"] for example in result.examples])
    right = is_right([example["label"] for example in result.examples], scores)
    rows = []
    for (premise, hypothesis), example, hit in zip(task.pairs, result.examples, right, strict=False):
        allowed = sum(example["scores"][NLI_LABELS.index(label)] for label in ALLOWED[example["label"]])
        rows.append(
            {
                **example,
                "premise": premise,
                "hypothesis": hypothesis,
                "predicted": NLI_LABELS[int(np.argmax(example["scores"]))],
                "right": bool(hit),
                "gold_probability": round(float(allowed), 6),
            }
        )
    return sorted(rows, key=lambda row: (row["right"], row["gold_probability"]))


def write_samples(result: Result, task: PairsTask, folder: Path) -> list[Path]:
    """Write ``<task>.<model>.jsonl`` and ``.html`` into ``folder``; returns both paths."""
    from jinja2 import Environment, PackageLoader

    rows = hardest_first(result, task)
    stem = re.sub(r"[^\w.-]+", "-", f"{result.task}.{result.model}").strip("-")
    folder.mkdir(parents=True, exist_ok=True)
    lines, page = folder / f"{stem}.jsonl", folder / f"{stem}.html"
    lines.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    template = Environment(loader=PackageLoader("contradict.evaluation"), autoescape=True).get_template("samples.html")
    page.write_text(
        template.render(
            result=result,
            rows=rows[:PAGE_ROWS],
            wrong=sum(not row["right"] for row in rows),
            labels=NLI_LABELS,
            hidden=max(0, len(rows) - PAGE_ROWS),
        ),
        "utf-8",
    )
    return [lines, page]
