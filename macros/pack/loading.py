"""From the files under ``items/`` to a pack."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from macros.models import KINDS, Kind, Record, Ref, file_kind, file_model
from macros.models.base import SLUG, slugify
from macros.models.source import Source, SourceEntry, SourceList
from macros.pack.contents import RECORDS, Entry, Pack
from macros.pack.data import data_at
from macros.pack.linking import link
from macros.problems import Problem, shown
from macros.reading import Document, read
from macros.validation import validate

RESERVED = frozenset({"index"})
"""Ids that no record may have: the name of the page that lists its kind."""


MISREAD = frozenset({"alias", "key", "second-document", "tag"})
"""Rules of reading after which the data is not what its writer meant: more problems would only confuse."""


@dataclass(frozen=True)
class Loaded:
    """What came of loading: the pack of all records that could be read, and every problem met on the way.

    ``broken`` names the records that are there and could not be read: pointing to one of them is no mistake.
    """

    pack: Pack
    problems: tuple[Problem, ...]
    documents: tuple[tuple[Kind, Document], ...]
    broken: frozenset[Ref] = frozenset()

    @cached_property
    def known(self) -> frozenset[Ref]:
        """Everything that may be pointed to."""
        return self.broken | self.pack.entries.keys()


def load(root: Path) -> Loaded:
    """Read, validate and link every record under ``root/items``. Raises nothing for bad content."""
    problems: list[Problem] = []
    documents: list[tuple[Kind, Document]] = []
    entries: dict[Ref, Entry] = {}
    broken: set[Ref] = set()
    for file in record_files(root):
        name = file.relative_to(root).as_posix()
        kind = file_kind(file.parent.relative_to(root / RECORDS).as_posix().removeprefix("."), file.stem)
        refused = _refused(file, kind)
        if kind is None or refused:
            problems.append(Problem(path=name, line=1, column=1, rule="file", message=refused))
            broken.update(_ids_in(file, kind) if kind else ())
            continue
        try:
            document, found = read(file, name)
        except FileNotFoundError:  # removed while we look: an editor saves, a branch is switched
            continue
        problems.extend(found)
        if document is None:
            broken.update(_ids_in(file, kind))
            continue
        if any(problem.rule in MISREAD for problem in found):
            broken.update(_ids_in(file, kind))
            continue
        documents.append((kind, document))
        model, wrong = validate(file_model(kind), document)
        said = {(problem.line, problem.column) for problem in found}
        problems.extend(problem for problem in wrong if (problem.line, problem.column) not in said)
        if model is None:
            broken.update(_ids_in(file, kind))
        for at, entry in enumerate(_entries(model, document)):
            misnamed = list(_file_name(entry, file)) if at == 0 else []
            problems.extend(misnamed)
            broken.update(_ids_in(file, kind) if misnamed else ())
            first = entries.setdefault(entry.ref, entry)
            if first is not entry:
                problems.append(_taken(entry, first))
    mentions, found = link(entries, broken)
    problems.extend(found)
    pack = Pack(MappingProxyType(entries), MappingProxyType(mentions))
    return Loaded(pack, tuple(problems), tuple(documents), frozenset(broken - entries.keys()))


def record_files(root: Path) -> list[Path]:
    """Return every record file under ``root/items``, sorted. What starts with a dot is no record."""
    found: list[Path] = []
    for folder, folders, names in os.walk(root / RECORDS):
        linked = [name for name in folders if Path(folder, name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(folder, name) for name in [*names, *linked] if not name.startswith("."))
    return sorted(found)


def _refused(file: Path, kind: Kind | None) -> str:
    """Say why a file is not read at all, or nothing."""
    if file.is_symlink():
        return "this is a link to another place; records are read from files of their own. Put the file itself here."
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


def _entries(model: BaseModel | None, document: Document) -> Iterator[Entry]:
    if isinstance(model, Record):
        yield Entry(model, document)
    elif isinstance(model, SourceList):
        shared: dict[str, Any] = {"kind": model.kind, "reviewed": model.reviewed, "review_by": model.review_by}
        for at, source in enumerate(model.sources):
            parts = {name: getattr(source, name) for name in SourceEntry.model_fields}
            yield Entry(Source.model_construct(**shared, **parts), document, ("sources", at))


def _ids_in(file: Path, kind: Kind) -> Iterator[Ref]:
    """Guess what a file holds from its name, so that what points to it is not called wrong when the file is."""
    if kind.word == "source" and file.is_file() and not file.is_symlink():
        text = file.read_bytes().decode("utf-8", "replace")
        yield from (Ref("source", found) for found in re.findall(r"^\s*-?\s*id:\s*([a-z0-9-]+)", text, re.MULTILINE))
    elif kind.word == "item":
        yield Ref("item", file.stem.split("-")[0].lstrip("0"))
    else:
        yield Ref(kind.word, slugify(file.stem))


def _file_name(entry: Entry, file: Path) -> Iterator[Problem]:
    wanted = f"{entry.record.stem}{file.suffix}"
    if file.name != wanted:
        document = entry.document
        line, column = document.place((next((name for name in ("id", "number", "kind") if name in document.data), ""),))
        message = f'the file is called "{file.name}", but what stands in it asks for "{wanted}". Make the two agree.'
        yield Problem(path=document.path, line=line, column=column, rule="file-name", message=message)


def _taken(entry: Entry, first: Entry) -> Problem:
    document = entry.document
    field = "id" if "id" in data_at(document, entry.base) else "number"
    line, column = document.place((*entry.base, field))
    message = f'the {field} "{entry.record.key}" is taken by {first.document.path}. Give this record its own.'
    return Problem(path=document.path, line=line, column=column, rule="duplicate-id", message=message)
