"""How much each item has: case studies, templates, sources, recordings, and what is unverified."""

from __future__ import annotations

from macros.models.item import Item
from macros.pack import Pack
from macros.pages.lists import Offer, offer

COLUMNS = ("item", "title", "cases", "templates", "sources", "heard", "ideas", "statement", "criteria", "scoring")


def coverage(pack: Pack) -> list[tuple[str, ...]]:
    """Return one row of text per item, in the order of ``COLUMNS``."""
    return [_row(offer(pack, item)) for item in pack.of(Item)]


def coverage_table(pack: Pack) -> str:
    """Return the coverage of all items as a table of plain text."""
    rows = [COLUMNS, *coverage(pack)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(COLUMNS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def _row(found: Offer) -> tuple[str, ...]:
    item = found.item
    counts = (found.cases, found.templates, found.sources, found.recordings, item.ideas)
    seen = item.provenance
    return (item.key, item.title, *(str(len(part)) for part in counts), seen.statement, seen.criteria, seen.scoring)
