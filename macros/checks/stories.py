"""Care for the people in case studies: consent where one person is the subject, and no small counts of people.

Rests on users.md P2, P4 and P6. That an anonymisation is recorded at all is the model's to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.checks.passages import Passage
from macros.models.practice import CaseStudy
from macros.models.scale import Scale
from macros.pack import Entry, Loaded
from macros.problems import Problem

SMALL = 7
"""Counts of people from 1 to this can point to somebody; NHS disclosure control hides the same."""

_PEOPLE = ("people", "persons", "patients", "users", "admissions", "families", "children", "women", "men", "deaths")


def check(loaded: Loaded, passages: list[Passage]) -> Iterator[Problem]:
    """Yield the problems of consent, and advice on small counts of people, in every case study."""
    for entry in loaded.pack.entries.values():
        if isinstance(entry.record, CaseStudy) and entry.record.subject == "person":
            yield from _consent(entry, entry.record)
    people = "|".join(sorted({*_PEOPLE, *_named(loaded)}))
    small = re.compile(rf"(?<![\w.])[1-{SMALL}] (?:{people})\b", re.IGNORECASE)
    for passage in passages:
        if passage.kind == CaseStudy.word and not passage.quoted:
            yield from _small(passage, small)


def _named(loaded: Loaded) -> Iterator[str]:
    """Yield what the scale calls people: "members and visitors" gives both."""
    for entry in loaded.pack.entries.values():
        if isinstance(entry.record, Scale):
            yield from map(re.escape, re.split(r", | and ", entry.record.people))


def _consent(entry: Entry, record: CaseStudy) -> Iterator[Problem]:
    document = entry.document
    if record.consent is None:
        line, column = document.place(("subject",))
        message = (
            "subject: person needs the field consent: {ref, obtained, read_final, holder, review_by}. "
            "Without written consent, tell what the team did instead: subject: team."
        )
    elif not record.consent.read_final:
        line, column = document.place(("consent", "read_final"))
        message = "consent: the person has not read the final text. Show it to them first; then write true."
    else:
        return
    yield Problem(path=document.path, line=line, column=column, rule="consent", message=message)


def _small(passage: Passage, small: re.Pattern[str]) -> Iterator[Problem]:
    for match in small.finditer(passage.text):
        line, column = passage.find(match[0])
        message = f'"{match[0]}": so small a count can point to somebody. Write "a few", or leave it out.'
        yield Problem(
            path=passage.path, line=line, column=column, rule="small-number", message=message, severity="advice"
        )
