"""Ways through the plain data of a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.reading import Document, KeyPath


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
