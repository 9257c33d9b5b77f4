"""Our own scripts: what they may not do with what somebody typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

MAKES_MARKUP = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|setHTML\w*|createContextualFragment|srcdoc)\b|document\s*\.\s*write(ln)?\b"
)


def scripts(root: Path) -> list[Path]:
    """Return every script of ours; libraries of others lie in a folder of their own, minified."""
    return sorted(file for file in (root / "docs" / "assets").glob("*.js") if not file.name.endswith(".min.js"))


def test_no_script_makes_markup_from_text(root: Path) -> None:
    """No script of ours turns text into elements: what is typed, found or kept is only ever shown as text."""
    assert {"search.js", "search-panel.js", "search-page.js", "filter.js"} <= {file.name for file in scripts(root)}
    found = [
        f"{file.name}:{number}: {match[0]}"
        for file in scripts(root)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        for match in MAKES_MARKUP.finditer(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "list.innerHTML = text;",
        'list["innerHTML"] += text;',
        "hit.outerHTML=text",
        "box.insertAdjacentHTML('beforeend', text)",
        "document.write(text)",
        "document . writeln(text)",
    ],
)
def test_a_line_that_makes_markup_is_seen(line: str) -> None:
    """Each way to make markup from text is found by the words above."""
    assert MAKES_MARKUP.search(line)
