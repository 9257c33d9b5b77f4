"""Golden pages: what the small scale's records become, letter for letter.

A change that is meant is accepted by one command, and then read in the diff:

    .venv/bin/python tests/test_golden.py
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import TINY

from macros.pack import load
from macros.pages import pages

GOLDEN = Path(__file__).parent / "golden"
PAGES = (
    "items/1.md",
    "items/4.md",
    "items/7.md",
    "items/9.md",
    "domains/bench.md",
    "domains/index.md",
    "case-studies/tea-trolley.md",
    "case-studies/jar-that-faded.md",
    "case-studies/index.md",
    "templates/welcome-card.md",
    "templates/logbook-page.md",
    "principles/kindness.md",
    "programme/open-morning.md",
    "programme/index.md",
    "implementation/money.md",
    "methods/walk-through.md",
    "teams/1.md",
    "teams/index.md",
    "problems/nobody-comes.md",
    "sources/paper.md",
    "sources/recording.md",
    "sources/index.md",
)
"""At least one page of each layout, with and without what records may lack."""


def made() -> dict[str, str]:
    """Return the pages of the small scale, as they are before an engine reads them."""
    return pages(load(TINY).pack, {})


@pytest.fixture(scope="module")
def rendered() -> dict[str, str]:
    """Render every page once."""
    return made()


@pytest.mark.parametrize("path", PAGES)
def test_golden(path: str, rendered: dict[str, str]) -> None:
    """A page is what it was when somebody last read it and said that it was right."""
    assert rendered[path] == (GOLDEN / path).read_text(encoding="utf-8")


def test_every_layout_has_one(rendered: dict[str, str]) -> None:
    """Every kind of record page is among the golden ones, and no file is left over."""
    layouts = {text.split("layout: ")[1].split("\n")[0] for path, text in rendered.items() if path in PAGES}
    kinds = {path.split("/")[0] for path in PAGES}
    assert {"item", "domain", "case", "template", "principle", "component", "team", "sources"} <= layouts
    assert {path.split("/")[0] for path in rendered if path.split("/")[0] in kinds} == kinds
    assert {file.relative_to(GOLDEN).as_posix() for file in GOLDEN.rglob("*.md")} == set(PAGES)


def test_the_same_pack_gives_the_same_pages(rendered: dict[str, str]) -> None:
    """Rendering twice, from records read twice, gives the same bytes."""
    assert made() == rendered


if __name__ == "__main__":
    for path, text in made().items():
        if path in PAGES:
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_text(text, encoding="utf-8")
            print(f"wrote tests/golden/{path}")
