"""Opposites: a word in one statement, its antonym in the other."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from contradict.evidence.base import Evidence
from contradict.evidence.negation import negations
from contradict.records import Span, Statement
from contradict.words import overlap, stem

_PAIRS = """open closed; opened closed; open shut; reopen close; gain loss;
win lose; won lost; accept reject; accepted rejected; approve reject; approved rejected; support oppose; supported opposed; backed opposed; agree disagree;
agreed refused; agreed disagreed; confirm deny; confirmed denied; admitted denied; alive dead; survived died; living dead; safe dangerous; safe unsafe;
guilty innocent; guilty acquitted; convicted acquitted; true false; real fake; genuine fake; authentic fake; real hoax; genuine hoax; legal illegal; lawful unlawful;
present absent; attended missed; arrived left; before after; early late; first last; public private; public secret; full empty; success failure;
succeeded failed; success failed; passed failed; intact destroyed; intact damaged; undamaged damaged; strong weak; stronger weaker; better worse;
best worst; higher lower; high low; more fewer; more less; majority minority; many few; all none; always never; everyone nobody; everybody nobody; unanimous divided;
calm chaotic; calm violent; peaceful violent; guarded unguarded; armed unarmed; conscious unconscious; awake asleep; voluntary forced; willing unwilling;
married single; hired fired; resigned fired; quit fired; resigned dismissed; stayed left; stay leave; remain leave; continue stop; continued stopped; begin end; began ended;
start finish; started stopped; delayed early; postponed punctual; cheap expensive; profit loss; surplus deficit; healthy sick; healthy ill; well ill; hot cold;
clean dirty; clear blocked; included excluded; guilty cleared; authorised unauthorised; authorized unauthorized; known unknown; intentional accidental; deliberate accidental;
knew unaware; aware unaware; sober drunk; vertical horizontal; inside outside; north south; east west; left right; male female; man woman; victory defeat; progress setback;
lifted imposed; imposed scrapped; kept scrapped; freed jailed; released detained; released held; free captive; ally enemy; friend enemy; recovered worsened;
rise,rose,risen,increase,increased,climb,climbed,soar,soared,jump,jumped,surge,surged,grow,grew fall,fell,fallen,drop,dropped,decline,declined,plunge,plunged,slump,slumped,tumble,tumbled,decrease,decreased,shrank,slid,sank;
expanded contracted,shrank; tripled halved; improved worsened; improve worsen; tightened relaxed; raised cut; raise cut; raised lowered; ready unready; prepared unprepared; sufficient insufficient;
enough insufficient; enough shortage; shortage surplus; complete incomplete; finished unfinished; certain uncertain; possible impossible; likely unlikely; happy unhappy;
satisfied dissatisfied; welcome unwelcome; calm panic; quiet loud; quiet noisy; sold bought; sold unsold; paid unpaid; signed unsigned; related unrelated; vaccinated unvaccinated;
killed alive; died alive; drowned alive; killed survived; gained lost; gain lose; climbed lost;
doubled halved; rose lowered; allowed banned; allowed forbidden; permitted forbidden; permitted banned; lawful banned; compulsory voluntary; compulsory optional;
mandatory optional; mandatory voluntary; locked unlocked; upheld overturned; upheld rejected; abolished introduced; abolished kept; entered left; free paid; faster slower;
for against; favour against; favor against;
bigger smaller; larger smaller; largest smallest; longer shorter; older younger; oldest youngest; wider narrower; warmer colder; heavier lighter; cheaper dearer"""


def _table() -> dict[str, frozenset[str]]:
    opposites: dict[str, set[str]] = {}
    for pair in _PAIRS.split(";"):
        for one, other in product(*(map(stem, words.split(",")) for words in pair.split())):
            opposites.setdefault(one, set()).add(other)
            opposites.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in opposites.items()}


OPPOSITES = _table()
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"\s(?:\w+\s)?")  # "not (yet) open"
_STAND = re.compile(
    r"\b(?:vot|argu|campaign|sp[eo][ao]k|decid|rul|testif|demonstrat|rall)\w* (?:\w+ )?$", re.IGNORECASE
)


@lru_cache(maxsize=100_000)
def _words(text: str) -> dict[str, Span]:
    """Stems with their spans; of the many uses of "for", only that of taking a stand."""
    found = ((match.group().lower(), match.span()) for match in _WORD.finditer(text))
    return {stem(word): span for word, span in found if word != "for" or _STAND.search(text, 0, span[0])}


def _negated(text: str, span: Span) -> bool:
    """Whether "not" or the like stands before the word, so that "not open" is closed."""
    return any(_BETWEEN.fullmatch(text, end, span[0]) for _, end in negations(text))


def check(a: Statement, b: Statement) -> Evidence | None:
    """Fires on the first pair of opposites; a word that stands on both sides does not count."""
    first, second = _words(a.claim), _words(b.claim)
    for word, span in first.items():
        for opposite, at in second.items():
            if (
                opposite in OPPOSITES.get(word, ())
                and word not in second
                and opposite not in first
                and _negated(a.claim, span) == _negated(b.claim, at)
            ):
                one, other = a.claim[slice(*span)], b.claim[slice(*at)]
                return Evidence(f"{one} / {other}", overlap(a.claim, b.claim), (span,), (at,))
    return None
