"""Disputes: who turns against whom."""

import pytest

from contradict import Document
from contradict.statements import extract


@pytest.mark.parametrize(
    ("text", "target", "rejects", "content"),
    [
        ("“I think not,” Ushakov said in response to Rubio’s remarks.", "Rubio", True, ""),
        ("Ana Ruiz rejected Feld's claim.", "Feld", True, ""),
        ("Kremlin aide Yury Ushakov tempered Rubio’s assessment.", "Rubio", True, ""),
        ("“That is not true,” Sadik said.", None, True, ""),
        ("Tom Okafor denied that he had lost.", None, True, "Tom Okafor had lost."),
        ("Tom Okafor denied taking any money.", None, True, "Tom Okafor was taking money."),
        ("Tom Okafor denied having met her.", None, True, "Tom Okafor had met her."),
        ("Tom Okafor denied killing her.", None, True, "Tom Okafor was killing her."),
        ("The palace denied reports the king was dead.", None, True, "The king was dead."),
        ("Tom Okafor denied he ever took it.", None, True, "Tom Okafor ever took it."),
        ("The clinic denies that a biopsy was done.", None, True, "A biopsy was done."),
        ("Officials dismissed reports that the dam had burst.", None, True, "The dam had burst."),
        ("She shot down a CNN report claiming she had taken a photo.", "CNN", True, "She had taken a photo."),
        ("There is no truth to reports that the dam has burst, Lund said.", None, True, "The dam has burst."),
        ("There was nothing in reports that the dam had burst.", None, True, "The dam had burst."),
        ("Reports that the dam has burst are completely false.", None, True, "The dam has burst."),
        ("It is not true that the dam has burst.", None, True, "The dam has burst."),
        (
            "Lund denied “performing an unauthorised procedure”.",
            None,
            True,
            "Lund was performing an unauthorised procedure.",
        ),
        ("Lund welcomed it in response to Vale's remarks.", "Vale", False, ""),
        ("Ana Ruiz insists reports she burnt the letter are not true.", None, True, "Ana Ruiz burnt the letter."),
        (
            "Earlier reports of Vale being hurt in the fire have been debunked.",
            None,
            True,
            "Vale was hurt in the fire.",
        ),
        ("A spokeswoman said the rumour was ridiculous and baseless.", None, True, ""),
        ("Gerda Vale death rumours spread fast, but they are not true.", None, True, "Gerda Vale is dead."),
        ("Gerda Vale has dismissed rumours of her death.", None, True, "Gerda Vale is dead."),
        ("The theatre denied reports about Gerda Vale’s death.", None, True, "Gerda Vale is dead."),
        ("Reports of Gerda Vale's death are a hoax.", None, True, "Gerda Vale is dead."),
        ("The claim that the bridge is closed is false.", None, True, "The bridge is closed."),
        ("Claims that 40 soldiers were killed are untrue.", None, True, "40 soldiers were killed."),
        ("The harbour board dismissed talk of a merger.", None, True, ""),
        ("Tom Okafor has always denied taking any money.", None, True, "Tom Okafor was taking money."),
        ("“A hoax, and a poor one,” Sadik said.", None, True, ""),
        ("“Pure invention from start to end,” Sadik said.", None, True, ""),
        ("The tale of the gold is pure fantasy.", None, True, ""),
        ("The story about the gold was a fairy tale, Sadik said.", None, True, ""),
        ("“Lund is mistaken, the dam is sound,” Sadik said.", "Lund", True, ""),
        ("“There he is wrong,” Sadik said.", None, True, ""),
        ("Sadik contradicted Lund: the dam was sound.", "Lund", True, ""),
        ("Sadik took issue with Lund's account of the dam.", "Lund", True, ""),
        ("The union would not accept Lund's number.", "Lund", True, ""),
        ("Nor could she share Lund's estimate.", "Lund", True, ""),
        ("Sadik accused Lund of lying about the dam.", "Lund", True, ""),
        ("What Lund says about the dam is nonsense.", "Lund", True, ""),
        ("She called Lund's figures for March plain wrong.", "Lund", True, ""),
        ("Ms Lund's statement, however, cannot stand.", "Lund", True, ""),
        ("Contrary to what Lund says, the dam is sound.", "Lund", True, ""),
        ("Asked afterwards whether Lund's account was right, Sadik said: “I think not.”", "Lund", True, ""),
        ("SADIK: That is not so.", None, True, ""),
        ("A: I do not see it that way.", None, True, ""),
    ],
)
def test_dispute(text, target, rejects, content):
    (statement,) = extract([Document(text, "x")]).statements
    dispute = statement.dispute
    assert (dispute.target, dispute.rejects, dispute.content) == (target, rejects, content)


