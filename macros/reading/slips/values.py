"""What is wrong with one value: marks that open and do not close, or that YAML takes for something else."""

from __future__ import annotations

import re

from macros.reading.slips.rows import BLOCK, CLOSED, CLOSERS, Row, Slip, brackets, end_of, few

_AFTER = re.compile(r"\s*(?:#.*)?\Z")
_COLON = re.compile(r":(?=\s|\Z)")
_FIELD = re.compile(r"[^\W\d][\w-]*(?= *:(?:\s|\Z))")

QUOTE = "a quotation mark is opened and not closed. Close it, or use the other kind outside."


def value_slip(row: Row, lines: list[str]) -> Slip | None:
    """Return what is wrong with a value: marks that open and do not close, or that YAML takes for something else."""
    value = row.value
    if not value or BLOCK.match(value):
        return None
    if value[0] in "\"'":
        return _quote(row, lines)
    if value[0] in "[{":
        return _group(row, lines)
    if value[0] in "@`%]},":
        return row.slip("quote", f"a value may not start with {value[0]}. {in_quotes(row)}", row.quoted())
    if value[0] in "*&!" and (row.key or row.entry):
        rule = "tag" if value[0] == "!" else "alias"
        return row.slip(rule, f"a value may not start with {value[0]}. {in_quotes(row)}", row.quoted())
    if row.key and (value == "-" or value.startswith("- ")):
        message = "a hyphen and a space begin an entry of a list; that goes on a line of its own, below the field name."
        return row.slip("hyphen", f"{message} If it is text, put it in quotes.", row.quoted())
    colon = _COLON.search(value.split(" #")[0])
    if colon and (row.key or not row.entry):
        if not row.key:
            message = 'there is a colon in unquoted text. Write "|" after the field name above, and the text below it.'
            return row.slip("colon", message, row.line.replace(": ", "; "), row.start + colon.start())
        message = 'there is a colon inside an unquoted value. Put the whole value in quotes: title: "Before: after".'
        return row.slip("colon", message, row.quoted(), row.start + colon.start())
    return None


def _quote(row: Row, lines: list[str]) -> Slip | None:
    mark, value = row.value[0], row.value
    closed = CLOSED.match(value)
    if closed:
        rest = value[closed.end() :]
        if _AFTER.match(rest) or rest.lstrip()[:1] in (":", ","):
            return None
        message = f"text follows the closing quotation mark. {in_quotes(row)}"
        column = row.start + closed.end() + len(rest) - len(rest.lstrip())
        return row.slip("quote", message, row.quoted(), column)
    for at in range(row.at + 1, len(lines)):
        line = lines[at]
        field = line.strip() and len(line) - len(line.lstrip()) <= row.column and _FIELD.match(line.lstrip(" -"))
        if field or at == len(lines) - 1:
            return row.slip("quote", QUOTE, row.line.rstrip() + mark)
        if mark in line:
            return None
    return row.slip("quote", QUOTE, row.line.rstrip() + mark)


def _group(row: Row, lines: list[str]) -> Slip | None:
    """Return what is wrong with the brackets of a value, which may go on over lines that are indented deeper."""
    end = end_of(row, lines)
    text = "\n".join([row.value, *lines[row.at + 1 : end + 1]])
    opened: list[str] = []
    for at, char in brackets(text):
        if char in CLOSERS:
            opened.append(char)
        elif not opened or CLOSERS[opened[-1]] != char:
            message = f'"{char}" closes nothing here. Take it out, or put the whole value in quotes.'
            mended = row.line if "\n" in text[:at] else row.line[: row.start + at] + row.line[row.start + at + 1 :]
            return row.slip("bracket", message, mended, row.start + at)
        else:
            opened.pop()
        if not opened and not re.match(r"\s*[\]}\n]|\s*(?:#.*)?\Z", text[at + 1 :]):
            message = f"a value that starts with {row.value[0]} is a group of values to YAML. {in_quotes(row)}"
            return row.slip("bracket", message, row.quoted())
    if opened:
        closing = "".join(CLOSERS[char] for char in reversed(opened))
        message = f'"{opened[-1]}" is opened and not closed. Write "{CLOSERS[opened[-1]]}" where the group ends.'
        return row.slip("bracket", message, row.line.rstrip().rstrip(",") + closing)
    return None


def in_quotes(row: Row) -> str:
    """Say how to put a value in quotation marks, whichever it holds already."""
    value = row.value.rstrip()
    if '"' not in value:
        return f'Put the whole value in quotes: "{few(value)}".'
    if "'" not in value:
        return f"Put the whole value in the other kind of quotes: '{few(value)}'."
    return 'It holds both kinds of quotes, so write "|" after the colon, and the text on the next line, indented.'
