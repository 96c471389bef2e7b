"""Who a reporting frame names: pronouns, titles and stand-ins ("the company") resolved to whom the document means."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Literal

from contradict.records import Attribution
from contradict.statements.attribution import Frame, find_frame, mask_quotes
from contradict.statements.frames import NO_SPEAKER
from contradict.statements.names import (
    HUMAN,
    NO_FIRST_NAME,
    ORGANISATION,
    PARTICLES,
    PLACING,
    ROLE_WORDS,
    NameIndex,
    full_names,
    has_capitals,
    is_body,
    is_full_name,
    is_plural,
    is_pronoun,
    split_role,
)
from contradict.statements.subjects import leading_name
from contradict.words import CAPITAL

BELIEF = re.compile(r"(?:believ|think|thought|expect|fear|claim|insist|den(?:y|ies|ied))")
_SPOKESPERSON = re.compile(
    r"^(?:(?:a|an|the|another|its|one) )?(?:\w+ ){0,2}spokes(?:man|woman|person|people) (?:for|of|at) (?:the )?(?P<for>.+)$",
    re.IGNORECASE,
)
_STAND_INS = "company|firm|operator|group|maker|manufacturer|airline|carrier|bank|club|developer|publisher"
_STANDS_IN = re.compile(_STAND_INS)
_PUBLIC = re.compile(  # bodies that are no company
    r"\b(?:ministry|government|police|army|navy|command|court|council|commission|union|hospital|party|office|guard)\b",
    re.IGNORECASE,
)
_WORD = rf"{CAPITAL}[\w’'-]*[\w]"
_NAME = rf"{_WORD}(?:(?: (?:{'|'.join(sorted(PARTICLES))}))* (?:{_WORD}|[A-Z]\.))*"
_CALLED = re.compile(  # "the interior minister, Ana Holm" | "director Ana Holm" | "his eldest son, Davi"
    r"(?=(?:[\w-]+ ){0,3}[\w-]+,? [A-Z])"  # a capital ahead: the long list of roles is slow to try at every word
    rf"(?P<role>(?:\b[\w-]+ )??\b(?i:{HUMAN}|{_STAND_INS})),? (?P<name>{_NAME})"
)
_BODY_CALLED = re.compile(rf"\b(?:The|An?|Its|Another) (?:[\w’'-]+ ){{0,3}}?{ORGANISATION.pattern}, (?P<name>{_NAME}),")
_APPOSED = re.compile(
    rf"(?P<name>{_NAME}), (?:(?:the|an?) )?(?P<role>(?:[\w-]+ )??{HUMAN})(?=,| of\b|\.)"
)  # "Ana Holm, the interior minister"
_WHO = re.compile(rf"(?<![Tt]he )\b(?P<name>{_NAME}), who(?:m|se)?\b")
_TITLED = re.compile(
    rf"\b(?P<role>Mrs?|Ms|Miss|Sir|Lord|Lady|Dr|Signora?|Señora?|Herr|Frau|Madame|Monsieur)\.? (?P<name>{_NAME})"
)
_HE = re.compile(
    r"(?:.*\b)?(?:mr|sir|lord|signor|señor|herr|monsieur|father|son|brother|husband|widower|uncle|nephew|grandson|grandfather|king|prince|boy|priest|[a-z]*(?<!wo)man)"
)
_SHE = re.compile(
    r"(?:.*\b)?(?:mrs|ms|miss|lady|signora|señora|frau|madame|mother|daughter|sister|wife|widow|aunt|niece|granddaughter|grandmother|queen|princess|girl|nun|"
    r"actress|midwife|[a-z]*woman|[a-z]*lady)"
)
_ANYBODY = re.compile(r"(?:.* )?(?:man|woman|boy|girl|child)")  # "the man Ana Holm met"
_HUMAN = re.compile(rf"(?:.*\b)?{HUMAN}")
_LABEL = re.compile(r"(?P<label>[A-Z][\w’'-]*):\s+(?=\S)")
_QUESTION = re.compile(r"^Q: ", re.MULTILINE)
_LABELS = re.compile(rf"(?:^|(?<=[.!?”\"] )){_LABEL.pattern}", re.MULTILINE)
_NAME_AHEAD = re.compile(rf"(?:(?:The|A|An) )?(?:[A-Z][\w’'-]* ){{0,3}}?{_NAME}(?=,? )")
_PERSON_AHEAD = re.compile(  # "Museum director Ana Holm went" | "The colleague, Ana Holm, 38, went"
    rf"(?:(?:The|An?|One|His|Her|Their|Its) )?(?:[\w’'-]+ ){{0,4}}?(?i:{HUMAN}),? (?P<name>{_NAME})"
)
_NAMELESS_AHEAD = re.compile(  # "The teacher thanked"
    rf"(?P<name>(?:The|An?|One|His|Her|Their|Its) (?:[\w’'-]+ ){{0,2}}?{HUMAN})(?=,? [a-z])"
)
_BODY_AHEAD = re.compile(  # "The union, which" | "Blue Heron Pictures has"
    rf"(?P<name>(?:The|An?) (?:[\w’'-]+ ){{0,3}}?{ORGANISATION.pattern}|{_WORD}(?: {_WORD})+)"
    r"(?=,? (?:which|of|for|has|had|is|was|will|would|\w+ed)\b)"
)
_OBJECT = re.compile(r"\.?$|;| (?:in|on|at|of|from|to|for|with|and|or|by)\b")  # follows "(Lund entered) Halden House"
_PLACED = re.compile(r"\b(?:in|at|of|from|near|to|into|outside|for|on|the|[’']s) $")


class Speakers:
    """Remembers, from front to back of one document, who has spoken or is spoken of, and what they are called."""

    def __init__(self, text: str) -> None:
        self._names = NameIndex(full_names(text))
        self._roles: dict[str, str] = {}  # "mayor" -> "Ines Duarte", "council" -> "county council"
        self._people: set[str] = set()
        self._companies: set[str] = set()
        self._he: dict[str, bool] = {}  # who is known to be a "he" or a "she"
        self._lately: list[str] = []  # people, the one whom the text spoke of last first
        self._body: str | None = None
        self.last: Attribution | None = None
        self._learn(text)
        self._labels = self._labelled(text)

    def of(self, frame: Frame, claim: str) -> Attribution | None:
        """Who speaks in a sentence; None for a pronoun that stands for nobody yet. claim: what is asserted."""
        if is_pronoun(frame.subject) and ": " in claim:  # "Ana Holm sees it differently: it rained, she says"
            self.spoken_of(claim.partition(": ")[0], None)
        direct = frame.whole or frame.cue == ":"
        kind: Literal["direct", "indirect", "mixed"] = "direct" if direct else "mixed" if frame.quoted else "indirect"
        name, role = (self._meant(frame.subject), None) if is_pronoun(frame.subject) else self._named(frame.subject)
        if not name:
            return None
        source = self._named(frame.source)[0] if frame.source else None
        holder = self._holder(claim)
        self.last = Attribution(name, kind, frame.cue, role, source, holder if holder != name else None)
        self._remember(name, frame.subject)
        return self.last

    def called(self, words: str) -> str:
        """The name that words such as "the treasurer" stand for, or the words without their article."""
        bare = re.sub(r"^(?:the|his|her|their|my) ", "", words, flags=re.IGNORECASE)
        return self._named(bare)[0]

    def label(self, sentence: str) -> Frame | None:
        """The frame of a transcript's line that begins with the label of somebody known: "Okafor: ..."."""
        match = _LABEL.match(sentence)
        name = self._labels.get(match["label"]) if match else None
        return Frame(name, ":", (match.span(),), quoted=False, whole=False) if match and name else None

    def spoken_of(self, sentence: str, speaker: str | None) -> None:
        """Remembers the person or the body that a sentence is about, after who speaks in it."""
        name = self._subject(sentence)
        if name and name != speaker:
            self._bring_forward(name, behind=speaker)
        elif not speaker and (body := _BODY_AHEAD.match(sentence)) and is_body(body["name"]):
            self._body = self._named(body["name"])[0]

    def person(self, he: bool | None = None) -> str | None:
        """The person whom the text spoke of last; he: who may be a "he" or, if False, a "she"."""
        return next((name for name in self._lately if he is None or self.may_be(name, he)), None)

    def may_be(self, name: str, he: bool) -> bool:
        """False for somebody known to be a "she", or if not ``he``, a "he"."""
        return self._he.get(name, he) == he

    def is_person(self, name: str) -> bool:
        """True for a name that was given a title, or that looks like a first name and a surname."""
        if name in self._people:
            return True
        return is_full_name(name) and name not in self._companies and has_capitals(name) and not is_body(name)

    def accused(self, subject: str, allegation: str) -> str:
        """Who denies what has just been said, as written, or whom "he" and "the group" stand for: the one it was said
        of, if that is not the one who said it.
        """
        stand_in = subject.lower() == "it" or _STANDS_IN.fullmatch(re.sub(r"^[Tt]he ", "", subject))
        if subject.lower() not in ("he", "she") and not stand_in:
            return subject
        name = leading_name(allegation) if stand_in else self._subject(allegation) or leading_name(allegation)
        if not name or name in NO_FIRST_NAME or (self.last and self.last.speaker == name):
            return subject
        if self.is_person(name) if stand_in else is_body(name) or name in self._companies:
            return subject
        he = subject.lower() == "he"
        known = name not in self._he and self.last is not None and self._he.get(self.last.speaker) == he
        return name if stand_in or (self.may_be(name, he) and not known) else subject

    def _learn(self, text: str) -> None:
        """What the text calls people and companies: "the mayor, Ines Duarte"."""
        called: dict[str, set[str]] = defaultdict(set)
        self._people.update(
            self._names.unify(match["name"]) for match in _WHO.finditer(text) if not is_body(match["name"])
        )
        self._companies.update(self._names.unify(match["name"]) for match in _BODY_CALLED.finditer(text))
        for match in (found for pattern in (_CALLED, _APPOSED, _TITLED) for found in pattern.finditer(text)):
            role, name = match["role"].lower(), self._names.unify(split_role(match["name"])[0])
            if name in NO_FIRST_NAME or name.lower() in ROLE_WORDS or _ANYBODY.fullmatch(role):
                continue
            for known_as in {role, role.split()[-1]}:
                called[known_as].add(name)
            company = _STANDS_IN.fullmatch(role.split()[-1])
            (self._companies if company else self._people).add(name)
            self._note(name, role)
        self._roles.update((role, min(names)) for role, names in called.items() if len(names) == 1)

    def _labelled(self, text: str) -> dict[str, str]:
        """Whom the labels of a transcript stand for: a surname that the text has in full, or that heads two lines.

        "A" is the only person named before the first question, if there is one.
        """
        found = {}
        for label, times in Counter(match["label"] for match in _LABELS.finditer(text)).items():
            name = self._names.unify(label)
            common = re.search(rf"\b{re.escape(label.lower())}\b", text)  # "Claim: ...", "Verdict: ..."
            if name != label or (times > 1 and len(label) > 1 and not common and not NO_SPEAKER.fullmatch(label)):
                found[label] = name
        if question := _QUESTION.search(text):
            people = {self._names.unify(name) for name in full_names(text[: question.start()])}
            people = {name for name in people if self.is_person(name)}
            if len(people) == 1:
                found["A"] = people.pop()
        return found

    def _meant(self, pronoun: str) -> str | None:
        """Whom a pronoun stands for as a speaker."""
        word = pronoun.lower()
        if word in ("i", "we", "you"):  # who writes
            return None
        if word == "it":
            return self._body
        last = self.last.speaker if self.last else None
        if word not in ("he", "she"):
            return last if word == "they" and last and not self.is_person(last) else self.person()
        name = self.person(word == "he")
        if (
            name is None
            and last
            and not is_body(last)
            and last not in self._companies
            and self.may_be(last, word == "he")
        ):
            name = last
        if name:
            self._he.setdefault(name, word == "he")
        return name

    def _named(self, subject: str) -> tuple[str, str | None]:
        """The name that a subject stands for, and the role it is given."""
        body = _SPOKESPERSON.match(subject)
        name, role = split_role(body["for"] if body else subject)
        known = self._roles.get(name.lower()) if not role else None
        if _STANDS_IN.fullmatch(name.lower()) and not known and self._body and not _PUBLIC.search(self._body):
            known = self._body
        full = known or self._names.unify(name)
        if role:
            for known_as in (role.lower(), role.split()[-1].lower()):
                self._roles.setdefault(known_as, full)
            self._people.add(full)
            self._note(full, role)
        return full, role

    def _holder(self, claim: str) -> str | None:
        """Whose belief it is that the speaker reports: "Lund said the ministry believes that ..."."""
        inner = find_frame(claim)
        if inner is None or not BELIEF.match(inner.cue) or is_pronoun(inner.subject):
            return None
        return self._named(inner.subject)[0]

    def _subject(self, sentence: str) -> str | None:
        """The person whom a sentence begins with, or else the only one whom it names."""
        if titled := _PERSON_AHEAD.match(sentence):
            return self._names.unify(split_role(titled["name"])[0])
        if ahead := _NAME_AHEAD.match(sentence):
            name = self._names.unify(split_role(ahead.group().strip())[0])
            if self.is_person(name):
                return name
        if nameless := _NAMELESS_AHEAD.match(sentence):
            return self._named(nameless["name"][0].lower() + nameless["name"][1:])[0]
        words = mask_quotes(sentence)
        places = {name: words.find(name) for name in full_names(words)}
        named = {
            name
            for name, at in places.items()
            if not _PLACED.search(words[:at]) and not _OBJECT.match(words, at + len(name))
        }
        people = {name for name in map(self._names.unify, named) if self.is_person(name)}
        return people.pop() if len(people) == 1 else None

    def _remember(self, name: str, subject: str) -> None:
        """Who speaks is the last one spoken of; subject: as written."""
        spokesperson = bool(_SPOKESPERSON.match(subject))
        if spokesperson:
            self._he.pop(name, None)
            self._note(name, "man" if "spokesman" in subject else "woman" if "spokeswoman" in subject else "")
        human = self.is_person(name) or _HUMAN.fullmatch(_head(name))
        if human or spokesperson:
            self._bring_forward(name)
        if not human and not is_plural(name):
            self._body = name
        if name.islower() and " " in name and not PLACING & set(name.split()):
            self._roles.setdefault(name.rsplit(maxsplit=1)[-1], name)

    def _bring_forward(self, name: str, behind: str | None = None) -> None:
        self._note(name, _head(name))
        self._lately = [other for other in self._lately if other != name]
        self._lately.insert(1 if behind and self._lately[:1] == [behind] else 0, name)

    def _note(self, name: str, word: str) -> None:
        """A word for somebody may say whether it is a "he" or a "she"."""
        if _HE.fullmatch(word) or _SHE.fullmatch(word):
            self._he.setdefault(name, bool(_HE.fullmatch(word)))


def _head(name: str) -> str:
    """A name without what stands behind it: "driver" of "driver at the ministry"."""
    return re.split(r" (?:of|at|in|from|with|near|for|on|to|who)\b", name)[0]
