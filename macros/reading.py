"""Read one record file: YAML, or Markdown with YAML front matter, with the place of every value kept.

Nothing here knows what a record means. The YAML read is a safe subset: no tags, no anchors, no duplicate keys, and no
word that YAML 1.1 silently reads as something else (``no`` as false, ``12:30`` as 750).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from macros.problems import Problem

SIZE_LIMIT = 512 * 1024
"""Bytes. The largest real record, a list of sources, is about half of this."""

DEPTH_LIMIT = 12
"""Levels of nesting. Real records need five."""

KeyPath = tuple[str | int, ...]

_TAG = "tag:yaml.org,2002:"
_TRUTH = {"true": True, "True": True, "false": False, "False": False}
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FENCE = "---"
_SMART = re.compile("[\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f]")


@dataclass(frozen=True)
class Document:
    """One file as read: plain data, the text after the front matter, and where each value stands.

    ``data`` holds dicts, tuples, strings, ints, floats, bools, dates and None. ``places`` maps a path of keys to the
    (line, column) of its value, ``keys`` to that of its key; both count from 1. ``body_line`` is the line on which
    ``body`` starts, or 0 for a file without one.
    """

    path: str
    text: str
    data: Any
    places: dict[KeyPath, tuple[int, int]] = field(repr=False)
    keys: dict[KeyPath, tuple[int, int]] = field(repr=False)
    body: str = ""
    body_line: int = 0

    def place(self, path: KeyPath) -> tuple[int, int]:
        """Return the (line, column) of a value, or of its nearest parent that exists."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def key_place(self, path: KeyPath) -> tuple[int, int]:
        """Return the (line, column) of the key of a value."""
        return self.keys.get(path) or self.place(path)

    def find(self, path: KeyPath, snippet: str) -> tuple[int, int]:
        """Return the (line, column) of a snippet inside a string value, or of the value where it is folded away."""
        line, column = self.place(path)
        lines = self.text.split("\n")
        for number in range(line, len(lines) + 1):
            at = lines[number - 1].find(snippet, column - 1 if number == line else 0)
            if at >= 0:
                return number, at + 1
        return line, column

    def find_in_body(self, snippet: str, offset: int = 0) -> tuple[int, int]:
        """Return the (line, column) of a snippet in the body, searching from a character offset."""
        at = max(self.body.find(snippet, offset), 0)
        before = self.body[:at]
        return self.body_line + before.count("\n"), at - (before.rfind("\n") + 1) + 1


def read(file: Path, name: str) -> tuple[Document | None, list[Problem]]:
    """Read a record file; ``name`` is its path as shown to people. Nothing is raised for bad content."""
    problems: list[Problem] = []
    size = file.stat().st_size
    if size > SIZE_LIMIT:
        message = f"this file has {size} bytes; at most {SIZE_LIMIT} are read. Split it, or take out what was pasted in."
        return None, [Problem(path=name, line=1, column=1, rule="size", message=message)]
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = "this file is not UTF-8 text. Save it again with the encoding UTF-8."
        return None, [Problem(path=name, line=line, column=1, rule="encoding", message=message)]
    if text.startswith("\ufeff"):
        message = 'the file starts with an invisible byte-order mark. Save it as "UTF-8" without BOM.'
        problems.append(Problem(path=name, line=1, column=1, rule="byte-order-mark", message=message))
        text = text[1:]
    text = text.replace("\r\n", "\n")
    if file.suffix == ".md":
        return _read_markdown(name, text, problems)
    document = _read_yaml(name, text, text, 0, problems)
    return document, problems


def _read_markdown(name: str, text: str, problems: list[Problem]) -> tuple[Document | None, list[Problem]]:
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        message = 'the record must start with a line of three hyphens "---", then its fields, then "---" again.'
        problems.append(Problem(path=name, line=1, column=1, rule="front-matter-missing", message=message))
        return None, problems
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        message = 'the fields start with "---" but have no closing "---" line. Add one after the last field.'
        problems.append(Problem(path=name, line=1, column=1, rule="front-matter-open", message=message))
        return None, problems
    document = _read_yaml(name, text, "\n".join(lines[1:end]) + "\n", 1, problems)
    if document is None:
        return None, problems
    body = "\n".join(lines[end + 1 :])
    problems.extend(_smart_quotes(name, body, end + 1))
    return Document(name, text, document.data, document.places, document.keys, body, end + 2), problems


def _read_yaml(name: str, text: str, source: str, above: int, problems: list[Problem]) -> Document | None:
    """Parse YAML that starts ``above`` lines down the file."""
    found = list(_tabs(name, source, above)) + list(_smart_quotes(name, source, above))
    problems.extend(found)
    builder = _Builder(name, above, problems)
    try:
        node = yaml.compose(source, Loader=yaml.CSafeLoader)
        data = builder.value(node, (), 0) if node is not None else None
    except yaml.MarkedYAMLError as error:
        if not any(problem.rule == "tab" for problem in found):
            problems.append(_syntax(name, source, above, error))
        return None
    except yaml.reader.ReaderError as error:
        line = source[: error.position].count("\n") + 1 + above
        message = "there is a character here that YAML does not allow. Delete it and type it again."
        problems.append(Problem(path=name, line=line, column=1, rule="character", message=message))
        return None
    except RecursionError:
        problems.append(Problem(path=name, line=1, column=1, rule="depth", message=_DEPTH_MESSAGE))
        return None
    if not isinstance(data, dict):
        message = 'a record is a list of fields, each "name: value" on a line of its own.'
        problems.append(Problem(path=name, line=above + 1, column=1, rule="not-a-mapping", message=message))
        return None
    return Document(name, text, data, builder.places, builder.keys)


