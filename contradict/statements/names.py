"""Names of speakers: parted from titles and roles, and unified within a document and across documents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from contradict.words import CAPITAL, UPPER

_NATIONS = frozenset("us u.s uk british russian ukrainian american french german chinese".split())
ROLE_WORDS = _NATIONS | frozenset(
    """president vice prime minister fr signor signora señor señora herr frau madame monsieur monsignor secretary state foreign defence defense interior finance chancellor senator sen
    representative rep congressman congresswoman governor gov mayor deputy chief executive officer director chairman
    chairwoman chair ceo cfo cto founder professor prof doctor dr mr mrs ms mx miss sir dame lord lady judge justice
    general gen colonel col lieutenant lt captain capt sergeant sgt major commander admiral king queen prince princess
    pope ambassador envoy special spokesperson spokesman spokeswoman aide adviser advisor attorney counsel analyst
    coach manager inspector superintendent detective sheriff officer councillor councilor commissioner speaker leader
    rev reverend bishop archbishop cardinal imam rabbi premier marshal brigadier commodore corporal cllr
    the former acting ex then-president treasurer staff economist scientist dean rector provost principal""".split()
)
KIN = (
    "mother|father|son|daughter|brother|sister|wife|husband|widow|widower|uncle|aunt|cousin|nephew|niece|grandson|"
    "granddaughter|grandmother|grandfather"
)
HUMAN = (  # nouns for one person
    rf"(?:{KIN}|president|minister|chancellor|senator|governor|mayor|deputy|chief|officer|director|founder|professor|doctor|judge|"
    r"general|colonel|lieutenant|captain|sergeant|corporal|commander|admiral|commodore|king|queen|prince|princess|ambassador|"
    r"envoy|aide|advis[eo]r|attorney|analyst|coach|manager|inspector|superintendent|detective|sheriff|councillor|commissioner|"
    r"leader|bishop|imam|rabbi|priest|nun|treasurer|secretary|economist|scientist|rector|principal|teacher|headmaster|pupil|"
    r"student|nurse|surgeon|dentist|vet|pharmacist|midwife|driver|pilot|sailor|skipper|farmer|worker|engineer|technician|"
    r"mechanic|porter|guard|steward|clerk|cook|chef|baker|butcher|tailor|brewer|owner|trader|banker|lawyer|solicitor|"
    r"prosecutor|notary|singer|actor|actress|writer|author|poet|painter|composer|musician|conductor|dancer|player|striker|"
    r"goalkeeper|claimant|defendant|plaintiff|complainant|applicant|victim|referee|trainer|boxer|rider|runner|climber|diver|hunter|shepherd|soldier|gendarme|prefect|official|expert|"
    r"historian|geologist|biologist|archivist|curator|conservator|researcher|journalist|reporter|editor|master|moderator|witness|"
    r"neighbou?r|friend|colleague|heir|suspect|mediator|negotiator|caretaker|shopkeeper|landlady|child|boy|girl|[a-z]*(?:man|woman))"
)
ORGANISATION = re.compile(
    r"\b(?:ministry|council|commission|committee|company|firm|group|agency|union|association|university|hospital|clinic|club|party|court|"
    r"police|army|service|office|board|bank|department|operator|airline|school|museum|government|institute|centre|center|authority|regulator)\b",
    re.IGNORECASE,
)
_BODY_NAME = re.compile(
    r"\b(?:Pictures|Group|Airways|Air|Press|Radio|Mining|Theatre|Watch|Monitor|Front|Cross|News|Times|Post|Herald|Lines?|Ferries|"
    r"Petroleum|Energy|Media|Gold|Rail|Motors|Foods|Partners|Airlines|Alliance|Movement|League|Federation|Foundation|Society|"
    r"Insider|Parliament|Embassy|Islands?|City|Coast|Bay|Valley|Street|River|Sea|Harbour|Mirror|Gazette|Courier|Echo|Daily|North|South|East|West)$"
)
BARE_SPEAKERS = frozenset(
    """police officials investigators prosecutors authorities witnesses doctors experts sources scientists researchers
    lawyers firefighters rescuers neighbours neighbors engineers inspectors campaigners unions ministers rebels economists teachers nurses farmers workers staff directors managers
    shareholders investors regulators historians detectives officers troops protesters demonstrators opponents supporters families
    locals diplomats lawmakers senators councillors jurors aides advisers observers miners pilots medics paramedics surgeons
    archaeologists geologists meteorologists critics activists analysts organisers organizers residents survivors parents
    villagers relatives colleagues friends passengers soldiers""".split()
)
PARTICLES = frozenset(
    "de da di du del della van von der den la le el al bin ibn ben bint dos das ter af av ag ould y".split()
)
PLACING = frozenset("of at in from with near for on".split())
PRONOUNS = frozenset("he she they it we i you who".split())
_DAYS = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December""".split()
)
_NO_NAMES = frozenset(
    """By On In At And But While When As After Before The A An For From With If It He She They I We You My Our Your One Two
    Three Four Five Six Seven Eight Nine Ten Some Many Most Several All Both No His Her Its Their This That These What Who
    Where Why How Last Next Although Though Whereas Because Since Until Despite During Under Asked However Meanwhile Then So Yet
    Once Neither Either Every Each Another Other Also Still Only Instead Later Earlier Today Yesterday""".split()
)
NO_FIRST_NAME = _NO_NAMES | _DAYS
_BEHIND_NAME = re.compile(
    r"(.*[A-Z][\w’'-]+ [A-Z][\w’'-]+) (?:of|at|from|with|in|for) (?:the|a|an|his|her|its) "
    rf"|((?:(?:Dr|Mr|Mrs|Ms|Prof|Professor)\.?|(?:.* )?(?i:{HUMAN})(?= [A-Z][\w’'-]+ [A-Z])) (?:[A-Z][\w’'-]+ )?[A-Z][\w’'-]+) (?:of|at|from) \w"
)
_SOMEBODY_OF = re.compile(rf"\b(?:family|families|friends|relatives|parents|lawyers?|supporters|{KIN}) of\b")
_SOMEBODYS = re.compile(  # "a lawyer for Mr Khan", "critics of President Biden", "the case against Brown": not the one named
    r"\b(?:for|of|to|against|behind) (?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|President|Senator|Sen|General|Gen|Judge|Prof|Professor|"
    rf"Governor|Gov|Mayor|King|Queen|Prince|Princess|Captain|Colonel)\.? (?:{CAPITAL}[\w’'-]+ ?)+|(?<=against ){CAPITAL}[\w’' -]+)$"
)
_SEVERAL = re.compile(  # "the United States, Britain and France", "Ana Ruiz and Tom Okafor"
    rf"^(?:[Tt]he )?{CAPITAL}[\w.’'-]*(?: {CAPITAL}[\w.’'-]*)*(?:, (?:the )?{CAPITAL}[\w.’' -]*)*,? and (?:the )?{CAPITAL}[\w.’' -]*$"
)
_AGED = re.compile(r"(?:the )?\d+-year-old", re.IGNORECASE)
_ENDED = re.compile(r"^(?:May|[A-Z]{2,}|[\w’'-]{4,})\. ")  # "... in Iraq. Last week": the sentence before
_BEGUN = re.compile(rf"^(?:(?:{'|'.join(sorted(_NO_NAMES))}) )+")  # "Then Ana Holm"
_ARTICLES = frozenset(("the", "a", "an"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "phd", "md"))
_TOKEN = re.compile(r"[\w][\w.’'&-]*")
_FULL_NAME = re.compile(
    rf"\b{CAPITAL}[\w’'-]+\.?(?: (?:{CAPITAL}[\w’'-]+|{CAPITAL}\.|(?:de|da|di|del|van|von|der|la|le|el|al|bin|ben|ter)\b)){{1,4}}"
)


