"""Tasks: files of every kind, columns guessed or given, public sets from local copies in the hub's layout."""

import gzip
import json
from codecs import BOM_UTF8
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from datasets import ClassLabel, Dataset, Features, Value

from contradict.errors import InputError, OptionError
from contradict.evaluation import all_tasks, load_pairs, load_task, pairs_task
from contradict.evaluation.registry import PUBLIC
from contradict.evaluation.tasks import shipped_pairs

ROWS = [
    {"premise": "a", "hypothesis": "b", "label": "entailment", "tag": "x"},
    {"premise": "c", "hypothesis": "d", "label": "-", "tag": "x"},
    {"premise": "e", "hypothesis": "f", "label": "Contradiction", "tag": "y"},
]
NAMES = ["entailment", "neutral", "contradiction"]


def write(path, rows=ROWS):
    frame = pd.DataFrame(rows)
    kind = "".join(path.suffixes)
    if kind in (".jsonl", ".jsonl.gz"):
        text = "".join(json.dumps(row) + "\n" for row in rows).encode()
        path.write_bytes(gzip.compress(text) if kind.endswith(".gz") else text)
    elif kind == ".json":
        path.write_text(json.dumps(rows), "utf-8")
    elif kind == ".parquet":
        frame.to_parquet(path)
    else:
        frame.to_csv(path, index=False, sep="\t" if kind == ".tsv" else ",")
    return str(path)


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "json", "csv", "tsv", "parquet"])
def test_files_of_every_kind(tmp_path, kind):
    task = load_pairs(write(tmp_path / f"tiny.{kind}"))
    assert (task.name, task.pairs, task.unlabelled) == ("tiny", (("a", "b"), ("e", "f")), 1)
    assert task.labels == ("entailment", "contradiction")
    assert task.slices == {"tag": ("x", "y")}
    path = Path(write(tmp_path / f"tiny.{kind}"))
    assert load_pairs(str(path.rename(tmp_path / f"LOUD.{kind.upper()}"))).pairs == task.pairs


@pytest.mark.parametrize("rows", [ROWS, Dataset.from_list(ROWS), pd.DataFrame(ROWS), pl.DataFrame(ROWS)])
def test_rows_in_memory_have_the_digest_of_the_file(rows, tmp_path):
    assert pairs_task("tiny", rows).digest == load_pairs(write(tmp_path / "t.csv")).digest


def test_columns_are_guessed_or_given(tmp_path):
    row = {"sentence1": "a", "sentence2": "b", "gold": "neutral", "theirs": "entailment"}
    path = write(tmp_path / "t.jsonl", [row])
    assert load_pairs(path).labels == ("neutral",)
    assert load_pairs(path, columns={"label": "theirs"}).labels == ("entailment",)
    with pytest.raises(InputError, match="no label column 'nothing': its columns are sentence1"):
        load_pairs(path, columns={"label": "nothing"})


def test_an_unknown_role_is_named(tmp_path):
    with pytest.raises(OptionError, match="columns names 'premis': known are premise, hypothesis, label"):
        load_pairs(write(tmp_path / "t.jsonl"), columns={"premis": "tag"})


def test_an_id_or_a_cluster_may_be_0_and_an_empty_one_is_none():
    rows = [ROWS[0] | {"id": 0, "group": 0}, ROWS[2] | {"id": "", "uid": "u", "group": 0}, ROWS[0] | {"group": ""}]
    task = pairs_task("tiny", rows, cluster="group")
    assert task.ids == ("0", "u", "3")
    assert task.clusters == ("0", "0", "a")


def test_numbers_for_labels_must_be_named(tmp_path):
    path = write(tmp_path / "t.csv", [{"premise": "a", "hypothesis": "b", "label": 2}])
    with pytest.raises(InputError, match="--labels entailment,neutral,contradiction"):
        load_pairs(path)
    assert load_pairs(path, labels=NAMES).labels == ("contradiction",)
    gap = write(tmp_path / "gap.csv", [{"premise": "a", "hypothesis": "b", "label": 2.0}])
    assert load_pairs(gap, labels=NAMES).labels == ("contradiction",)
    with pytest.raises(OptionError, match="labels names 'ent': known are entailment, neutral, contradiction, not_ent"):
        load_pairs(path, labels=["ent", "neutral", "contradiction"])


