"""Resolve every reference once: who points to whom, in typed fields, in prose and in bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import NoneType
from typing import Any, get_args

from pydantic import BaseModel

from macros.models import Ref, kind_of
from macros.models.base import RefTo
from macros.pack.contents import Entry, Mention, unknown
from macros.pack.data import data_at, walk
from macros.problems import Problem
from macros.reading import KeyPath
from macros.references import REFERABLE, references

Mentions = dict[Ref, tuple[Mention, ...]]
Getter = Callable[[Any], Iterator[tuple[KeyPath, Ref]]]


def link(entries: Mapping[Ref, Entry], broken: Iterable[Ref]) -> tuple[Mentions, list[Problem]]:
    """Return who points to each record, and a problem for every reference that leads nowhere.

    ``broken`` are records that exist and could not be read: what points to them is not reported, and not recorded.
    """
    problems: list[Problem] = []
    mentions: dict[Ref, set[Mention]] = {}
    passed = frozenset(broken)
    for entry in entries.values():
        document = entry.document
        for path, ref, snippet, start in _targets(entry):
            if ref in entries and ref.kind in REFERABLE:
                mentions.setdefault(ref, set()).add(Mention(entry.ref, str(path[0]) if path else "body"))
            elif ref not in passed:
                line, column = document.find((*entry.base, *path), snippet) if path else document.place_in_body(start)
                message = unknown(ref, entries)
                found = Problem(path=document.path, line=line, column=column, rule="reference", message=message)
                problems.append(found)
    return {ref: tuple(sorted(found)) for ref, found in mentions.items()}, problems


def _targets(entry: Entry) -> Iterator[tuple[KeyPath, Ref, str, int]]:
    """Yield what a record points to: path of the field (empty for the body), target, how it is written, where."""
    for path, ref in typed_references(entry.record):
        yield path, ref, ref.id, 0
    for path, text in walk(data_at(entry.document, entry.base)):
        for found in references(text):
            yield path, found.ref, found.source, found.start
    if not entry.base:
        for found in references(entry.document.body):
            yield (), found.ref, found.source, found.start


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
        kind = kind_of(mark.kind).word
        return lambda value: iter([((), Ref(kind, str(value)))])
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