def split_role(phrase: str) -> tuple[str, str | None]:
    """The name in a noun phrase and the role before it: "US Secretary of State Marco Rubio" in two.

    A phrase without a proper name ("the ministry", "the harbour master at Port Amal") is its own name, without its
    article, and so are "the family of the singer Ana Holm" and "Britain and France"; what stands behind a full name ("Rosa Medina of the coast
    guard", "Dr Malik of Halden") is left out.
    """
    if _SOMEBODY_OF.search(phrase) or _SOMEBODYS.search(phrase) or _several(phrase):
        return _without_article(phrase), None
    behind = _BEHIND_NAME.match(phrase)
    if behind and (not ORGANISATION.search(behind[2]) if behind[2] else len(split_role(behind[1])[0].split()) > 1):
        phrase = behind[1] or behind[2]
    tokens = [match.group() for match in _TOKEN.finditer(phrase)]
    start = len(tokens)
    while start > 0 and _is_name_token(tokens[start - 1]):
        start -= 1
    if start < len(tokens) and ORGANISATION.fullmatch(tokens[-1]):  # "the Popular Defence Union"
        while start > 0 and tokens[start - 1][0].isupper() and tokens[start - 1].lower() not in _ARTICLES:
            start -= 1
    while start < len(tokens) and tokens[start].lower() in PARTICLES:
        start += 1
    name, role = tokens[start:], tokens[:start]
    if not any(token[0].isalpha() for token in name):  # "the ministry", "class 4"
        return re.sub(r"^(?:the|a|an|some)\s+", "", phrase.strip(), flags=re.IGNORECASE), None
    if role and len(name) == 1 and all(token.lower().strip(".") in _NATIONS for token in role):  # "British Airways"
        return _without_article(phrase), None
    if role and role[-1].lower() in PLACING:  # "the University of Halden", "a nurse at St Agnes"
        return _without_article(phrase), None
    text = _strip_possessive(" ".join(name))
    role = role[1:] if role and role[0].lower() in _ARTICLES else role
    return text, " ".join(role) or None


