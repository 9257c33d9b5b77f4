"""Without a mouse: every stop is seen, nothing hides what is in focus, and a question leads to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

STOP = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const name = `${e.tagName} ${(e.textContent || e.name || '').trim().slice(0, 40)} ${e.getAttribute('href') || ''}`;
    const boxes = [...e.getClientRects()].filter(b => b.width > 0 && b.height > 0);
    const inside = boxes.filter(b => b.right > 0 && b.bottom > 0 && b.left < innerWidth && b.top < innerHeight);
    const seen = inside.some(b => [.1, .3, .5, .7, .9].some(x => [.2, .5, .8].some(y => {
        const hit = document.elementFromPoint(b.left + b.width * x, b.top + b.height * y);
        return hit && (e.contains(hit) || hit.contains(e) && !hit.matches('article, main, body, html'));
    })));
    let ring = false;
    for (let at = e, up = 0; at && up < 4; at = at.parentElement, up += 1) {
        const s = getComputedStyle(at);
        ring = ring || s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
    }
    const at = [...document.querySelectorAll('*')].indexOf(e);
    return {name, inside: inside.length, seen, ring, at};
}"""


def stops(page: Page, key: str) -> Iterator[dict[str, Any]]:
    """Press a key through the whole page, once round, and yield what is in focus each time."""
    first = None
    for _ in range(600):
        page.keyboard.press(key)
        stop = page.evaluate(STOP)
        if stop is None or stop["at"] == first:
            return
        first = stop["at"] if first is None else first
        yield stop
    raise AssertionError("the Tab key never comes round")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1100, 800), (390, 844), (320, 256)])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_what_is_in_focus_is_seen(open_page: Open, width: int, height: int, key: str) -> None:
    """Forwards and backwards, at any width and at 400% zoom, each stop is on the screen, uncovered and ringed."""
    for path in ("items/14/", "items/", "templates/carers-leaflet/"):
        page = open_page(path, width=width, height=height)
        found = list(stops(page, key))
        assert len(found) > 15, path
        wrong = [stop for stop in found if not (stop["inside"] and stop["seen"] and stop["ring"])]
        assert wrong == [], path
        page.context.close()


@pytest.mark.parametrize("width", [1440, 1100, 390])
def test_the_first_stops_skip_and_help(open_page: Open, width: int) -> None:
    """The first stop skips to the content, which then has the focus; the second leads to where to get help now."""
    page = open_page("items/14/", width=width)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.reload()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#help")).to_be_in_viewport()


def test_the_menu_opens_and_closes_from_the_keyboard(open_page: Open) -> None:
    """Enter opens the menu and moves into it, Escape closes it and comes back, and so does leaving it."""
    page = open_page("items/14/", width=390)
    button = page.get_by_role("button", name="Menu", exact=True)
    menu = page.get_by_role("navigation", name="Pack")
    expect(menu).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("button", name="Close menu")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    menu.get_by_role("link").last.focus()
    page.keyboard.press("Tab")
    expect(menu).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_the_menu_works_without_scripts(open_page: Open) -> None:
    """With scripts switched off, the menu is a link to the navigation, which then shows."""
    page = open_page("items/14/", width=390, javascript=False)
    menu = page.get_by_role("navigation", name="Pack")
    expect(menu).to_be_hidden()
    page.get_by_role("link", name="Menu", exact=True).click()
    expect(menu).to_be_visible()
    expect(menu).to_be_in_viewport()


@pytest.mark.parametrize("width", [1440, 1100, 390])
def test_from_a_question_to_a_file(open_page: Open, width: int) -> None:
    """Home, search, item, more sources, template, file, and back: with the keyboard alone."""
    page = open_page("", width=width)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type("carers")
    expect(page.get_by_role("option", name="All results for “carers”")).to_be_visible()
    page.wait_for_load_state("networkidle")  # the rest of the index renews the list
    option = page.get_by_role("option", name="Support for carers").first
    expect(option).to_be_visible()
    for _ in range(12):
        page.keyboard.press("ArrowDown")
        if option.get_attribute("aria-selected") == "true":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/14/")
    more = page.locator("details.more > summary")
    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.more")).to_have_attribute("open", "")
    page.locator("#templates ~ .cards a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/templates/**")
    file = page.get_by_role("link", name="Word").first
    file.focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".docx")
    page.go_back()
    page.wait_for_url("**/items/14/")


def test_no_letter_is_a_shortcut(open_page: Open) -> None:
    """Letters pressed on a page neither move the focus nor leave the page (2.1.4)."""
    page = open_page("items/14/")
    before = page.url
    for key in ("/", "s", "f", "n", "p", ",", "."):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement === document.body"), key
        assert page.url == before, key


def test_copying_is_said_aloud(open_page: Open) -> None:
    """Each copy button puts its text on the clipboard, says so in a status line, and shows it on itself."""
    page = open_page("items/14/", permissions=["clipboard-read", "clipboard-write"])
    for name, start, end in (
        ("Copy summary", "Item 14: Support for carers\nGood looks like: ", "/items/14/"),
        ("Copy link", "http", "/items/14/"),
        ("Copy criteria as a checklist", "Item 14: Support for carers\n[ ] Criterion a: ", "/items/14/"),
    ):
        button = page.get_by_role("button", name=name)
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_have_text("Copied: " + name.removeprefix("Copy "))
        expect(page.locator("button:focus")).to_have_text("Copied")
        text = page.evaluate("navigator.clipboard.readText()")
        assert text.startswith(start), text
        assert text.endswith(end), text


def test_wide_tables_scroll_from_the_keyboard(open_page: Open) -> None:
    """A table wider than a phone has a named place of its own that the keyboard can reach."""
    page = open_page("teams/", width=320)
    region = page.get_by_role("region", name="scrolls sideways")
    wide = page.locator(".table").evaluate_all("all => all.filter(e => e.scrollWidth > e.clientWidth + 1).length")
    assert region.count() == wide
    assert wide >= 1
    region.first.focus()
    expect(region.first).to_be_focused()
