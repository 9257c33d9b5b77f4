"""Macros: each gives a link with the current title from any page, and an unknown id stops with the page's name."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from tiny import TINY

from macros.models import KINDS
from macros.pack import load
from macros.pages.page import Linker
from macros.shortcuts import KINDS_NAMED, SHORTCUTS, UnknownIdError

PACK = load(TINY).pack
HOME, DEEP = Linker(PACK, "index.md"), Linker(PACK, "start/deep/page.md")


@pytest.mark.parametrize(
    ("name", "key", "home", "deep"),
    [
        ("item", 2, '<a href="items/2.md">Item 2: Tea before tools</a>', "../../items/2.md"),
        ("domain", "bench", '<a href="domains/bench.md">At the bench</a>', "../../domains/bench.md"),
        (
            "principle",
            "kindness",
            '<a href="principles/kindness.md">Kindness first</a>',
            "../../principles/kindness.md",
        ),
        ("component", "open-morning", '<a href="programme/open-morning.md">The open morning</a>', "../../programme/"),
        ("implementation", "money", '<a href="implementation/money.md">Money and rooms</a>', "../../implementation/"),
        ("method", "walk-through", '<a href="methods/walk-through.md">Walk through the door</a>', "../../methods/"),
        (
            "case",
            "tea-trolley",
            '<a href="case-studies/tea-trolley.md">A trolley for the tea</a>',
            "../../case-studies/",
        ),
        ("template", "welcome-card", '<a href="templates/welcome-card.md">A card for the door</a>', "../../templates/"),
        ("team", 1, '<a href="teams/1.md">Bench 1</a>', "../../teams/1.md"),
        ("problem", "nobody-comes", '<a href="problems/nobody-comes.md">Nobody comes</a>', "../../problems/"),
    ],
)
def test_links(name: str, key: str | int, home: str, deep: str) -> None:
    """A macro links to a record by its id, from any depth, with its title or with words of one's own."""
    assert str(SHORTCUTS[name](HOME, key)) == home
    assert deep in SHORTCUTS[name](DEEP, key)
    assert str(SHORTCUTS[name](HOME, key, "<b>")) == re.sub(">.*</a>", ">&lt;b&gt;</a>", home)


def test_citation() -> None:
    """A source is cited by author and year, at its place in its list."""
    link = '<a href="sources/paper.md#bench-notes" class="cite" data-url="bench.example/notes">'
    expected = f"{link}Tinker and Solder 2025</a>"
    assert str(SHORTCUTS["cite"](HOME, "bench-notes")) == expected


def test_several_items() -> None:
    """Several items stand with commas between them."""
    assert (
        re.sub("<.*?>", "", SHORTCUTS["items"](HOME, 1, 2)) == "Item 1: A door that says open, Item 2: Tea before tools"
    )


@pytest.mark.parametrize("name", sorted(set(KINDS_NAMED) - {"problems"}))
def test_an_unknown_id_stops(name: str) -> None:
    """An id that leads nowhere raises an error that names the page and what there is."""
    with pytest.raises(UnknownIdError, match=r"^start/deep/page\.md: there is no "):
        SHORTCUTS[name](DEEP, "999")


def test_lists() -> None:
    """Tables and matrices hold every item once, or those of one domain, with links that fit the page."""
    assert SHORTCUTS["item_table"](DEEP).count("<tr>") == 13
    assert SHORTCUTS["item_table"](DEEP, domain="bench").count("<tr>") == 5
    assert len(set(re.findall(r"\.\./\.\./items/(\d+)\.md", SHORTCUTS["matrix"](DEEP)))) == 12
    with pytest.raises(UnknownIdError, match='no domain "bnch"'):
        SHORTCUTS["item_table"](DEEP, domain="bnch")


def test_counts() -> None:
    """Records of a kind are counted, and an unknown kind is an error."""
    assert str(SHORTCUTS["count"](HOME, "case")) == "2"
    assert str(SHORTCUTS["count"](HOME, "source")) == "2"
    with pytest.raises(UnknownIdError, match="'cases' is not a kind"):
        SHORTCUTS["count"](HOME, "cases")


def test_chosen() -> None:
    """Only items that enough teams chose are shown."""
    assert "items/2.md" in SHORTCUTS["chosen"](HOME, 2)
    assert "items/7.md" not in SHORTCUTS["chosen"](HOME, 2)


def test_every_macro_explains_itself() -> None:
    """Each macro says what it does and gives an example that calls it."""
    for name, macro in SHORTCUTS.items():
        said = inspect.getdoc(macro) or ""
        assert re.match(r"[A-Z][^\n]+\.\n", said), name
        assert re.search(rf"Example: ``\{{\{{ {name}\(.*\) \}}\}}``", said), name


def test_every_macro_is_documented(root: Path) -> None:
    """The page for contributors names every macro with its brackets."""
    page = (root / "docs/contribute/macros.md").read_text(encoding="utf-8")
    assert [name for name in SHORTCUTS if not re.search(rf"\b{name}\(", page)] == []


def test_every_kind_with_a_page_has_a_macro() -> None:
    """Whatever has a page can be linked to from a hand-written one."""
    assert {kind.word for kind in KINDS if kind.pages} == set(KINDS_NAMED.values())
