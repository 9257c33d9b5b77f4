"""Where a record that cannot be read most likely went wrong, line by line, and the line as it was meant.

The parser names the place where it gave up, which may be far below the slip: a quotation mark that is opened on line 3
and not closed shows at the next one. So, once it has given up, the lines are looked over from the top. Only what no
valid record holds is called a slip. The mended line is never published: it lets the rest of a record be checked.
"""

from __future__ import annotations

import re

from macros.problems import shown
from macros.reading.slips.rows import Row, Slip, end_of, few, row_at
from macros.reading.slips.values import QUOTE, value_slip

__all__ = ["QUOTE", "Slip", "find"]

_BULLET = re.compile("[-*+\u2022\u2013] *([^\\s-].*)")
_FORMS = (
    (re.compile(r"([^\W\d][\w-]*):(?!//)(\S.*)"), "a space is missing after the colon."),
    (re.compile(r"([^\W\d][\w-]*) *= *(.*)"), "a field has a colon and no equals sign."),
)
_NO_COLON = re.compile(r"([a-z][a-z_]*)(?: +(\S.*))?")

DEEPER = "this line is indented deeper than the field above it. Indent it like its neighbours."


def find(lines: list[str], last: int) -> Slip | None:
    """Return the first slip of a YAML text down to the line where its parser gave up, or None where none shows."""
    levels: list[int] = []
    before: list[Row] = []
    at = 0
    while at <= last and at < len(lines):
        row = row_at(lines, at)
        at += 1
        if not row.line.strip() or row.line.lstrip().startswith("#"):
            continue
        slip = _place(row, before, levels) or value_slip(row, lines)
        if slip:
            return slip
        if row.key or row.entry:
            before.append(row)
        at = end_of(row, lines) + 1
    return None


def _place(row: Row, before: list[Row], levels: list[int]) -> Slip | None:
    """Return what is wrong with where a line stands, or with its field name; ``levels`` are the columns in use."""
    above = before[-1] if before else None
    if not row.key and not row.entry:
        return None if above and row.goes_on(above) and not _is_entry(row, above) else _loose(row, above)
    field = row.key and not row.entry
    if field and above and above.key and above.value and row.column > above.column:
        return _too_far(row, above, before)
    left = [levels.pop() for _ in range(len(levels)) if levels[-1] > row.indent]
    if field and levels and levels[-1] != row.column and (above is None or above.value):
        near = min([*levels[-1:], *left[-1:]], key=lambda level: (abs(level - row.column), -level))
        message = "this line is not indented like those beside it. Give all fields of a group the same indent."
        return row.slip("indent", message, " " * near + row.line.lstrip(), row.indent)
    levels.extend(level for level in sorted({row.indent, row.column}) if not levels or level > levels[-1])
    return None


def _too_far(row: Row, above: Row, before: list[Row]) -> Slip:
    """Tell a line that stands too far right from one whose neighbour above slid to the left."""
    older = before[-2] if len(before) > 1 else None
    if older and older.column > above.column and older.column == row.column and not above.entry:
        message = f"{shown(above.key)} starts too far left. Indent it like the lines around it."
        return above.slip("indent", message, " " * row.column + above.line.lstrip(), above.column)
    if older and not older.value and older.key and older.column == above.column and not above.entry:
        group = shown(older.key)
        message = f"{shown(above.key)} starts too far left, if it belongs to {group}. Indent it like the line below."
        return above.slip("indent", message, " " * row.column + above.line.lstrip(), above.column)
    return row.slip("indent", DEEPER, " " * above.column + row.line.lstrip(), row.column)


def _is_entry(row: Row, above: Row) -> bool:
    """Tell whether a line below a field, or below an entry of a list, looks like an entry with another mark."""
    return (above.entry or not above.value) and bool(_BULLET.match(row.value))


def _loose(row: Row, above: Row | None) -> Slip:
    """Return what a line without a field name was meant to be."""
    margin, text = row.line[: row.column], row.value
    bullet = _BULLET.match(text)
    if bullet and above and _is_entry(row, above):
        said = "a space is missing after the hyphen." if text[0] == "-" else "entries of a list start with a hyphen."
        return row.slip("hyphen", f'{said} Write "- {few(bullet[1])}".', f"{margin}- {bullet[1]}")
    for pattern, said in _FORMS:
        if match := pattern.fullmatch(text):
            right = f"{match[1]}: {match[2]}"
            return row.slip("colon", f'{said} Write "{few(right)}".', margin + right)
    if match := _NO_COLON.fullmatch(text):
        value = match[2] or ""
        right = f"{match[1]}: {value}".strip()
        quoted = f'"{value}"' if ": " in value and '"' not in value else value
        message = (
            f'there is no colon after {shown(match[1])}. If that is a field, write "{few(right)}". '
            "If the line goes on from the one above, indent it by two spaces."
        )
        return row.slip("colon", message, f"{margin}{match[1]}: {quoted}".rstrip())
    message = "this line is no field. If it goes on from the line above, indent it by two spaces."
    return row.slip("indent", message, f"{margin}# {text}")
