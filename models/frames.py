"""Pairs from frames: one event in other words, at another time or place, with another number or the roles swapped.

Small models read two numbers or two opposites as a contradiction, whatever they speak of. The frames of
data/frames.txt, written for training, put them where they clash and where they do not, equally often. A line holds one
frame, its wordings parted by "|"; [state]: two opposite sides parted by "||"; [measure]: range of {n} in front;
[duration]: unit family of {d} in front; [role]: kind of {x} and {y} in front.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from written import C, E, Labelled, N

FILE = Path(__file__).parent / "data/frames.txt"
_FIRST = "Ada Ahmed Anneli Bruno Carmen Chidi Dana Emil Fatima Gustav Hana Igor Jun Karim Leila Marek Nadia Otto Priya Rafael Sanna Tomas Uma Victor Wanda Yusuf".split()
_LAST = "Achterberg Balint Cisse Dragan Eriksen Fontaine Gruber Halloran Ibrahim Jansen Kowal Lefevre Marchetti Nakamura Oduya Pereira Quiroga Rossi Sandoval Toth Usman Vargas Wolff Yamada Zeman".split()
_PLACES = "Arlen Bistra Corvenna Dunmore Elsted Fyresund Gorizo Halmstad Isparta Jelgava Kostrova Lanvale Mirador Norcastle Ostrava Pellworm Quilmes Rotava Saltash Tarnow Umfolozi Valmiera Wexcombe Zadar".split()
_COMPANIES = "Altavia;Borgstrom;Canfield Steel;Delmar Foods;Eurotrans;Fjordkraft;Gerlach & Sons;Halcyon Air;Iberdata;Jorvik Pharma;Kestrel Motors;Lumina;Medway Paper;Nordbank;Orbita".split(
    ";"
)
_COUNTRIES = "Arvenia Borduland Castovia Drenland Estaria Fornia Galdova Hestonia Illyra Karsia Lodovia Marentia Norvania".split()
_TEAMS = "Albion;the Barracudas;City;Dynamo;the Eagles;Fortuna;the Giants;Hibernia;Inter;the Jaguars;Lokomotiv;Rovers;Sporting;Torpedo".split(
    ";"
)
_NAMES = {"o": _COMPANIES, "c": _COUNTRIES, "t": _TEAMS}
_ROLES = "the mayor;a police spokeswoman;the union;the ministry;a resident;the company;an eyewitness;the Red Cross;the governor;a reporter on the spot;the army;the prosecutor;the opposition;the hospital's director;a diplomat;the local paper".split(
    ";"
)
_DAYS = [f"on {day}" for day in "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()]
_MONTHS = "January February March April May June July August September October November December".split()
_DATES = [f"on {day} {month}" for month in _MONTHS for day in (2, 9, 16, 24)]
_TIMES = (_DAYS, _DATES, [f"in {month}" for month in _MONTHS], [f"in {year}" for year in range(1996, 2024)])
_SPANS = {
    "h": (("{} minutes", 1, (4, 8, 15, 25, 40)), ("{} hours", 60, (2, 3, 5, 8, 11))),
    "d": (("{} days", 1, (2, 3, 5, 9, 12)), ("{} weeks", 7, (2, 3, 5, 8))),
    "m": (("{} months", 1, (2, 4, 7, 10)), ("{} years", 12, (2, 3, 6, 11))),
}
_MORE = ("more than {}", "over {}", "at least {}", "no fewer than {}")
_LESS = ("fewer than {}", "under {}", "at most {}", "no more than {}")
_ABOUT = ("about {}", "around {}", "roughly {}", "some {}")
_FALSE = (
    "the rumour that {} is untrue", "it is not true that {}", "reports that {} are wrong", "{who} denied that {}",
    "the story that {} was made up", "contrary to what was claimed, it is not the case that {}",
    "many wrongly believe that {}", "an inquiry found no truth in the claim that {}", "{who} called it a lie that {}",
    "{who} dismissed reports that {}",
)  # fmt: skip
_OPEN = (
    "it is not known whether {}", "{who} fears that {}", "{who} would not say whether {}", "{who} had hoped that {}",
    "an inquiry is to find out whether {}", "{who} could not confirm that {}", "nobody had expected that {}",
)  # fmt: skip


class Frames:
    """Makes labelled pairs from the frames."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._frames: dict[str, list[str]] = defaultdict(list)
        kind = ""
        for line in FILE.read_text("utf-8").splitlines():
            if line.startswith("["):
                kind = line.strip("[]")
            elif line:
                self._frames[kind].append(line)

    def pairs(self, rounds: int) -> Iterator[Labelled]:
        """Every frame ``rounds`` times, with other names, numbers and times."""
        makers = {"state": self._state, "measure": self._measure, "duration": self._duration, "role": self._role}
        for _ in range(rounds):
            for kind, lines in self._frames.items():
                for line in lines:
                    yield from makers[kind](line)

    def _state(self, line: str) -> Iterator[Labelled]:
        sides = [side.strip().split(" | ") for side in line.split("||")]
        here, there = self._rng.sample(_PLACES, 2)
        now, then = self._rng.sample(self._rng.choice(_TIMES), 2)
        own, other = self._rng.sample(sides, 2)
        one, *_ = told = self._rng.sample(own, len(own))
        first = self._told(one, here, now)
        yield first, self._told(told[-1], here, now), E
        yield first, self._told(self._rng.choice(other), here, now), C
        yield first, self._told(self._rng.choice(other), here, then), N
        yield first, self._told(self._rng.choice(other), there, now), N
        same = self._rng.choice(own).format(place=here)
        false = self._said(self._rng.choice(_FALSE).format(same, who=self._who()), now, framed=False)
        opposite = self._told(self._rng.choice(other), here, now)
        yield from self._rng.sample([(false, first, C), (first, false, C), (false, opposite, E)], 2)
        yield self._said(self._rng.choice(_OPEN).format(same, who=self._who()), now, framed=False), first, N

    def _measure(self, line: str) -> Iterator[Labelled]:
        bounds, _, told = line.partition(": ")
        low, high = map(int, bounds.split("-"))
        forms = told.split(" | ")
        here, there = self._rng.sample(_PLACES, 2)
        now, then = self._rng.sample(self._rng.choice(_TIMES), 2)
        value = self._rng.randint(low + (high - low) // 8, high - (high - low) // 8)
        other = self._rng.choice(
            [v for v in (value // 3, value * 2, int(value * 1.6), value - value // 3) if low <= v <= high] or [high]
        )
        if other == value:
            return
        rounded = round(value, -1 if value < 200 else -2)
        first = self._told(self._rng.choice(forms), here, now, n=f"{value:,}")
        below, above = (
            max(1, int(value * share)) for share in (self._rng.uniform(0.5, 0.95), self._rng.uniform(1.1, 1.8))
        )
        yield first, self._told(self._rng.choice(forms), here, now, n=f"{other:,}"), C
        yield first, self._told(self._rng.choice(forms), here, then, n=f"{other:,}"), N
        yield first, self._told(self._rng.choice(forms), there, now, n=f"{other:,}"), N
        if rounded and abs(rounded - value) < 0.12 * value:
            about = self._rng.choice(_ABOUT).format(f"{rounded:,}")
            yield first, self._told(self._rng.choice(forms), here, now, n=about), E
        if below < value:
            yield (
                first,
                self._told(self._rng.choice(forms), here, now, n=self._rng.choice(_MORE).format(f"{below:,}")),
                E,
            )
            yield (
                first,
                self._told(self._rng.choice(forms), here, now, n=self._rng.choice(_LESS).format(f"{below:,}")),
                C,
            )
        if above > value and high != 95:
            yield (
                first,
                self._told(self._rng.choice(forms), here, now, n=self._rng.choice(_LESS).format(f"{above:,}")),
                E,
            )
            yield (
                first,
                self._told(self._rng.choice(forms), here, now, n=self._rng.choice(_MORE).format(f"{above:,}")),
                C,
            )

    def _duration(self, line: str) -> Iterator[Labelled]:
        family, _, told = line.partition(": ")
        forms = told.split(" | ")
        here, there = self._rng.sample(_PLACES, 2)
        now, then = self._rng.sample(self._rng.choice(_TIMES[2:]), 2)
        spans = sorted(
            (number * size, text.format(number)) for text, size, numbers in _SPANS[family] for number in numbers
        )
        place = self._rng.randrange(1, len(spans) - 1)
        (_, span), (_, shorter), (_, longer) = (
            spans[place],
            self._rng.choice(spans[:place]),
            self._rng.choice(spans[place + 1 :]),
        )
        first = self._told(self._rng.choice(forms), here, now, d=span)
        other = self._rng.choice((shorter, longer))
        yield first, self._told(self._rng.choice(forms), here, now, d=span), E
        yield first, self._told(self._rng.choice(forms), here, now, d=other), C
        yield first, self._told(self._rng.choice(forms), here, then, d=other), N
        yield first, self._told(self._rng.choice(forms), there, now, d=other), N
        yield first, self._told(self._rng.choice(forms), here, now, d=f"less than {longer}"), E
        yield first, self._told(self._rng.choice(forms), here, now, d=f"less than {shorter}"), C
        yield first, self._told(self._rng.choice(forms), here, now, d=f"more than {shorter}"), E
        yield first, self._told(self._rng.choice(forms), here, now, d=f"more than {longer}"), C

    def _role(self, line: str) -> Iterator[Labelled]:
        kind, _, told = line.partition(": ")
        forms = told.split(" | ")
        if kind == "p":
            x, y, z = (f"{self._rng.choice(_FIRST)} {last}" for last in self._rng.sample(_LAST, 3))
        else:
            x, y, z = self._rng.sample(_NAMES[kind], 3)
        one, other = self._rng.sample(forms, 2)
        first = self._said(one.format(x=x, y=y))
        yield first, self._said(other.format(x=x, y=y)), E
        yield first, self._said(self._rng.choice(forms).format(x=y, y=x)), C
        yield first, self._said(self._rng.choice(forms).format(x=y, y=x)), C
        yield first, self._said(self._rng.choice(forms).format(x=x, y=z)), N
        yield first, self._said(f"not {x} but {y} did it: " + self._rng.choice(forms).format(x=y, y=x)), C

    def _told(self, clause: str, place: str, time: str, **slots: str) -> str:
        return self._said(clause.format(place=place, **slots), time)

    def _said(self, clause: str, time: str = "", framed: bool = True) -> str:
        """The clause as a sentence, with its time before or behind it, and often with the one who says it."""
        if time:
            clause = f"{time} {clause}" if self._rng.random() < 0.5 else f"{clause} {time}"
        capital = clause[0].upper() + clause[1:]
        if not framed or self._rng.random() < 0.35:
            return f"{capital}."
        who = self._who()
        form = self._rng.choice(
            ("{s}, {w} said.", "{W} said that {c}.", "According to {w}, {c}.", "{s}, said {w}.", "{W} said {c}.")
        )
        return form.format(s=capital, c=clause, w=who, W=who[0].upper() + who[1:])

    def _who(self) -> str:
        return (
            self._rng.choice(_ROLES)
            if self._rng.random() < 0.5
            else f"{self._rng.choice(_FIRST)} {self._rng.choice(_LAST)}"
        )


if __name__ == "__main__":
    for made in Frames(random.Random(0)).pairs(1):
        print(*made, sep="\n  ")
