"""Pronouns at the head of a claim."""

import pytest

from contradict import Document
from contradict.statements import extract


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Ewan McRae said he had left.", "Ewan McRae had left."),
        ("“It is late,” said Nora Vind. She has left.", "Nora Vind has left."),
        ("Mr Tom Reyl was there. She has left.", "She has left."),
        ("Nora Vind, a nun, met Mr Tom Reyl. She has left.", "Nora Vind has left."),
        ("Nora Vind was there. Her father sang. He has left.", "He has left."),
        ("“The Golden Spoon” was shown again. She has left.", "She has left."),
        ("VIND: I have left.\n\nNora Vind spoke.\n\nVIND: I have left.", "Nora Vind has left."),
    ],
)
def test_whom_a_claim_is_about(text, reading):
    assert extract([Document(text, "x")]).statements[-1].reading == reading
