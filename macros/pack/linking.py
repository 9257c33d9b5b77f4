"""Resolve every reference once: who points to whom, in typed fields, in prose and in bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from types import NoneType
from typing import Any, get_args

from pydantic import BaseModel

from macros.models import Kind, Ref, file_model, kind_of
from macros.models.base import RefTo
from macros.pack.contents import Entry, Mention, unknown
from macros.problems import Problem
from macros.reading import Document, KeyPath
from macros.references import REFERABLE, references

Mentions = dict[Ref, tuple[Mention, ...]]
Target = tuple[Entry, str, Ref, Callable[[], tuple[int, int]]]
Getter = Callable[[Any], Iterator[tuple[KeyPath, Ref]]]
Place = tuple[str, int, int]

SEVERAL = 3
"""Places that point to the same record that is not there: more of them have one cause, and are told as one."""


def link(
    entries: Mapping[Ref, Entry], broken: Iterable[Ref], halves: Iterable[tuple[Kind, Document]] = ()
) -> tuple[Mentions, list[Problem]]:
    """Return who points to each record, and a problem for every reference that leads nowhere.

    ``broken`` are records that exist and could not be read: what points to them is not reported, and not recorded.
    ``halves`` are documents that do not fit their kind: what can be seen in them to point nowhere is told as well.
    """
    lost: dict[Ref, list[Place]] = {}
    mentions: dict[Ref, set[Mention]] = {}
    passed = frozenset(broken)
    for entry, field, ref, place in _targets(entries.values()):
        if ref in entries and ref.kind in REFERABLE:
            mentions.setdefault(ref, set()).add(Mention(entry.ref, field))
        elif ref not in passed:
            lost.setdefault(ref, []).append((entry.document.path, *place()))
    for kind, document in halves:
        for ref, (line, column) in _in_half(kind, document):
            if ref not in passed and (ref not in entries or ref.kind not in REFERABLE) and line not in document.mended:
                lost.setdefault(ref, []).append((document.path, line, column))
    return {ref: tuple(sorted(found)) for ref, found in mentions.items()}, list(_lost(lost, entries))


def _lost(lost: Mapping[Ref, list[Place]], entries: Mapping[Ref, Entry]) -> Iterator[Problem]:
    """Yield each reference that leads nowhere; where many miss the same record, that is told once, with its cause."""
    for ref, found in lost.items():
        places, message = sorted(set(found)), unknown(ref, entries)
        if len(places) > SEVERAL:
            where = ", ".join(f"{path}:{line}" for path, line, _ in places)
            message += (
                f" {len(places)} places point to it: was its file renamed or deleted? "
                f"Put it back, or take these out: {where}."
            )
        for path, line, column in places[:1] if len(places) > SEVERAL else places:
            yield Problem(path=path, line=line, column=column, rule="reference", message=message)


def _in_half(kind: Kind, document: Document) -> Iterator[tuple[Ref, tuple[int, int]]]:
    """Yield what a document that does not fit its kind points to, as far as it can be told, and where."""
    for path, ref in references_in(file_model(kind), document.data):
        yield ref, document.find(path, ref.id)
    for path, text in document.texts:
        for found in references(text):
            yield found.ref, document.find(path, found.source)
    for found in references(document.body):
        yield found.ref, document.place_in_body(found.start)


def _targets(entries: Iterable[Entry]) -> Iterator[Target]:
    """Yield all that records point to: from which record and field, to what, and a function that finds the place."""
    owners: dict[int, dict[KeyPath, Entry]] = {}
    for entry in entries:
        owners.setdefault(id(entry.document), {})[entry.base] = entry
        for path, ref in typed_references(entry.record):
            yield entry, str(path[0]), ref, partial(entry.document.find, (*entry.base, *path), ref.id)
    for parts in owners.values():
        base, first = next(iter(parts.items()))
        document = first.document
        for path, text in document.texts:
            for found in references(text):
                owner = parts.get(path[: len(base)])
                if owner:
                    yield owner, str(path[len(base)]), found.ref, partial(document.find, path, found.source)
        for found in references(document.body):
            yield first, "body", found.ref, partial(document.place_in_body, found.start)


def typed_references(record: BaseModel) -> Iterator[tuple[KeyPath, Ref]]:
    """Yield the path and target of every field of a record that is marked as a reference."""
    return references_in(type(record), vars(record), by_name=True)


def references_in(
    model: type[BaseModel], values: Mapping[Any, Any], *, by_name: bool = False
) -> Iterator[tuple[KeyPath, Ref]]:
    """Yield the path and target of every field marked as a reference, in the values of a record or in plain data.

    Plain data has fields by the names that records write, and may be of any shape: what does not fit is passed over.
    """
    for name, alias, getter in _plan(model):
        value = values.get(name if by_name else alias)
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
        return _one(kind_of(mark.kind).word, int if annotation is int else str)
    if hasattr(annotation, "__metadata__"):
        return _getter(annotation.__origin__, annotation.__metadata__)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _inside(annotation) if _plan(annotation) else None
    arguments = [argument for argument in get_args(annotation) if argument not in (NoneType, ...)]
    origin = getattr(annotation, "__origin__", None)
    if origin is dict:
        keys, values = _getter(arguments[0]), _getter(arguments[1])
        return _in_mapping(keys, values) if keys or values else None
    inner = next((getter for getter in map(_getter, arguments) if getter), None)
    if inner is None:
        return None
    return _in_sequence(inner) if origin is tuple else inner


def _one(word: str, written: type) -> Getter:
    """Return a getter of one id, of the type in which it is written: the word ``all`` is no number of an item."""
    return lambda value: iter([((), Ref(word, str(value)))] if type(value) is written else ())


def _inside(model: type[BaseModel]) -> Getter:
    def find(value: Any) -> Iterator[tuple[KeyPath, Ref]]:
        if isinstance(value, BaseModel):
            return typed_references(value)
        return references_in(model, value) if isinstance(value, dict) else iter(())

    return find


def _in_sequence(inner: Getter) -> Getter:
    def find(values: Any) -> Iterator[tuple[KeyPath, Ref]]:
        if not isinstance(values, tuple):
            yield from inner(values)
            return
        for at, value in enumerate(values):
            yield from (((at, *path), ref) for path, ref in inner(value))

    return find


def _in_mapping(keys: Getter | None, values: Getter | None) -> Getter:
    def find(mapping: Any) -> Iterator[tuple[KeyPath, Ref]]:
        for key, value in mapping.items() if isinstance(mapping, Mapping) else ():
            for getter, found in ((keys, key), (values, value)):
                if getter and found is not None:
                    yield from (((key, *path), ref) for path, ref in getter(found))

    return find
