"""Words as they are written: aliases are typed in lower case, where a list that people read shows "A&E", not "a&e"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from macros.models.words import Words
from macros.pack import Pack
from macros.pack.data import walk

_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*")

_REFERENCE = re.compile(r"\[\[[^\]]*\]\]")

SHORTEST = 3
"""The fewest letters of a short form that is found in the records: two capitals may be initials."""

NOT_PROSE = frozenset({"aliases", "also"})
"""Fields that hold what people type, whose case says nothing."""


def short_forms(pack: Pack) -> dict[str, str]:
    """Return short forms in their own case, by their lower case.

    They are the abbreviations of the field, and whatever else the prose of the records writes in capitals alone.
    """
    capitals: set[str] = set()
    small: set[str] = set()
    for text in _prose(pack):
        for word in _WORD.findall(_REFERENCE.sub(" ", text)):
            if word.isupper() and word.isalpha() and len(word) >= SHORTEST:
                capitals.add(word)
            elif word.islower():
                small.add(word)
    found = {word.lower(): word for word in capitals if word.lower() not in small}
    names = [name for words in pack.of(Words) for short in words.abbreviations for name in (short.short, *short.also)]
    return found | {name.lower(): name for name in names}


def written(text: str, shorts: Mapping[str, str]) -> str:
    """Return a text with its short forms in their own case, and its first letter a capital unless one stands there."""
    cased = _WORD.sub(lambda match: shorts.get(match[0].lower(), match[0]), text)
    first = _WORD.match(cased)
    return cased if first and first[0].lower() in shorts else cased[:1].upper() + cased[1:]


def _prose(pack: Pack) -> Iterator[str]:
    """Yield what the records say in sentences and names; ids and addresses have no spaces."""
    documents = {id(entry.document): entry for entry in pack.entries.values() if not isinstance(entry.record, Words)}
    for entry in documents.values():
        for path, text in walk(entry.document.data):
            if " " in text and not NOT_PROSE & set(path):
                yield text
        yield entry.document.body or ""
