"""The report: ranking, narrowing, export, escaping. Built by hand, without models."""

import datetime as dt
import json
import math
import re
from dataclasses import replace

import numpy as np
import pytest

from contradict.errors import InputError, OptionError
from contradict.records import Attribution, Contradiction, Dispute, Document, Reason, Scores, Statement
from contradict.report import Feedback, Report, Stats, merge_variants

PAYLOAD = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
TEXT = "The bridge was shut, Ana Ruiz said. The bridge was open, Tom Okafor said. It rained on Donetsk."


def statement(text, speaker, *, position=0, document="d", dispute=None, source=TEXT):
    start = source.index(text)
    who = Attribution(speaker, "indirect", "said") if speaker else None
    return Statement(text, document, start, start + len(text), text, who, position=position, dispute=dispute)


SHUT = statement("The bridge was shut, Ana Ruiz said.", "Ana Ruiz")
OPEN = statement("The bridge was open, Tom Okafor said.", "Tom Okafor", position=1)
RAIN = statement("It rained on Donetsk.", None, position=2)
SCORES = Scores((0.1, 0.1, 0.8), (0.2, 0.2, 0.6))


def finding(a, b, probability, relation="contradiction"):
    reasons = (Reason("shut / open", 1.0, ((15, 19),), ((15, 19),)),)
    return Contradiction(a, b, probability, relation, "antonym", reasons, 0.7, SCORES)


def report(findings, threshold=0.5, document=None, feedback=None):
    stats = Stats(1, 3, {"byline": 1}, 3, 2, 0, 0, {"scoring": 0.1})
    documents = [document or Document(TEXT, "d", title="Storm", outlet="The Post")]
    return Report(findings, documents, [SHUT, OPEN, RAIN], stats, threshold=threshold, kept=0.02, feedback=feedback)


def unit(angle):
    return np.array([math.cos(angle), math.sin(angle)])


@pytest.fixture
def two():
    return report([finding(SHUT, OPEN, 0.9), finding(SHUT, RAIN, 0.3)])


def test_a_sequence_above_the_threshold(two):
    assert len(two) == 1
    assert two[0].probability == 0.9
    assert [f.probability for f in two.above(0.2)] == [0.9, 0.3]
    assert len(two) == 1  # the first report is as it was
    assert isinstance(two[:1], Report)


def test_a_threshold_below_what_was_kept_is_refused(two):
    with pytest.raises(OptionError, match=r"Cannot lower the threshold to 0.01: pairs under 0.02 were not kept"):
        two.above(0.01)
    with pytest.raises(OptionError, match="out of range"):
        two.above(2)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda one: one.above("x"), "threshold='x' is out of range: give a probability from 0 to 1"),
        (lambda one: one.about(None), "None is no text: give a word, a phrase or a name"),
        (lambda one: one.between("Ruiz", 5), "5 is no text: give a word, a phrase or a name"),
        (lambda one: one.dismiss(0), "0 is no finding: pass one of the report's, as in report[0]"),
        (lambda one: one.confirm(None), "None is no finding"),
    ],
)
def test_values_of_another_type_are_named(call, message):
    with pytest.raises(OptionError, match=re.escape(message)):
        call(report([]))


def test_narrowing(two):
    assert len(two.between("ruiz", "okafor")) == len(two.between("Okafor", "Ruiz")) == 1
    assert len(two.between("Ruiz", "Nobody")) == 0
    assert len(two.above(0.2).about("donetsk")) == 1
    assert len(two.about("donetsk")) == 0


def test_a_document_is_a_side_under_the_name_that_is_shown():
    shown = report([finding(SHUT, RAIN, 0.9)], document=Document(TEXT, "storm.txt", title="Storm over Ruiz's bridge"))
    shown = report(
        [
            replace(one, a=replace(one.a, document_id="storm.txt"), b=replace(one.b, document_id="storm.txt"))
            for one in shown
        ],
        document=Document(TEXT, "storm.txt", title="Storm over Ruiz's bridge"),
    )
    assert len(shown.between("Ruiz", "storm over Ruiz's bridge")) == len(shown.between("Storm.txt", "Ruiz")) == 1
    assert len(shown.between("Ruiz", "Ruiz")) == 0  # a name in a title is no speaker


