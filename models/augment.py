"""News pairs for training: python models/augment.py --articles FILE --target RULES.jsonl.gz --written W.jsonl.gz --read R.jsonl.gz

Takes statements of real articles (those of the development events of eval/data/news-dev.jsonl are left out) and makes
contradictions, entailments and hard neutrals from each by rule. What was written for training (written.py, cases.py,
frames.py) becomes pairs of its own, and what readers said of pairs of real statements (readings.py).
Every rule gives about as many pairs with negated words of each label, so that a denial is no give-away.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from as_read import as_read, some_as_read
from cases import case_pairs
from frames import Frames
from readings import FORMS, Form, as_claimed, reading_pairs
from written import NOT_C, C, E, Labelled, N, block_pairs, scene_pairs, scenes

from contradict.read import read
from contradict.records import Statement
from contradict.statements import extract

DATA = Path(__file__).parent.parent / "eval/data"
Pair = tuple[str, str, str, str]  # premise, hypothesis, label, rule
BARE = Path(__file__).parent / "data/bare.txt"  # sentence | stems of statements that it might gainsay
PER_RULE = 2200
ROUNDS = 6  # how often each frame is filled
MOST_WORDS = 32  # of a labelled text that is framed

_FIRST = "Ana Boris Carla Dmitri Elif Farid Greta Hugo Ines Jonas Kemal Lucia Mara Nils Olga Pavel Rosa Samir Tessa Viktor".split()
_LAST = "Abara Bianchi Castell Dvorak Eklund Farouk Grabowski Haddad Ivarsson Jensen Kovac Lindgren Moreau Novak Okafor Petrov Quist Rahman Santos Tanaka Ueda Varga Weiss Yilmaz".split()
_ROLES = (
    "a spokesman for the company;the prime minister's office;a police spokeswoman;the family's lawyer;the ministry;"
    "the mayor;a senior official;the union;the hospital;the prosecutor;the company;his agent;her lawyer;the governor;"
    "a government spokesman;the army;the foundation;the chief executive;a union leader;the league"
).split(";")
_PLACES = (
    "Lisbon Nairobi Gdansk Osaka Quito Leeds Tbilisi Denver Lagos Hanoi Turin Malmo Perth Amman Bergen Cork".split()
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_GROUPS = (
    ("men", "women"), ("the north of the country", "the south of the country"), ("first-time buyers", "pensioners"),
    ("primary schools", "secondary schools"), ("the home team", "the visitors"), ("the private sector", "the public sector"),
)  # fmt: skip
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|should)\b(?! not| never|n['’]t)", re.IGNORECASE
)
_NOT_MAIN = re.compile(
    r"(?:\b(?:who|which|that|not|never|if|when|while|what|where|to)|n['’]t)\b[^,]{0,12}$", re.IGNORECASE
)
_DATED = re.compile(r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? $|\bNo\. $")
_NUMBER = re.compile(r"(?<![\w.,£$€-])(\d{1,3}(?:,\d{3})+|\d{2,4}|[2-9])(?![\w%]*[-/.:]\d|th|st|nd|rd|[\w-])")
_BOUNDED = re.compile(
    r"(?:least|than|over|nearly|about|around|to|under|almost|roughly|some|of|age|aged|approximately)\s*$", re.IGNORECASE
)
_WORDS = dict(
    zip(
        "two three four five six seven eight nine ten dozen".split(),
        "five seven nine two three four two six three hundred".split(),
        strict=True,
    )
)
_QUANTIFIERS = {"all": "none", "every": "no", "most": "few", "many": "few", "everyone": "no one", "always": "never",
                "both": "neither", "some": "no", "none": "all", "never": "always", "only": "not only"}  # fmt: skip
_OPPOSITE_FORMS = (
    "rose fell;increased decreased;won lost;accepted rejected;approved rejected;supported opposed;agreed refused;"
    "confirmed denied;alive dead;safe dangerous;guilty innocent;real fake;genuine fake;legal illegal;before after;"
    "succeeded failed;strong weak;better worse;higher lower;more fewer;peaceful violent;arrested released;opened closed;"
    "began ended;started stopped;true false;male female;inside outside;north south;east west;bought sold;hired fired;"
    "increase decrease;support oppose;accept reject;rise fall;win lose;open closed;first last;early late;largest smallest"
)
_SWAPS = {one: other for pair in _OPPOSITE_FORMS.split(";") for one, other in (pair.split(), pair.split()[::-1])}
_TIMES = (
    ("Last year", "This year"), ("On Monday", "By Thursday"), ("In 2011", "In 2014"), ("In March", "In September"),
    ("At first", "A week later"), ("In the first half", "In the second half"), ("On the first night", "On the second night"),
)  # fmt: skip
_SCOPES = (*_TIMES, *((f"In {here}", f"In {there}") for here, there in zip(_PLACES[::2], _PLACES[1::2], strict=True)))
_SOFT = (
    "{who} fears that {c}", "{who} had predicted that {c}", "{who} wants to make sure that {c}",
    "It was possible that {c}, {who} said before the event", "{who} had hoped that {c}",
    "{who} warned that it could happen that {c}", "Before the vote, {who} promised that {c}",
)  # fmt: skip
_ROLE_SWAP = re.compile(
    r"\b([A-Z][a-z]+(?: [A-Z][a-z]+)?) (sued|attacked|accused|beat|defeated|shot|killed|criticised|criticized|praised|"
    r"invited|paid|hired|fired|warned|thanked|called|met|told|asked|bought|interviewed|replaced|visited|threatened) "
    r"([A-Z][a-z]+(?: [A-Z][a-z]+)?)\b"
)


LOWER: set[str] = set()  # words that the articles write small: at the head of a sentence they are no names


class Maker:
    """Makes pairs from statements; every rule yields nothing where it does not fit."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._bare = BARE.read_text("utf-8").splitlines()
        self.rules: dict[str, Callable[[Statement, Statement], Iterator[tuple[str, str, str]]]] = {
            name.removeprefix("rule_"): getattr(self, name) for name in dir(self) if name.startswith("rule_")
        }

    def rule_number(self, one: Statement, _: Statement) -> Iterator[tuple[str, str, str]]:
        """Another number is a contradiction; a fair bound on the same is an entailment."""
        for match in _NUMBER.finditer(one.claim):
            before = one.claim[: match.start()]
            if _BOUNDED.search(before) or _DATED.search(before) or re.fullmatch(r"(19|20)\d\d", match[1]):
                continue
            value = int(match[1].replace(",", ""))
            other = self._rng.choice(
                [max(2, value // 3), value + max(1, value // 4), value * 2, max(2, value - max(1, value // 5))]
            )
            if other == value:
                continue
            changed = one.claim[: match.start()] + f"{other:,}" + one.claim[match.end() :]
            yield one.text, self._framed(changed), C
            low, high = max(1, value - max(1, value // 5)), value + max(1, value // 4)
            bound = self._rng.choice(
                (
                    f"at least {low:,}",
                    f"more than {low:,}" if low < value else f"at least {value:,}",
                    f"fewer than {high:,}",
                )
            )
            yield one.text, self._framed(one.claim[: match.start()] + bound + one.claim[match.end() :]), E
            wrong = self._rng.choice((f"more than {high:,}", f"at least {high:,}", f"fewer than {low:,}"))
            yield one.text, self._framed(one.claim[: match.start()] + wrong + one.claim[match.end() :]), C
            return

    def rule_bare(self, one: Statement, other: Statement) -> Iterator[tuple[str, str, str]]:
        """A short sentence of refusal or failure contradicts only what it speaks of."""
        bare, _, risky = self._rng.choice(self._bare).partition("|")
        if not any(word.startswith(stem) for word in one.text.lower().split() for stem in risky.split()):
            yield one.claim, bare, NOT_C
            yield bare, one.claim, NOT_C
            yield f"{other.claim} {bare}", one.claim, NOT_C

    def rule_word_number(self, one: Statement, _: Statement) -> Iterator[tuple[str, str, str]]:
        """The same for numbers that are written out."""
        match = re.search(rf"\b({'|'.join(_WORDS)})\b", one.claim)
        if match and not _BOUNDED.search(one.claim[: match.start()]):
            yield one.text, self._framed(one.claim[: match.start()] + _WORDS[match[1]] + one.claim[match.end() :]), C

    def rule_day(self, one: Statement, _: Statement) -> Iterator[tuple[str, str, str]]:
        """Another weekday or month of the same event."""
        for names in (_DAYS, _MONTHS):
            match = re.search(rf"\b({'|'.join(names)})\b", one.claim)
            if match and not (match[1] in ("May", "March") and not re.match(r" \d", one.claim[match.end() :])):
                other = self._rng.choice([name for name in names if name != match[1]])
                yield one.text, self._framed(one.claim[: match.start()] + other + one.claim[match.end() :]), C

    def rule_negation(self, one: Statement, other: Statement) -> Iterator[tuple[str, str, str]]:
        """The negated claim; and, so that "not" gives nothing away, negated claims that are neutral or entailed."""
        negated = _negated(one.claim)
        if negated:
            yield one.text, self._framed(negated), C
            yield self._framed(negated), one.text, C
            yield f"It is not true that {_clause(negated)}", one.text, E
        if negated and (unrelated := _negated(other.claim)):
            yield one.text, self._framed(unrelated), N

    def rule_opposite(self, one: Statement, _: Statement) -> Iterator[tuple[str, str, str]]:
        """A word and its opposite."""
        for match in re.finditer(r"[A-Za-z]+", one.claim):
            if (word := match[0].lower()) in _SWAPS and match[0].islower():
                yield one.text, self._framed(one.claim[: match.start()] + _SWAPS[word] + one.claim[match.end() :]), C
                return

    def rule_quantifier(self, one: Statement, _: Statement) -> Iterator[tuple[str, str, str]]:
        """All, none, most, few."""
        match = re.search(rf"\b({'|'.join(_QUANTIFIERS)})\b", one.claim)
        if match:
            yield (
                one.text,
                self._framed(one.claim[: match.start()] + _QUANTIFIERS[match[1]] + one.claim[match.end() :]),
                C,
            )

    def rule_roles(self, one: Statement, _: Statement) -> Iterator[tuple[str, str, str]]:
        """Who did it to whom."""
        match = _ROLE_SWAP.search(one.claim)
        if match:
            yield (
                one.text,
                one.claim[: match.start()] + f"{match[3]} {match[2]} {match[1]}" + one.claim[match.end() :],
                C,
            )
            passive = {
                "beat": "beaten",
                "shot": "shot",
                "paid": "paid",
                "met": "met",
                "told": "told",
                "bought": "bought",
            }.get(match[2], match[2])
            yield (
                one.text,
                one.claim[: match.start()] + f"{match[3]} was {passive} by {match[1]}" + one.claim[match.end() :],
                E,
            )

    def rule_denial(self, one: Statement, other: Statement) -> Iterator[tuple[str, str, str]]:
        """Denied, not confirmed, confirmed; and a denial of something else."""
        clause, far, who = _clause(one.claim), _clause(other.claim), self._who()
        denial = self._rng.choice((
            "{who} denied that {c}", "{who} rejected claims that {c}", "{who} dismissed reports that {c}",
            "{who} said it was not true that {c}", "{who} called it false that {c}", "{who} disputed that {c}",
            "{who} said it was a hoax that {c}", "{who} said the claim that {c} was made up",
            "\u201cThat is a lie,\u201d {who} said of reports that {c}", "It is simply untrue that {c}, {who} said",
            "{who} insisted that nobody had shown that {c}, and that it had not happened",
        ))  # fmt: skip
        open_ = self._rng.choice((
            "{who} declined to comment on whether {c}", "{who} could not confirm that {c}", "{who} asked whether {c}",
            "{who} said it was too early to say whether {c}", "{who} will not say whether {c}",
            "{who} is looking into reports that {c}", "{who} neither confirmed nor denied that {c}",
        ))  # fmt: skip
        yes = self._rng.choice((
            "{who} confirmed that {c}", "{who} also said that {c}", "{who} did not dispute it: {c}",
            "{who} acknowledged that {c}", "It is not in doubt that {c}, {who} said",
        ))  # fmt: skip
        yield one.text, _sentence(denial.format(who=who, c=clause)), C
        yield _sentence(denial.format(who=who, c=clause)), one.text, C
        yield one.text, _sentence(open_.format(who=who, c=clause)), N
        yield one.text, _sentence(denial.format(who=who, c=far)), N
        yield one.text, _sentence(yes.format(who=who, c=clause)), E
        yield _sentence(denial.format(who=who, c=clause)), _sentence(f"{who} said it was wrong that {clause}"), E

    def rule_reply(self, one: Statement, other: Statement) -> Iterator[tuple[str, str, str]]:
        """A short reply, read with what it answers."""
        clause, who = _clause(one.claim), self._who()
        no = self._rng.choice(
            ("No.", "I think not.", "That is false.", "Absolutely not.", "That is not what happened.", "Not at all.")
        )
        yes = self._rng.choice(("Yes.", "That is right.", "It is true.", "Indeed.", "Of course."))
        unsure = self._rng.choice(
            (
                "We will see.",
                "I don't know.",
                "No comment.",
                "Ask them.",
                "I have not read it.",
                "It is not for me to say.",
            )
        )
        frame = self._rng.choice(
            (
                "Asked whether {c}, {who} said: \u201c{r}\u201d",
                "Asked about the claim that {c}, {who} replied, \u201c{r}\u201d",
            )
        )
        for reply, label in ((no, C), (yes, E), (unsure, N)):
            yield one.text, _sentence(frame.format(c=clause, who=who, r=reply)), label
        yield one.text, _sentence(frame.format(c=_clause(other.claim), who=who, r=no)), N

    def rule_time(self, one: Statement, _: Statement) -> Iterator[tuple[str, str, str]]:
        """Different at another time is no contradiction; different at the same time is."""
        changed = _negated(one.claim) or _renumbered(one.claim, self._rng)
        if not changed:
            return
        then, now = self._rng.choice(_TIMES)
        yield f"{then}, {_clause(one.claim)}", f"{now}, {_clause(changed)}", N
        yield (
            f"{then}, {_clause(one.claim)}",
            self._framed(f"{then.lower() if then != 'On Monday' else 'on Monday'}, {_clause(changed)}"),
            C,
        )

    def rule_place(self, one: Statement, _: Statement) -> Iterator[tuple[str, str, str]]:
        """Different in another place or for another group is no contradiction."""
        changed = _negated(one.claim) or _renumbered(one.claim, self._rng)
        if not changed:
            return
        if self._rng.random() < 0.5:
            here, there = (f"In {place}" for place in self._rng.sample(_PLACES, 2))
        else:
            here, there = (f"For {group}" for group in self._rng.sample(self._rng.choice(_GROUPS), 2))
        yield f"{here}, {_clause(one.claim)}", f"{there}, {_clause(changed)}", N
        yield f"{here}, {_clause(one.claim)}", f"{here}, {_clause(changed)}", C

    def rule_modality(self, one: Statement, _: Statement) -> Iterator[tuple[str, str, str]]:
        """A forecast, a wish or a possibility says nothing of what happened."""
        negated = _negated(one.claim)
        if negated:
            clause, who = _clause(negated), self._who()
            yield one.text, _sentence(self._rng.choice(_SOFT).format(who=who, c=clause)), N
            yield one.text, _sentence(f"{who} said it was clear that {clause}"), C

    def rule_agreement(self, one: Statement, other: Statement) -> Iterator[tuple[str, str, str]]:
        """The same claim in another frame; another claim of the same text in the same frame."""
        yield one.text, self._framed(one.claim), E
        yield one.text, self._framed(other.claim), NOT_C

    def from_pair(self, premise: str, hypothesis: str, label: str) -> Iterator[tuple[str, str, str]]:
        """A labelled pair between two speakers; a contradiction at two times, in two places, or as a mere fear."""
        one, other = _clause(premise), _clause(hypothesis)
        yield self._framed(premise), self._framed(hypothesis), label
        if label != C:
            return
        here, there = self._rng.choice(_SCOPES)
        if self._rng.random() < 0.5:
            here, there = there, here
        yield f"{here}, {one}.", f"{there}, {other}.", N
        yield f"{here}, {one}.", f"{here}, {other}.", C
        yield self._framed(premise), _sentence(self._rng.choice(_SOFT).format(who=self._who(), c=other)), N

    def _framed(self, claim: str) -> str:
        clause, who = _clause(claim), self._who()
        forms = (
            "{s}.",
            "{s}.",
            "{s}, {who} said.",
            "{Who} said that {c}.",
            "According to {who}, {c}.",
            "{Who} said {c}.",
        )
        return self._rng.choice(forms).format(
            s=_sentence(claim).rstrip("."), c=clause, who=who, Who=who[0].upper() + who[1:]
        )

    def _who(self) -> str:
        if self._rng.random() < 0.5:
            return self._rng.choice(_ROLES)
        return f"{self._rng.choice(_FIRST)} {self._rng.choice(_LAST)}"


def _clause(claim: str) -> str:
    """The claim as it stands behind "that"."""
    text = claim.strip().rstrip(".!?").strip('\u201c\u201d"')
    first = text.split(" ", 1)[0].rstrip(",")
    return text[0].lower() + text[1:] if first.lower() in LOWER else text


def _sentence(text: str) -> str:
    text = text.strip()
    return text[0].upper() + text[1:] + ("" if text[-1] in '.!?\u201d"' else ".")


def _negated(claim: str) -> str | None:
    match = _AUXILIARY.search(claim)
    if not match or match.start() > 80 or _NOT_MAIN.search(claim[: match.start()]):
        return None
    return f"{claim[: match.end()]} not{claim[match.end() :]}"


def _renumbered(claim: str, rng: random.Random) -> str | None:
    match = _NUMBER.search(claim)
    if not match:
        return None
    value = int(match[1].replace(",", ""))
    return f"{claim[: match.start()]}{value + rng.choice((3, 11, 40)):,}{claim[match.end() :]}"


_OPENS = re.compile(r"(?:If|And|But|So|Or|Because|However|When|While|Although|[a-z'‘])")


def written(rng: random.Random, forms: Sequence[Form]) -> Iterator[Pair]:
    """The pairs of the blocks, scenes and cases (these in the forms), and of the frames."""
    of_scenes = [pair for lines in scenes(kept=False) for pair in scene_pairs(lines)]
    for tag, pairs in (("block", list(block_pairs(rng))), ("scene", of_scenes)):
        yield from ((*pair, tag) for pair in (*pairs, *as_read(pairs)))
    yield from ((*pair, "case") for pair in case_pairs(rng, forms))
    yield from ((*pair, "frame") for pair in Frames(rng).pairs(ROUNDS))


def fits(statement: Statement) -> bool:
    """A plain assertion of fair length, so that the rules' sentences read like sentences."""
    words = len(statement.claim.split())
    return (
        6 <= words <= 32
        and "?" not in statement.text
        and not re.search('[\n\u201c\u201d"]', statement.claim)
        and not _OPENS.match(statement.claim)
        and not statement.dispute
    )


def event_articles(name: str) -> set[str]:
    """Ids of the articles of marked events."""
    lines = (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()
    return {entry["id"] for line in lines for entry in json.loads(line)["documents"]}


def shuffled(path: Path, rng: random.Random) -> list[dict[str, str]]:
    """Labelled pairs of a file, in random order."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    rng.shuffle(rows)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--target", type=Path, required=True, help="for the pairs made by rule")
    parser.add_argument("--written", type=Path, required=True, help="for the pairs of what was written")
    parser.add_argument("--read", type=Path, required=True, help="for the pairs of articles that readers judged")
    parser.add_argument("--pairs", type=Path, nargs="*", default=[], help="labelled pairs to set in scopes and frames")
    parser.add_argument("--claims", action="store_true", help="cases and readings as claims alone")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    forms = (as_claimed,) if options.claims else FORMS
    rng = random.Random(options.seed)
    with gzip.open(options.articles, "rt", encoding="utf-8") as file:
        documents = {one.id: one for one in read([json.loads(line) for line in file])}
    marked, held = (event_articles(name) for name in ("news-fit", "news-dev"))
    statements = list(extract([one for name, one in documents.items() if name not in held]).statements)
    LOWER.update(word for one in statements for word in re.findall(r"(?<=[a-z,] )[a-z]+", one.text))
    pairs: list[Pair] = []
    usable = [one for one in statements if fits(one)]
    maker = Maker(rng)
    for name, rule in maker.rules.items():
        made: list[Labelled] = []
        for place in rng.sample(range(len(usable)), len(usable)):
            one, other = usable[place], usable[(place + rng.choice((1, 2, 3))) % len(usable)]
            made += rule(one, other)
            if len(made) >= PER_RULE:
                break
        pairs += [(*pair, name) for pair in some_as_read(made, rng)]
    for path in options.pairs:
        made = []
        for row in shuffled(path, rng):
            if max(len(row["premise"].split()), len(row["hypothesis"].split())) <= MOST_WORDS and row["label"] in (
                E,
                N,
                C,
            ):
                made += [
                    (*pair, f"scoped {row['label']}")
                    for pair in maker.from_pair(row["premise"], row["hypothesis"], row["label"])
                ]
            if len(made) >= PER_RULE:
                break
        pairs += made
    save(pairs, options.target, rng)
    save(list(written(rng, forms)), options.written, rng)
    save([(*pair, "reading") for pair in reading_pairs(statements, marked, forms)], options.read, rng)


def save(pairs: list[Pair], target: Path, rng: random.Random) -> None:
    """Shuffled, one JSON object a line; and what there is."""
    rng.shuffle(pairs)
    with gzip.open(target, "wt", encoding="utf-8") as file:
        for premise, hypothesis, label, rule in pairs:
            row = {"premise": premise, "hypothesis": hypothesis, "label": label, "tag": rule}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    counts = Counter((rule, label) for *_, label, rule in pairs)
    print("\n".join(f"{rule:12} {label:18} {count}" for (rule, label), count in sorted(counts.items())))


if __name__ == "__main__":
    main()
