"""From the files under ``items/`` to a pack."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from macros.models import KINDS, Kind, Record, Ref, file_kind, file_model
from macros.models.base import slugify
from macros.models.source import Source, SourceEntry, SourceList
from macros.pack.contents import RECORDS, Entry, Pack
from macros.pack.linking import link
from macros.pack.naming import misplaced, named_wrongly, refused, taken
from macros.problems import Problem
from macros.reading import SIZE_LIMIT, Document, name_of, read
from macros.validation import validate

TEXTS = (".md", ".yml", ".yaml", ".txt")
"""Endings of files that hold text, whether or not they can be records."""

MISREAD = frozenset({"alias", "key", "second-document", "tag"})
"""Rules of reading after which the data is not what its writer meant: more problems would only confuse."""


@dataclass(frozen=True)
class Loaded:
    """What came of loading: the pack of all records that could be read, and every problem met on the way.

    ``broken`` names the records that are there and could not be read: pointing to one of them is no mistake. ``unread``
    has the text of each file of which there is no document, by its path.
    """

    pack: Pack
    problems: tuple[Problem, ...]
    documents: tuple[tuple[Kind, Document], ...]
    broken: frozenset[Ref] = frozenset()
    unread: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def known(self) -> frozenset[Ref]:
        """Everything that may be pointed to."""
        return self.broken | self.pack.entries.keys()


def load(root: Path) -> Loaded:
    """Read, validate and link every record under ``root/items``. Raises nothing for bad content."""
    problems: list[Problem] = []
    documents: list[tuple[Kind, Document]] = []
    unread: list[str] = []
    claims: dict[Ref, list[_Claim]] = {}
    halves: list[tuple[Kind, Document]] = []
    broken: set[Ref] = set()
    for file in record_files(root):
        name = name_of(file, root)
        kind = file_kind(file.parent.relative_to(root / RECORDS).as_posix().removeprefix("."), file.stem)
        said = refused(file, kind)
        if kind is None or said:
            problems.append(Problem(path=name, line=1, column=1, rule="file", message=said))
            broken.update(_ids_in(file, kind) if kind else ())
            unread.append(name)
            continue
        try:
            document, found = read(file, name)
        except FileNotFoundError:  # removed while we look: an editor saves, a branch is switched
            continue
        problems.extend(found)
        if document is None or any(problem.rule in MISREAD for problem in found):
            broken.update(_ids_in(file, kind))
            unread.append(name)
            continue
        model, wrong = _validated(kind, document, found)
        problems.extend(wrong)
        if any(problem.rule == "folder" for problem in wrong):
            broken.update(Ref(other.word, slugify(file.stem)) for other in KINDS)  # whichever it is, it is there
            unread.append(name)
            continue
        documents.append((kind, document))
        if model is None:
            broken.update(_ids_in(file, kind))
            halves.append((kind, document))
        for at, entry in enumerate(_entries(model, document)):
            misnamed = tuple(named_wrongly(entry, file)) if at == 0 else ()
            broken.update(_ids_in(file, kind) if misnamed else ())
            claims.setdefault(entry.ref, []).append(_Claim(entry, misnamed))
    entries = _settled(claims, problems)
    mentions, found = link(entries, broken, halves)
    problems.extend(found)
    pack = Pack(MappingProxyType(entries), MappingProxyType(mentions))
    return Loaded(
        pack,
        tuple(problems),
        tuple(documents),
        frozenset(broken - entries.keys()),
        MappingProxyType(_texts(root, unread)),
    )


@dataclass(frozen=True)
class _Claim:
    """A record that asks for an id, with the problem of its file's name, if it has one."""

    entry: Entry
    misnamed: tuple[Problem, ...]


def _settled(claims: dict[Ref, list[_Claim]], problems: list[Problem]) -> dict[Ref, Entry]:
    """Return who has each id: the record whose file is called so. A copy under another name is the one to mend."""
    entries: dict[Ref, Entry] = {}
    for ref, several in claims.items():
        owner = next((claim for claim in several if not claim.misnamed), several[0])
        entries[ref] = owner.entry
        problems.extend(owner.misnamed)
        problems.extend(taken(claim.entry, owner.entry) for claim in several if claim is not owner)
    return entries


def _validated(kind: Kind, document: Document, found: list[Problem]) -> tuple[BaseModel | None, list[Problem]]:
    """Return the model of a document and what is wrong with it; a line that is told to be wrong is told so once."""
    model, wrong = validate(file_model(kind), document)
    if model is None and not document.mended and (problem := misplaced(kind, document)):
        return None, [problem]
    said = {(problem.line, problem.column) for problem in found}
    wrong = [
        problem
        for problem in wrong
        if (problem.line, problem.column) not in said and problem.line not in document.mended
    ]
    return (None if document.mended else model), wrong


def _texts(root: Path, names: list[str]) -> dict[str, str]:
    """Return the text of files that could not be read as records: what must never be published may stand in them."""
    texts = {}
    for name in names:
        file = root / name
        readable = file.suffix in TEXTS and not file.is_symlink() and file.is_file()
        texts[name] = ""
        if readable and file.stat().st_size <= SIZE_LIMIT:
            text = file.read_bytes().decode("utf-8", "replace")
            texts[name] = text.replace("\r\n", "\n").replace("\r", "\n")
    return texts


def record_files(root: Path) -> list[Path]:
    """Return every record file under ``root/items``, sorted. What starts with a dot is no record."""
    found: list[Path] = []
    for folder, folders, names in os.walk(root / RECORDS):
        linked = [name for name in folders if Path(folder, name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(folder, name) for name in [*names, *linked] if not name.startswith("."))
    return sorted(found)


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
