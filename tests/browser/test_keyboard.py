"""Without a mouse: every stop is seen, nothing hides what is in focus, and a question leads to a file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from journeys import open_whole, short_enough
from playwright.sync_api import BrowserContext, Locator, Page, expect
from record import tried

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

LOOK = """
const named = e =>
    `${e.tagName} ${(e.textContent || e.name || '').trim().slice(0, 40)} ${e.getAttribute('href') || ''}`;
const ringed = e => {
    for (let at = e, up = 0; at && up < 4; at = at.parentElement, up += 1) {
        const s = getComputedStyle(at);
        if (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) return true;
    }
    return false;
};
const look = e => {
    const boxes = [...e.getClientRects()].filter(b => b.width > 0 && b.height > 0);
    const inside = boxes.filter(b => b.right > 0 && b.bottom > 0 && b.left < innerWidth && b.top < innerHeight);
    const cut = b => {
        const left = Math.max(b.left, 0), top = Math.max(b.top, 0);
        return {left, top, width: Math.min(b.right, innerWidth) - left, height: Math.min(b.bottom, innerHeight) - top};
    };
    const seen = inside.map(cut).some(b => [.1, .3, .5, .7, .9].some(x => [.2, .5, .8].some(y => {
        const hit = document.elementFromPoint(b.left + b.width * x, b.top + b.height * y);
        return hit && (e.contains(hit) || hit.contains(e) && !hit.matches('article, main, body, html'));
    })));
    return {name: named(e), inside: inside.length, seen, ring: ringed(e)};
};
/* Whatever can be pressed or filled, whether the Tab key gets there or not. Of radio buttons one is a stop; choices in
   a list box are reached with the arrows. */
const controls = () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, iframe, '
    + 'audio, video, [contenteditable], [tabindex]:not([tabindex="-1"]), [onclick], [role=button], [role=link], '
    + '[role=checkbox], [role=switch], [role=tab], [role=menuitem]')].filter(e => {
    if (e.disabled || !e.checkVisibility({visibilityProperty: true}) || e.closest('[role=listbox]')) return false;
    if (e.type !== 'radio') return true;
    const group = [...document.querySelectorAll('input[type=radio]')].filter(one => one.name === e.name);
    return e === (group.find(one => one.checked) || group[0]);
});
"""

FOLLOW = (
    "() => {"
    + LOOK
    + """
    const reached = new Set(), stops = [];
    let under = false;
    window.round = false;
    window.addEventListener('keydown', event => {
        const e = document.activeElement;
        if (event.key !== 'Tab' || window.round) return;
        if (under && (e === document.body || reached.has(e))) window.round = true;
        else if (under) { reached.add(e); stops.push(look(e)); }
        under = true;
    }, true);
    window.followed = () => {
        const all = controls();
        return {stops, missed: all.filter(e => !reached.has(e)).map(named),
            strange: [...reached].filter(e => !all.includes(e) && e.scrollWidth <= e.clientWidth
                && e.scrollHeight <= e.clientHeight).map(named)};
    };
}"""
)
"""Look at each stop when the key comes again, after the page has scrolled there."""

NOW = "() => {" + LOOK + " const e = document.activeElement; return e === document.body ? null : look(e); }"


def press(page: Page, key: str, times: int) -> None:
    """Send a key, held down, some times on end, without a wait for the browser's answer in between.

    So it does not draw the page anew for every stop, which takes longer than all else. Playwright waits for each key,
    and has no public way not to.
    """
    keyboard = page._impl_obj.keyboard

    async def send() -> None:
        await asyncio.gather(*(keyboard.down(key) for _ in range(times)))

    page._sync(send())


def walk(page: Page, key: str) -> tuple[int, list[str]]:
    """Hold a key down through the whole page, once round. Return how many stops there are, and what is wrong there."""
    page.evaluate(FOLLOW)
    *held, last = key.split("+")
    for modifier in held:
        page.keyboard.down(modifier)
    for _ in range(60):
        press(page, last, 20)
        if page.evaluate("window.round"):
            break
    else:
        raise AssertionError(f"{page.url}: the Tab key never comes round")
    for pressed in (last, *held):
        page.keyboard.up(pressed)
    found = page.evaluate("window.followed()")
    wrong = [f"not seen: {stop}" for stop in found["stops"] if not (stop["inside"] and stop["seen"] and stop["ring"])]
    wrong += [f"never reached: {name}" for name in found["missed"]]
    wrong += [f"stops where nothing can be done: {name}" for name in found["strange"]]
    return len(found["stops"]), wrong


STATES = ("items/#offer=heard", "search/#q=carers")
"""Lists that a choice or a search has made."""


WAYS = {
    (1440, "Tab"): "forwards",
    (1100, "Shift+Tab"): "backwards",
    (390, "Shift+Tab"): "backwards",
    (320, "Tab"): "forwards",
}
"""Where pages of every kind are walked through; it takes most of a minute each."""


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1100, 800), (390, 844), (320, 256)])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_what_is_in_focus_is_seen_and_every_control_is_reached(
    profile: BrowserContext, kinds: tuple[str, ...], root: Path, site: Path, width: int, height: int, key: str
) -> None:
    """Forwards and backwards, at any width and at 400% zoom, each stop is on the screen, uncovered and ringed.

    Once round, the key has stopped at each link, button and field that is shown, and nowhere else but where something
    scrolls. So on a page of every kind, a filtered list and a list of results: on all of them at each width in one
    direction, on some in the other too. The longest lists, hundreds of stops that are alike, are walked forwards alone.
    """
    page, wrong = profile.new_page(), []
    page.set_viewport_size({"width": width, "height": height})
    way = WAYS.get((width, key))
    some = ("items/14/", "templates/carers-leaflet/")
    walked = {"forwards": kinds, "backwards": short_enough(site, kinds)}
    paths = (*(walked[way] if way else some), *STATES)
    for path in paths:
        if "#" in path:
            page.goto("about:blank")  # so that it loads anew, whatever came before
        open_whole(page, path)
        count, found = walk(page, key)
        wrong += [f"{path}: {line}" for line in found]
        if count < 12:
            wrong.append(f"{path}: only {count} stops")
    if way:
        tried(root, way, f"{width}", paths, wrong)
    assert not wrong, "\n".join(wrong)


def test_a_control_that_the_keyboard_misses_is_found(open_page: Open) -> None:
    """A button out of the order, a thing that only a mouse can press, and a stop that nobody sees are all told of."""
    page = open_page("about/")
    page.evaluate("""() => document.querySelector('article').insertAdjacentHTML('afterbegin', `
        <button tabindex="-1" type="button">Out of the order</button><span role="button">For a mouse</span>
        <a href="#x" class="vh">Not seen</a><p tabindex="0">Nothing to do</p>`)""")
    _, wrong = walk(page, "Tab")
    for words in ("reached: BUTTON Out", "reached: SPAN For a mouse", "'A Not seen #x'"):
        assert any(words in line for line in wrong), words
    assert len(wrong) == 3


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
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("button", name="Close menu")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    tab_to(page, menu.get_by_role("link").last)
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


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until something has the focus. Every stop on the way must be on the screen, uncovered and ringed."""
    passed = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(NOW)
        assert stop, f"the focus left the page after {passed[-3:]}"
        assert stop["inside"], stop
        assert stop["seen"], stop
        assert stop["ring"], stop
        passed.append(stop["name"])
        if wanted.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead there; it stopped at {passed}")


