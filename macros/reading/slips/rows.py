"""The lines of a YAML text one by one: where a field name stands, its value, and the last line that it has."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(
    r"(?P<margin> *(?:- +)*)(?:(?P<key>[^\W\d][\w.-]*|\d+|\"[^\"]*\"|'[^']*') *:(?P<gap>[ ]+|$))?(?P<value>.*)"
)
CLOSED = re.compile(r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+'")
BLOCK = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?\Z")
CLOSERS = {"[": "]", "{": "}"}


@dataclass(frozen=True)
class Slip:
    """One slip: its line (from 0) and column (from 1), its rule, what to say, and the line as it was meant."""

    line: int
    column: int
    rule: str
    message: str
    mended: str


@dataclass(frozen=True)
class Row:
    """One line of a block of fields: where its name stands, and its value."""

    at: int
    line: str
    column: int
    key: str
    value: str
    entry: bool

    @property
    def start(self) -> int:
        """The column of the value, from 0."""
        return len(self.line) - len(self.value)

    @property
    def indent(self) -> int:
        """The column of the first sign on the line, from 0."""
        return len(self.line) - len(self.line.lstrip())

    def goes_on(self, above: Row) -> bool:
        """Tell whether this line may go on with the value above it: it is indented deeper, or closes a bracket."""
        return self.value[:1] in ("]", "}") or self.indent > (above.column if above.key else above.indent)

    def slip(self, rule: str, message: str, mended: str, column: int | None = None) -> Slip:
        """Return a slip on this line; without a column, at its value."""
        return Slip(self.at, (self.start if column is None else column) + 1, rule, message, mended)

    def quoted(self) -> str:
        """Return the line with its value in quotation marks."""
        value = self.value.rstrip().replace("\\", "\\\\").replace('"', '\\"')
        return f'{self.line[: self.start]}"{value}"'


def row_at(lines: list[str], at: int) -> Row:
    """Return a line taken apart."""
    line = lines[at].rstrip()
    match = _LINE.match(line)
    margin, key, value = (match["margin"], match["key"] or "", match["value"]) if match else ("", "", line)
    return Row(at, line, len(margin), key, value, entry="-" in margin)


def brackets(text: str) -> list[tuple[int, str]]:
    """Return every bracket of a text outside quotation marks, with its place."""
    bare = re.sub(r"(?<![\w])" + CLOSED.pattern.replace("|", r"|(?<![\w])", 1), lambda m: "." * len(m[0]), text)
    return [(at, char) for at, char in enumerate(bare) if char in "[]{}"]


def end_of(row: Row, lines: list[str]) -> int:
    """Return the last line of a value: a block, a quotation or a group may go on below its field."""
    value, end = row.value, row.at
    block = bool(BLOCK.match(value)) and (bool(row.key) or row.entry)
    if value[:1] in ("[", "{"):
        depth = 0
        for at in range(row.at, len(lines)):
            line = value if at == row.at else lines[at]
            if at > row.at and line.strip() and len(line) - len(line.lstrip()) <= row.column and line[0] not in "]}":
                break
            end = at
            depth += sum(1 if char in CLOSERS else -1 for _, char in brackets(line))
            if depth <= 0:
                break
    elif value[:1] in ("'", '"') and not CLOSED.match(value):
        end = next((at for at in range(row.at + 1, len(lines)) if value[0] in lines[at]), row.at)
    elif block:
        indent = row.column if row.key else row.indent
        while end + 1 < len(lines) and (not lines[end + 1].strip() or lines[end + 1].startswith(" " * (indent + 1))):
            end += 1
    return end


def few(text: str) -> str:
    """Return the start of a text, enough to know it by."""
    return text if len(text) <= 40 else text[:40].rstrip() + "…"