def test_about_reads_the_statement_alone_and_over_its_line_breaks():
    text = "An alarm rang. The fire\nstarted at noon."
    broken = replace(statement("The fire\nstarted at noon.", "Ana Ruiz", source=text), context="An alarm rang.")
    shown = report([finding(broken, broken, 0.9)], document=Document(text, "d"))
    assert len(shown.about("Fire started")) == len(shown.about("fire\n started")) == 1
    assert len(shown.about("alarm")) == 0


def test_words_are_found_with_either_apostrophe_and_from_their_beginning():
    text = "The drivers’ union didn’t warn of strikes, O’Brien said."
    said = statement(text, "O’Brien", source=text)
    shown = report([finding(said, said, 0.9)], document=Document(text, "d"))
    for word in ("didn't", "didn’t", "strike", "drivers' union"):
        assert len(shown.about(word)) == 1
    assert len(shown.about("ion")) == 0
    assert len(shown.between("O'Brien", "o’brien")) == 1
    with pytest.raises(OptionError, match="is no text"):
        shown.about(" ")


def test_documents_of_one_outlet_are_told_apart():
    documents = [
        Document(TEXT, "d", title="Storm", outlet="The Post"),
        Document(
            TEXT,
            "e",
            title="Storm over the bay, and what the harbour master has to say about it now",
            outlet="The Post",
        ),
        Document(TEXT, "f", outlet="The Post"),
        Document(TEXT, "g", title="Calm"),
    ]
    shown = Report([], documents, [], Stats(4, 0, {}, 0, 0, 0, 0), threshold=0.5, kept=0.02)
    assert [shown.name_of(one.id) for one in documents] == [
        "The Post (“Storm”)",
        "The Post (“Storm over the bay, and what the harbour master has to say…”)",
        "The Post (f)",
        "Calm",
    ]
    assert report([]).name_of("d") == "The Post"
    twins = [Document(TEXT, name, title="Minutes") for name in "ab"]
    twins += [Document(TEXT, name, title="Storm", outlet="The Sun") for name in "cd"]
    shown = Report([], twins, [], Stats(4, 0, {}, 0, 0, 0, 0), threshold=0.5, kept=0.02)
    names = ["Minutes (a)", "Minutes (b)", "The Sun (“Storm”) (c)", "The Sun (“Storm”) (d)"]
    assert [shown.name_of(one.id) for one in twins] == names


def test_a_source_is_of_the_day_of_publication():
    from contradict.report.text import source

    told = replace(SHUT, day=dt.date(1912, 8, 9), published=dt.date(2025, 3, 4))
    shown = report([finding(told, RAIN, 0.9)])
    assert source(told, shown).endswith("4 March 2025, of 9 August 1912")
    assert source(replace(told, day=dt.date(2025, 3, 4)), shown).endswith(", 4 March 2025")
    assert source(replace(told, published=None), shown).endswith(", 9 August 1912")
    assert shown[0].to_dict()["a"]["published"] == "2025-03-04"


def test_exports(two, tmp_path):
    content = json.loads(two.to_json(tmp_path / "r.json"))
    assert content == json.loads((tmp_path / "r.json").read_text("utf-8"))
    row = content["findings"][0]
    assert TEXT[row["a"]["start"] : row["a"]["end"]] == row["a"]["text"]
    assert row["scores"]["contradiction"] == 0.7
    frame = two.to_pandas()
    assert frame.loc[0, ["a_speaker", "b_speaker", "a_outlet"]].tolist() == ["Ana Ruiz", "Tom Okafor", "The Post"]
    assert list(report([]).to_pandas().columns) == list(frame.columns)


@pytest.mark.parametrize("export", ["to_json", "to_markdown", "to_html", "to_csv"])
def test_a_file_that_cannot_be_written_is_named(two, tmp_path, export):
    with pytest.raises(InputError, match=r"cannot write .*nodir/x: No such file.*; name a file in an existing folder"):
        getattr(two, export)(tmp_path / "nodir/x")
    with pytest.raises(InputError, match=re.escape(f"cannot write {tmp_path}: Is a directory")):
        getattr(two, export)(str(tmp_path))


def test_a_verdict_that_cannot_be_kept_is_none(tmp_path):
    (tmp_path / "file").write_text("")
    shown = report([finding(SHUT, OPEN, 0.9)], feedback=Feedback(tmp_path / "file/verdicts.jsonl"))
    with pytest.raises(InputError, match=r"cannot write .*file/verdicts.jsonl"):
        shown.dismiss(shown[0])
    assert shown.verdict(shown[0]) is None


