"""End to end on documents of our own."""

import json
import re
from itertools import pairwise

import pytest
from conftest import ROOT

from contradict import ContradictionFinder, find_contradictions, fit_threshold
from contradict.errors import InputError, OptionError

PLAYED_DOWN = sorted((ROOT / "tests/data/played-down").iterdir())
PLAIN = sorted((ROOT / "tests/data/plain").iterdir())
QUIET = sorted((ROOT / "tests/data/quiet").iterdir())


@pytest.mark.parametrize("folder", PLAYED_DOWN, ids=lambda folder: folder.name)
def test_a_claim_played_down_in_a_short_reply_is_among_the_first_three(finder, folder):
    wanted = json.loads((folder / "expected.json").read_text("utf-8"))
    report = finder.find(folder).above(0.5)  # one of them is 71% sure, less than the default threshold
    assert 1 <= len(report) <= 12
    assert any(_is(finding, wanted) for finding in report[:3])


@pytest.mark.parametrize("folder", PLAIN, ids=lambda folder: folder.name)
def test_plain_conflicts_are_listed_first(finder, folder):
    wanted = json.loads((folder / "expected.json").read_text("utf-8"))
    found = finder.find(folder).above(0.05)[: len(wanted) + 1]
    right = [pair for pair in wanted if any(_quotes(finding, *pair) for finding in found)]
    assert len(right) >= len(wanted) - 1


@pytest.mark.parametrize("folder", QUIET, ids=lambda folder: folder.name)
def test_documents_without_contradictions_give_no_findings(finder, folder):
    report = finder.find(folder)
    assert len(report) == 0
    assert report.stats.pairs_compared > 100


def test_the_example_articles_show_their_main_conflict_first(finder):
    report = finder.find(ROOT / "examples/articles")
    assert report
    assert report.about("alarm")
    assert all(one.probability >= other.probability for one, other in pairwise(report))


def test_identical_documents_give_no_findings(finder):
    text = "The dam holds. It is the largest in the country, engineers said."
    assert len(finder.find([text, text])) == 0


def test_scope_across_and_within(nli, embedder):
    docs = ["Every alarm rang. Not one alarm rang.", "No alarm rang at all that night."]
    across = ContradictionFinder(nli=nli, embedder=embedder, scope="across", threshold=0.0).find(docs)
    within = ContradictionFinder(nli=nli, embedder=embedder, scope="within", threshold=0.0).find(docs)
    assert all(finding.a.document_id != finding.b.document_id for finding in across)
    assert all(finding.a.document_id == finding.b.document_id for finding in within)
    assert len(across) >= 1
    assert len(within) == 1


def test_the_budget_is_kept_and_what_is_left_out_is_counted(nli, embedder):
    finder = ContradictionFinder(nli=nli, embedder=embedder, max_pairs=5)
    stats = finder.find(ROOT / "examples/articles").stats
    assert stats.pairs_compared == 5
    assert stats.pairs_left_out > 50


def test_progress_is_told(nli, embedder):
    told = []
    finder = ContradictionFinder(nli=nli, embedder=embedder, progress=lambda *step: told.append(step))
    finder.find(["The bridge was shut on Monday.", "The bridge was never shut."])
    assert ("scoring", 1, 1) in told
    assert "reading again" in {step for step, _, _ in told}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"threshold": 1.5}, "threshold=1.5 is out of range"),
        ({"pairs_per_statement": 0}, "pairs_per_statement=0 is out of range"),
        ({"max_pairs": -1}, "max_pairs=-1"),
        ({"scope": "sideways"}, "scope='sideways' is unknown: use all, across, within"),
        ({"threshold": True}, "threshold=True is out of range"),
        ({"threshold": "0.5"}, "threshold='0.5' is out of range"),
        ({"nli": "path"}, "nli='path' is no model: pass NLIModel(path or hub id)"),
        ({"embedder": 5}, "embedder=5 is no model: pass Embedder(path or hub id)"),
        ({"topic": 5}, "topic=5 names nothing: give words, or leave it out"),
        ({"topic": " "}, "topic=' ' names nothing"),
        ({"cache": 5}, "cache=5 is no file: give a path, True or False"),
        ({"feedback": 5}, "feedback=5 is no file: give a path, or leave it out"),
    ],
)
def test_options_out_of_range_are_named(options, message):
    with pytest.raises(OptionError, match=re.escape(message)):
        ContradictionFinder(**options)


def test_no_documents():
    with pytest.raises(InputError, match="docs is empty"):
        find_contradictions([])


def _quotes(finding, one, other):
    texts = (finding.a.text, finding.b.text)
    return any(one in first and other in second for first, second in (texts, texts[::-1]))


def _is(finding, wanted):
    sides = (finding.a, finding.b)
    return any(
        all(
            wanted[name]["speaker"] in (side.speaker or side.text) and re.search(wanted[name]["contains"], side.text)
            for name, side in zip("ab", order, strict=True)
        )
        for order in (sides, sides[::-1])
    )


THEN_AND_NOW = ["Lund said in 2019 that he opposed the tunnel.", "Lund said on Friday that he now supports the tunnel."]


def test_relations_are_shown_on_demand(nli, embedder):
    shown = {
        relation: ContradictionFinder(nli=nli, embedder=embedder, relations=[relation]).find(docs)
        for relation, docs in (
            ("changed", THEN_AND_NOW),
            ("agreement", ["All 41 buses ran on Monday.", "Every bus ran on Monday, all 41 of them."]),
        )
    }
    assert [[one.relation for one in report] for report in shown.values()] == [["changed"], ["agreement"]]
    assert shown["agreement"][0].kind == "agreement"


def test_a_pair_is_of_one_relation_whatever_the_threshold(nli, embedder):
    low, usual = (
        ContradictionFinder(
            nli=nli, embedder=embedder, relations=["contradiction", "disputed", "changed", "scope"], threshold=threshold
        ).find(ROOT / "examples/minutes")
        for threshold in (0.02, None)
    )
    found = [[(one.a, one.b, one.relation) for one in report] for report in (low, usual.above(0.02))]
    assert found[0] == found[1]
    assert {"contradiction", "changed"} <= {relation for _, _, relation in found[0]}


def test_what_was_kept_can_be_shown_again(nli, embedder):
    low = ContradictionFinder(nli=nli, embedder=embedder, threshold=0.01).find(ROOT / "examples/articles")
    assert len(low.above(0.5).above(0.01)) == len(low)


def test_now_on_one_side_alone_is_no_other_time(nli, embedder):
    docs = ["Lund said that the border was closed.", "Lund said that the border was now open."]
    report = ContradictionFinder(nli=nli, embedder=embedder, threshold=0.0).find(docs)
    assert len(report) == 1


@pytest.mark.parametrize("relations", [[], 5, ["unrelated"], "changed", ["contradiction", "quarrel"]])
def test_unknown_relations_are_refused(relations):
    with pytest.raises(OptionError, match="relations="):
        ContradictionFinder(relations=relations)


def test_verdicts_give_a_threshold(finder):
    report = finder.find(ROOT / "examples/articles").above(0.05)
    for place, finding in enumerate(report):
        if place:
            report.dismiss(finding)
        else:
            report.confirm(finding)
    assert len(report.judged) == len(report)
    threshold = fit_threshold(report.judged, precision=0.95)
    assert fit_threshold(report, precision=0.95) == threshold
    assert threshold == report[0].probability
    with pytest.raises(InputError, match="no finding has a verdict"):
        fit_threshold([])
    with pytest.raises(OptionError, match="precision=2"):
        fit_threshold(report.judged, precision=2)
