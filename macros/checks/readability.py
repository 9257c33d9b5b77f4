"""How hard records and pages are to read: advice only, since a long sentence is no reason to turn a writer away.

The longest sentences of each file are shown, not a score: that is what a writer can mend (users.md P17).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from macros.checks.passages import Passage
from macros.models.practice import Template
from macros.pack import Entry, Loaded
from macros.problems import Problem
from macros.reading_grade import grade, sentences, words

SENTENCE_WORDS = 25
"""Words. The house limit; NHS and GOV.UK style ask for the same."""

WORST = 3
"""Sentences shown of each file."""

PUBLIC_GRADE = 8
"""Flesch-Kincaid grade that a document given to the public keeps to: a reading age of about 13."""

PUBLIC_KINDS = ("leaflet", "letter")
"""Kinds of template that are given to the public."""

_BOX = "\u2610"
"""A box to tick: what stands around it is a form and no sentence."""

_LISTS = {"scale", "words", "help", "accessibility"}
"""Kinds whose values are facts and labels rather than prose."""


def check(loaded: Loaded, passages: list[Passage]) -> Iterator[Problem]:
    """Yield advice on the longest sentences of every file, and on public documents that are hard to read."""
    for _, group in groupby(passages, key=lambda passage: passage.path):
        long = sorted(_long(list(group)), key=lambda found: (-found[0], found[1]))
        yield from (problem for _, _, problem in long[:WORST])
    by_path: dict[str, list[Passage]] = {}
    for passage in passages:
        if passage.kind == Template.word and passage.field == "body" and not passage.table:
            by_path.setdefault(passage.path, []).append(passage)
    for entry in loaded.pack.entries.values():
        if isinstance(entry.record, Template) and entry.record.kind in PUBLIC_KINDS:
            yield from _public(entry, by_path.get(entry.document.path, []))


def _long(passages: list[Passage]) -> Iterator[tuple[int, int, Problem]]:
    for passage in passages:
        exempt = passage.quoted or passage.table or passage.kind in _LISTS or _BOX in passage.text
        if exempt or passage.text.count(" ") < SENTENCE_WORDS:
            continue
        for sentence in sentences(passage.text):
            length = len(words(sentence))
            if length > SENTENCE_WORDS:
                start = " ".join(sentence.split()[:4]).lstrip("-*# ")
                line, column = passage.find(start)
                message = (
                    f'the sentence from "{start}" on has {length} words. Could it be two? {SENTENCE_WORDS} is plenty.'
                )
                yield length, line, _advice(passage.path, line, column, "sentence", message)


def _public(entry: Entry, passages: list[Passage]) -> Iterator[Problem]:
    text = " ".join(passage.text if passage.text[-1:] in ".!?" else passage.text + "." for passage in passages)
    found = grade(text)
    if found > PUBLIC_GRADE:
        message = (
            f"this is for the public and reads at grade {found:.1f}; {PUBLIC_GRADE} or lower is kind. "
            "Shorter sentences and shorter words bring it down."
        )
        yield _advice(entry.document.path, 1, 1, "grade", message)


def _advice(path: str, line: int, column: int, rule: str, message: str) -> Problem:
    return Problem(path=path, line=line, column=column, rule=rule, message=message, severity="advice")
