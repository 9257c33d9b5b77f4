"""Cut words to stems, so that "carers", "carer" and "carer's" meet. The browser cuts by the same table.

The table is short on purpose: it joins plurals, verbs and UK with US spelling, and stops where two different words of
the field would become one ("medical" and "medication", "care" and "carer").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

Ending = tuple[str, str, int]
"""What a word ends in, what takes its place, and how many letters must stand before it."""

PLURALS: tuple[Ending, ...] = (
    ("sses", "ss", 2),
    ("ies", "y", 2),
    ("ss", "ss", 1),
    ("us", "us", 1),
    ("is", "is", 1),
    ("s", "", 3),
)

ENDINGS: tuple[Ending, ...] = (
    *((f"i{letter}{tail}", "", 4) for tail in ("ation", "ing", "ed", "e") for letter in "sz"),
    ("ological", "olog", 3),
    ("ologist", "olog", 3),
    ("ology", "olog", 3),
    ("ation", "at", 3),
    ("ating", "at", 3),
    ("ated", "at", 3),
    ("ator", "at", 3),
    ("rral", "r", 3),
    ("ment", "", 4),
    ("ness", "", 4),
    ("ful", "", 4),
    ("sion", "s", 3),
    ("tion", "t", 3),
    ("our", "or", 3),
    ("tre", "ter", 3),
    ("ing", "", 3),
    ("ly", "", 5),
    ("ed", "", 3),
)
"""The first that fits is taken, once."""

_APOSTROPHES = re.compile("['`\u2018\u2019\u02bc]")
_JOINED = re.compile(r"(?<=[a-z])&(?=[a-z])|(?<=\d)/(?=\d)")
_WORD = re.compile(r"[a-z0-9]+")


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case without accents; ``A&E`` becomes ``ae`` and ``24/7`` becomes ``247``."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(char))
    return _WORD.findall(_JOINED.sub("", _APOSTROPHES.sub("", plain)))


def stem(word: str, forms: Mapping[str, str]) -> str:
    """Return the stem of one word. ``forms`` leads odd forms to plain ones first: ``crises`` to ``crisis``."""
    word = forms.get(word, word)
    if len(word) < 4 or any(char.isdigit() for char in word):
        return word
    word = _cut(_cut(word, PLURALS), ENDINGS)
    if word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] == "e" else word


def _cut(word: str, endings: Iterable[Ending]) -> str:
    for ending, instead, least in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: len(word) - len(ending)] + instead
    return word
