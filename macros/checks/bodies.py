"""What the text below the fields must have: the sections of a case study, the blanks of a template."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.models.practice import HEADINGS, CaseStudy, Template
from macros.pack import Entry, Loaded
from macros.problems import Problem, nearest, shown
from macros.references import REFERENCE

_HEADING = re.compile(r"^##[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_OTHER_FORMS = re.compile(r"^ {1,3}#|^#(?!#[ \t])|^(?:=+|-+)[ \t]*$|^[ \t]*(?:```|~~~)|^>.*#", re.MULTILINE)
"""Headings in other forms, or what only looks like a heading: then Markdown itself has to be asked."""

_BLANK = re.compile(r"\[(?!\[)[^\[\]\n]+\](?!\])")
_TO_FILL_IN = re.compile(r"^Fill this in:", re.MULTILINE)
_TICK = re.compile(r"\[[ xX]\]")


def check(loaded: Loaded) -> Iterator[Problem]:
    """Yield the problems of every text below the fields, and those that case studies and templates may have."""
    for entry in loaded.pack.entries.values():
        yield from _left_to_fill_in(entry)
        if isinstance(entry.record, CaseStudy):
            yield from _sections(entry)
        elif isinstance(entry.record, Template):
            yield from _blanks(entry, entry.record)


def _left_to_fill_in(entry: Entry) -> Iterator[Problem]:
    """Yield every paragraph of a starter that nobody has replaced by a text yet."""
    for match in _TO_FILL_IN.finditer(entry.document.body):
        place = entry.document.place_in_body(match.start())
        yield _problem(entry, place, "fill-in", "this still says what to write here. Fill this in, or take it out.")


def _sections(entry: Entry) -> Iterator[Problem]:
    body = entry.document.body
    found = _headings(body)
    if found == [(2, title) for title in HEADINGS]:
        return
    titles = [title for _, title in found]
    strange = [title for title in titles if title not in HEADINGS]
    missing = [title for title in HEADINGS if title not in titles]
    for level, title in found:
        if title in strange:
            mend = f"{nearest(title, HEADINGS)} The sections are {', '.join(HEADINGS)}."
            message = f"{shown(title)} is not a section of a case study.{mend}"
            yield _problem(entry, entry.document.find_in_body(title), "case-section", message)
        elif level != 2:
            message = f"{shown(title)} is a section. Write it with two hashes."
            yield _problem(entry, entry.document.find_in_body(title), "case-section", message)
    for title in missing[len(strange) :]:
        message = f'the section "## {title}" is missing. A case study has six, in the same order each time.'
        yield _problem(entry, (entry.document.body_line, 1), "case-section", message)
    order = [title for title in titles if title in HEADINGS]
    if set(order) == set(HEADINGS) and order != list(HEADINGS):
        wrong = next(title for title, right in zip(order, [*HEADINGS, ""], strict=False) if title != right)
        message = f"{shown(wrong)} stands in the wrong place, or twice. The order is: {', '.join(HEADINGS)}."
        yield _problem(entry, entry.document.find_in_body(wrong), "case-order", message)


def _headings(body: str) -> list[tuple[int, str]]:
    if not _OTHER_FORMS.search(body):
        return [(2, title) for title in _HEADING.findall(body)]
    from macros.prose import headings  # only here: the Markdown parser takes longer to load than the check to run

    return headings(body)


def _blanks(entry: Entry, template: Template) -> Iterator[Problem]:
    document = entry.document
    body = REFERENCE.sub(lambda match: " " * len(match[0]), document.body)
    listed = [blank.blank for blank in template.fields]
    for at, blank in enumerate(listed):
        place = document.place(("fields", at, "blank"))
        if blank not in body:
            mend = "Write it there in the same words, or take it out."
            yield _problem(entry, place, "blank-unused", f"fields: {shown(blank)} does not stand in the text. {mend}")
        if blank in listed[:at]:
            yield _problem(entry, place, "blank-twice", f"fields: {shown(blank)} is explained twice. Keep one.")
    known = set(listed)
    for match in _BLANK.finditer(body):
        if match[0] not in known and not _TICK.fullmatch(match[0]):
            known.add(match[0])
            place = document.place_in_body(match.start())
            mend = f"{nearest(match[0], listed)} List it with a hint what to write."
            yield _problem(entry, place, "blank-unlisted", f"{shown(match[0])} is not among the fields.{mend}")


def _problem(entry: Entry, place: tuple[int, int], rule: str, message: str) -> Problem:
    return Problem(path=entry.document.path, line=place[0], column=place[1], rule=rule, message=message)
