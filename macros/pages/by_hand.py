"""Hand-written pages as lists and the search see them: title, description and plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKS = re.compile(r"\{\{.*?\}\}|\{#.*?#\}|\{:.*?\}|\]\([^)]*\)|<[^>]*>|[#*_`|\[\]>]")
_FIELD = re.compile(r'^(title|description): *(["\']?)(.*?)\2 *$', re.M)


@dataclass(frozen=True)
class HandPage:
    """A hand-written page: its Markdown file under ``docs/``, what its front matter says, and its words."""

    path: str
    title: str
    description: str
    text: str


def read_page(path: str, markdown: str) -> HandPage:
    """Return a page from its Markdown. Macros and marks are left out; a page without a title is named by its path."""
    parts = markdown.split("---\n", 2)
    front, body = (parts[1], parts[2]) if markdown.startswith("---\n") and len(parts) == 3 else ("", markdown)
    fields = {match[1]: match[3] for match in _FIELD.finditer(front)}
    text = " ".join(_MARKS.sub(" ", body).split())
    return HandPage(path, fields.get("title", path), fields.get("description", ""), text)
