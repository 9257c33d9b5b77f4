"""Browser libraries come from node_modules, and a missing one is told before anything is built."""

from __future__ import annotations

from pathlib import Path

from tiny import copy_tiny

from macros.browser import LIBRARIES, libraries, missing
from macros.build import prepare


def test_libraries_are_read_from_where_npm_puts_them(root: Path) -> None:
    """Every library that pages load is there, under the name by which they load it."""
    found = libraries(root)
    assert set(found) == {f"assets/lib/{name}" for name in LIBRARIES}
    assert all(found.values())


def test_a_project_that_lists_none_needs_none(tmp_path: Path) -> None:
    """Without a package.json nothing is missing, and nothing is copied."""
    assert missing(tmp_path) == []
    assert libraries(tmp_path) == {}


def test_a_missing_library_stops_the_build_with_a_word_on_what_to_do(tmp_path: Path) -> None:
    """A project that lists libraries and has not installed them is told so; no page is written."""
    root = copy_tiny(tmp_path / "tiny")
    (root / "package.json").write_text("{}", encoding="utf-8")
    prepared = prepare(root)
    assert prepared.written is None
    assert [problem.rule for problem in prepared.errors] == ["library"] * len(LIBRARIES)
    assert "make setup" in prepared.errors[0].message
