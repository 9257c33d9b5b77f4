"""From YAML text to plain data, event by event: what is not allowed is reported where it stands, and never built.

Events rather than PyYAML's nodes or objects: its C composer overflows the stack on deep nesting (seen: 200,000
brackets end Python), resolves aliases, and turns ``no`` into false before anybody can object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from macros.problems import Problem
from macros.reading import syntax
from macros.reading.document import KeyPath
from macros.reading.scalars import TrapError, plain

DEPTH_LIMIT = 12
"""Levels of nesting. Real records need five."""

UNREAD: Any = object()
"""Stands for data that is not worth building."""

_DEPTH = f"values are nested more than {DEPTH_LIMIT} deep. Records are flat: look at one that works."
_HASH = re.compile(r"[ \t]+(#[^\s#]\S*)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _TooDeepError(Exception):
    """Stops reading: the rest of such a file is not worth a message."""


class Tree:
    """Builds plain data from events, noting places and problems on the way."""

    def __init__(self, name: str, source: str, above: int, problems: list[Problem]) -> None:
        self.name = name
        self.source = source
        self.above = above
        self.problems = problems
        self.lines = source.split("\n") if " #" in source or "\t#" in source else []
        self.places: dict[KeyPath, tuple[int, int]] = {}
        self.keys: dict[KeyPath, tuple[int, int]] = {}
        self.ends: dict[KeyPath, int] = {}
        self.written: dict[KeyPath, str] = {}
        self.texts: list[tuple[KeyPath, str]] = []
        self.events: Iterator[Any] = iter(_LOADER(source).get_event, None)

    def read(self) -> tuple[Any, yaml.MarkedYAMLError | None]:
        """Return the data, or the parser's error; data that is not worth building is ``UNREAD``."""
        try:
            return self.document(), None
        except yaml.MarkedYAMLError as error:
            return UNREAD, error
        except yaml.reader.ReaderError as error:
            line = self.source[: error.position].count("\n") + 1 + self.above
            message = "there is a character here that YAML does not allow. Delete it and type it again."
            self.problems.append(Problem(path=self.name, line=line, column=1, rule="character", message=message))
        except _TooDeepError:
            pass
        return UNREAD, None

    def document(self) -> Any:
        """Return the data of the first document, and report a second."""
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        if event.version or event.tags:
            self._add(
                event, "tag", "lines that start with % are instructions to YAML; they are never read. Delete them."
            )
        data = self._value(next(self.events), (), 0)
        next(self.events)
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            self._add(event, "second-document", 'a second "---" starts another record; one file holds one. Delete it.')
        return data

    def _value(self, event: Any, path: KeyPath, depth: int) -> Any:
        self.places[path] = self._at(event)
        if isinstance(event, yaml.AliasEvent):
            self._add(event, "alias", syntax.ALIAS)
            return None
        if depth > DEPTH_LIMIT:
            self._add(event, "depth", _DEPTH)
            raise _TooDeepError
        self._anchor_and_tag(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        self._end(event, path)
        return self._scalar(event, path)

    def _anchor_and_tag(self, event: Any) -> None:
        if event.anchor is not None:
            self._add(event, "alias", f'"&{event.anchor}" names a value for repeating; that is not read. Delete it.')
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._add(event, "tag", f'"{tag}" is a YAML tag; tags are never read. Delete it and write the value.')

    def _sequence(self, path: KeyPath, depth: int) -> tuple[Any, ...]:
        values: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                self._end(event, path)
                break
            values.append(self._value(event, (*path, len(values)), depth + 1))
        return tuple(values)

    def _mapping(self, path: KeyPath, depth: int) -> dict[str | int, Any]:
        result: dict[str | int, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                self._end(event, path)
                break
            key = self._key(event)
            if key is not None and key in result:
                first = self.keys[(*path, key)][0]
                message = f'the field "{key}" stands here twice (first on line {first}). Keep one of them.'
                self._add(event, "duplicate-key", message)
                key = None
            if key is None:
                self._skip(next(self.events))
                continue
            here = (*path, key)
            self.keys[here] = self._at(event)
            result[key] = self._value(next(self.events), here, depth + 1)
        return result

    def _key(self, event: Any) -> str | int | None:
        """Return the name of a field, or None where it has none that can be used."""
        if not isinstance(event, yaml.ScalarEvent):
            self._add(event, "key", "a field name must be a plain word.")
            self._skip(event)
            return None
        self._anchor_and_tag(event)
        if not event.implicit[0]:
            return str(event.value)
        if event.value == "<<":
            self._add(event, "alias", '"<<" merges another value; that is not read. Write the fields out.')
            return None
        try:
            key = plain(event.value)
        except TrapError:
            key = event.value
        else:
            if isinstance(key, (str, int)) and not isinstance(key, bool):
                return key
        shown = event.value or "nothing"
        message = f'the field name "{shown}" would be read as something else. Put it in quotes: "{event.value}":'
        self._add(event, "key", message)
        return str(event.value)

    def _skip(self, event: Any) -> None:
        """Pass over a value without looking at it."""
        starts, ends = (yaml.MappingStartEvent, yaml.SequenceStartEvent), (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        depth = int(isinstance(event, starts))
        while depth:
            event = next(self.events)
            depth += isinstance(event, starts) - isinstance(event, ends)
            if depth > DEPTH_LIMIT:
                self._add(event, "depth", _DEPTH)
                raise _TooDeepError

    def _scalar(self, event: Any, path: KeyPath) -> Any:
        text = str(event.value)
        if event.style or not event.implicit[0]:
            hidden = _CONTROL.search(text)
            if hidden:
                message = f"this text holds an invisible character (U+{ord(hidden.group()):04X}). Take its code out."
                self._add(event, "character", message)
            self.texts.append((path, text))
            return text
        if self.lines:
            self._comment(event)
        try:
            value = plain(text)
        except TrapError as trap:
            self._add(event, trap.rule, str(trap))
            value = trap.value
        if isinstance(value, str):
            self.texts.append((path, text))
        else:
            self.written[path] = text
        return value

    def _comment(self, event: Any) -> None:
        """Report ``Team #3``: YAML drops ``#3``. A comment that is meant has a space after its ``#``."""
        end = event.end_mark
        match = _HASH.match(self.lines[end.line], end.column) if event.value and end.line < len(self.lines) else None
        if match:
            message = f'"{match[1]}" would be read as a comment and lost. Put the whole value in quotes.'
            place = {"line": end.line + 1 + self.above, "column": match.start(1) + 1}
            self.problems.append(Problem(path=self.name, rule="comment", message=message, **place))

    def _at(self, event: Any) -> tuple[int, int]:
        return event.start_mark.line + 1 + self.above, event.start_mark.column + 1

    def _end(self, event: Any, path: KeyPath) -> None:
        self.ends[path] = event.end_mark.line + 1 + self.above

    def _add(self, event: Any, rule: str, message: str) -> None:
        line, column = self._at(event)
        if any(problem.rule == rule and problem.line == line for problem in self.problems[-1:]):
            return  # ten aliases on a line are one mistake
        self.problems.append(Problem(path=self.name, line=line, column=column, rule=rule, message=message))
