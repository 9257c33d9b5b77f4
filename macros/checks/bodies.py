"""What the text below the fields must have: the sections of a case study, the blanks of a template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from macros.models.practice import HEADINGS, CaseStudy, Template
from macros.pack import Entry, Loaded
from macros.problems import Problem, nearest, shown
from macros.reading import Document
from macros.references import REFERENCE

_HEADING = re.compile(r"^##[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_OTHER_FORMS = re.compile(r"^ {1,3}#|^#(?!#[ \t])|^(?:=+|-+)[ \t]*$|^[ \t]*(?:```|~~~)|^>.*#", re.MULTILINE)
"""Headings in other forms, or what only looks like a heading: then Markdown itself has to be asked."""

_NO_SPACE = re.compile(r"^(#{2,6})([^#\s].*)$", re.MULTILINE)
_BLANK = re.compile(r"\[(?!\[)[^\[\]\n]+\](?!\])")
_TO_FILL_IN = re.compile(r"^Fill this in:", re.MULTILINE)
_TICK = re.compile(r"\[[ xX]\]")


def check(loaded: Loaded) -> Iterator[Problem]:
    """Yield the problems of every text below the fields, and those that case studies and templates may have.

    What looks at the text alone is asked of every document, whether or not its fields are right.
    """
    for kind, document in loaded.documents:
        yield from _close_to_hashes(document)
        yield from _left_to_fill_in(document)
        if kind.word == CaseStudy.word:
            yield from _sections(document)
            yield from _empty_sections(document)
    for entry in loaded.pack.entries.values():
        if isinstance(entry.record, Template):
            yield from _blanks(entry, entry.record)


def _close_to_hashes(document: Document) -> Iterator[Problem]:
    """Yield headings whose hashes touch their words: Markdown takes such a line for text."""
    for match in _NO_SPACE.finditer(document.body) if "##" in document.body else ():
        message = f'a space is missing after the hashes. Write "{match[1]} {match[2].strip()[:60]}".'
        yield _problem(document, document.place_in_body(match.start()), "heading", message)


def _left_to_fill_in(document: Document) -> Iterator[Problem]:
    """Yield every paragraph of a starter that nobody has replaced by a text yet."""
    for match in _TO_FILL_IN.finditer(document.body):
        place = document.place_in_body(match.start())
        yield _problem(document, place, "fill-in", "this still says what to write here. Fill this in, or take it out.")


def _sections(document: Document) -> Iterator[Problem]:
    body = _NO_SPACE.sub(r"\1 \2", document.body)
    found = _headings(body)
    if found == [(2, title) for title in HEADINGS]:
        return
    titles = [title for _, title in found]
    strange = [title for title in titles if title not in HEADINGS]
    missing = [title for title in HEADINGS if title not in titles]
    for at, (level, title) in enumerate(found):
        place = _heading_place(document, title, titles[:at].count(title))
        if title in strange:
            mend = f"{nearest(title, HEADINGS)} The sections are {', '.join(HEADINGS)}."
            message = f"{shown(title)} is not a section of a case study.{mend}"
            yield _problem(document, place, "case-section", message)
        elif title in titles[:at]:
            other = missing.pop(0) if len(missing) > len(strange) else ""
            mend = f"Is it {shown(other)}, which is missing?" if other else "Keep one of them."
            yield _problem(document, place, "case-section", f"{shown(title)} is a section already. {mend}")
        elif level != 2:
            message = f"{shown(title)} is a section. Write it with two hashes."
            yield _problem(document, place, "case-section", message)
    for title in missing[len(strange) :]:
        message = f'the section "## {title}" is missing. A case study has six, in the same order each time.'
        yield _problem(document, (document.body_line, 1), "case-section", message)
    order = list(dict.fromkeys(title for title in titles if title in HEADINGS))
    if set(order) == set(HEADINGS) and order != list(HEADINGS):
        wrong = next(title for title, right in zip(order, HEADINGS, strict=True) if title != right)
        message = f"{shown(wrong)} stands in the wrong place. The order is: {', '.join(HEADINGS)}."
        yield _problem(document, _heading_place(document, wrong, 0), "case-order", message)


def _heading_place(document: Document, title: str, before: int) -> tuple[int, int]:
    """Return the place of a heading's words, past those headings before it that have the same."""
    marked = re.compile(rf"^(?:[ >]*#+[ \t]*)?(?=({re.escape(title)})[ \t#]*$)", re.MULTILINE)
    places = [match.end() for match in marked.finditer(document.body)]
    return document.place_in_body(places[before]) if before < len(places) else document.find_in_body(title)


def _empty_sections(document: Document) -> Iterator[Problem]:
    """Yield the sections of a case study with no word under them."""
    heads = [match for match in _HEADING.finditer(document.body) if match[1] in HEADINGS]
    for head, after in pairwise([*heads, None]):
        text = document.body[head.end() : after.start() if after else None] if head else ""
        if head and not re.search(r"\w", text):
            message = f'there is nothing under {shown(head[1])}. Write a sentence, or say so: "Nobody counted."'
            yield _problem(document, document.place_in_body(head.start()), "section-empty", message)


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
            message = f"fields: {shown(blank)} does not stand in the text. {mend}"
            yield _problem(document, place, "blank-unused", message)
        if blank in listed[:at]:
            yield _problem(document, place, "blank-twice", f"fields: {shown(blank)} is explained twice. Keep one.")
    known = set(listed)
    for match in _BLANK.finditer(body):
        if match[0] not in known and not _TICK.fullmatch(match[0]):
            known.add(match[0])
            place = document.place_in_body(match.start())
            mend = f"{nearest(match[0], listed)} List it with a hint what to write."
            yield _problem(document, place, "blank-unlisted", f"{shown(match[0])} is not among the fields.{mend}")


def _problem(document: Document, place: tuple[int, int], rule: str, message: str) -> Problem:
    return Problem(path=document.path, line=place[0], column=place[1], rule=rule, message=message)
