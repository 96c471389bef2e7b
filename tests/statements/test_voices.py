"""Two speakers in one sentence, and those who deny what was said just before."""

import pytest

from contradict import Document
from contradict.statements import extract


def said(text):
    return [(one.speaker, one.claim) for one in extract([Document(text, "x")]).statements]


POLICE, CLINIC = ("Police", "Two men were hurt."), ("clinic", "Nine were treated.")


@pytest.mark.parametrize(
    "text",
    [
        "Police said two men were hurt, but the clinic said nine were treated.",
        "Police said two men were hurt; the clinic said that nine were treated.",
        "Police said two men were hurt, and the clinic said nine were treated.",
        "Police said two men were hurt while the clinic told reporters that nine were treated.",
        "“Two men were hurt,” Police said, but the clinic said nine were treated.",
        "While Police said two men were hurt, the clinic said nine were treated.",
        "According to Police, two men were hurt, but according to the clinic, nine were treated.",
        "Police said two men were hurt and the clinic said nine were treated.",
        "Police said: “Two men were hurt,” but the clinic said nine were treated.",
    ],
)
def test_each_speaker_has_a_claim_of_his_own(text):
    assert said(text) == [POLICE, CLINIC]


def test_the_parts_stand_at_their_place():
    text = "It rained. Police said two men were hurt, but the clinic said nine were treated."
    for statement in extract([Document(text, "x")]).statements:
        assert text[statement.start : statement.end] == statement.text


@pytest.mark.parametrize(
    "text",
    [
        "Lund said the water was clean, but he said it should be boiled.",
        "The minister said that the plant was safe but that the mayor had said it was not.",
        "Lund said the plant was safe, but the mayor had said it was not.",
        "Lund said she had asked the clinic, but the porter told her it was shut.",
        "Lund said the plant was safe, but once the mayor said it was not, he left.",
        "LUND: The plant is safe, but the mayor said it is not.",
        "“The plant is safe, but the mayor said it is not,” Lund said.",
    ],
)
def test_what_one_person_tells_of_another_is_not_parted(text):
    assert len(said(text)) == 1


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Lund said the dam was sound but later admitted it had cracked.", ("Lund", "It had cracked.")),
        ("Lund said he was ill, but then told the court that he had lied.", ("Lund", "He had lied.")),
        ("Lund denied the dam had cracked and said the wall was new.", ("Lund", "The wall was new.")),
        ("Lund denied the charges, saying he had never met the man.", ("Lund", "He had never met the man.")),
        ("Lund said it was late and denied that he had slept.", ("Lund", "It is not true that he had slept.")),
        ("Lund denied that the dam had cracked, but it was emptied.", (None, "It was emptied.")),
    ],
)
def test_what_somebody_says_later_is_a_claim_of_its_own(text, second):
    assert said(text)[1:] == [second]


@pytest.mark.parametrize(
    ("text", "denier", "content"),
    [
        ("The army bombed the school, which it denies.", "army", "The army bombed the school."),
        ("Kyiv says troops hit the school, a charge Moscow has rejected.", "Moscow", "Troops hit the school."),
        ("Lund says troops hit the school – an allegation that the army denies.", "army", "Troops hit the school."),
        ("Lund says troops hit the school, a claim disputed by the army.", "army", "Troops hit the school."),
        ("The court heard that troops hit the school, which the army denies.", "army", "Troops hit the school."),
        ("Lund says Ana Ruiz lied, a claim rejected by the family as absurd.", "family", "Ana Ruiz lied."),
        ("Lund says Ana Ruiz lied, which the club’s president, Tom Vale, denied.", "Tom Vale", "Ana Ruiz lied."),
        ("Lund says Ana Ruiz lied, but engineers disputed this.", "engineers", "Ana Ruiz lied."),
        ("Lund says that Sadik took bribes, but he denies this.", "Sadik", "Sadik took bribes."),
        ("Lund said the pipe had leaked, but later denied it.", "Lund", "The pipe had leaked."),
        ("Lund says Ana Ruiz lied, which she has always denied.", "Ana Ruiz", "Ana Ruiz lied."),
        ("Israel says Hamas hit the school, a claim the group rejects.", "Hamas", "Hamas hit the school."),
        ("Ana Ruiz accused Tom Lund of hiding the gold. He denies this.", "Tom Lund", "Tom Lund was hiding the gold."),
        ("Kyiv said troops had left. Moscow has denied the claim.", "Moscow", "Troops had left."),
    ],
)
def test_who_denies_what_was_said_just_before(text, denier, content):
    denial = extract([Document(text, "x")]).statements[1]
    assert (denial.speaker, denial.dispute.content) == (denier, content)
    assert denial.claim.lower() == f"it is not true that {content.lower()}"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ana Ruiz said Tom Lund had taken the gold. “I never took a gram,” he said.", "Tom Lund"),
        ("Ms Ana Ruiz said Tom Lund had taken the gold. “I never said he sold it,” she said.", "Ana Ruiz"),
        ("Ana Ruiz accused Tom Lund of taking the gold. He denied taking it.", "Tom Lund"),
    ],
)
def test_who_swears_is_the_one_it_was_said_of(text, speaker):
    assert said(text)[1][0] == speaker


def test_nobody_denies_what_nobody_says():
    assert said("The bridge fell in May. The mayor denied it.")[1] == ("mayor", "The mayor denied it.")


def test_an_appositive_clause_of_a_denial_goes_on():
    text = "The US says Iran is building a bomb, which Tehran has repeatedly denied, saying its programme is peaceful."
    assert said(text)[2] == ("Tehran", "Its programme is peaceful.")


def test_the_two_sides_of_a_contrast_answer_each_other():
    text = "Police said two men were hurt, but the clinic said nine were treated."
    dispute = extract([Document(text, "x")]).statements[1].dispute
    assert (dispute.cue, dispute.rejects, dispute.target) == ("but", False, "Police")
    assert extract([Document(text.replace(", but", ";"), "x")]).statements[1].dispute is None
