"""Front matter and references of hand-written pages."""

from __future__ import annotations

import pytest

from macros.checks.handpages import of_page


def said(text: str) -> list[tuple[int, int, str]]:
    """Return the place and rule of everything that is wrong with a page."""
    return [(problem.line, problem.column, problem.rule) for problem in of_page("docs/x.md", text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# No front matter\n\nIt needs none.", []),
        ('---\ntitle: "A: b"\nhide: [navigation]\n---\n\n# A', []),
        ("---\ntitle: A: b\n---\n\n# A", [(2, 9, "colon")]),
        ("---\ntitle: A\n\n# A", [(1, 1, "front-matter-open")]),
        ("---\ntitle: no\n---\n", [(2, 8, "truth")]),
        ("---\ntitle: A\ntitle: B\n---\n", [(3, 1, "duplicate-key")]),
        ("---\ntitle: A\n---\n\nCurly \u201cquotes\u201d are no matter of front matter.", []),
        ("A [[item:2]] here", [(1, 3, "reference-in-page")]),
        ("`[[item:2]]`\n\n```\n[[item:3]]\n```\n", []),
    ],
)
def test_pages(text: str, expected: list[tuple[int, int, str]]) -> None:
    """Front matter that an engine would silently drop is told, and so is a reference that only records can have."""
    assert said(text) == expected


def test_the_macro_to_write_instead() -> None:
    """The message gives the macro that does the same in a page."""
    messages = [problem.message for problem in of_page("docs/x.md", "[[item:2]] [[source:bench-notes]]")]
    assert "write {{ item(2) }}." in messages[0]
    assert 'write {{ cite("bench-notes") }}.' in messages[1]
