"""From a file to text, and from text to a document. Nothing is raised for bad content."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from macros.problems import Problem
from macros.reading import characters
from macros.reading.document import Document
from macros.reading.record import read_yaml

SIZE_LIMIT = 512 * 1024
"""Bytes. The largest real record, a list of sources, is about a seventh of this."""

_FENCE = "---"
_ALMOST_FENCE = re.compile(r"[-\u2010-\u2015\u2212]{2,}[ \t]*\Z")
_BODY_HEADING = re.compile(r"\n[ \t]*\n(?P<hashes>#{1,6}) \S")


def extraordinary(file: Path) -> str:
    """Say why a file cannot be opened as others are, or nothing: a link, a device, a name that is no text."""
    if file.is_symlink():
        return "this is a link to another place. Put the file itself here."
    if not file.is_file():
        return "this is no ordinary file, so it is not opened. Take it away."
    if not file.name.isprintable() or any("\ud800" <= char <= "\udfff" for char in str(file)):
        return "the name of this file cannot be read. Rename it with lower case letters, digits and single hyphens."
    return ""


def name_of(file: Path, root: Path) -> str:
    """Return a file's path in its project as it is shown to people, whatever bytes its name is made of."""
    return file.relative_to(root).as_posix().encode("utf-8", "backslashreplace").decode()


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
    if not text.strip():
        message = "this file is empty. Write a record into it, or delete it."
        return None, [*problems, Problem(path=name, line=1, column=1, rule="empty-file", message=message)]
    conflicts, hidden = list(characters.conflicts(name, text)), list(characters.hidden(name, text))
    problems.extend([*conflicts, *hidden, *characters.curly(name, text), *characters.mixed(name, text)])
    if conflicts:
        return None, problems
    text = characters.seen(text) if hidden else text
    document = _markdown(name, text, problems) if markdown else read_yaml(name, text, text, 0, problems)
    if document and hidden:
        document = replace(document, mended=document.mended | {problem.line for problem in hidden})
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
    if heading and (
        document is None or document.mended or heading["hashes"] != "#"
    ):  # one hash could be a comment on a field
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
