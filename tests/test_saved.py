"""Documents that come in bit by bit, and a finder that goes on in another process."""

import datetime as dt
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from contradict import ContradictionFinder, Document
from contradict.errors import InputError, ModelError

MONDAY = {"id": "monday", "text": "All 41 buses ran on Monday. The depot was quiet.", "date": "2025-03-03"}
TUESDAY = {"id": "tuesday", "text": "Only 14 buses ran on Monday. It rained in the hills."}
WEDNESDAY = {"id": "wednesday", "text": "The depot was in uproar. The mayor was in Kesh."}


@pytest.fixture
def fresh(nli, embedder):
    return ContradictionFinder(nli=nli, embedder=embedder, threshold=0.02)


def ids(report):
    return {frozenset((one.a.document_id, one.b.document_id)) for one in report}


def test_only_what_is_new_is_reported(fresh):
    assert ids(fresh.add(MONDAY)) <= {frozenset(["monday"])}
    assert frozenset(["monday", "tuesday"]) in ids(fresh.add([TUESDAY]))
    third = fresh.add([WEDNESDAY, TUESDAY])
    assert all("wednesday" in pair for pair in ids(third))
    assert len(third.documents) == 3


@pytest.mark.parametrize("known", [[], [MONDAY]])
def test_nothing_new_is_an_empty_report_and_no_work(fresh, known, monkeypatch):
    if known:
        fresh.add(known)
    with monkeypatch.context() as patch:
        patch.setattr(fresh, "analyse", None)
        reports = [fresh.add([]), fresh.add(known)]
    for report in reports:
        assert len(report) == 0
        assert str(report) == "No new document to read"
        assert [document.id for document in report.documents] == [one["id"] for one in known]
    assert len(fresh.add(TUESDAY).documents) == len(known) + 1


def test_several_threads_may_add_at_once(fresh, monkeypatch):
    one_at_a_time, analyse = threading.Lock(), fresh.analyse

    def slowly(*args):
        time.sleep(0.05)
        with one_at_a_time:
            return analyse(*args)

    monkeypatch.setattr(fresh, "analyse", slowly)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(fresh.add, [{"id": f"day-{day}", "text": f"It rained on day {day}."} for day in range(4)]))
    assert len(fresh.add([]).documents) == 4


def test_another_text_under_a_known_id_is_another_document(fresh):
    fresh.add(MONDAY)
    report = fresh.add({"id": "monday", "text": TUESDAY["text"]})
    assert [document.id for document in report.documents if document.id.startswith("monday")] == ["monday", "monday-2"]


def test_a_changed_document_is_added_once(fresh, nli, embedder, tmp_path):
    fresh.add(MONDAY)
    changed = {"id": "monday", "text": TUESDAY["text"]}
    for _ in range(3):
        report = fresh.add(changed)
    assert [document.id for document in report.documents] == ["monday", "monday-2"]
    fresh.save(tmp_path / "state.json")
    loaded = ContradictionFinder.load(tmp_path / "state.json", nli=nli, embedder=embedder)
    assert len(loaded.add([MONDAY, changed]).documents) == 2


def test_where_verdicts_and_scores_are_kept_is_kept_too(nli, embedder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    finder = ContradictionFinder(nli=nli, embedder=embedder, cache=False, feedback="verdicts.jsonl")
    finder.save("state.json")
    content = json.loads((tmp_path / "state.json").read_text("utf-8"))
    assert content["options"]["cache"] is False
    assert content["options"]["feedback"] == str(tmp_path / "verdicts.jsonl")


def test_numbers_of_numpy_are_saved(nli, embedder, tmp_path):
    counts = {"pairs_per_statement": np.int64(5), "max_pairs": np.int64(9)}
    finder = ContradictionFinder(nli=nli, embedder=embedder, cache=False, threshold=np.float32(0.25), **counts)
    json.loads(finder.add(MONDAY).to_json())
    finder.save(tmp_path / "state.json")
    assert ContradictionFinder.load(tmp_path / "state.json", nli=nli, embedder=embedder).threshold == 0.25


def test_more_pairs_than_statements_cost_nothing(nli, embedder):
    finder = ContradictionFinder(nli=nli, embedder=embedder, cache=False, scope="within", pairs_per_statement=10**9)
    assert finder.find([MONDAY, TUESDAY]).stats.pairs_compared in (1, 2)


def test_a_datetime_is_a_day_and_a_text_is_none(fresh, tmp_path):
    fresh.add(
        [Document("All 41 buses ran on Monday.", "a", date=dt.datetime(2025, 3, 3, 10)), Document("No bus ran.", "b")]
    )
    fresh.save(tmp_path / "state.json")
    assert '"2025-03-03"' in (tmp_path / "state.json").read_text("utf-8")
    with pytest.raises(InputError, match="document 'c' is '2025-03-03'"):
        Document("No bus ran.", "c", date="2025-03-03")


def test_it_goes_on_where_it_was_saved(fresh, nli, embedder, tmp_path):
    fresh.add([MONDAY])
    fresh.save(tmp_path / "state.json")
    loaded = ContradictionFinder.load(tmp_path / "state.json", nli=nli, embedder=embedder)
    assert loaded.threshold == 0.02
    again = loaded.add(TUESDAY)
    assert [(one.a, one.b, one.probability) for one in again] == [
        (one.a, one.b, one.probability) for one in fresh.add(TUESDAY)
    ]
    assert ContradictionFinder.load(tmp_path / "state.json", nli=nli, embedder=embedder, threshold=0.9).threshold == 0.9


def test_other_models_and_files_are_refused(fresh, nli, embedder, tmp_path):
    path = tmp_path / "state.json"
    fresh.save(path)
    content = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(content | {"models": {"nli": "0" * 16}}), "utf-8")
    assert set(content["models"]) == {"embedder", "nli", "second"}
    with pytest.raises(ModelError, match="saved with another nli"):
        ContradictionFinder.load(path, nli=nli, embedder=embedder)
    path.write_text(json.dumps(content | {"models": content["models"] | {"second": "0" * 16}}), "utf-8")
    with pytest.raises(ModelError, match=r"saved with another second model .* install the version that saved it"):
        ContradictionFinder.load(path, nli=nli, embedder=embedder)
    path.write_text(json.dumps(content | {"version": 99}), "utf-8")
    with pytest.raises(InputError, match="later version"):
        ContradictionFinder.load(path)
    path.write_text("[]", "utf-8")
    with pytest.raises(InputError, match="no saved finder"):
        ContradictionFinder.load(path)
    with pytest.raises(InputError, match="no saved finder"):
        ContradictionFinder.load(tmp_path / "nowhere.json")
    with pytest.raises(InputError, match="cannot write"):
        fresh.save(tmp_path / "no/folder.json")
