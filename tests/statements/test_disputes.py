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
        ("Tom Okafor denied that he had lost.", None, True, "He had lost."),
        ("Tom Okafor denied taking any money.", None, True, "Tom Okafor was taking money."),
        ("Tom Okafor denied having met her.", None, True, "Tom Okafor had met her."),
        ("Lund welcomed it in response to Vale's remarks.", "Vale", False, ""),
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
        "After long denying it, the ministry confirmed it.",
        "She was denied access to the file.",
        "Ana Ruiz said it was over.",
        "The firm announced a response to demand.",
    ],
)
def test_no_dispute(text):
    (statement,) = extract([Document(text, "x")]).statements
    assert statement.dispute is None
