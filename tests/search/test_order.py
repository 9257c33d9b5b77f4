"""In what order the search shows kinds, asked of small indexes that are made here, so that each test is of one rule."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from asking import answers

from macros.exports.search import head, lexicon
from macros.exports.search.entries import Entry
from macros.exports.search.files import files
from macros.memory import remember

Ask = Callable[[list[Entry]], list[dict[str, Any]]]

ITEM = Entry(
    kind="item",
    path="items/9.md",
    title="Feeding the otters",
    names=("otter meals",),
    main="Each otter is fed at noon by two keepers with a bucket.",
    shown="Each otter is fed at noon.",
    number="9",
)
OTHERS = ("problem", "template", "case", "component", "method", "principle", "implementation", "team", "page", "source")
QUERIES = ("otters", "otter meals", "feeding otters", "feeding the otters", "two keepers with a bucket")


@pytest.fixture
def ask(root: Path, tmp_path: Path) -> Ask:
    """Return a function that puts every query to the site's own scripts over an index of some entries."""
    pack = remember(root).pack
    shutil.copytree(root / "docs" / "assets", tmp_path / "assets", ignore=shutil.ignore_patterns("*.png", "*.css"))
    (tmp_path / "search").mkdir()

    def answer(entries: list[Entry]) -> list[dict[str, Any]]:
        for name, text in files(entries, head(pack), lexicon(pack)).items():
            (tmp_path / "search" / name).write_text(text, encoding="utf-8")
        return answers(tmp_path, QUERIES)

    return answer


def kinds(answer: dict[str, Any]) -> list[str]:
    """Return the kinds of the groups of an answer, in order."""
    return [group["kind"] for group in answer["groups"]]


@pytest.mark.parametrize("kind", OTHERS)
def test_an_item_that_matches_as_well_stands_first(ask: Ask, kind: str) -> None:
    """Where an item and an entry of another kind say the very same, both are found and the item stands first."""
    twin = replace(ITEM, kind=kind, path=f"{kind}/twin.md", number="")
    found = {answer["query"]: kinds(answer) for answer in ask([ITEM, twin])}
    assert found == {query: ["item", kind] for query in QUERIES}