def test_a_table_has_four_digits_and_counts_the_wordings():
    lead = finding(SHUT, OPEN, 0.123456789)
    lead = replace(lead, similarity=1.000000238418579, variants=(finding(RAIN, OPEN, 0.1),) * 2)
    frame = report([lead], threshold=0.1).to_pandas()
    assert frame.loc[0, ["probability", "similarity", "variants"]].tolist() == [0.1235, 1.0, 2]
    assert report([lead], threshold=0.1).to_csv().split("\n")[1].startswith("0.1235,contradiction,antonym,1.0,")


def test_text_and_markdown(two):
    assert "90%  contradiction (antonym)" in repr(two)
    assert "Ana Ruiz, The Post" in repr(two)
    assert repr(report([])) == (
        "No contradictions found among 3 statements of 1 document "
        "(3 pairs compared, 2 read both ways, in 0.1 s, threshold 0.5)"
    )
    assert "> The bridge was shut, Ana Ruiz said\\." in two.to_markdown()


def test_quotation_marks_are_not_put_round_others():
    text = '"It was shut," Ana Ruiz said. It rained.'
    said, rain = (
        statement('"It was shut," Ana Ruiz said.', "Ana Ruiz", source=text),
        statement("It rained.", None, source=text),
    )
    shown = report([replace(finding(SHUT, OPEN, 0.9), variants=(finding(said, rain, 0.6),))])
    assert '- "It was shut," Ana Ruiz said\\. / “It rained\\.”' in shown.to_markdown()
    assert "<li>&#34;It was shut,&#34; Ana Ruiz said. / “It rained.”</li>" in shown.to_html()


def test_documents_without_statements_are_told():
    documents = [Document("Bridge", f"d{number}") for number in range(1, 6)]
    stats = Stats(1, 0, {"heading": 2, "byline": 1}, 0, 0, 0, 0, {"read": 0.1})
    none = Report([], documents[:1], [], stats, threshold=0.5, kept=0.02)
    assert repr(none) == "No statement was found in 1 document (left out: byline 1, heading 2; 0.1 s)"
    some = Report(
        [], [Document(TEXT, "d"), *documents], [SHUT], replace(stats, documents=6, statements=1), threshold=0.5, kept=0
    )
    assert repr(some).endswith("threshold 0.5); no statement was found in 5 of the documents: d1, d2, d3 and 2 more")


def test_plot_counts_both_ways(two):
    axes = two.plot()
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Ana Ruiz", "Tom Okafor"]
    assert sorted(text.get_text() for text in axes.texts) == ["1", "1"]
    assert report([]).plot().get_title() == "No findings"


def test_many_findings_are_cut_in_the_terminal():
    shown = repr(report([finding(SHUT, OPEN, 0.9)] * 25))
    assert "\n20. " in shown
    assert "\n21. " not in shown
    assert "and 5 more" in shown


def test_the_page_marks_the_statements_at_their_place(two):
    page = two.to_html()
    documents = page.split('id="documents"')[1]
    assert "<mark>The bridge was shut, Ana Ruiz said.</mark>" in documents
    assert 'id="finding-1-a"' in documents
    assert 'href="#finding-1-b"' in page
    assert "http" not in page.replace("http-equiv", "")
    facts = dict(re.findall(r'<th scope="row">(pairs \w+[^<]*)</th><td>(\d+)</td>', page))
    assert [facts["pairs compared"], facts["pairs read both ways"]] == ["3", "2"]


def test_overlapping_marks_lose_no_text():
    long = statement("The bridge was shut, Ana Ruiz said. The bridge was open, Tom Okafor said.", "Ana Ruiz")
    page = report([finding(long, OPEN, 0.9), finding(SHUT, RAIN, 0.8)]).to_html()
    text = re.sub(r"<sup.*?</sup>|<[^>]+>", "", page.split('class="text">')[1].split("</div>")[0])
    assert text == TEXT


@pytest.mark.parametrize("view", ["to_html", "_repr_html_", "to_markdown"])
def test_payloads_in_every_field_do_nothing(view):
    source = f"{PAYLOAD} was said. The bridge was open, Tom Okafor said."
    document = Document(source, "d", title=PAYLOAD, outlet=PAYLOAD, author=PAYLOAD)
    hostile = statement(f"{PAYLOAD} was said.", PAYLOAD, source=source)
    other = statement("The bridge was open, Tom Okafor said.", PAYLOAD, source=source)
    shown = Contradiction(hostile, other, 0.9, "contradiction", "other", (Reason(PAYLOAD, 1.0),), 0.5, SCORES)
    output = getattr(report([shown], document=document), view)()
    assert not re.search(r"(?<!\\)<(?:script>alert|img)", output)


