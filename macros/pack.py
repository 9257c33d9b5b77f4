"""The pack: every record loaded, checked for shape, and linked. Nothing reads ``items/`` but this module.

``load`` never stops at a problem: it returns what could be read, and everything that could not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType, NoneType
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

from macros import prose
from macros.models import KINDS, Kind, Record, Ref, file_kind, file_model, kind_of
from macros.models.base import RefTo
from macros.models.help_now import HelpNow
from macros.models.scale import Scale
from macros.models.source import Source, SourceEntry, SourceList
from macros.problems import Problem, nearest
from macros.reading import Document, KeyPath, read
from macros.validation import validate

RECORDS = "items"
"""The folder of all records, under the root of a project."""

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Entry:
    """A record with where it came from.

    ``base`` is the path of keys at which it stands in its document: empty but for a source in its list.
    """

    record: Record
    document: Document = field(repr=False)
    base: KeyPath = ()

    @property
    def ref(self) -> Ref:
        return Ref(self.record.word, self.record.key)


@dataclass(frozen=True, order=True)
class Mention:
    """One place where a record points to another; ``field`` is the name of the field it stands in."""

    source: Ref
    field: str


@dataclass(frozen=True)
class Pack:
    """All records. Immutable and without I/O: everything that a page needs can be asked here."""

    entries: Mapping[Ref, Entry]
    mentions: Mapping[Ref, tuple[Mention, ...]]

    @property
    def scale(self) -> Scale:
        """The scale. There is one."""
        return next(iter(self.of(Scale)))

    @property
    def help_now(self) -> HelpNow:
        """Where to get help now. There is one."""
        return next(iter(self.of(HelpNow)))

    def of(self, model: type[R]) -> tuple[R, ...]:
        """Return all records of a model, by number where they have one, else by title."""
        return tuple(sorted((e.record for e in self.entries.values() if isinstance(e.record, model)), key=_order))

    def by_id(self, kind: str, key: str | int) -> Record:
        """Return a record. Raises KeyError whose text names the nearest ids."""
        ref = Ref(kind, str(key))
        if ref not in self.entries:
            raise KeyError(unknown(ref, self.entries))
        return self.entries[ref].record

    def get(self, model: type[R], key: str | int) -> R:
        """Return a record of a known model. Raises KeyError like ``by_id``."""
        record = self.by_id(model.word, key)
        assert isinstance(record, model)
        return record

    def backlinks(self, ref: Ref, model: type[R], fields: Iterable[str] = ()) -> tuple[R, ...]:
        """Return the records of a model that point to this one, each once, sorted; ``fields`` narrows where from."""
        wanted = set(fields)
        found = {
            mention.source: self.entries[mention.source].record
            for mention in self.mentions.get(ref, ())
            if not wanted or mention.field in wanted
        }
        return tuple(sorted((record for record in found.values() if isinstance(record, model)), key=_order))


@dataclass(frozen=True)
class Loaded:
    """What came of loading: the pack of all records that could be read, and every problem met on the way."""

    pack: Pack
    problems: tuple[Problem, ...]
    documents: tuple[tuple[Kind, Document], ...]


def load(root: Path) -> Loaded:
    """Read, validate and link every record under ``root/items``. Raises nothing for bad content."""
    problems: list[Problem] = []
    documents: list[tuple[Kind, Document]] = []
    entries: dict[Ref, Entry] = {}
    for file in record_files(root):
        name = file.relative_to(root).as_posix()
        kind = file_kind(file.parent.relative_to(root / RECORDS).as_posix().removeprefix("."), file.stem)
        if kind is None or kind.suffix != file.suffix:
            problems.append(Problem(path=name, line=1, column=1, rule="folder", message=_misplaced(file, kind)))
            continue
        document, found = read(file, name)
        problems.extend(found)
        if document is None:
            continue
        documents.append((kind, document))
        model, found = validate(file_model(kind), document)
        problems.extend(found)
        for entry in _entries(model, document):
            problems.extend(_file_name(entry, file))
            first = entries.setdefault(entry.ref, entry)
            if first is not entry:
                line, column = document.place((*entry.base, "id"))
                message = f'the id "{entry.record.key}" is taken by {first.document.path}. Give this record its own.'
                problems.append(Problem(path=name, line=line, column=column, rule="duplicate-id", message=message))
    mentions, found = _link(entries)
    problems.extend(found)
    pack = Pack(MappingProxyType(entries), MappingProxyType(mentions))
    return Loaded(pack, tuple(problems), tuple(documents))


def record_files(root: Path) -> list[Path]:
    """Return every record file under ``root/items``, sorted; files and folders that start with a dot are not records."""
    folder = root / RECORDS
    return sorted(
        file
        for file in folder.rglob("*")
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    )


def unknown(ref: Ref, known: Iterable[Ref]) -> str:
    """Say that a reference leads nowhere, and name the nearest ids of its kind."""
    words = sorted({kind.word for kind in KINDS})
    if ref.kind not in words:
        return f'"{ref.kind}" is not a kind of record.{nearest(ref.kind, words)}'
    ids = [other.id for other in known if other.kind == ref.kind]
    hint = nearest(ref.id, ids) or (f" There are {_span(ids)}." if ids else "")
    return f'there is no {kind_of(ref.kind).one.lower()} "{ref.id}".{hint}'


def walk(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield the path and text of every string in plain data."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, (*path, key))
    elif isinstance(value, tuple):
        for at, inner in enumerate(value):
            yield from walk(inner, (*path, at))


def data_at(document: Document, base: KeyPath) -> Any:
    """Return the plain data of a document at a path of keys."""
    value = document.data
    for key in base:
        value = value[key]
    return value


def _span(ids: list[str]) -> str:
    if all(key.isdigit() for key in ids):
        numbers = sorted(map(int, ids))
        return f"{numbers[0]} to {numbers[-1]}"
    return ", ".join(sorted(ids)[:5])


def _order(record: Any) -> tuple[int, str, str]:
    return getattr(record, "number", 0), record.name.casefold(), record.key


def _misplaced(file: Path, kind: Kind | None) -> str:
    if kind is not None:
        return f'"{file.name}" should end in {kind.suffix}, like the other records of its folder.'
    folders = ", ".join(sorted(kind.folder for kind in KINDS if kind.folder))
    return f"no record belongs here. Records live in {RECORDS}/ in one of these folders: {folders}."


def _entries(model: BaseModel | None, document: Document) -> Iterator[Entry]:
    if isinstance(model, Record):
        yield Entry(model, document)
    elif isinstance(model, SourceList):
        shared = {"kind": model.kind, "reviewed": model.reviewed, "review_by": model.review_by}
        for at, source in enumerate(model.sources):
            parts = {name: getattr(source, name) for name in SourceEntry.model_fields}
            yield Entry(Source.model_construct(**shared, **parts), document, ("sources", at))


def _file_name(entry: Entry, file: Path) -> Iterator[Problem]:
    record, document = entry.record, entry.document
    if isinstance(record, Source):
        return
    expected = record.stem
    stem = file.stem.split("-")[0] if record.word == "item" else file.stem
    if stem != expected and record.word != "scale":
        line, column = document.place(("number",) if "number" in document.data and record.word != "domain" else ("id",))
        message = f'the file is called "{file.name}" but the record inside says "{record.key}". Make the two agree.'
        yield Problem(path=document.path, line=line, column=column, rule="file-name", message=message)


def _link(entries: dict[Ref, Entry]) -> tuple[dict[Ref, tuple[Mention, ...]], list[Problem]]:
    """Resolve every reference once: record who points to whom, and report what leads nowhere."""
    problems: list[Problem] = []
    mentions: dict[Ref, set[Mention]] = {}
    for entry in entries.values():
        document = entry.document
        for path, ref, snippet in _targets(entry):
            if ref in entries:
                mentions.setdefault(ref, set()).add(Mention(entry.ref, str(path[0]) if path else "body"))
                continue
            line, column = document.find((*entry.base, *path), snippet) if path else document.find_in_body(snippet)
            message = unknown(ref, entries)
            problems.append(Problem(path=document.path, line=line, column=column, rule="reference", message=message))
    return {ref: tuple(sorted(found)) for ref, found in mentions.items()}, problems


def _targets(entry: Entry) -> Iterator[tuple[KeyPath, Ref, str]]:
    """Yield all that a record points to, by typed fields, by prose and (with an empty path) by its body."""
    for path, ref in typed_references(entry.record):
        yield path, ref, ref.id
    for path, text in walk(data_at(entry.document, entry.base)):
        for found in prose.references(text):
            yield path, found.ref, found.source
    if not entry.base:
        for found in prose.references(entry.document.body):
            yield (), found.ref, found.source


Getter = Callable[[Any], Iterator[tuple[KeyPath, Ref]]]


def typed_references(record: BaseModel) -> Iterator[tuple[KeyPath, Ref]]:
    """Yield the path and target of every field of a record that is marked as a reference."""
    for name, alias, getter in _plan(type(record)):
        value = getattr(record, name)
        if value is not None:
            for path, ref in getter(value):
                yield (alias, *path), ref


@cache
def _plan(model: type[BaseModel]) -> tuple[tuple[str, str, Getter], ...]:
    plan = []
    for name, info in model.model_fields.items():
        getter = _getter(info.annotation, info.metadata)
        if getter:
            plan.append((name, info.alias or name, getter))
    return tuple(plan)


def _getter(annotation: Any, metadata: Iterable[Any] = ()) -> Getter | None:
    """Return a function that finds the references in a value of this type, or None where it can hold none."""
    mark = next((extra for extra in metadata if isinstance(extra, RefTo)), None)
    if mark is not None:
        return lambda value: iter([((), Ref(mark.kind, str(value)))])
    if hasattr(annotation, "__metadata__"):
        return _getter(annotation.__origin__, annotation.__metadata__)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return typed_references if _plan(annotation) else None
    arguments = [argument for argument in get_args(annotation) if argument not in (NoneType, ...)]
    origin = getattr(annotation, "__origin__", None)
    if origin is dict:
        keys, values = _getter(arguments[0]), _getter(arguments[1])
        return _in_mapping(keys, values) if keys or values else None
    inner = next((getter for getter in map(_getter, arguments) if getter), None)
    if inner is None:
        return None
    return _in_sequence(inner) if origin is tuple else inner


def _in_sequence(inner: Getter) -> Getter:
    return lambda values: ((((at, *path), ref)) for at, value in enumerate(values) for path, ref in inner(value))


def _in_mapping(keys: Getter | None, values: Getter | None) -> Getter:
    def find(mapping: Mapping[Any, Any]) -> Iterator[tuple[KeyPath, Ref]]:
        for key, value in mapping.items():
            for getter, found in ((keys, key), (values, value)):
                if getter and found is not None:
                    yield from (((key, *path), ref) for path, ref in getter(found))

    return find