@pytest.mark.parametrize("left_out", [{"label": "contradction"}, {"label": None}, {"label": ""}, {}])
def test_rows_without_a_known_label_are_counted_and_the_first_is_named(tmp_path, left_out):
    pair = {"premise": "a", "hypothesis": "b"}
    task = load_pairs(write(tmp_path / "t.jsonl", [ROWS[0], pair | left_out, pair | {"label": "?"}]))
    told = f"has the label {left_out['label']!r}" if left_out.get("label") else "has no label"
    assert (len(task.pairs), task.unlabelled, task.first_unlabelled) == (1, 2, f"line 2 {told}")
    assert load_pairs(write(tmp_path / "t.jsonl", [ROWS[0]])).first_unlabelled == ""


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_of_a_csv_is_found_in_its_head(tmp_path, delimiter):
    pd.DataFrame(ROWS).assign(premise="Yes, yes, yes, or no.").to_csv(tmp_path / "t.csv", index=False, sep=delimiter)
    assert load_pairs(str(tmp_path / "t.csv")).pairs == (("Yes, yes, yes, or no.", "b"), ("Yes, yes, yes, or no.", "f"))


def test_limit(tmp_path):
    assert len(load_pairs(write(tmp_path / "t.jsonl"), limit=1).pairs) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"premise": "a"}\n', "no hypothesis column"),
        ('{"premise": "a", "hypothesis": 3, "label": "neutral"}\n', "line 1: premise and hypothesis must be texts"),
        ('\n\n{"premise": "a", "hypothesis": 3, "label": "neutral"}\n', "line 3: premise and hypothesis must be texts"),
        (
            '{"premise": "a", "hypothesis": "b", "label": "?"}\n',
            "no labelled row .1 without a known label, the first: line 1 has the label '?'",
        ),
        ('\n{"premise": "a", "hypothesis": "b", "label": 1}\n', "line 2 has the label 1: say what the numbers"),
        ("{\n", "line 1 is no JSON"),
        ("[]\n", "line 1 is no JSON object"),
    ],
)
def test_bad_files_are_named(tmp_path, content, message):
    (tmp_path / "t.jsonl").write_text(content, "utf-8")
    with pytest.raises(InputError, match=message):
        load_pairs(str(tmp_path / "t.jsonl"))


def test_the_row_of_a_csv_is_named(tmp_path):
    (tmp_path / "t.csv").write_text("premise,hypothesis,label\na,b,neutral\n\nc,d,2\n", "utf-8")
    with pytest.raises(InputError, match="task t, row 2 has the label '2'"):
        load_pairs(str(tmp_path / "t.csv"))


def test_a_quote_that_nothing_closes_loses_no_rows(tmp_path):
    (tmp_path / "t.csv").write_text('premise,hypothesis,label\n"a,b,neutral\nc,d,neutral\n', "utf-8")
    with pytest.raises(InputError, match="a quote opens a cell there and none closes it"):
        load_pairs(str(tmp_path / "t.csv"))


@pytest.mark.parametrize("content", ['{"premise": "a"}', "[1, 2]", "null"])
def test_json_that_is_no_list_of_objects_is_named(tmp_path, content):
    (tmp_path / "t.json").write_text(content, "utf-8")
    with pytest.raises(InputError, match="is no list of JSON objects"):
        load_pairs(str(tmp_path / "t.json"))


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "json"])
def test_a_byte_order_mark_is_passed_over(tmp_path, kind):
    path = Path(write(tmp_path / f"t.{kind}"))
    content = path.read_bytes()
    marked = gzip.compress(BOM_UTF8 + gzip.decompress(content)) if kind.endswith("gz") else BOM_UTF8 + content
    path.write_bytes(marked)
    assert load_pairs(str(path)).pairs == (("a", "b"), ("e", "f"))


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(InputError, match=r"shipped tasks are pairs-dev, pairs-test; public ones are snli, mnli"):
        load_pairs("nonsense")


def test_shipped_pairs_are_enough():
    assert shipped_pairs() == ["pairs-dev", "pairs-test"]
    tasks = [load_pairs(name) for name in shipped_pairs()]
    counts = [sum(task.labels.count(label) for task in tasks) for label in NAMES]
    assert min(counts) >= 200
    assert not set(tasks[0].pairs) & set(tasks[1].pairs)
    assert len(set(tasks[0].slices["domain"])) >= 10