def _several(phrase: str) -> bool:
    """True for "Britain and France", not for "founder and CEO Ana Holm" and "the Security and Defence Commission"."""
    first = re.split(r",| and ", phrase)[0].split()
    roles = all(any(part in ROLE_WORDS for part in token.lower().strip(".").split("-")) for token in first)
    return bool(_SEVERAL.match(phrase)) and not roles and not ORGANISATION.search(phrase)


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
        titled = name.endswith(f" {full}") and all(token[0].isupper() for token in tokens)
        same = titled or tokens[0].lower() == full.split()[0].lower()
        return full if len(tokens) == 1 or same else name


def full_names(text: str) -> list[str]:
    """Proper names of two words or more in ``text``, titles cut off."""
    found = []
    for match in _FULL_NAME.finditer(text):
        name, _ = split_role(_BEGUN.sub("", _ENDED.sub("", match.group())))
        if is_full_name(name):
            found.append(name)
    return found


def is_full_name(name: str) -> bool:
    """True for words that may be a first name and a surname."""
    words = name.split()
    starts, ends = words[0] not in NO_FIRST_NAME, words[-1] not in _NO_NAMES and words[-1].lower() not in PARTICLES
    return len(words) > 1 and starts and ends and not all(word.lower() in ROLE_WORDS for word in words)


def is_body(name: str) -> bool:
    """True for a name that no person has, and for the plural."""
    return bool(ORGANISATION.search(name) or _BODY_NAME.search(name)) or is_plural(name)


def is_plural(name: str) -> bool:
    """True for "residents" and "Police"."""
    last = name.rsplit(maxsplit=1)[-1]
    return last.lower() in BARE_SPEAKERS or (name.islower() and last.endswith("s") and not last.endswith("ss"))


def has_capitals(name: str) -> bool:
    """True if all words but particles begin with a capital, and not all letters are."""
    return all(
        re.match(rf"{CAPITAL}[\w’'-]*[^\W{UPPER}]|{CAPITAL}\.", word) or word in PARTICLES for word in name.split()
    )


def _one_person(names: Counter[str]) -> str | None:
    """The commonest full name, unless another person shares the surname.

    A name at the end of a longer one is the same person's, without a title that ROLE_WORDS lacks ("Curator Ana Holm").
    """
    bare: Counter[str] = Counter()
    for name, times in names.items():
        tails = [other for other in names if name.endswith(f" {other}")]
        bare[min(tails, key=len, default=name)] += times
    names = bare
    ordered = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    best = ordered[0][0]
    firsts = {name.split()[0].lower() for name in names}
    return best if len(firsts) == 1 else None


def _is_name_token(token: str) -> bool:
    bare = token.lower().strip(".")
    if all(part in ROLE_WORDS for part in bare.split("-")):  # "Vice-Minister"
        return False
    return token[0].isupper() or token[0].isdigit() or bare in PARTICLES


def _without_article(phrase: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", phrase.strip(), flags=re.IGNORECASE)


def _strip_possessive(name: str) -> str:
    return re.sub(r"[’']s?$", "", name).rstrip(".")
