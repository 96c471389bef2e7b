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
        ("Tom Okafor denied he ever took it.", None, True, "Tom Okafor ever took it."),
        ("The clinic denies that a biopsy was done.", None, True, "A biopsy was done."),
        ("Officials dismissed reports that the dam had burst.", None, True, "The dam had burst."),
        ("She shot down a CNN report claiming she had taken a photo.", "CNN", True, "She had taken a photo."),
        ("There is no truth to reports that the dam has burst, Lund said.", None, True, "The dam has burst."),
        ("Reports that the dam has burst are completely false.", None, True, "The dam has burst."),
        ("It is not true that the dam has burst.", None, True, "The dam has burst."),
        (
            "Lund denied “performing an unauthorised procedure”.",
            None,
            True,
            "Lund was performing an unauthorised procedure.",
        ),
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
