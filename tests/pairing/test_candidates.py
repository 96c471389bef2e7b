"""Candidates: who meets whom."""

import numpy as np
import pytest

from contradict import Document
from contradict.pairing import find_candidates
from contradict.pairing.replies import matters
from contradict.statements import extract

TEXT = """Marco Rubio said the claim on Donetsk is the key remaining issue.
The weather was cold in the capital.
Schools stayed shut for a week.
Trains ran late because of the ice.
Prices of fruit rose again in the markets.
“I think not,” Yury Ushakov said in response to Rubio's remarks.
The weather was cold in the capital."""


def candidates(embedder, **options):
    statements = extract([Document(TEXT, "x")]).statements
    settings = {"per_statement": 2, "max_pairs": 100} | options
    return statements, find_candidates(statements, embedder.encode, **settings)[0]


def test_a_reply_meets_what_it_answers(embedder):
    statements, found = candidates(embedder, per_statement=1)
    ties = [(statements[pair.a].speaker, statements[pair.b].speaker) for pair in found.pairs if pair.reply]
    assert ties == [("Marco Rubio", "Yury Ushakov")]
    assert found.pairs[0].reply == "in response to Rubio's remarks"


def test_a_reply_meets_what_was_said_elsewhere_only_if_it_is_near():
    elsewhere = (
        "Marco Rubio said the harvest of apples is poor.\n\nMarco Rubio said the claim on Donetsk will be settled."
    )
    statements = extract([Document(TEXT, "x"), Document(elsewhere, "y")]).statements
    vectors = {"apples": [0.0, 1.0], "settled": [0.6, 0.8], "thinks not": [1.0, 0.0], "key remaining": [0.0, 1.0]}

    def encode(texts):
        known = [next((vectors[word] for word in vectors if word in text), None) for text in texts]
        return np.array([[0.0, -1.0] if vector is None else vector for vector in known], np.float32)

    found, _ = find_candidates(statements, encode, per_statement=1, max_pairs=100)
    tied = {statements[pair.a].claim for pair in found.pairs if pair.reply} | {
        statements[pair.b].claim for pair in found.pairs if pair.reply
    }
    assert any("key remaining" in claim for claim in tied)  # in its own document, however far in meaning
    assert any("settled" in claim for claim in tied)
    assert not any("apples" in claim for claim in tied)


def test_the_same_wording_never_meets_itself(embedder):
    statements, found = candidates(embedder, per_statement=6)
    assert all(statements[pair.a].claim != statements[pair.b].claim for pair in found.pairs)


def test_pairs_are_ordered_and_unique(embedder):
    _, found = candidates(embedder, per_statement=6)
    keys = [(pair.a, pair.b) for pair in found.pairs]
    assert all(a < b for a, b in keys)
    assert len(set(keys)) == len(keys)


def test_the_budget_keeps_the_best(embedder):
    _, everything = candidates(embedder)
    _, some = candidates(embedder, max_pairs=3)
    assert some.pairs == everything.pairs[:3]
    assert some.left_out == everything.left_out + len(everything.pairs) - 3


def test_a_topic_restricts_the_work(embedder):
    statements, everything = candidates(embedder, per_statement=6)
    _, some = candidates(embedder, per_statement=6, topic="ice on the railway")
    assert 0 < len(some.pairs) < len(everything.pairs)
    trains = next(place for place, one in enumerate(statements) if one.text.startswith("Trains"))
    assert all(trains in (pair.a, pair.b) for pair in some.pairs)
    _, reply = candidates(embedder, topic="Donetsk")  # the reply itself does not name it
    assert [pair.reply for pair in reply.pairs][:1] == ["in response to Rubio's remarks"]


def test_copies_that_an_editor_has_touched_never_meet(embedder):
    texts = (
        "However, it was an invoice for £15.95.",
        "But it was the invoice for £15.95.",
        "It was no invoice for £15.95.",
    )
    statements = extract([Document(text, str(place)) for place, text in enumerate(texts)]).statements
    found, _ = find_candidates(statements, embedder.encode, per_statement=5, max_pairs=100)
    assert [(pair.a, pair.b) for pair in found.pairs if pair.b < 2] == []
    assert len(found.pairs) == 2


@pytest.mark.parametrize(("one", "other"), [("$500 million", "€500 million"), ("-5 degrees", "5 degrees")])
def test_another_currency_or_sign_is_another_wording(embedder, one, other):
    texts = (f"It came to {one} on Monday.", f"It came to {other} on Monday.")
    statements = extract([Document(text, str(place)) for place, text in enumerate(texts)]).statements
    assert len(find_candidates(statements, embedder.encode, per_statement=5, max_pairs=100)[0].pairs) == 1


@pytest.mark.parametrize("scope", ["all", "across"])
def test_copies_do_not_crowd_out_what_they_conflict_with(embedder, scope):
    texts = [f"The Lund dam {what} in the night." for what in ("held", "broke") for _ in range(40)]
    statements = extract([Document(text, str(place)) for place, text in enumerate(texts)]).statements
    found, _ = find_candidates(statements, embedder.encode, per_statement=5, max_pairs=1000, scope=scope)
    assert {place for pair in found.pairs for place in (pair.a, pair.b)} == set(range(80))  # every copy meets one
    assert len(found.pairs) == 40


def test_within_a_document_all_near_statements_meet(embedder):
    texts = [f"The dam of Lund held on day {day}. It broke on day {day}. Nobody came to see it." for day in range(30)]
    statements = extract([Document(text, str(place)) for place, text in enumerate(texts)]).statements
    found, _ = find_candidates(statements, embedder.encode, per_statement=5, max_pairs=1000, scope="within")
    assert len(found.pairs) == 90
    assert found.left_out == 0


def test_what_is_fresh_meets_what_is_near_it(embedder):
    texts = [f"The dam of Lund held in year {year}." for year in range(2000, 2040)] + ["The dam of Lund broke."]
    statements = extract([Document(text, str(place)) for place, text in enumerate(texts)]).statements
    found, _ = find_candidates(statements, embedder.encode, per_statement=5, max_pairs=1000, fresh={"40"})
    assert len(found.pairs) == 5
    assert all(pair.b == 40 for pair in found.pairs)


def test_texts_on_one_event_are_alike(embedder):
    texts = (
        "A fire destroyed the Golden Lantern on Dock Street. Nobody was hurt.",
        "The Golden Lantern on Dock Street burnt down. The fire hurt nobody.",
        "The council raised parking fees. Shopkeepers complained.",
    )
    statements = extract([Document(text, str(place)) for place, text in enumerate(texts)]).statements
    found, _ = find_candidates(statements, embedder.encode, per_statement=9, max_pairs=100)
    alike = {(statements[pair.a].document_id, statements[pair.b].document_id): pair.texts_alike for pair in found.pairs}
    assert alike["0", "1"] > 0.3
    assert max(value for (a, b), value in alike.items() if "2" in (a, b) and a != b) < 0.1
    assert {value for (a, b), value in alike.items() if a == b} <= {1.0}


def test_a_reply_in_few_words_is_about_what_its_speaker_says_next():
    text = (
        "One question is open, Vera Lund said. “I think not,” Per Sadik said in response to Lund’s remarks. "
        "“There are nine,” Sadik said. The hall was full. “That is false,” Lund said. Sadik left."
    )
    one, reply, next_, hall, last, left = matters(extract([Document(text, "x")]).statements)
    assert (one, next_, hall, left) == ("One question is open.", "There are nine.", "The hall was full.", "Sadik left.")
    assert reply == "Per Sadik thinks not. There are nine."
    assert last == "That is false."
