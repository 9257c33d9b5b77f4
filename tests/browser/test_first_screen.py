"""The reader's minute: what an item says first is there without scrolling."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

BOXES = """() => Object.fromEntries(Object.entries({
        title: 'h1', domain: '.under .dom', minute: '#one-minute', last: '#one-minute dd:last-child'})
    .map(([name, where]) => [name, document.querySelector(where).getBoundingClientRect().bottom]))"""


def items(paths: tuple[str, ...]) -> list[str]:
    """Return the pages of items, by number."""
    found = [path.split("/")[1] for path in paths if path.startswith("items/") and path.count("/") == 2]
    return [f"items/{number}/" for number in sorted(found, key=int)]


def test_a_phone_shows_the_whole_minute_at_once(profile: BrowserContext, page_paths: tuple[str, ...]) -> None:
    """On a phone of 390 by 844, title, domain and the whole minute of every item are on the first screen."""
    page = profile.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    below = {}
    for path in items(page_paths):
        page.goto(path)
        boxes = page.evaluate(BOXES)
        assert boxes["title"] < boxes["minute"]
        assert boxes["domain"] < boxes["minute"]
        if max(boxes["minute"], boxes["last"]) > 844:
            below[path] = boxes["minute"]
    assert below == {}
    assert len(items(page_paths)) >= 10


@pytest.mark.parametrize("width", [390, 1440])
def test_the_two_doors_stand_level(open_page: Callable[..., Page], width: int) -> None:
    """The two ways in on the home page have their pictures at one height, and what they are called too."""
    page = open_page("", width=width)
    for part in (".i", "b"):
        tops = page.locator(f".door > {part}").evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
        assert len(tops) == 2
        assert len(set(tops)) == 1, part


def test_the_contents_list_names_what_is_there(profile: BrowserContext, page_paths: tuple[str, ...]) -> None:
    """Every entry of an item's list of sections leads to a section that is there, and counts are what is shown."""
    page = profile.new_page()
    for path in items(page_paths):
        page.goto(path)
        entries = page.locator(".toc a").evaluate_all("links => links.map(a => [a.hash, a.textContent.trim()])")
        assert len(entries) > 8, path
        assert [hash_ for hash_, _ in entries if not page.locator(hash_).count()] == [], path
        counted = {hash_: words.rsplit(" ", 1)[-1] for hash_, words in entries}
        assert int(counted["#criteria"]) == page.locator(".crit").count(), path