# What the hub gives, one row of each class, as the public sets are laid out.
LABELLED = [{"premise": f"p{n}", "hypothesis": f"h{n}", "label": n} for n in (0, 1, 2, -1)]
COPIES = {
    "snli": LABELLED,
    "mnli-matched": [row | {"promptID": "1", "genre": "slate"} for row in LABELLED],
    "mnli-mismatched": [row | {"promptID": "1", "genre": "slate"} for row in LABELLED],
    "anli-r1": LABELLED, "anli-r2": LABELLED, "anli-r3": LABELLED, "xnli-en": LABELLED, "contract-nli": LABELLED,
    "hans": [
        {"premise": "p", "hypothesis": "h", "label": label, "heuristic": "subsequence", "subcase": "x"}
        for label in ("entailment", "non-entailment")
    ],
    "sick": [{"sentence_A": "p", "sentence_B": "h", "label": 0}],
    "wanli": [{"premise": "p", "hypothesis": "h", "gold": "neutral", "genre": "generated"}],
    "vitaminc": [
        {"claim": "h", "evidence": "p", "label": label, "page": "x", "revision_type": "real"}
        for label in ("SUPPORTS", "REFUTES", "NOT ENOUGH INFO")
    ],
    "fever-nli": [{"premise": "h", "hypothesis": "p", "fever_gold_label": "REFUTES", "label": 2, "cid": 5}],
    "scitail": [{"premise": "p", "hypothesis": "h", "label": label} for label in ("entails", "neutral")],
    "rte": [{"sentence1": "p", "sentence2": "h", "label": 1}],
    "decode": [
        {
            "record_id": str(clash), "is_contradiction": clash,
            "aggregated_contradiction_indices": [0, 2] if clash else [],
            "turns": [{"turn_id": n, "agent_id": n % 2, "text": f"t{n}"} for n in range(3)],
        }
        for clash in (True, False)
    ],
    "wikicontradict": [{"question_ID": 1, "context1": "p", "context2": "h", "contradictType": "Explicit"}] * 2,
    "climate-fever": [
        {"claim_id": 7, "claim": "h", "evidences": [{"evidence": "p", "evidence_label": n} for n in (0, 1, 2)]}
    ],
    "summedits": [{"doc": "p", "summary": "h", "label": n, "domain": "news"} for n in (0, 1)],
}  # fmt: skip
EXPECTED = {
    "hans": ["entailment", "not_entailment"], "sick": ["entailment"], "wanli": ["neutral"],
    "vitaminc": ["entailment", "contradiction", "neutral"], "fever-nli": ["contradiction"],
    "scitail": ["entailment", "not_entailment"], "rte": ["not_entailment"],
    "decode": ["contradiction", "not_contradiction"], "wikicontradict": ["contradiction"],
    "climate-fever": ["entailment", "contradiction", "neutral"], "summedits": ["not_entailment", "entailment"],
}  # fmt: skip
CLASSES = {"rte": ["entailment", "not_entailment"]} | dict.fromkeys(
    ("snli", "mnli-matched", "mnli-mismatched", "anli-r1", "anli-r2", "anli-r3", "xnli-en", "contract-nli", "sick"),
    NAMES,
)  # fmt: skip


def test_every_public_set_has_a_copy_to_test_with():
    assert COPIES.keys() == PUBLIC.keys()
    assert set(PUBLIC) < set(all_tasks())


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_sets_load_from_copies(name, tmp_path, monkeypatch):
    """The loading code for the hub, on a local folder in the same layout: a parquet file named for its split."""
    monkeypatch.setattr("datasets.config.HF_DATASETS_CACHE", tmp_path / "cache")
    dataset = Dataset.from_list(COPIES[name])
    if name in CLASSES:
        dataset = dataset.cast(
            Features({**dataset.features, "label": ClassLabel(names=CLASSES[name])})
            if "label" in dataset.features
            else Features({"label": Value("string")})
        )
    known = PUBLIC[name]
    folder = tmp_path / "copy"
    folder.mkdir()
    dataset.to_parquet(folder / f"{known.split}-00000-of-00001.parquet")
    (folder / "README.md").write_text(
        f"---\nconfigs:\n- config_name: {known.config or 'default'}\n  data_files:\n"
        f"  - split: {known.split}\n    path: {known.split}-*\n---\n",
        "utf-8",
    )
    task = load_pairs(f"{name}={folder}")
    assert task.name == name
    assert task.licence == known.licence
    assert list(task.labels) == EXPECTED.get(name, NAMES)
    assert task.unlabelled == (1 if name not in EXPECTED else 0)
    if name not in ("decode", *CLASSES):
        assert task.pairs[0] == ("p", "h")


def test_columns_and_numbers_of_a_copy_may_be_named(tmp_path):
    path = write(
        tmp_path / "own.csv", [{"first": "a", "second": "b", "label": 1}, {"first": "a", "second": "b", "label": 2}]
    )
    task = load_pairs(f"snli={path}", columns={"premise": "first", "hypothesis": "second"}, labels=NAMES)
    assert (task.pairs, task.labels) == ((("a", "b"), ("a", "b")), ("neutral", "contradiction"))


def test_an_unreachable_hub_is_one_line(monkeypatch):
    monkeypatch.setattr("datasets.load_dataset", lambda *_, **__: (_ for _ in ()).throw(ConnectionError("no\nroute")))
    with pytest.raises(
        InputError, match=r"cannot load task snli from stanfordnlp/snli .* pass a copy of it as snli=PATH"
    ) as told:
        load_pairs("snli")
    assert "\n" not in str(told.value)


def test_real_news_needs_its_texts():
    with pytest.raises(InputError, match="--articles"):
        load_task("news-dev")