@pytest.mark.parametrize("width", [1440, 1100, 390])
def test_from_a_question_to_a_file(open_page: Open, width: int) -> None:
    """Home, search, item, more sources, template, file, and back: with the keyboard alone, the focus in sight."""
    page = open_page("", width=width)
    tab_to(page, page.locator("#q"))
    page.keyboard.type("carers")
    expect(page.get_by_role("option", name="All results for “carers”")).to_be_visible()
    expect(page.locator("form [role=status]")).to_contain_text("item")  # said when the whole index has answered
    option = page.get_by_role("option", name="Support for carers").first
    expect(option).to_be_visible()
    for _ in range(12):
        page.keyboard.press("ArrowDown")
        chosen = page.locator("#found [aria-selected=true]")
        expect(chosen).to_have_count(1)
        expect(chosen).to_be_in_viewport()
        others = page.locator("#found [aria-selected=false]").first
        ground = "e => { const s = getComputedStyle(e); return s.backgroundColor + s.outlineStyle + s.boxShadow; }"
        assert chosen.evaluate(ground) != others.evaluate(ground)
        if option.get_attribute("aria-selected") == "true":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/14/")
    tab_to(page, page.locator("#templates ~ .cards a").first)
    tab_to(page, page.locator("details.more > summary").last)
    page.keyboard.press("Enter")
    expect(page.locator("details.more").last).to_have_attribute("open", "")
    inside = page.locator("details.more").last.get_by_role("link").first
    tab_to(page, inside)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(inside).to_be_hidden()
    page.reload()
    tab_to(page, page.locator("#templates ~ .cards a").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/templates/**")
    tab_to(page, page.get_by_role("link", name="Word").first)
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
        tab_to(page, button)
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_have_text("Copied: " + name.removeprefix("Copy "))
        expect(page.locator("button:focus")).to_have_text("Copied")
        text = page.evaluate("navigator.clipboard.readText()")
        assert text.startswith(start), text
        assert text.endswith(end), text


def test_wide_tables_scroll_from_the_keyboard(open_page: Open) -> None:
    """A table wider than a phone has a named place of its own that the keyboard can reach."""
    page = open_page("methods/continuum-of-commitment/", width=320)
    region = page.get_by_role("region", name="scrolls sideways")
    wide = page.locator(".table").evaluate_all("all => all.filter(e => e.scrollWidth > e.clientWidth + 1).length")
    assert region.count() == wide
    assert wide >= 1
    tab_to(page, region.first)
    expect(region.first).to_be_focused()
