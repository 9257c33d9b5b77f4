"""What hand-written pages must have besides right macros: readable text and front matter, and no record references.

``mkdocs build --strict`` accepts front matter that is not YAML, drops all of it and prints it on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.handwritten import by_hand, hand_written, page_text
from macros.problems import Problem, shown
from macros.reading import characters, extraordinary, name_of, read_text
from macros.references import references

_CODE = re.compile(r"^(?P<fence>```+|~~~+).*?^(?P=fence)|(?P<ticks>`+)[^`].*?(?P=ticks)", re.MULTILINE | re.DOTALL)


def check(root: Path) -> Iterator[Problem]:
    """Yield the problems of every hand-written page."""
    for file in by_hand(root):
        if said := extraordinary(file):
            yield Problem(path=name_of(file, root), line=1, column=1, rule="file", message=said)
    for file in hand_written(root):
        yield from of_page(file.relative_to(root).as_posix(), page_text(file))


def of_page(path: str, text: str) -> Iterator[Problem]:
    """Yield the problems of one page."""
    at = text.find("\ufffd")
    if at >= 0:
        message = "this file is not UTF-8 text. Save it again with the encoding UTF-8."
        yield Problem(path=path, line=text.count("\n", 0, at) + 1, column=1, rule="encoding", message=message)
        return
    conflicts = list(characters.conflicts(path, text))
    yield from conflicts
    yield from characters.mixed(path, text)
    if text.startswith(("---", "\ufeff")) and not conflicts:
        document, problems = read_text(text, path, markdown=True)
        last = document.body_line - 1 if document else len(text)
        yield from (problem for problem in problems if problem.line <= last and problem.rule != "look-alike")
    if "[[" in text:
        outside = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
        for found in references(outside):
            line, column = outside.count("\n", 0, found.start) + 1, found.start - outside.rfind("\n", 0, found.start)
            macro = "cite" if found.ref.kind == "source" else found.ref.kind
            key = found.ref.id if found.ref.id.isdecimal() else f'"{found.ref.id}"'
            message = f"{shown(found.source)} is for records. In a hand-written page write {{{{ {macro}({key}) }}}}."
            yield Problem(path=path, line=line, column=column, rule="reference-in-page", message=message)
