"""What holds for any text."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contradict.read import read
from contradict.records import Document
from contradict.statements import extract

SENTENCES = (
    "The bridge was closed on Monday.",
    "The bridge stayed open all Monday, Mayor Ana Ruiz said.",
    "“We counted 41 buses,” said Tom Okafor.",
    "Only 14 buses ran that night, according to the depot.",
    "Ruiz denied that the bridge had been closed.",
    "Rain is expected on Friday.",
)
articles = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True).map(" ".join)
slow = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(st.text(max_size=400).filter(str.strip))
@settings(deadline=None)
def test_any_text_is_read_and_quoted_exactly(text):
    (document,) = read([Document(text)])  # a bare str may look like a path
    statements = extract([document]).statements
    assert all(document.text[s.start : s.end] == s.text for s in statements)
    assert all(one.end <= other.start for one, other in pairwise(statements))


@given(
    st.lists(st.sampled_from([*SENTENCES, "“", "\n\n", '"', "He said: “No.", "…", "Mr. "]), max_size=12).map(" ".join)
)
@settings(deadline=None)
def test_broken_quotations_are_quoted_exactly(text):
    statements = extract([Document(text)]).statements
    assert all(text[s.start : s.end] == s.text for s in statements)


@given(st.lists(articles, min_size=1, max_size=4))
def test_ids_are_unique_and_do_not_depend_on_order(texts):
    forward, backward = read(texts), read(texts[::-1])
    assert len({document.id for document in forward}) == len(texts)
    assert {document.id for document in forward} == {document.id for document in backward}


@given(st.lists(articles, min_size=2, max_size=3, unique=True))
@slow
def test_the_order_of_documents_does_not_matter(finder, texts):
    one, other = (finder.find(docs).above(0.02).to_dicts() for docs in (texts, texts[::-1]))
    assert one == pytest.approx(other) if not one else [_key(f) for f in one] == [_key(f) for f in other]


@given(articles)
@slow
def test_identical_documents_give_what_one_gives(finder, text):
    """Near the threshold a finding may come or go: how usual a candidate is counts a little."""
    single, double = finder.find([text]), finder.find([text, text])
    for some, others in ((single, double), (double, single)):
        assert _claims(some.above(some.threshold + 0.15)) <= _claims(others.above(others.threshold - 0.15))


def _claims(report):
    return {frozenset((one.a.claim, one.b.claim)) for lead in report for one in (lead, *lead.variants)}


def _key(finding):
    return finding["a"]["text"], finding["b"]["text"], round(finding["probability"], 3)
