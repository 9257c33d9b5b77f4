"""Links in both directions: where one record points to another, the page of each leads to the other."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from pathlib import Path

import pytest

from macros.models import Ref
from macros.pack import Pack, load
from macros.pages import pages
from macros.pages.page import anchor, page_path

PAIRS = (
    ("item", "domain"),
    ("item", "case"),
    ("item", "template"),
    ("item", "source"),
    ("item", "item"),
    ("item", "team"),
    ("component", "principle"),
    ("component", "implementation"),
    ("principle", "implementation"),
    ("component", "team"),
)
"""Kinds of record whose pages lead to each other. Of a component and a team, what the study's table says counts."""

_LINK = re.compile(r'<a [^>]*?href="([^"]+)"|\]\(([^)\s]+)\)')
_TURN = re.compile(r'<nav class="turn.*?</nav>', re.DOTALL)
"""The way to the previous and the next page: it leads to neighbours, whether or not a record names them."""


@pytest.fixture(scope="module")
def pack(root: Path) -> Pack:
    """Load the real records."""
    return load(root).pack


@pytest.fixture(scope="module")
def leads(pack: Pack) -> dict[str, set[str]]:
    """Return what each generated page links to: pages under ``docs/``, with and without the anchor."""
    return {path: links(path, text) for path, text in pages(pack, {}).items() if path.endswith(".md")}


def links(path: str, text: str) -> set[str]:
    """Return what a page links to inside the site, in HTML and in Markdown."""
    found = set()
    for html, markdown in _LINK.findall(_TURN.sub("", text)):
        file, hash_, fragment = unescape(html or markdown).partition("#")
        if "://" not in file:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
            found |= {target, target + hash_ + fragment}
    return found


def of_pair(pack: Pack, one: str, other: str) -> set[tuple[Ref, Ref]]:
    """Return who points to whom between two kinds of record, in any field that counts."""
    return {
        (mention.source, target)
        for target, mentions in pack.mentions.items()
        for mention in mentions
        if {mention.source.kind, target.kind} == {one, other} and mention.source != target
        if {one, other} != {"component", "team"} or mention.field == "components"
    }


def missing(pack: Pack, leads: dict[str, set[str]], pairs: set[tuple[Ref, Ref]]) -> list[str]:
    """Return every link that ought to be there and is not, either way."""
    both = {way for one, other in pairs for way in ((one, other), (other, one))}
    return [
        f"the page of {here} has no link to {there}"
        for here, there in sorted(both)
        if page_path(pack.entries[there].record) + anchor(pack.entries[there].record)
        not in leads[page_path(pack.entries[here].record)]
    ]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_pages_lead_to_each_other(one: str, other: str, pack: Pack, leads: dict[str, set[str]]) -> None:
    """Every pair of records of these kinds that name each other, in either direction, is linked in both."""
    pairs = of_pair(pack, one, other)
    assert len(pairs) >= 5
    assert missing(pack, leads, pairs) == []


def test_the_way_to_a_source_is_its_own_entry(pack: Pack, leads: dict[str, set[str]]) -> None:
    """What is missing is seen: a page without the link to an entry of a list is told, though the list is linked."""
    ref, item = next((ref, item) for item, ref in sorted(of_pair(pack, "item", "source")) if item.kind == "item")
    entry = page_path(pack.entries[ref].record) + anchor(pack.entries[ref].record)
    page = page_path(pack.entries[item].record)
    without = leads | {page: leads[page] - {entry}}
    assert missing(pack, without, {(item, ref)}) == [f"the page of {item} has no link to {ref}"]
