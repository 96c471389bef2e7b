"""Candidates: who meets whom."""

from contradict import Document
from contradict.pairing import find_candidates
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
        "But it was an invoice for 15.95.",
        "It was no invoice for £15.95.",
    )
    statements = extract([Document(text, str(place)) for place, text in enumerate(texts)]).statements
    found, _ = find_candidates(statements, embedder.encode, per_statement=5, max_pairs=100)
    assert [(pair.a, pair.b) for pair in found.pairs if pair.b < 2] == []
    assert len(found.pairs) == 2


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
