"""Units of time, length, area, volume, speed and mass, so that 1.80 m and 180 cm are the same."""

from __future__ import annotations

import re

_DIMENSIONS: dict[str, dict[str, float]] = {  # in seconds, kilograms, and what metres make
    "duration": {
        "second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800, "month": 2_629_800, "year": 31_557_600,
        "decade": 315_576_000,
    },
    "length": {
        "mm": 0.001, "millimetre": 0.001, "cm": 0.01, "centimetre": 0.01, "m": 1, "metre": 1, "km": 1000,
        "kilometre": 1000, "inch": 0.0254, "foot": 0.3048, "feet": 0.3048, "ft": 0.3048, "yard": 0.9144,
        "mile": 1609.344,
    },
    "area": {"ha": 10_000, "hectare": 10_000, "acre": 4046.86},
    "volume": {"ml": 1e-6, "millilitre": 1e-6, "litre": 0.001},  # gallons are of two sizes
    "speed": {"mph": 0.44704, "kph": 1 / 3.6, "kmh": 1 / 3.6, "knot": 0.514444},
    "mass": {
        "g": 0.001, "gram": 0.001, "gramme": 0.001, "kg": 1, "kilo": 1, "kilogram": 1, "tonne": 1000, "ton": 1000,
        "ounce": 0.02835, "oz": 0.02835, "pound": 0.4536, "lb": 0.4536,
    },
}  # fmt: skip
_UNITS = {word: (dimension, scale) for dimension, of in _DIMENSIONS.items() for word, scale in of.items()}
_SHORT = "|".join(word for word in _UNITS if len(word) < 3)  # as they stand: 5G is no weight
_LONG = "|".join(
    word.replace("metre", "met(?:re|er)").replace("litre", "lit(?:re|er)") for word in _UNITS if len(word) > 2
)
_UNIT = re.compile(
    r"[\s-]?(?:full |whole |long )?(?i:(?P<square>square|sq\.?)[ -]|(?P<cubic>cubic)[ -])?"
    rf"(?P<word>(?i:{_LONG})(?:e?s)?|(?:{_SHORT})(?:(?<!ha)s)?)(?:(?P<second>[²2])|(?P<third>[³3]))?(?!\w|-f[eo][eo]t)"
    r"(?: ?(?:/ ?| (?:per|an?) )(?P<per>h|hr|hour|min|minute|s|sec|second)\b(?![²2]))?(?! ?/ ?[A-Za-z])"
)
_SECONDS = {"h": 3600, "m": 60, "s": 1}  # by the first letter of the time that a speed is told for


def unit_at(text: str, at: int) -> tuple[str, float, int] | None:
    """The unit at ``at``: its dimension, its size in the dimension's own unit, its end. None too for a rate, 5 kg/h."""
    match = _UNIT.match(text, at)
    if match is None:
        return None
    word = match["word"].lower().replace("meter", "metre").replace("liter", "litre")
    dimension, scale = _UNITS.get(word) or _UNITS.get(word.removesuffix("s")) or _UNITS[word.removesuffix("es")]
    square, cubic, per = match["square"] or match["second"], match["cubic"] or match["third"], match["per"]
    if square or cubic or per:
        if dimension != "length" or bool(square) + bool(cubic) + bool(per) > 1:
            return None
        if per:
            return "speed", scale / _SECONDS[per[0]], match.end()
        return ("area", scale**2, match.end()) if square else ("volume", scale**3, match.end())
    return dimension, scale, match.end()
