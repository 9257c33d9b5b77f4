"""The macros that lead on: links to searches, and what was reviewed last."""

from __future__ import annotations

from pathlib import Path

from tiny import copy_tiny, record, write

from macros.memory import remember
from macros.pages.page import Linker
from macros.ways import changed, problems, reviewed, searches


def test_searches_link_the_page_of_results(root: Path) -> None:
    """A search is linked with its words in the fragment of the address, whatever signs they hold."""
    at = Linker(remember(root).pack, "start/index.md")
    assert 'href="../search/index.md#q=what%20%26%20why"' in searches(at, "what & why")
    assert "what &amp; why</a>" in searches(at, "what & why")


def test_problems_name_the_items_that_help(root: Path) -> None:
    """A problem is linked, with its items beside it."""
    html = problems(Linker(remember(root).pack, "index.md"), "never-the-same-face")
    assert 'href="problems/never-the-same-face.md"' in html
    assert "item 36, consistent staff and support" in html


def test_what_changed_comes_from_the_dates_of_reviews(tmp_path: Path) -> None:
    """The latest date comes first, and a record that alone was reviewed on it is named."""
    root = copy_tiny(tmp_path / "tiny")
    path = "methods/walk-through.md"
    write(root, path, record(root, path).replace("date: 2026-03-01", "date: 2026-04-02"))
    at = Linker(remember(root).pack, "index.md")
    days = reviewed(at, 2)
    assert [date.isoformat() for date, _ in days] == ["2026-04-02", "2026-03-01"]
    assert [(group.kind.word, group.count) for group in days[0][1]] == [("method", 1)]
    html = changed(at, 1)
    assert "2 April 2026" in html
    assert 'href="methods/walk-through.md"' in html
