"""Who a reporting frame names: pronouns, titles and stand-ins ("the company") resolved to whom the document means."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from contradict.records import Attribution
from contradict.statements.attribution import Frame, find_frame
from contradict.statements.frames import BARE_SPEAKERS
from contradict.statements.names import (
    NO_FIRST_NAME,
    PLACING,
    ROLE_WORDS,
    NameIndex,
    full_names,
    is_pronoun,
    split_role,
)

ORGANISATION = re.compile(
    r"\b(?:ministry|council|commission|committee|company|firm|group|agency|union|association|university|hospital|clinic|club|party|court|"
    r"police|army|service|office|board|bank|department|operator|airline|school|museum|government|institute|centre|center|authority|regulator)\b",
    re.IGNORECASE,
)
BELIEF = re.compile(r"(?:believ|think|thought|expect|fear|claim|insist|den(?:y|ies|ied))")
_SPOKESPERSON = re.compile(
    r"^(?:(?:a|an|the|another|its|one) )?(?:\w+ ){0,2}spokes(?:man|woman|person|people) (?:for|of|at) (?:the )?(?P<for>.+)$",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\b([A-Za-z]+) (?=((?:[A-Z][\w’'-]+ )+[A-Z][\w’'-]+))")
_NAME_AHEAD = re.compile(r"(?:(?:The|A|An) )?(?:[A-Z][\w’'-]* ){1,6}|(?:[A-Z][\w’'-]*,? ){1,6}")
_STAND_INS = frozenset(
    "company firm operator group maker manufacturer airline carrier bank club developer publisher".split()
)


class Speakers:
    """Remembers, from front to back of one document, who has spoken and what they are called."""

    def __init__(self, text: str) -> None:
        self._names = NameIndex(full_names(text))
        self._roles: dict[str, str] = {}  # "mayor" -> "Ines Duarte", "council" -> "county council"
        self._people: set[str] = set()
        self._person: Attribution | None = None
        self._body: Attribution | None = None
        self.last: Attribution | None = None
        for match in _TITLED.finditer(text):
            if match[1].lower() in ROLE_WORDS:
                self._roles.setdefault(match[1].lower(), self._names.unify(split_role(match[2])[0]))

    def of(self, frame: Frame, claim: str) -> Attribution | None:
        """Who speaks in a sentence; None for a pronoun that stands for nobody yet. claim: what is asserted."""
        kind: Literal["direct", "indirect", "mixed"] = (
            "direct" if frame.whole else "mixed" if frame.quoted else "indirect"
        )
        if is_pronoun(frame.subject):
            meant = self._body if frame.subject.lower() == "it" else self._person or self.last
            found = replace(meant, kind=kind, cue=frame.cue, holder=None) if meant else None
        else:
            name, role = self._named(frame.subject)
            found = Attribution(name, kind, frame.cue, role)
        if found:
            source = self._named(frame.source)[0] if frame.source else None
            holder = self._holder(claim)
            found = replace(found, source=source, holder=holder if holder != found.speaker else None)
        self._remember(found)
        return found

    def _named(self, subject: str) -> tuple[str, str | None]:
        """The name that a subject stands for, and the role it is given."""
        body = _SPOKESPERSON.match(subject)
        name, role = split_role(body["for"] if body else subject)
        known = self._roles.get(name) if name.islower() else None
        if name.lower() in _STAND_INS and self._body and not known and self._body.speaker.lower() not in BARE_SPEAKERS:
            known = self._body.speaker
        full = known or self._names.unify(name)
        if role:
            for known_as in (role.lower(), role.split()[-1].lower()):
                self._roles.setdefault(known_as, full)
            self._people.add(full)
        return full, role

    def _holder(self, claim: str) -> str | None:
        """Whose belief it is that the speaker reports: "Lund said the ministry believes that ..."."""
        inner = find_frame(claim)
        if inner is None or not BELIEF.match(inner.cue) or is_pronoun(inner.subject):
            return None
        return self._named(inner.subject)[0]

    def is_person(self, name: str) -> bool:
        """True for a name that was given a title, or that looks like a first name and a surname."""
        if name in self._people:
            return True
        titled = " " in name and name.istitle() and name.split(maxsplit=1)[0] not in NO_FIRST_NAME
        return titled and not ORGANISATION.search(name)

    def subject(self, sentence: str) -> str | None:
        """The person whom a sentence begins with, if it begins with one that the document names in full."""
        words = _NAME_AHEAD.match(sentence)
        if words is None:
            return None
        name = self._names.unify(split_role(words.group().strip())[0])
        return name if self.is_person(name) else None

    def _remember(self, found: Attribution | None) -> None:
        if found is None:
            return
        self.last = found
        name = found.speaker
        if self.is_person(name):
            self._person = found
        else:
            self._body = found
            if name.islower() and " " in name and not PLACING & set(name.split()):
                self._roles.setdefault(name.split()[-1], name)
