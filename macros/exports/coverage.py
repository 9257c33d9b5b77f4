"""How much each item has: case studies, templates, sources, recordings, and what is not verified or missing."""

from __future__ import annotations

from macros.pack import Pack
from macros.pages.ledger import Row, rows

COLUMNS = (
    *("item", "title", "cases", "reported", "templates", "sources", "recordings", "organisations", "ideas"),
    *("statement", "criteria", "scoring", "missing"),
)
"""``reported`` counts ideas that a source reports; ``missing`` what the minimum still asks for."""


def coverage(pack: Pack) -> list[tuple[str, ...]]:
    """Return one row of text per item, in the order of ``COLUMNS``."""
    return [_row(row) for row in rows(pack)]


def coverage_table(pack: Pack) -> str:
    """Return the coverage of all items as a table of plain text.

    The last line adds up every column of numbers: what serves several items counts for each.
    """
    found = coverage(pack)
    table = [COLUMNS, *found, ("", "sum over items", *map(_sum, list(zip(*found, strict=True))[2:]))]
    widths = [max(len(row[at]) for row in table) for at in range(len(COLUMNS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
    rule = "-" * len(lines[0])
    return "\n".join([lines[0], rule, *lines[1:-1], rule, lines[-1]])


def _sum(column: tuple[str, ...]) -> str:
    return str(sum(map(int, column))) if all(map(str.isdigit, column)) else ""


def _row(row: Row) -> tuple[str, ...]:
    seen = row.item.provenance
    counts = (*row.counts, len(row.item.ideas))
    states = (seen.statement, seen.criteria, seen.scoring)
    return (row.item.key, row.item.title, *map(str, counts), *states, str(len(row.missing)))
