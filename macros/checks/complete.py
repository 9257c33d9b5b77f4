"""The minimum for every item of a scale that says ``complete``; its numbers and reasons stand in ``shortfalls``."""

from __future__ import annotations

from collections.abc import Iterator

from macros.models.item import Item
from macros.models.scale import Scale
from macros.pack import Loaded
from macros.pages.shortfalls import shortfalls
from macros.problems import Problem


def check(loaded: Loaded) -> Iterator[Problem]:
    """Yield a problem for everything that an item of a complete scale lacks."""
    pack = loaded.pack
    scale = next((scale for scale in pack.of(Scale) if scale.complete), None)
    if scale is None:
        return
    for entry in pack.entries.values():
        if isinstance(entry.record, Item) and 1 <= entry.record.number <= scale.items:  # any other is no item at all
            for found in shortfalls(pack, entry.record):
                line, column = entry.document.key_place(found.field)
                yield Problem(
                    path=entry.document.path, line=line, column=column, rule="minimum", message=f"{found.message}."
                )
