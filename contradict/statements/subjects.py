"""Who may be the subject of a reporting verb: noun phrases and names in the words before it."""

from __future__ import annotations

from contradict.statements import frames

MAX_SUBJECT_WORDS = 14


def leading_name(clause: str) -> str:
    """The proper name, with its title, that a clause begins with; empty if it begins otherwise."""
    match = frames.LEADING_NAME.match(clause)
    return match.group().strip() if match else ""


def nearest_noun_phrase(left: str) -> tuple[int, str]:
    """Where the words begin that end at the end of ``left``, and these words, without a relative clause."""
    if behind := frames.AFTER_QUOTE.search(left) or frames.SOMEBODY_WHO.search(left):
        core = frames.WHO.split(behind["subject"])[0]
        if not frames.FINITE.search(core):
            return behind.start("subject"), core
    if several := frames.LISTED.search(left):  # "The United States, Britain and France (said)"
        return several.start("subject"), several["subject"]
    start = last_edge(left)
    return start, left[start:]


def last_edge(left: str) -> int:
    """Where the clause that ends at the end of ``left`` begins."""
    edge = 0
    for match in frames.CLAUSE_EDGE.finditer(left):
        edge = match.end()
    return edge


def names_somebody(phrase: str) -> bool:
    """True for a phrase that can name who speaks."""
    words = phrase.split()
    if len(words) == 1 and words[0].lower() in ("he", "she", "they", "it", "i", "we"):
        return True
    if phrase.lower() in ("this", "that", "there", "what", "which", "who") or frames.NOBODY.search(phrase):
        return False
    if frames.DETERMINED.match(phrase):
        return 2 <= len(words) <= MAX_SUBJECT_WORDS
    return any(word[0].isupper() for word in words) or frames.BARE.match(phrase) is not None