def test_other_wordings_become_variants():
    vectors = {SHUT.key: unit(0.0), RAIN.key: unit(0.6), OPEN.key: unit(1.5)}  # shut and rain are alike
    merged = merge_variants([finding(RAIN, OPEN, 0.6), finding(SHUT, OPEN, 0.9)], lambda one: vectors[one.key])
    assert [f.probability for f in merged] == [0.9]
    assert [f.probability for f in merged[0].variants] == [0.6]


@pytest.mark.parametrize(
    ("speaker", "angle", "left"),
    [("Ana Ruiz", 1.1, 1), (None, 1.1, 1), ("Ingrid Lund", 1.1, 2), ("Ingrid Lund", 0.1, 1)],  # cosines 0.45 and 0.99
)
@pytest.mark.parametrize("turned", [False, True])
def test_what_another_person_says_in_other_words_is_a_finding_of_its_own(speaker, angle, left, turned):
    again = replace(RAIN, attribution=speaker and Attribution(speaker, "indirect", "said"))
    vectors = {SHUT.key: unit(0.0), again.key: unit(angle), OPEN.key: unit(1.5)}
    second = finding(OPEN, again, 0.6) if turned else finding(again, OPEN, 0.6)
    merged = merge_variants([finding(SHUT, OPEN, 0.9), second], lambda one: vectors[one.key])
    assert len(merged) == left


def test_two_people_who_reject_one_claim_are_two_findings():
    claim = statement("The bridge was shut, Ana Ruiz said.", "Ana Ruiz", position=5)
    first = statement("The bridge was open, Tom Okafor said.", "Tom Okafor", position=7)
    second = statement("It rained on Donetsk.", "Ingrid Lund", position=8)
    replies = [replace(one, dispute=Dispute("x", True, "Ana Ruiz")) for one in (first, second)]
    apart = {claim.key: unit(0.0), first.key: unit(1.2), second.key: unit(2.4)}
    both = [finding(claim, reply, 0.9) for reply in replies]
    assert len(merge_variants(both, lambda one: apart[one.key])) == 2


def test_one_quarrel_is_one_finding():
    claim = statement("The bridge was shut, Ana Ruiz said.", "Ana Ruiz", position=5)
    announced = statement(
        "The bridge was open, Tom Okafor said.", None, position=7, dispute=Dispute("x", True, "Ana Ruiz")
    )
    reply = statement("It rained on Donetsk.", "Tom Okafor", position=8, dispute=Dispute("y", True, "Ana Ruiz"))
    apart = {claim.key: unit(0.0), announced.key: unit(1.2), reply.key: unit(2.4)}
    merged = merge_variants([finding(claim, announced, 0.8), finding(claim, reply, 0.9)], lambda one: apart[one.key])
    assert len(merged) == 1


@pytest.mark.parametrize(("angle", "left"), [(0.85, 1), (1.1, 2)])  # cosines 0.66 and 0.45, of both sides
def test_one_conflict_in_two_wordings_is_one_finding(angle, left):
    text = "Lund denied it. The mayor denied it. It has burst. The dam burst. Rain fell."
    one, other, first, second = (statement(part, None, source=text) for part in text.split(". ")[:4])
    vectors = {one.key: unit(0.0), first.key: unit(2.0), other.key: unit(angle), second.key: unit(2.0 + angle)}
    both = [finding(one, first, 0.9, "disputed"), finding(second, other, 0.8, "disputed")]
    assert len(merge_variants(both, lambda side: vectors[side.key])) == left


def test_two_answers_to_one_statement_are_two_findings():
    vectors = {SHUT.key: unit(0.0), OPEN.key: unit(0.0), RAIN.key: unit(1.3)}  # of which one is near the other
    merged = merge_variants([finding(SHUT, OPEN, 0.9), finding(SHUT, RAIN, 0.8)], lambda side: vectors[side.key])
    assert len(merged) == 2


