"""Two texts in one notation: models do not know that 5 pm is 17:00, or what a pound was worth."""

from __future__ import annotations

from math import inf

from contradict.evidence.days import clock_times
from contradict.evidence.numbers import of_one_thing
from contradict.evidence.quantities import CURRENCIES, Quantity, quantities
from contradict.records import Span

EXCHANGED: dict[tuple[str, ...], tuple[float, float]] = {  # how much of the second the first has been worth since 1990
    ("£", "$"): (1.0, 2.2),
    ("€", "$"): (0.8, 1.65),
    ("£", "€"): (1.0, 1.8),
}


def in_one_notation(a: str, b: str) -> str:
    """``b``, with what it gives in another unit or spelling than ``a`` written as in ``a``: 5 pm for 17:00.

    So is a sum in another currency that may be the same, since nobody knows the rate of that day.
    """
    written: dict[Span, str] = {}
    for one, other in of_one_thing(a, b)[0]:
        same = one.unit == other.unit and (one.low, one.high) == (other.low, other.high)
        if same or (one.scale != other.scale and not _is_bounded(one, other)):
            written[other.span] = one.words
    sums = [_sums(text) for text in (a, b)]
    for one, other in zip(*sums, strict=True) if [len(of) for of in sums] == [1, 1] else ():
        if one.unit != other.unit and _exchanged(one, other) and not _is_bounded(one, other):
            written.setdefault(other.span, one.words)
    first, second = clock_times(a), clock_times(b)
    written |= {second[minutes]: a[slice(*span)] for minutes, span in first.items() if minutes in second}
    for (start, end), words in sorted(written.items(), reverse=True):
        b = b[:start] + words + b[end:]
    return b


def _sums(text: str) -> list[Quantity]:
    """Of money, but for pounds that may be a weight."""
    found = quantities(text)
    weights = {one.span for one in found if "mass" in one.unit}
    return [one for one in found if one.unit <= CURRENCIES and one.span not in weights]


def _exchanged(one: Quantity, other: Quantity) -> bool:
    """Whether two sums may be one, at some rate of exchange."""
    for first, second in ((one, other), (other, one)):
        rates = EXCHANGED.get((*first.unit, *second.unit))  # each is one sign
        if rates:
            return second.high >= rates[0] * first.low and second.low <= rates[1] * first.high
    return False


def _is_bounded(one: Quantity, other: Quantity) -> bool:
    return 0 in (one.low, other.low) or inf in (one.high, other.high)
