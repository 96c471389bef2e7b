"""Units of time, length and mass, so that 1.80 m and 180 cm are the same."""

from __future__ import annotations

import re

_DIMENSIONS: dict[str, dict[str, float]] = {  # in seconds, metres, kilograms
    "duration": {
        "second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800, "month": 2_629_800, "year": 31_557_600,
        "decade": 315_576_000,
    },
    "length": {
        "mm": 0.001, "millimetre": 0.001, "cm": 0.01, "centimetre": 0.01, "m": 1, "metre": 1, "km": 1000,
        "kilometre": 1000, "inch": 0.0254, "foot": 0.3048, "feet": 0.3048, "ft": 0.3048, "yard": 0.9144,
        "mile": 1609.344,
    },
    "mass": {
        "g": 0.001, "gram": 0.001, "gramme": 0.001, "kg": 1, "kilo": 1, "kilogram": 1, "tonne": 1000, "ton": 1000,
        "ounce": 0.02835, "oz": 0.02835, "pound": 0.4536, "lb": 0.4536,
    },
}  # fmt: skip
_UNITS = {word: (dimension, scale) for dimension, of in _DIMENSIONS.items() for word, scale in of.items()}
_SHORT = "|".join(word for word in _UNITS if len(word) < 3)  # as they stand: 5G is no weight
_LONG = "|".join(word.replace("metre", "met(?:re|er)") for word in _UNITS if len(word) > 2)
_UNIT = re.compile(
    rf"[\s-]?(?:full |whole |long )?((?i:{_LONG})(?:e?s)?|(?:{_SHORT})s?)\b"
    r"(?! ?/| (?:per|an?) (?:hour|minute|second)\b)"
)


def unit_at(text: str, at: int) -> tuple[str, float, int] | None:
    """The unit at ``at``: its dimension, its size in the dimension's own unit, its end. None too for a speed."""
    match = _UNIT.match(text, at)
    if match is None:
        return None
    word = match[1].lower().replace("meter", "metre")
    dimension, scale = _UNITS.get(word) or _UNITS.get(word.removesuffix("s")) or _UNITS[word.removesuffix("es")]
    return dimension, scale, match.end()
