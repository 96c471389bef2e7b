"""What numbers and their sizes are called."""

from __future__ import annotations

WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a dozen": 12}
WORDS |= {  # sixty-one
    f"{ten}-{one}": WORDS[ten] + WORDS[one]
    for ten in "twenty thirty forty fifty sixty seventy eighty ninety".split()
    for one in "one two three four five six seven eight nine".split()
}
MAGNITUDE = {
    "dozen": 12, "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12,
}  # fmt: skip
NUMBER_WORD = "|".join(sorted(WORDS, key=len, reverse=True))  # any of them, for a pattern
NUMBER_WORD += rf"|a(?= (?:hundred|thousand) and (?:{NUMBER_WORD})\b)"  # but not the mere "a hundred"
WORDS["a"] = 1
