"""The pages by which readers find their way: results, problems, time, scores, settings, words and everything in order."""

from __future__ import annotations

from collections.abc import Iterator

from macros.pack import Pack
from macros.pages.page import Page

FIND = "find"
"""The folder under ``docs/`` of the pages that lead to others."""

SEARCH = "search"
"""The folder under ``docs/`` of the page of results, and of the index that it reads."""


def finding(pack: Pack) -> Iterator[Page]:
    """Yield every page that leads to others."""
    yield _page(f"{SEARCH}/index.md", "Search results", "What the pack holds for the words you typed.", "results.md.j2")


def _page(path: str, title: str, description: str, template: str, **context: object) -> Page:
    return Page(
        path=path, title=title, description=description, template=template, layout="find", context=dict(context)
    )
