"""One file as read: its data, its text, and where each value stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """Plain data, the text after the front matter, and where each value stands.

    ``data`` holds dicts, tuples, strings, ints, floats, bools, dates and None. ``places`` maps a path of keys to the
    (line, column) of its value, ``keys`` to that of its key; both count from 1. ``ends`` has the last line of each
    value, ``written`` the text of each value that is neither text nor a group of values. ``texts`` has every text
    value with its path, in the order of the file. ``body_line`` is the line on which ``body`` starts, or 0 for a file
    without one. ``mended`` are the lines that could not be read as they stand and were read as they were meant: such
    a document is good for finding what else is wrong, and never for a page.
    """

    path: str
    text: str
    data: Any
    places: dict[KeyPath, tuple[int, int]] = field(repr=False)
    keys: dict[KeyPath, tuple[int, int]] = field(repr=False)
    body: str = ""
    body_line: int = 0
    ends: dict[KeyPath, int] = field(default_factory=dict, repr=False)
    written: dict[KeyPath, str] = field(default_factory=dict, repr=False)
    texts: tuple[tuple[KeyPath, str], ...] = field(default=(), repr=False)
    mended: frozenset[int] = frozenset()

    def place(self, path: KeyPath) -> tuple[int, int]:
        """Return the (line, column) of a value, or of its nearest parent that exists."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def key_place(self, path: KeyPath) -> tuple[int, int]:
        """Return the (line, column) of the key of a value."""
        return self.keys.get(path) or self.place(path)

    def find(self, path: KeyPath, snippet: str) -> tuple[int, int]:
        """Return the (line, column) of a snippet inside a string value, or of the value where it is not to be found.

        A space of the snippet may be a line break of the file: long values are folded.
        """
        line, column = self.place(path)
        lines = self.text.split("\n")
        value = "\n".join(lines[line - 1 : self.ends.get(path, len(lines))])
        words = [re.escape(word) for word in snippet.split()]
        match = re.compile(r"\s+".join(words)).search(value, column - 1) if words else None
        if not match:
            return line, column
        before = value[: match.start()]
        return line + before.count("\n"), match.start() - (before.rfind("\n") + 1) + 1

    def find_in_body(self, snippet: str, offset: int = 0) -> tuple[int, int]:
        """Return the (line, column) of a snippet in the body, searching from a character offset."""
        return self.place_in_body(max(self.body.find(snippet, offset), 0))

    def place_in_body(self, offset: int) -> tuple[int, int]:
        """Return the (line, column) of a character of the body."""
        before = self.body[:offset]
        return self.body_line + before.count("\n"), offset - (before.rfind("\n") + 1) + 1
