"""Pages that are of no record as lists and the search see them: title, description and plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_MARKS = re.compile(r"\{\{.*?\}\}|\{#.*?#\}|\{:.*?\}|\]\([^)]*\)|<[^>]*>|[#*_`|\[\]>]")
_FIELD = re.compile(r'^(title|description): *(["\']?)(.*?)\2 *$', re.M)
_ALSO = re.compile(r"^also: *\[(.*)\] *$|^also:\n((?:- .*\n)+)", re.M)
"""Other names, in brackets as people write them or line by line as made pages have them."""


@dataclass(frozen=True)
class HandPage:
    """A page: its Markdown file under ``docs/``, what its front matter says, and its words.

    ``also`` are other names, by which people search for it.
    """

    path: str
    title: str
    description: str
    text: str
    also: tuple[str, ...] = ()


def read_page(path: str, markdown: str) -> HandPage:
    """Return a page from its Markdown. Macros and marks are left out; a page without a title is named by its path."""
    parts = markdown.split("---\n", 2)
    front, body = (parts[1], parts[2]) if markdown.startswith("---\n") and len(parts) == 3 else ("", markdown)
    fields = {match[1]: match[3] for match in _FIELD.finditer(front)}
    text = " ".join(_MARKS.sub(" ", body).split())
    return HandPage(path, fields.get("title", path), fields.get("description", ""), text, _also(front))


def _also(front: str) -> tuple[str, ...]:
    found = _ALSO.search(front)
    if not found:
        return ()
    names = found[1].split(",") if found[1] is not None else [line[2:] for line in found[2].splitlines()]
    return tuple(name.strip("\"' ") for name in names)


def read_list(path: str, markdown: str) -> HandPage:
    """Return a generated page that lists others: by its title and description, since its words are those of others."""
    return replace(read_page(path, markdown), text="")
