"""Whether a file may be a record at all, and whether its name and place fit what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from macros.models import KINDS, Kind, file_model
from macros.models.base import SLUG
from macros.pack.contents import RECORDS, Entry
from macros.pack.data import data_at
from macros.problems import Problem, shown
from macros.reading import Document, extraordinary

RESERVED = frozenset({"index"})
"""Ids that no record may have: the name of the page that lists its kind."""

_PROGRAMS = {
    ".doc": "Word",
    ".docx": "Word",
    ".odt": "LibreOffice",
    ".pages": "Pages",
    ".pdf": "PDF",
    ".rtf": "Word",
    ".xls": "Excel",
    ".xlsx": "Excel",
}
"""Endings of files that people have instead of a record, and how they call them."""

_STRANGERS = 3
"""Fields that do not fit before a record is thought to be of another kind: fewer are slips."""


def refused(file: Path, kind: Kind | None) -> str:
    """Say why a file is not read at all, or nothing."""
    if said := extraordinary(file):
        return said
    if program := _PROGRAMS.get(file.suffix.lower()):
        return (
            f"this is a {program} file, and records are plain text. "
            "Start one with pack new, paste the text in, and take this file away."
        )
    if kind is None:
        folders = ", ".join(sorted(kind.folder for kind in KINDS if kind.folder))
        return f"no record belongs here. Records live in {RECORDS}/ in one of these folders: {folders}."
    if kind.suffix != file.suffix:
        return f'"{file.name}" should end in {kind.suffix}, like the other records of its folder.'
    if not re.fullmatch(SLUG, file.stem):
        return f"{shown(file.name)} cannot be the name of a record. Use lower case letters, digits and single hyphens."
    if file.stem in RESERVED:
        return f'"{file.stem}" is the page that lists all records of this kind. Choose another name and id.'
    return ""


def misplaced(kind: Kind, document: Document) -> Problem | None:
    """Return the one problem of a record in the folder of another kind, told by its fields; None where it fits."""
    fields = document.data.keys()
    own, own_needed = _fields(kind)
    if len(fields - own) + len(own_needed - fields) < _STRANGERS:
        return None
    for other in KINDS:
        known, needed = _fields(other)
        if other.suffix == kind.suffix and other is not kind and needed <= fields <= known:
            message = (
                f"this looks like a record of the kind {shown(other.one.lower())}. "
                f"Move the file to {RECORDS}/{other.folder}/"
            )
            path = document.path
            return Problem(path=path, line=1, column=1, rule="folder", message=message.replace("//", "/") + ".")
    return None


def _fields(kind: Kind) -> tuple[set[str], set[str]]:
    """Return the names of all fields of a kind of file, and of those that it must have."""
    model: type[BaseModel] = file_model(kind)
    names = {info.alias or name: info for name, info in model.model_fields.items()}
    return set(names), {name for name, info in names.items() if info.is_required()}


def named_wrongly(entry: Entry, file: Path) -> Iterator[Problem]:
    """Yield a problem where the name of a file is not that which its record asks for, at the field that asks."""
    wanted = f"{entry.record.stem}{file.suffix}"
    if file.name == wanted:
        return
    document, number = entry.document, wanted.split("-")[0]
    field = next((name for name in ("id", "number", "kind") if name in document.data), "")
    if field == "number" and file.name.split("-")[0] == number:
        field = "title"
    line, column = document.place((field,))
    back = f"write the old {field} here again" if field == "title" else f"change the {field} here"
    message = (
        f'the file is called "{file.name}", and the {field} in it asks for "{wanted}". '
        f"Rename the file to that, or {back}."
    )
    yield Problem(path=document.path, line=line, column=column, rule="file-name", message=message)


def taken(entry: Entry, owner: Entry) -> Problem:
    """Return the problem of a record whose id is that of another; a copy is told which id its own file asks for."""
    document = entry.document
    field = "id" if "id" in data_at(document, entry.base) else "number"
    line, column = document.place((*entry.base, field))
    stem = Path(document.path).stem
    mend = (
        f"Give this record its own: {field}: {stem}." if field == "id" and not entry.base else "Give this one its own."
    )
    message = f'the {field} "{entry.record.key}" is taken by {owner.document.path}. {mend}'
    return Problem(path=document.path, line=line, column=column, rule="duplicate-id", message=message)
