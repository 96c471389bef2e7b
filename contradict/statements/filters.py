"""What is no statement: bylines, captions, credits, calls to action, questions. Left out, and counted by reason."""

from __future__ import annotations

import re

MIN_WORDS = 4
_CREDIT = re.compile(
    r"contributed to this (?:report|story|article)|all rights reserved|^©|™|copyright ?(?:©|\(c\)|\d{4}|by\b)|^\(?(?:photo|image|picture|video|getty|file)(?=$| ?[:/|(]| by\b| credit| courtesy).{0,60}$|"
    r"may not be published, broadcast|^the-cnn-wire",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:By|Written by|Reported by|Reporting by|Editing by|[-–—])\s+"
    r"[A-Z][\w.’'-]+(?:[\s,]+(?:and\s+)?[A-Z][\w.’'-]+)*\.?$"
)
_CALL = re.compile(
    r"^(?:read (?:more|also|the full)|click\b|follow (?:us|@|him|her)\b|subscribe\b|sign up|share (?:this|by|on)|scroll down|related(?: \w+)?:|see also|watch(?=:| (?:the|now|live|more|it|this|how|as|what)\b)|"
    r"more:|photos?:|video:|advertisement|get the latest|download(?=:| (?:the|our|it|now)\b)|like us (?:on|at)\b|tweet (?:this|us|me|@)|image(?:s)? (?:via|credit)|source:|via(?= @|:| [A-Z]\w+$)|h/t|updated? \d|correction:|"
    r"editor.s note|for more(?! than\b))",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|pic\.twitter|www\.|@\w+\)(?= [A-Z][a-z]+ \d|[.]?$)|\bvar \w+ =|function\(")


def why_not(sentence: str) -> str | None:
    """The reason why a sentence is no statement, or None if it is one.

    Reasons: credit, byline, call to action, address, question, heading, fragment.
    """
    bare = sentence.strip("“”\"'‘’ ")
    words = re.findall(r"\w[\w’'-]*", bare)
    if _CREDIT.search(bare):
        return "credit"
    if _BYLINE.match(bare):
        return "byline"
    if _CALL.match(bare):
        return "call to action"
    if _ADDRESS.search(bare):
        return "address"
    if sentence.rstrip("”\"’' )").endswith("?"):
        return "question"
    if len(words) < MIN_WORDS and not re.search(r"[.!]$", bare):
        return "heading"
    if len(words) < 2 or (len(words) <= 3 and all(word[0].isupper() for word in words)):  # "Joan Rivers."
        return "fragment"
    ends = re.search(r"[.!…:;,]$", sentence.rstrip("”\"’' )"))
    if not ends and (len(words) <= 5 or _title_case(words)):
        return "heading"
    return None


def _title_case(words: list[str]) -> bool:
    """Nearly every word has a capital: a headline or a list of names, not a sentence."""
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return capitals >= 0.8 * len(words)