@pytest.mark.parametrize(
    "text",
    [
        "She was denied release in 2012.",
        "It was wrong to sell the dam, Sadik said.",
        "Nobody knows whether Lund is mistaken.",
        "Lund's account of the flood sold 3,000 copies.",
        "After long denying it, the ministry confirmed it.",
        "She was denied access to the file.",
        "Ana Ruiz said it was over.",
        "No one disputes that claim.",
        "The clinic did not deny the report.",
        "The firm announced a response to demand.",
        "Nobody knows whether the story is fake.",
        "This report is a true one.",
        "There had been rumours about the bridge.",
        "He has made a craft of denying by day what he did by night.",
        "The office never confirmed or denied it.",
        "The firm declined to confirm or deny the report.",
        "The board rejected a talk by the architect.",
        "The rumours of his death worried nobody.",
        "The fishing law is disputed in her own party.",
        "A clerk found the disputed titles in a box.",
        "“Invention is a slow craft,” Sadik said.",
    ],
)
def test_no_dispute(text):
    (statement,) = extract([Document(text, "x")]).statements
    assert statement.dispute is None


STORY = "A website claimed that the old bridge had been sold to a brewery."


@pytest.mark.parametrize(
    "debunking",
    [
        "But the story is nothing more than a hoax.",
        "The report was outed as fake by a local archivist.",
        "There is no truth at all to these claims.",
        "Well, luckily this one is not true at all.",
        "The mayor's office said this is a fake story.",
        "The brewery claim is being shot down by its own director.",
    ],
)
def test_a_story_called_untrue_is_the_one_told_before(debunking):
    told, _, denial = extract([Document(f"{STORY} Thousands shared it. {debunking}", "x")]).statements
    assert told.dispute is None
    assert denial.denies
    assert denial.asserted == "The old bridge had been sold to a brewery."


def test_another_story_called_untrue_is_not_the_one_told_before():
    text = f"{STORY} The paper's reports about the harbour fees were wrong."
    *_, denial = extract([Document(text, "x")]).statements
    assert denial.dispute.rejects
    assert denial.dispute.content == ""


def test_who_denies_is_not_always_who_speaks():
    (one,) = extract(
        [Document("Gwen Korovin also denies taking a selfie at the clinic, a source said.", "x")]
    ).statements
    assert one.asserted == "Gwen Korovin was taking a selfie at the clinic."
    (two,) = extract(
        [Document("Her throat doctor denied performing a biopsy, a source close to her said.", "x")]
    ).statements
    assert two.asserted == "The doctor was performing a biopsy."


def test_his_death_is_not_that_of_who_calls_it_a_hoax():
    (statement,) = extract(
        [Document("The report of his death is a hoax, his agent Lou Price told us.", "x")]
    ).statements
    assert statement.dispute.content == ""


@pytest.mark.parametrize(
    ("before", "reply", "rejects"),
    [
        ("When Lund's words were read to her, Ana Sadik put down her cup.", "“That is false,” she said.", True),
        ("Then Ana Sadik was asked about what Lund had said.", "“Nothing of the sort,” she said.", True),
        ("Ana Sadik answered Lund on Tuesday.", "“There are nine holes in the dam,” she said.", False),
    ],
)
def test_whom_a_reply_answers_stands_in_the_sentence_before(before, reply, rejects):
    text = f"The dam has one hole, Per Lund said. {before} {reply}"
    *_, last = extract([Document(text, "x")]).statements
    assert (last.dispute.target, last.dispute.rejects) == ("Per Lund", rejects)


@pytest.mark.parametrize(
    "reply",
    [
        "“More like nine,” Ana Sadik said of Lund's one hole.",
        "“More like nine,” Ana Sadik said when she was read Lund's statement.",
        "Ana Sadik told us about Lund's figure: “More like nine.”",
        "Ana Sadik replied to Lund from the back row: “More like nine.”",
    ],
)
def test_whom_a_reply_answers_stands_in_its_own_sentence(reply):
    *_, last = extract([Document(f"The dam has one hole, Per Lund said. It rained on. {reply}", "x")]).statements
    assert (last.dispute.target, last.dispute.rejects, last.speaker) == ("Per Lund", False, "Ana Sadik")


def test_whom_quoted_words_speak_of_is_not_whom_they_answer():
    text = "The dam has one hole, Per Lund said. It rained on. “She read Lund's statement,” said Ana Sadik."
    *_, last = extract([Document(text, "x")]).statements
    assert last.dispute is None


def test_a_role_is_whom_the_text_calls_so():
    text = "The dam has one hole, the engineer, Per Lund, said. Ana Sadik contradicted the engineer: there are nine."
    *_, last = extract([Document(text, "x")]).statements
    assert last.dispute.target == "Per Lund"


def test_nobody_answers_himself():
    text = "The dam has one hole, Per Lund said. Lund was asked about Lund's words. “It has one hole,” Lund said."
    *_, last = extract([Document(text, "x")]).statements
    assert last.dispute is None
