"""From a file to text, and from text to a document. Nothing is raised for bad content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from macros.problems import Problem
from macros.reading.document import Document
from macros.reading.tree import read_yaml

SIZE_LIMIT = 512 * 1024
"""Bytes. The largest real record, a list of sources, is about a seventh of this."""

_FENCE = "---"
_ALMOST_FENCE = re.compile(r"[-\u2010-\u2015\u2212]{2,}[ \t]*\Z")
_BODY_HEADING = re.compile(r"\n[ \t]*\n(?P<hashes>#{1,6}) \S")
_SMART = re.compile("[\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ue000-\uf8ff\U000e0000-\U000e007f]"
)
"""Control characters, and those that hide or reorder what stands beside them."""


def read(file: Path, name: str) -> tuple[Document | None, list[Problem]]:
    """Read a record file; ``name`` is its path as shown to people. Nothing is raised for bad content."""
    size = file.stat().st_size
    if size > SIZE_LIMIT:
        message = (
            f"this file has {size} bytes; at most {SIZE_LIMIT} are read. Split it, or take out what was pasted in."
        )
        return None, [Problem(path=name, line=1, column=1, rule="size", message=message)]
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = "this file is not UTF-8 text. Save it again with the encoding UTF-8."
        return None, [Problem(path=name, line=line, column=1, rule="encoding", message=message)]
    return read_text(text, name, markdown=file.suffix == ".md")


def read_text(text: str, name: str, *, markdown: bool) -> tuple[Document | None, list[Problem]]:
    """Read the text of a record: Markdown with front matter, or YAML alone."""
    problems: list[Problem] = []
    if text.startswith("\ufeff"):
        message = 'the file starts with an invisible byte-order mark. Save it as "UTF-8" without BOM.'
        problems.append(Problem(path=name, line=1, column=1, rule="byte-order-mark", message=message))
        text = text[1:]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems.extend(_characters(name, text))
    if any(problem.rule == "character" for problem in problems):
        return None, problems
    document = _markdown(name, text, problems) if markdown else read_yaml(name, text, text, 0, problems)
    return document, problems


def _markdown(name: str, text: str, problems: list[Problem]) -> Document | None:
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        message = 'the record must start with a line of three hyphens "---", then its fields, then "---" again.'
        problems.append(Problem(path=name, line=1, column=1, rule="front-matter-missing", message=message))
        return None
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        problems.append(_open_front_matter(name, lines))
        return None
    found: list[Problem] = []
    document = read_yaml(name, text, "\n".join(lines[1:end]) + "\n", 1, found)
    heading = _BODY_HEADING.search("\n".join(lines[:end]))
    if heading and (document is None or heading["hashes"] != "#"):  # one hash could be a comment on a field
        document = None
        line = text[: heading.start() + 1].count("\n") + 2
        message = (
            'the text seems to start here, and no closing "---" line stands above it. Add one after the last field.'
        )
        found = [Problem(path=name, line=line, column=1, rule="front-matter-open", message=message)]
    problems.extend(found)
    body = "\n".join(lines[end + 1 :])
    return replace(document, body=body, body_line=end + 2) if document else None


def _open_front_matter(name: str, lines: list[str]) -> Problem:
    almost = next((i for i, line in enumerate(lines[1:], 1) if _ALMOST_FENCE.match(line)), None)
    if almost is not None:
        message = f'"{lines[almost].strip()}" does not close the fields. Write three plain hyphens: "---".'
        return Problem(path=name, line=almost + 1, column=1, rule="front-matter-open", message=message)
    message = 'the fields start with "---" but have no closing "---" line. Add one after the last field.'
    return Problem(path=name, line=1, column=1, rule="front-matter-open", message=message)


def _characters(name: str, text: str) -> Iterator[Problem]:
    """Yield characters that a reader cannot see, or that YAML takes for line breaks, and curly quotation marks."""
    for pattern, rule in ((_INVISIBLE, "character"), (_SMART, "smart-quote")):
        if not pattern.search(text):
            continue
        for number, line in enumerate(text.split("\n"), 1):
            match = pattern.search(line)
            if match:
                message = f"{match.group()} is a curly quotation mark. Type a straight one: \" or '."
                if rule == "character":
                    message = f"there is an invisible character here (U+{ord(match.group()):04X}). Delete it."
                yield Problem(path=name, line=number, column=match.start() + 1, rule=rule, message=message)
