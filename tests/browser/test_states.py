"""Pages with something opened: the menu, the search, parts that unfold, chosen colours, the system's own colours."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe import violations
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

KINDS = (
    "",
    "items/",
    "items/14/",
    "domains/content-and-delivery-of-care/",
    "case-studies/",
    "case-studies/crt-3-carers-and-medication/",
    "templates/carers-leaflet/",
    "sources/paper/",
    "teams/",
    "teams/3/",
    "programme/scoping-day/",
    "methods/pdsa/",
    "sheets/14/",
    "plan/",
    "about/accessibility/",
)
"""One page of each kind."""

Open = Callable[..., Page]


@pytest.mark.parametrize("width", [1100, 390])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_with_the_menu_open(open_page: Open, width: int, colours: str) -> None:
    """The open menu passes on an item page, a wide page and a plain one."""
    for path in ("items/14/", "items/", "about/"):
        page = open_page(path, width=width, color_scheme=colours)
        page.get_by_role("button", name="Menu", exact=True).click()
        expect(page.get_by_role("navigation", name="Pack")).to_be_visible()
        assert violations(page) == [], path


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_with_results_shown(open_page: Open, width: int, colours: str) -> None:
    """The search box passes while it shows results, where to get help, and that it has found nothing."""
    for path in ("", "items/14/"):
        page = open_page(path, width=width, color_scheme=colours)
        box = page.get_by_role("combobox")
        box.fill("carers")
        expect(page.get_by_role("listbox")).to_be_visible()
        assert violations(page) == [], path
        box.fill("i want to die")
        expect(page.locator("#found-panel .help")).to_be_visible()
        assert violations(page) == [], path
        box.fill("zzzzqqqq")
        expect(page.locator("#found-panel .empty")).to_be_visible()
        assert violations(page) == [], path


@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing_with_everything_unfolded(open_page: Open, path: str) -> None:
    """A page of each kind passes with all that opens opened, narrow and wide."""
    page = open_page(path)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert violations(page) == [], width


def test_searching_does_not_move_the_reader(open_page: Open) -> None:
    """Focus on the search box opens nothing and covers nothing; only typing does (3.2.1)."""
    page = open_page("items/14/")
    page.get_by_role("combobox").focus()
    assert page.locator("#found-panel").is_hidden()
    expect(page.get_by_role("combobox")).to_be_focused()


def test_chosen_colours_hold_and_can_be_given_back(open_page: Open) -> None:
    """The choice in the footer colours the page at once, on the next page too, until it is given back to the device."""
    page = open_page("items/14/", color_scheme="light")
    ground = "() => getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_label("Dark", exact=True).check()
    dark = page.evaluate(ground)
    assert dark != light
    page.goto(page.url.replace("items/14/", "about/"))
    assert page.evaluate(ground) == dark
    assert page.evaluate("Object.keys(localStorage)") == ["pack.colours"]
    page.get_by_label("As my device", exact=True).check()
    assert page.evaluate(ground) == light
    assert page.evaluate("localStorage.length") == 0


def test_the_devices_dark_colours_need_no_script(open_page: Open) -> None:
    """With scripts switched off, a device set to dark shows the site in dark."""
    grounds = set()
    for colours in ("light", "dark"):
        page = open_page("items/14/", javascript=False, color_scheme=colours)
        page.screenshot()
        grounds.add(page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor"))
    assert len(grounds) == 2


def test_a_refused_storage_leaves_the_page_whole(open_page: Open) -> None:
    """Where the browser keeps nothing, the page works, colours can still be chosen, and the console stays clean."""
    page = open_page("about/")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    page.goto(page.url.replace("about/", "items/14/"))
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_label("Dark", exact=True).check()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert said == []


SHAPES = """() => [...document.querySelectorAll('.btn, .num, .kind, .jump a, .tool, .search .field, .minute, .notice')]
    .filter(e => e.getClientRects().length)
    .filter(e => ['none', 'hidden'].includes(getComputedStyle(e).borderTopStyle)
        || parseFloat(getComputedStyle(e).borderTopWidth) < 1).map(e => e.className)"""


@pytest.mark.parametrize("path", ["items/14/", "items/", "templates/carers-leaflet/", ""])
def test_forced_colours_keep_edges_and_the_ring(open_page: Open, path: str) -> None:
    """With the system's own colours, everything that is pressed has an edge, and focus has a ring."""
    page = open_page(path, forced_colors="active", width=390)
    assert page.evaluate(SHAPES) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    ring = page.evaluate(
        "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth]; })()"
    )
    assert ring == ["solid", "3px"]


GLANCE = """() => [...document.querySelectorAll('.matrix .cell')].map(cell => [
    cell.querySelector('.num'), cell.querySelector('a'), ...cell.querySelectorAll('.counts li')].map(part => {
        part.scrollIntoView({block: 'center'});
        const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), seen = [];
        while (texts.nextNode()) {
            const words = document.createRange(), text = texts.currentNode;
            words.selectNodeContents(text);
            if (text.parentElement.closest('.vh') || !text.textContent.trim()) continue;
            const lines = [...words.getClientRects()], look = getComputedStyle(text.parentElement);
            if (text.parentElement.checkVisibility({opacityProperty: true, visibilityProperty: true})
                && look.color !== getComputedStyle(document.body).backgroundColor
                && lines.every(line => line.width > 3 && line.height > 5 && line.left >= 0 && line.right <= innerWidth
                    && cell.contains(document.elementFromPoint(line.x + line.width / 2, line.y + line.height / 2))))
                seen.push(text.textContent.trim());
        }
        return seen.join(' ');
    }))"""


@pytest.mark.parametrize("look", ["light", "dark", "forced", "print"])
def test_the_glance_is_whole_on_the_narrowest_phone(open_page: Open, look: str) -> None:
    """At 320 pixels number, title and three counts of all 39 items are in view, in any colours, and on paper."""
    settings = {"forced": {"forced_colors": "active"}, "dark": {"color_scheme": "dark"}}.get(look, {})
    page = open_page("items/", width=320, **settings)
    if look == "print":
        page.emulate_media(media="print")
    cells = page.evaluate(GLANCE)
    assert [number for number, *_ in cells] == [str(number) for number in range(1, 40)]
    for number, title, *counts in cells:
        link = page.locator(f".matrix a[href='{number}/']")
        assert title == (link.text_content() or "").removeprefix(f"Item {number}: ") != ""
        assert len(counts) == 3
        assert [count for count in counts if not re.fullmatch(r"\d+|\N{EN DASH}", count)] == [], number


def test_nothing_moves_with_reduced_motion(open_page: Open) -> None:
    """A reader who asked for less motion gets none: no transition, no animation, no smooth scrolling."""
    page = open_page("items/14/", reduced_motion="reduce")
    moving = page.evaluate("""() => [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
        return s.transitionDuration.split(',').some(d => parseFloat(d) > 0) || parseFloat(s.animationDuration) > 0
            || s.scrollBehavior === 'smooth'; }).map(e => e.className)""")
    assert moving == []


@pytest.mark.parametrize(("width", "height"), [(844, 390), (320, 256)])
def test_a_phone_on_its_side_and_four_hundred_percent(open_page: Open, width: int, height: int) -> None:
    """Turned, or at 400% zoom, the header takes no room from the text and nothing scrolls sideways."""
    page = open_page("", width=width, height=height)
    home = page.url
    for path in KINDS:
        page.goto(home + path)
        assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"), path
        page.evaluate("window.scrollTo(0, 900)")
        assert page.locator("header.top").evaluate("e => e.getBoundingClientRect().bottom") <= height * 0.25, path
