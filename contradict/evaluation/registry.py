"""The public data sets that are known by name: where they are, how they are laid out, and what they may be used for.

Each is loaded from the hub at a pinned revision, or from the user's own copy in the same layout. Where a hub offers
only a moving reference, the digest of the rows in each result tells versions apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from contradict.evaluation.rows import Row

_PARQUET = "refs/convert/parquet"  # the hub's own conversion of data sets that are kept as scripts


@dataclass(frozen=True)
class PublicSet:
    """A public data set of labelled pairs.

    source: hub id, or address of a file. labels: raw label to standard name, where the data set has its own names.
    cluster: the column whose rows belong together; None is the premise. slices: columns by which figures are split.
    reshape: rows as stored to rows of pairs, for layouts that are no table of pairs.
    """

    source: str
    split: str
    licence: str
    config: str | None = None
    revision: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    cluster: str | None = None
    slices: tuple[str, ...] = ()
    metric: str = "accuracy"
    reshape: Callable[[Iterable[Row]], Iterator[Row]] | None = None


def _climate_fever(rows: Iterable[Row]) -> Iterator[Row]:
    """One pair a piece of evidence."""
    names = {"0": "SUPPORTS", "1": "REFUTES", "2": "NOT_ENOUGH_INFO"}
    for row in rows:
        for piece in row["evidences"]:
            label = str(piece["evidence_label"])
            yield {
                "premise": piece["evidence"],
                "hypothesis": row["claim"],
                "label": names.get(label, label),
                "cluster": row["claim_id"],
            }


def _decode(rows: Iterable[Row]) -> Iterator[Row]:
    """The last turn against each earlier turn of its speaker; only the marked ones are judged in a contradiction."""
    for row in rows:
        last = row["turns"][-1]
        marked = set(row["aggregated_contradiction_indices"] or ())
        for turn in row["turns"][:-1]:
            if turn["agent_id"] != last["agent_id"] or (row["is_contradiction"] and turn["turn_id"] not in marked):
                continue
            yield {
                "premise": turn["text"],
                "hypothesis": last["text"],
                "label": "contradiction" if row["is_contradiction"] else "not_contradiction",
                "cluster": row["record_id"],
            }


def _wikicontradict(rows: Iterable[Row]) -> Iterator[Row]:
    """Two passages that are marked as contradicting one another; there is no other class."""
    seen = set()
    for row in rows:
        if (row["context1"], row["context2"]) not in seen:
            seen.add((row["context1"], row["context2"]))
            yield {
                "premise": row["context1"],
                "hypothesis": row["context2"],
                "label": "contradiction",
                "contradictType": row.get("contradictType"),
                "cluster": row.get("question_ID", row["context1"]),
            }


_MNLI = ("nyu-mll/multi_nli", "da70db2af9d09693783c3320c4249840212ee221")
_ANLI = ("facebook/anli", "8e4813d81f46d313dac7892e1c28076917cfcdf9")
_CLAIMS = {"premise": "evidence", "hypothesis": "claim"}

PUBLIC: dict[str, PublicSet] = {
    "snli": PublicSet(
        "stanfordnlp/snli", "test", "CC BY-SA 4.0", "plain_text", "cdb5c3d5eed6ead6e5a341c8e56e669bb666725b"
    ),
    "mnli-matched": PublicSet(
        _MNLI[0], "validation_matched", "OANC, CC BY 3.0, CC BY-SA 3.0", None, _MNLI[1],
        cluster="promptID", slices=("genre",),
    ),
    "mnli-mismatched": PublicSet(
        _MNLI[0], "validation_mismatched", "OANC, CC BY 3.0, CC BY-SA 3.0", None, _MNLI[1],
        cluster="promptID", slices=("genre",),
    ),
    **{
        f"anli-r{round_}": PublicSet(_ANLI[0], f"test_r{round_}", "CC BY-NC 4.0", "plain_text", _ANLI[1])
        for round_ in (1, 2, 3)
    },
    "xnli-en": PublicSet(
        "facebook/xnli", "test", "CC BY-NC 4.0", "en", "b8dd5d7af51114dbda02c0e3f6133f332186418e"
    ),
    "hans": PublicSet(
        "jhu-cogsci/hans", "validation", "MIT", None, _PARQUET,
        labels={"non-entailment": "not_entailment"}, slices=("heuristic", "subcase"),
    ),
    "sick": PublicSet(
        "RobZamp/sick", "test", "CC BY-NC-SA 3.0", None, _PARQUET,
        columns={"premise": "sentence_A", "hypothesis": "sentence_B"},
    ),
    "wanli": PublicSet(
        "alisawuffles/WANLI", "test", "CC BY 4.0", None, "61c95318fd71c55b6ba355d76253254615f387ec",
        columns={"label": "gold"}, slices=("genre",),
    ),
    "vitaminc": PublicSet(
        "tals/vitaminc", "test", "CC BY-SA 3.0", None, "be6febb761b0b2807687e61e0b5282e459df2fa0",
        columns=_CLAIMS, cluster="page", slices=("revision_type",),
    ),
    "fever-nli": PublicSet(  # its premise column holds the claim
        "pietrolesci/nli_fever", "dev", "CC BY-SA 3.0",
        columns={"premise": "hypothesis", "hypothesis": "premise", "label": "fever_gold_label"}, cluster="cid",
    ),
    "scitail": PublicSet(
        "allenai/scitail", "test", "Apache-2.0", "tsv_format", "0cc4353235b289165dfde1c7c5d1be983f99ce44",
        labels={"neutral": "not_entailment"}, metric="balanced_accuracy",
    ),
    "rte": PublicSet(
        "nyu-mll/glue", "validation", "CC BY 4.0", "rte", "bcdcba79d07bc864c1c254ccfcedcce55bcc9a8c",
        columns={"premise": "sentence1", "hypothesis": "sentence2"},
    ),
    "contract-nli": PublicSet(
        "kiddothe2b/contract-nli", "test", "CC BY-NC-SA 4.0", "contractnli_a", _PARQUET, metric="macro_f1"
    ),
    "decode": PublicSet(
        "zip://decode_v0.1/test.jsonl::http://parl.ai/downloads/decode/decode_v0.1.zip", "test", "MIT",
        metric="average_precision", cluster="cluster", reshape=_decode,
    ),
    "wikicontradict": PublicSet(
        "ibm-research/Wikipedia_contradict_benchmark", "train", "MIT", None,
        "c20e361f985ed480a659b35d98b49f2311fcd174", cluster="cluster", slices=("contradictType",),
        reshape=_wikicontradict,
    ),
    "climate-fever": PublicSet(
        "tdiggelm/climate_fever", "test", "unstated; evidence from Wikipedia, CC BY-SA 3.0",
        cluster="cluster", metric="macro_f1", reshape=_climate_fever,
    ),
    "summedits": PublicSet(
        "Salesforce/summedits", "train", "CC BY 4.0", None, "ce0c479aaf59259abb6b67e42248b2f49004b7d5",
        columns={"premise": "doc", "hypothesis": "summary"}, labels={"1": "entailment", "0": "not_entailment"},
        slices=("domain",), metric="balanced_accuracy",
    ),
}  # fmt: skip
