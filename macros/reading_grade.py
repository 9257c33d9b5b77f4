"""How hard a text is to read: words, sentences and the Flesch-Kincaid grade.

The sum is Kincaid et al. 1975: 0.39 words per sentence + 11.8 syllables per word - 15.59. Syllables are counted by
rule, so a grade is a sign, not a verdict.
"""

from __future__ import annotations

import re

from macros.references import REFERENCE

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'&%-]*")
_END = re.compile(r"[.!?:](?:\s|$|\")")
_BREAK = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"')]))\s+(?=[\"'(*]*[A-Z0-9\ufffc])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|et al|Dr|Mr|Mrs|Ms|St|No|vs|approx|pp)\.[\"')]*$")
_LINK = "\ufffc"
"""Stands for a reference without words: it can start a sentence, and is no word."""

_SOUNDED = re.compile(r"(?:[td]ed|(?:[sxzcg]|ch|sh)es)$")


def without_references(text: str) -> str:
    """Return prose with each ``[[kind:id|words]]`` as its words, or gone: what an author wrote, not what is shown."""
    return REFERENCE.sub(lambda match: match[3] or "", text)


def words(text: str) -> list[str]:
    """Return the words of a text, references without words left out. A hyphen or an apostrophe does not part a word."""
    return _WORD.findall(without_references(text))


def syllables(word: str) -> int:
    """Count the syllables of a word by rule: groups of vowels, less a silent ending. At least one."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    if len(letters) > 2 and letters.endswith("e") and not letters.endswith("le"):
        letters = letters[:-1]
    elif letters.endswith(("es", "ed")) and not _SOUNDED.search(letters):
        letters = letters[:-2]
    return max(1, len(re.findall(r"[aeiouy]+", letters)))


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text; 0 for one without words. A colon ends a sentence, as in a list."""
    found = words(text)
    if not found:
        return 0.0
    ends = max(1, len(_END.findall(text)))
    return 0.39 * len(found) / ends + 11.8 * sum(map(syllables, found)) / len(found) - 15.59


def sentences(text: str) -> list[str]:
    """Return the sentences of a passage, in order."""
    parts: list[str] = []
    for part in _BREAK.split(REFERENCE.sub(lambda match: match[3] or _LINK, text).strip()):
        if parts and _ABBREVIATION.search(parts[-1]):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    plain = (part.replace(_LINK, "").strip() for part in parts)
    return [part for part in plain if _WORD.search(part)]