_DEPTH_MESSAGE = f"the values are nested more than {DEPTH_LIMIT} deep. Records are flat: look at one that works."


class _Builder:
    """Turn composed YAML nodes into plain data, noting places and problems on the way."""

    def __init__(self, name: str, above: int, problems: list[Problem]) -> None:
        self.name = name
        self.above = above
        self.problems = problems
        self.places: dict[KeyPath, tuple[int, int]] = {}
        self.keys: dict[KeyPath, tuple[int, int]] = {}
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, path: KeyPath, depth: int) -> Any:
        self.places[path] = self._at(node)
        if id(node) in self._seen:
            self._add(node, "alias", 'a value is repeated with "*"; anchors and aliases are not read. Write it out.')
            return None
        self._seen.add(id(node))
        if depth > DEPTH_LIMIT:
            self._add(node, "depth", _DEPTH_MESSAGE)
            return None
        if not node.tag.startswith(_TAG) or node.tag[len(_TAG) :].startswith("python"):
            self._add(node, "tag", f'"{node.tag}" is a YAML tag; tags are never read. Delete it and write the value.')
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.value(child, (*path, i), depth + 1) for i, child in enumerate(node.value))
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: KeyPath, depth: int) -> dict[str | int, Any]:
        result: dict[str | int, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._add(key_node, "key", "a field name must be a plain word.")
                continue
            if key_node.value == "<<":
                self._add(key_node, "alias", '"<<" merges another value; that is not read. Write the fields out.')
                continue
            key = self._scalar(key_node)
            key = key if isinstance(key, (str, int)) and not isinstance(key, bool) else key_node.value
            here = (*path, key)
            if key in result:
                first = self.keys[here][0]
                message = f'the field "{key}" stands here twice (first on line {first}). Keep one of them.'
                self._add(key_node, "duplicate-key", message)
                continue
            self.keys[here] = self._at(key_node)
            result[key] = self.value(value_node, here, depth + 1)
        return result

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        tag, text = node.tag[len(_TAG) :], str(node.value)
        if tag == "bool":
            if text in _TRUTH:
                return _TRUTH[text]
            message = f'"{text}" would be read as true or false. Write true or false, or put it in quotes: "{text}".'
            self._add(node, "truth", message)
            return text
        if tag == "null":
            return None
        if tag == "int" and _INTEGER.match(text):
            return int(text)
        if tag == "float" and re.fullmatch(r"[-+]?[0-9]+\.[0-9]+", text):
            return float(text)
        if tag == "timestamp":
            return self._date(node, text)
        if tag in ("int", "float"):
            self._add(node, "number", f'"{text}" would be read as another number. Put it in quotes: "{text}".')
        return text

    def _date(self, node: yaml.ScalarNode, text: str) -> Any:
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            self._add(node, "date", f'"{text}" is not a date of the calendar. Write year-month-day, like 2026-11-22.')
            return None

    def _at(self, node: yaml.Node) -> tuple[int, int]:
        return node.start_mark.line + 1 + self.above, node.start_mark.column + 1

    def _add(self, node: yaml.Node, rule: str, message: str) -> None:
        line, column = self._at(node)
        self.problems.append(Problem(path=self.name, line=line, column=column, rule=rule, message=message))


def _syntax(name: str, source: str, above: int, error: yaml.MarkedYAMLError) -> Problem:
    """Say in an editor's words what a YAML syntax error most likely is."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column + 1) if mark else (0, 1)
    what = error.problem or ""
    rule, message = "yaml", "the YAML cannot be read here. Compare this line, and the one above, with a record that works."
    if "mapping values are not allowed" in what:
        rule = "colon"
        message = 'there is a colon inside an unquoted value. Put the whole value in quotes: title: "Before: after".'
    elif "could not find expected ':'" in what or "did not find expected key" in what:
        rule, message = "indent", "a field name or its colon is missing here, or the line is not indented like those beside it."
    elif "undefined alias" in what or "found unexpected anchor" in what:
        rule, message = "alias", 'a value is repeated with "*"; anchors and aliases are not read. Write it out.'
    elif "quoted scalar" in (error.context or ""):
        rule, message = "quote", "a quotation mark is opened here and not closed. Close it, or use the other kind outside."
    return Problem(path=name, line=line + 1 + above, column=column, rule=rule, message=message)


def _tabs(name: str, text: str, above: int) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        at = line.find("\t")
        if at >= 0:
            message = "there is a tab here; YAML is indented with spaces. Replace it by two spaces."
            yield Problem(path=name, line=number + above, column=at + 1, rule="tab", message=message)


def _smart_quotes(name: str, text: str, above: int) -> Iterator[Problem]:
    if not _SMART.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        match = _SMART.search(line)
        if match:
            message = f"{match.group()} is a curly quotation mark. Type a straight one: \" or '."
            column = match.start() + 1
            yield Problem(path=name, line=number + above, column=column, rule="smart-quote", message=message)
