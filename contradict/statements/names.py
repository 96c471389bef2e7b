"""Names of speakers: parted from titles and roles, and unified within a document and across documents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

ROLE_WORDS = frozenset(
    """president vice prime minister secretary state foreign defence defense interior finance chancellor senator sen
    representative rep congressman congresswoman governor gov mayor deputy chief executive officer director chairman
    chairwoman chair ceo cfo cto founder professor prof doctor dr mr mrs ms mx miss sir dame lord lady judge justice
    general gen colonel col lieutenant lt captain capt sergeant sgt major commander admiral king queen prince princess
    pope ambassador envoy special spokesperson spokesman spokeswoman aide adviser advisor attorney counsel analyst
    coach manager inspector superintendent detective sheriff officer councillor councilor commissioner speaker leader
    rev reverend bishop archbishop cardinal imam rabbi us u.s uk british russian ukrainian american french german
    chinese the former acting ex then-president treasurer staff economist scientist dean rector provost principal""".split()
)
PARTICLES = frozenset("de da di du del della van von der den la le el al bin ibn ben bint dos das ter af av y".split())
PLACING = frozenset("of at in from with near for on".split())
PRONOUNS = frozenset("he she they it we i you who".split())
NO_FIRST_NAME = frozenset(
    """By On In At And But While When As After Before The A An For From With If It He She They Monday Tuesday Wednesday
    One Two Three Four Five Six Seven Eight Nine Ten Some Many Most Several All Both No His Her Its Their This That These
    Thursday Friday Saturday Sunday January February March April May June July August September October November
    December""".split()
)
_BEHIND_NAME = re.compile(
    r"(.*[A-Z][\w’'-]+ [A-Z][\w’'-]+) (?:of|at|from|with|in|for) (?:the|a|an|his|her|its) "
    r"|((?:Dr|Mr|Mrs|Ms|Prof|Professor)\.? (?:[A-Z][\w’'-]+ )?[A-Z][\w’'-]+) (?:of|at|from) [A-Z]"
)
_AGED = re.compile(r"(?:the )?\d+-year-old", re.IGNORECASE)
_ENDED = re.compile(r"^[\w’'-]{4,}\. ")  # "... in Iraq. Last week": the sentence before
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "phd", "md"))
_TOKEN = re.compile(r"[\w][\w.’'&-]*")
_FULL_NAME = re.compile(
    r"\b[A-Z][\w’'-]+\.?(?: (?:[A-Z][\w’'-]+|[A-Z]\.|(?:de|da|di|del|van|von|der|la|le|el|al|bin|ben|ter)\b)){1,4}"
)


def split_role(phrase: str) -> tuple[str, str | None]:
    """The name in a noun phrase and the role before it: "US Secretary of State Marco Rubio" in two.

    A phrase without a proper name ("the ministry", "the harbour master at Port Amal") is its own name, without its
    article; what stands behind a full name ("Rosa Medina of the coast guard", "Dr Malik of Halden") is left out.
    """
    if (behind := _BEHIND_NAME.match(phrase)) and (behind[2] or len(split_role(behind[1])[0].split()) > 1):
        phrase = behind[1] or behind[2]
    tokens = [match.group() for match in _TOKEN.finditer(phrase)]
    start = len(tokens)
    while start > 0 and _is_name_token(tokens[start - 1]):
        start -= 1
    while start < len(tokens) and tokens[start].lower() in PARTICLES:
        start += 1
    name, role = tokens[start:], tokens[:start]
    if not name:
        return re.sub(r"^(?:the|a|an|some)\s+", "", phrase.strip(), flags=re.IGNORECASE), None
    if role and role[-1].lower() in PLACING:  # "the University of Halden", "a nurse at St Agnes"
        return re.sub(r"^(?:the|a|an)\s+", "", phrase.strip(), flags=re.IGNORECASE), None
    text = _strip_possessive(" ".join(name))
    role = role[1:] if role and role[0].lower() in ("the", "a", "an") else role
    return text, " ".join(role) or None


def is_pronoun(phrase: str) -> bool:
    """True for "she", "they", "the 52-year-old" and their like."""
    return phrase.lower() in PRONOUNS or bool(_AGED.fullmatch(phrase))


class NameIndex:
    """Maps every way in which a set of texts names somebody to one name, the fullest."""

    def __init__(self, full_names: Iterable[str]) -> None:
        by_last: dict[str, Counter[str]] = defaultdict(Counter)
        for name in full_names:
            tokens = name.split()
            if len(tokens) > 1:
                last = tokens[-2] if tokens[-1].lower().rstrip(".") in _SUFFIXES else tokens[-1]
                by_last[last.lower()][name] += 1
        self._full = {last: _one_person(names) for last, names in by_last.items()}

    def unify(self, name: str) -> str:
        """The fullest form of ``name``; the name itself when it is not known or could be several people."""
        tokens = name.split()
        full = self._full.get(tokens[-1].lower()) if tokens else None
        if not full:
            return name
        first = tokens[0].lower()
        return full if len(tokens) == 1 or first == full.split()[0].lower() else name


def full_names(text: str) -> list[str]:
    """Proper names of two words or more in ``text``, titles cut off."""
    found = []
    for match in _FULL_NAME.finditer(text):
        name, _ = split_role(_ENDED.sub("", match.group()))
        if " " in name and name.split()[0] not in NO_FIRST_NAME and name.split()[-1].lower() not in PARTICLES:
            found.append(name)
    return found


def _one_person(names: Counter[str]) -> str | None:
    """The commonest full name, unless another person shares the surname."""
    ordered = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    best = ordered[0][0]
    firsts = {name.split()[0].lower() for name in names}
    return best if len(firsts) == 1 else None


def _is_name_token(token: str) -> bool:
    bare = token.lower().strip(".")
    if bare in ROLE_WORDS:
        return False
    return token[0].isupper() or token[0].isdigit() or bare in PARTICLES


def _strip_possessive(name: str) -> str:
    return re.sub(r"[’']s?$", "", name).rstrip(".")
