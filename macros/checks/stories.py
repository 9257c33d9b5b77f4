"""Care for people in records and for readers: consent, no small counts, and a note before what may distress.

Rests on users.md P2, P4, P6 and P11. That an anonymisation is recorded at all is the model's to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.checks.passages import Passage
from macros.models.practice import CaseStudy
from macros.models.scale import Scale
from macros.pack import Entry, Loaded, data_at, walk
from macros.problems import Problem
from macros.reading import KeyPath

SMALL = 7
"""Counts of people from 1 to this can point to somebody; NHS disclosure control hides the same."""

_DISTRESSING = re.compile(r"\b(?:suicid\w+|self-harm\w*)", re.IGNORECASE)
_NAMES = {"id", "by", "source", "sources"}
"""Fields whose words are names and ids: they tell nothing."""

_FORM = "{ref, obtained, read_final, holder, review_by}"
"""The fields of a consent."""

_PEOPLE = ("people", "persons", "patients", "users", "admissions", "families", "children", "women", "men", "deaths")


def check(loaded: Loaded, passages: list[Passage]) -> Iterator[Problem]:
    """Yield the problems of consent in case studies, and advice on small counts of people and on content notes."""
    for entry in loaded.pack.entries.values():
        if isinstance(entry.record, CaseStudy):
            yield from _consent(entry, entry.record)
        yield from _distress(entry)
    people = "|".join(sorted({*_PEOPLE, *_named(loaded)}))
    small = re.compile(rf"(?<![\w.])[1-{SMALL}] (?:{people})\b", re.IGNORECASE)
    for passage in passages:
        if passage.kind == CaseStudy.word and not passage.quoted:
            yield from _small(passage, small)


def _distress(entry: Entry) -> Iterator[Problem]:
    """Yield advice where a record that may carry a content note speaks of what can distress and carries none."""
    if getattr(entry.record, "content_note", "") is not None:
        return
    data = data_at(entry.document, entry.base)
    body = "" if entry.base else entry.document.body
    told = (text for path, text in walk(data) if path[-1] not in _NAMES and "://" not in text)
    match = _DISTRESSING.search("\n".join([*told, body]))
    if match:
        line, column = entry.document.place((*entry.base, "id"))
        message = f'this speaks of "{match[0]}". Add a content_note: one line that says so before the reader goes on.'
        yield Problem(
            path=entry.document.path,
            line=line,
            column=column,
            rule="content-note",
            message=message,
            severity="advice",
        )


def _named(loaded: Loaded) -> Iterator[str]:
    """Yield what the scale calls people: "members and visitors" gives both."""
    for entry in loaded.pack.entries.values():
        if isinstance(entry.record, Scale):
            yield from map(re.escape, re.split(r", | and ", entry.record.people))


def _consent(entry: Entry, record: CaseStudy) -> Iterator[Problem]:
    """Yield what is wrong where a story needs written consent: one of a person, or one that its own team sent in."""
    own = record.source is None and entry.document.written.get(("source",))  # left blank, it is only not filled in
    if own and record.kind == "published":
        message = (
            "source: a published story needs the id of the source where it stands. "
            "Where the team told it to you, and it stands nowhere, write kind: practice."
        )
        yield _problem(entry, ("source",), "own-story", message)
    elif record.consent is None and record.subject == "person":
        message = (
            f"subject: person needs the field consent: {_FORM}. "
            "Without written consent, tell what the team did instead: subject: team."
        )
        yield _problem(entry, ("subject",), "consent", message)
    elif record.consent is None and own:
        message = (
            "source: null says that the team told its story itself. "
            f"Then its written consent is needed, in the field consent: {_FORM}."
        )
        yield _problem(entry, ("source",), "own-story", message)
    elif record.consent and not record.consent.read_final and (own or record.subject == "person"):
        who = "person has" if record.subject == "person" else "team has"
        message = f"consent: the {who} not read the final text. Show it to them first; then write true."
        yield _problem(entry, ("consent", "read_final"), "consent", message)


def _problem(entry: Entry, path: KeyPath, rule: str, message: str) -> Problem:
    line, column = entry.document.place(path)
    return Problem(path=entry.document.path, line=line, column=column, rule=rule, message=message)


def _small(passage: Passage, small: re.Pattern[str]) -> Iterator[Problem]:
    for match in small.finditer(passage.text):
        line, column = passage.find(match[0])
        message = f'"{match[0]}": so small a count can point to somebody. Write "a few", or leave it out.'
        yield Problem(
            path=passage.path, line=line, column=column, rule="small-number", message=message, severity="advice"
        )