def test_a_speaker_is_found_in_another_wording():
    lead = replace(finding(RAIN, OPEN, 0.9), variants=(finding(SHUT, OPEN, 0.6), finding(SHUT, RAIN, 0.2)))
    (found,) = report([lead]).between("Ruiz", "Okafor")
    assert (found.a, found.b, found.variants) == (SHUT, OPEN, ())
    assert {name: len(one) for name, one in report([lead]).by_speaker().items()} == {"Ana Ruiz": 1, "Tom Okafor": 1}
    assert report([lead]).by_speaker()["Tom Okafor"][0] == lead


def test_speakers_are_ordered_by_what_is_shown():
    lead = replace(finding(RAIN, OPEN, 0.9), variants=(finding(SHUT, RAIN, 0.2), finding(SHUT, RAIN, 0.1)))
    by_speaker = report([lead, finding(OPEN, RAIN, 0.8)]).by_speaker()
    assert {name: len(one) for name, one in by_speaker.items()} == {"Tom Okafor": 2}  # Ruiz: under the threshold
    both = report([replace(lead, variants=(finding(SHUT, RAIN, 0.6),) * 3), finding(OPEN, RAIN, 0.8)])
    assert list(both.by_speaker()) == ["Tom Okafor", "Ana Ruiz"]


def test_the_next_wording_takes_the_place_of_a_dismissed_one():
    lead = replace(finding(RAIN, OPEN, 0.9), variants=(finding(SHUT, OPEN, 0.6), finding(SHUT, RAIN, 0.55)))
    shown = report([lead, finding(OPEN, RAIN, 0.8)])
    left = shown.dismiss(lead)
    assert [(one.probability, len(one.variants)) for one in left] == [(0.6, 1)]  # (OPEN, RAIN) is the same pair
    assert len(left.between("Ruiz", "Okafor")) == 1
    assert [one.probability for one in left.dismiss(left[0])] == [0.55]
    assert len(left.dismiss(left[0]).about("Donetsk").dismiss(finding(SHUT, RAIN, 0.55))) == 0


def test_a_dismissed_wording_is_told_no_more():
    lead = replace(finding(RAIN, OPEN, 0.9), variants=(finding(SHUT, OPEN, 0.6), finding(SHUT, RAIN, 0.55)))
    (left,) = report([lead]).dismiss(finding(SHUT, OPEN, 0.6))
    assert (left.probability, [one.probability for one in left.variants]) == (0.9, [0.55])


def test_a_report_stays_as_it_was_when_a_finding_is_dismissed():
    shown = report([finding(SHUT, OPEN, 0.9), finding(SHUT, RAIN, 0.8)])
    left = shown.dismiss(shown[0])
    assert (len(shown), len(shown.above(0.5)), len(shown.between("Ruiz", "Okafor")), len(shown[:2])) == (2, 2, 1, 2)
    assert (len(left), len(left.above(0.5)), len(left.between("Ruiz", "Okafor"))) == (1, 1, 0)
    assert shown.verdict(shown[0]) == "dismissed"
    assert len(shown.dismiss(shown[1])) == 0  # both verdicts hold


def test_a_verdict_on_other_words_counts_once():
    lead = replace(finding(RAIN, OPEN, 0.9), variants=(finding(SHUT, OPEN, 0.6), finding(OPEN, SHUT, 0.5)))
    shown = report([lead])
    shown.between("Ruiz", "Okafor").confirm(shown.between("Ruiz", "Okafor")[0])
    assert [(one.probability, right) for one, right in shown.judged] == [(0.6, True)]
    shown.dismiss(lead)
    assert [(one.probability, right) for one, right in shown.judged] == [(0.9, False), (0.6, True)]


def test_a_narrowed_report_says_of_how_many(two):
    assert "1 finding among 3 statements" in repr(two)
    assert repr(two.about("bridge")).startswith("1 of 1 finding in 1 document")
    assert repr(two.above(0.2).about("donetsk")).startswith("1 of 2 findings")
    assert repr(two.about("nothing")).startswith("None of 1 finding ")
    assert repr(two.about("nothing").above(0.2)).startswith("None of 2 findings")
    assert repr(two[1:]).startswith("None of 1 finding ")
    assert repr(two.dismiss(two[0])).startswith("No contradictions found among")


def test_a_topic_that_nothing_is_about_is_told():
    stats = replace(report([]).stats, pairs_compared=0, topic="tea")
    empty = Report([], [Document(TEXT, "d")], [SHUT], stats, threshold=0.5, kept=0.02)
    assert repr(empty).startswith("No statement is about “tea” among 3 statements of 1 document")
