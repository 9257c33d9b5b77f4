"""Other people's words: quoted only where a licence was seen, and never at length (STYLE-OF-WRITING.md, "Citing")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.checks.passages import Passage
from macros.models.practice import CaseStudy
from macros.pack import Loaded
from macros.problems import Problem
from macros.reading_grade import words

LONGEST = 40
"""Words of one quotation."""

_SAID = re.compile(r'[*_]*"([^"]+)"')
"""The start of a passage that quotes: a quotation mark, plain or emphasised."""


def check(loaded: Loaded, passages: list[Passage]) -> Iterator[Problem]:
    """Yield a problem for every quotation that has no licence behind it or is too long."""
    unlicensed = {
        entry.document.path
        for entry in loaded.pack.entries.values()
        if isinstance(entry.record, CaseStudy) and entry.record.licence is None
    }
    for passage in quotations(passages):
        line, column = passage.find(" ".join(passage.text.split()[:4]))
        length = sum(len(words(text)) for text in _SAID.findall(passage.text))
        if passage.path in unlicensed:
            message = "this quotes a source whose licence nobody has seen (licence: null). Say it in your own words."
            yield Problem(path=passage.path, line=line, column=column, rule="quotation-licence", message=message)
        elif length > LONGEST:
            message = f"this quotation has {length} words; {LONGEST} is the most. Quote the heart of it."
            yield Problem(path=passage.path, line=line, column=column, rule="quotation-length", message=message)


def quotations(passages: list[Passage]) -> list[Passage]:
    """Return the passages that quote: blocks of ``>`` that start with a quotation mark, in bodies and in pages."""
    return [
        passage
        for passage in passages
        if passage.quoted and passage.field in ("body", "page") and _SAID.match(passage.text)
    ]
