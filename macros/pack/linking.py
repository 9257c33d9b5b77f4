"""Resolve every reference once: who points to whom, in typed fields, in prose and in bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from types import NoneType
from typing import Any, get_args

from pydantic import BaseModel

from macros.models import Ref, kind_of
from macros.models.base import RefTo
from macros.pack.contents import Entry, Mention, unknown
from macros.problems import Problem
from macros.reading import KeyPath
from macros.references import REFERABLE, references

Mentions = dict[Ref, tuple[Mention, ...]]
Target = tuple[Entry, str, Ref, Callable[[], tuple[int, int]]]
Getter = Callable[[Any], Iterator[tuple[KeyPath, Ref]]]


def link(entries: Mapping[Ref, Entry], broken: Iterable[Ref]) -> tuple[Mentions, list[Problem]]:
    """Return who points to each record, and a problem for every reference that leads nowhere.

    ``broken`` are records that exist and could not be read: what points to them is not reported, and not recorded.
    """
    problems: list[Problem] = []
    mentions: dict[Ref, set[Mention]] = {}
    passed = frozenset(broken)
    for entry, field, ref, place in _targets(entries.values()):
        if ref in entries and ref.kind in REFERABLE:
            mentions.setdefault(ref, set()).add(Mention(entry.ref, field))
        elif ref not in passed:
            line, column = place()
            message, path = unknown(ref, entries), entry.document.path
            problems.append(Problem(path=path, line=line, column=column, rule="reference", message=message))
    return {ref: tuple(sorted(found)) for ref, found in mentions.items()}, problems


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
