"""References that are not well formed, that name their own record, or that a list holds twice."""

from __future__ import annotations

from collections.abc import Iterator

from macros.models import Ref
from macros.pack import Entry, Loaded, typed_references
from macros.problems import Problem, shown
from macros.reading import Document, KeyPath
from macros.references import malformed

_FORM = "is not a reference. Write [[item:14]], or with words of your own [[item:14|words to show]]."


def check(loaded: Loaded) -> Iterator[Problem]:
    """Yield the problems of form in every document, then those of meaning in every record."""
    for _, document in loaded.documents:
        yield from _form(document)
    for entry in loaded.pack.entries.values():
        yield from _meaning(entry)


def _form(document: Document) -> Iterator[Problem]:
    whole = "\0".join([*(text for _, text in document.texts), document.body])
    if not any(malformed(whole)):
        return
    for path, text in document.texts:
        for _, snippet in malformed(text):
            yield _problem(document, document.find(path, snippet), "reference-form", f"{shown(snippet)} {_FORM}")
    for at, snippet in malformed(document.body):
        yield _problem(document, document.place_in_body(at), "reference-form", f"{shown(snippet)} {_FORM}")


def _meaning(entry: Entry) -> Iterator[Problem]:
    document = entry.document
    seen: set[tuple[KeyPath, Ref]] = set()
    for path, ref in typed_references(entry.record):
        place = document.place((*entry.base, *path))
        if ref == entry.ref:
            yield _problem(document, place, "points-to-itself", f'this is {ref.kind} "{ref.id}" itself. Take it out.')
        group = _list_of(path)
        if group and (group, ref) in seen:
            yield _problem(
                document, place, "named-twice", f'{ref.kind} "{ref.id}" stands in this list twice. Keep one.'
            )
        seen.add((group, ref))


def _list_of(path: KeyPath) -> KeyPath:
    """Return the list that must not hold one id twice, or nothing: two ``ideas`` may share a source."""
    if isinstance(path[-1], int):
        return path[:-1]
    return path[:1] if path[0] in ("related", "sources", "items") else ()


def _problem(document: Document, place: tuple[int, int], rule: str, message: str) -> Problem:
    return Problem(path=document.path, line=place[0], column=place[1], rule=rule, message=message)
