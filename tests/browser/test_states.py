"""Pages with something opened: the menu, the search, parts that unfold, chosen colours, the system's own colours."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe import Looks, violations, violations_in_every_look, violations_in_look
from journeys import open_whole
from playwright.sync_api import Browser, BrowserContext, Page, expect
from record import tried
from test_every_page import CLIPPED, SPACED, WIDER_THAN_THE_SCREEN

pytestmark = pytest.mark.browser

PARTS = 4
"""Parts that the pages of every kind are dealt into, so that workers share them."""

Open = Callable[..., Page]

EASY = ("", "items/14/")


def in_both_colours(page: Page, width: int, passed: Looks) -> list[str]:
    """Return what axe finds wrong at one width. Words that look like some that passed are not looked at again."""
    return [line for colours in ("light", "dark") for line in violations_in_look(page, width, colours, passed)]


@pytest.mark.parametrize("shard", range(PARTS))
def test_axe_finds_nothing_with_the_menu_or_results_open(
    profile: BrowserContext, kinds: tuple[str, ...], root: Path, shard: int
) -> None:
    """On a page of every kind: the open menu wherever there is one, and the search box while it shows results."""
    page, menu, results = profile.new_page(), [], []
    passed: Looks = set()
    paths = kinds[shard::PARTS]
    for path in paths:
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 844})
            if width == 390:
                page.goto(path)
            button = page.get_by_role("button", name="Menu", exact=True)
            always = page.locator(".tool.menu.always").count() > 0
            assert always or path not in ("items/", "sheets/14/"), path  # these take the whole screen
            expect(button).to_be_visible(visible=width == 390 or always)
            if button.is_visible():
                button.click()
                expect(page.get_by_role("button", name="Close menu")).to_be_focused()
                menu += [f"{path}: {line}" for line in in_both_colours(page, width, passed)]
                page.keyboard.press("Escape")
        page.locator("#q").fill("carers")
        shown = "[data-results][data-answered=carers]" if path == "search/" else "#found [role=option]"
        expect(page.locator(shown).first).to_be_visible()
        results += [f"{path}: {line}" for width in (1440, 390) for line in in_both_colours(page, width, passed)]
    for look in ("light", "dark"):
        tried(root, "menu", look, paths, (line for line in menu if look in line), shard)
        for width in ("1440", "390"):
            told = [line for line in results if f": {width} px, {look}" in line]
            tried(root, "results", f"{width} {look}", paths, told, shard)
    assert menu + results == []


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_with_help_or_nothing_found(open_page: Open, width: int, colours: str) -> None:
    """The search box passes while it shows where to get help, and that it has found nothing."""
    for path in EASY:
        page = open_page(path, width=width, color_scheme=colours)
        box = page.get_by_role("combobox")
        box.fill("i want to die")
        expect(page.locator("#found-panel .help")).to_be_visible()
        assert violations(page) == [], path
        box.fill("zzzzqqqq")
        expect(page.locator("#found-panel .empty")).to_be_visible()
        assert violations(page) == [], path


def show_results(page: Page) -> None:
    """Search for what there is a lot of, and show all of one kind."""
    open_whole(page, "search/#q=carers")
    page.get_by_role("button", name="Show all").first.click()


def show_a_slip(page: Page) -> None:
    """Search with a slip of the finger."""
    open_whole(page, "search/#q=gatekeping")
    expect(page.get_by_role("link", name="as typed")).to_be_visible()


def show_help(page: Page) -> None:
    """Search as somebody in danger would."""
    open_whole(page, "search/#q=i%20want%20to%20die")
    expect(page.locator("[data-list] > .help")).to_be_visible()


def show_nothing(page: Page) -> None:
    """Search for what there is nothing of."""
    open_whole(page, "search/#q=%22safegaurdnig%22")
    expect(page.locator("[data-list] .empty")).to_be_visible()


def ask_whether_to_clear(page: Page) -> None:
    """Press the button that clears, which asks first."""
    open_whole(page, "about/privacy/")
    page.get_by_role("button", name="Clear everything").click()
    expect(page.get_by_role("group", name="Clear everything?")).to_be_focused()


def have_cleared(page: Page) -> None:
    """Clear, and be told so."""
    ask_whether_to_clear(page)
    page.get_by_role("button", name="Clear now").click()
    expect(page.get_by_text("Cleared. This browser")).to_be_visible()


def save(page: Page) -> None:
    """Press the button that saves the site: it goes on, and cannot be pressed meanwhile."""
    open_whole(page, "about/offline/")
    page.get_by_role("button", name="Save on this device").click()
    expect(page.locator("[data-pack-save] [aria-disabled=true]")).to_be_visible()


def narrow_a_list(page: Page) -> None:
    """Choose in a filter."""
    open_whole(page, "items/#offer=heard")
    expect(page.get_by_role("button", name="Clear filters")).to_be_visible()


def narrow_a_list_to_nothing(page: Page) -> None:
    """Choose what nothing fits."""
    open_whole(page, "case-studies/")
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    page.locator("#by-setting").select_option("rural")
    nothing = page.locator("form[data-filter] option[data-words]").filter(has_text="(0)").first
    chosen = nothing.evaluate("one => [one.parentNode.id, one.value]")
    page.locator(f"#{chosen[0]}").select_option(chosen[1])
    expect(page.locator("[data-none]")).to_be_visible()


def copy_where_nothing_can_be_copied(page: Page) -> None:
    """Press a copy button where the browser refuses: the words stand in a field."""
    page.add_init_script("delete Navigator.prototype.clipboard; document.execCommand = () => false;")
    open_whole(page, "items/14/")
    page.get_by_role("button", name="Copy summary").click()
    expect(page.get_by_role("textbox", name="Words to copy")).to_be_focused()


def ask_for_a_page_that_was_not_saved(page: Page) -> None:
    """Come to the page that explains, where it says that a page was not saved."""
    open_whole(page, "about/offline/#not-saved")


STATES = (
    show_results,
    show_a_slip,
    show_help,
    show_nothing,
    ask_whether_to_clear,
    have_cleared,
    save,
    narrow_a_list,
    narrow_a_list_to_nothing,
    copy_where_nothing_can_be_copied,
    ask_for_a_page_that_was_not_saved,
)


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_what_pages_say_back(profile: BrowserContext, state: Callable[[Page], None]) -> None:
    """Results, questions, notices and fields that appear when something is done, in light and dark, narrow and wide."""
    page = profile.new_page()
    state(page)
    assert violations_in_every_look(page) == []


def test_searching_does_not_move_the_reader(open_page: Open) -> None:
    """Focus on the search box opens nothing and covers nothing, even when all is loaded; only typing does (3.2.1)."""
    page = open_page("items/14/")
    box, panel = page.get_by_role("combobox"), page.locator("#found-panel")
    box.focus()
    page.wait_for_function("() => Boolean(window.packSearch && packSearch.Engine && packSearch.showPanel)")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)  # what the last script would do
    assert panel.is_hidden()
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    box.fill("carers")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    for key in ("Shift+Tab", "Tab"):  # with something typed, and the whole index there
        page.keyboard.press(key)
        page.wait_for_timeout(100)
        assert panel.is_hidden(), key
    expect(box).to_be_focused()
    assert page.evaluate("scrollY") == 0


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


FORCED = """() => {
    const shown = e => e.checkVisibility({visibilityProperty: true});
    const edge = s => !['none', 'hidden'].includes(s.borderTopStyle) && parseFloat(s.borderTopWidth) >= 1;
    const out = [];
    const shapes = '.btn, .num, .kind, .jump a, .tool, .search .field, .minute, .notice, .help, .facts, .letter, '
        + '.shut, button, select, textarea, input:not([type=radio], [type=checkbox])';
    for (const e of document.querySelectorAll(shapes)) {
        if (shown(e) && e.getClientRects().length && !edge(getComputedStyle(e)))
            out.push(`no edge: ${e.tagName}.${e.className}`);
    }
    /* What is drawn before or after something, without words, has to be drawn with a line. */
    for (const e of document.querySelectorAll('body *')) for (const at of ['::before', '::after']) {
        const s = getComputedStyle(e, at);
        if (s.content !== '""' || s.display === 'none' || !shown(e)) continue;
        const painted = s.backgroundImage !== 'none' || s.boxShadow !== 'none' || s.maskImage !== 'none';
        const lined = ['Top', 'Left', 'Bottom', 'Right'].some(side => parseFloat(s[`border${side}Width`]) >= 1);
        if (painted && !lined) out.push(`painted without a line: ${e.tagName}.${e.className}${at}`);
    }
    for (const e of document.querySelectorAll('.side a[aria-current], .toc a[aria-current]')) {
        if (shown(e) && parseFloat(getComputedStyle(e).borderLeftWidth) < 3)
            out.push(`not marked as the page: ${e.textContent}`);
    }
    for (const e of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')) {
        if (!shown(e) || e.disabled) continue;
        e.focus({focusVisible: true, preventScroll: true});
        let ring = false;
        for (let at = document.activeElement, up = 0; at && up < 4; at = at.parentElement, up += 1) {
            const s = getComputedStyle(at);
            ring = ring || s.outlineStyle === 'solid' && parseFloat(s.outlineWidth) >= 3;
        }
        if (!ring) out.push(`no ring: ${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 30)}`);
    }
    return [...new Set(out)].slice(0, 8);
}"""


def test_forced_colours_keep_edges_and_the_ring(profile: BrowserContext, kinds: tuple[str, ...], root: Path) -> None:
    """With the system's own colours, on a page of every kind, all that is pressed has an edge, and focus has a ring."""
    page, wrong = profile.new_page(), []
    page.emulate_media(forced_colors="active")
    page.set_viewport_size({"width": 390, "height": 844})
    for path in kinds:
        open_whole(page, path)
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 844})
            wrong += [f"{path}: {width} px: {line}" for line in page.evaluate(FORCED)]
    tried(root, "forced", "", kinds, wrong)
    assert not wrong, "\n".join(wrong)


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


@pytest.mark.parametrize("width", [390, 320])
def test_a_sheet_reads_on_a_phone(open_page: Open, width: int) -> None:
    """No row of a meeting sheet runs out of a phone; each box and field says under it what it is for, and is a cell."""
    page = open_page("sheets/14/", width=width)
    tables = page.locator(".sheet .table")
    assert tables.evaluate_all("all => all.map(e => e.scrollWidth - e.clientWidth)") == [0, 0]
    heads = page.locator(".sheet thead th").all_inner_texts()
    shown = "e => getComputedStyle(e, '::after').content.split('\"')[1]"
    for name, columns in (("ticks", heads[1:5]), ("blank", heads[5:])):
        cells = page.locator(f".sheet .{name} tbody td").all()
        assert [cell.evaluate(shown) for cell in cells] == columns * (len(cells) // len(columns))
        assert len(cells) >= 2 * len(columns) >= 8
    boxes = page.locator(".sheet .ticks tbody td")  # the words under one do not run into those under the next
    assert min(boxes.evaluate_all("all => all.map(e => parseFloat(getComputedStyle(e, '::after').paddingLeft))")) > 4
    in_a_row = "e => getComputedStyle(e).gridTemplateColumns.split(' ').length"
    assert page.locator(".ticks tbody tr").first.evaluate(in_a_row) == {390: 4, 320: 2}[width]
    assert page.get_by_role("cell").count() == len(page.locator(".sheet td").all())
    assert page.get_by_role("columnheader").count() == len(heads)


@pytest.mark.parametrize("path", ["teams/", "about/privacy/"])
def test_rows_of_words_are_lists_on_the_narrowest_phone(open_page: Open, path: str) -> None:
    """At 320 pixels no cell of such a table is out of sight; each says what it is, and the table is one to hear."""
    page = open_page(path, width=320)
    table = page.locator("table.rows")
    assert table.evaluate("e => e.parentNode.scrollWidth <= e.parentNode.clientWidth")
    heads = table.locator("thead th").all_inner_texts()[1:]
    labels = table.locator("tbody td").evaluate_all("all => all.map(e => e.dataset.label)")
    assert labels == heads * (len(labels) // len(heads))
    assert len(labels) > len(heads)
    assert (
        table.locator("td").first.evaluate("e => getComputedStyle(e, '::before').content").startswith(f'"{heads[0]}: "')
    )
    assert page.get_by_role("rowheader").count() == table.locator("tbody th").count()


MOVING = """() => {
    const moves = s => s.transitionDuration.split(',').some(d => parseFloat(d) > 0)
        || s.animationDuration.split(',').some(d => parseFloat(d) > 0) || s.scrollBehavior === 'smooth';
    const parts = e => [undefined, '::before', '::after', '::marker', '::backdrop', '::details-content'];
    return [...document.querySelectorAll('*')].flatMap(e => parts(e).filter(part => moves(getComputedStyle(e, part)))
        .map(part => `${e.tagName}.${e.className}${part || ''}`)).slice(0, 5);
}"""


def test_nothing_moves_with_reduced_motion(profile: BrowserContext, kinds: tuple[str, ...], root: Path) -> None:
    """A reader who asked for less motion gets none on a page of any kind: no transition, animation or smooth scroll."""
    page, wrong = profile.new_page(), []
    page.emulate_media(reduced_motion="reduce")
    for path in kinds:
        page.goto(path)
        wrong += [f"{path}: {line}" for line in page.evaluate(MOVING)]
    tried(root, "still", "", kinds, wrong)
    assert not wrong, "\n".join(wrong)
    page.emulate_media(reduced_motion="no-preference")
    page.goto("items/14/")
    assert page.evaluate(MOVING) != []  # there is something to switch off


def test_text_at_twice_its_size_fits(profile: BrowserContext, kinds: tuple[str, ...], root: Path) -> None:
    """A reader whose browser shows text at 200% scrolls no page sideways, and no word is cut (1.4.4)."""
    page, wrong = profile.new_page(), []
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("")
    before = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    tool = profile.new_cdp_session(page)
    tool.send("Page.enable")
    tool.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    for path in kinds:
        open_whole(page, path)
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        assert size == 2 * before, f"{path}: {size} px, not twice {before} px"
        wrong += [f"{path}: {line}" for line in page.evaluate(WIDER_THAN_THE_SCREEN) + page.evaluate(CLIPPED)]
    tried(root, "large", "", kinds, wrong)
    assert not wrong, "\n".join(wrong)


def test_only_the_text_twice_as_large_fits(profile: BrowserContext, kinds: tuple[str, ...]) -> None:
    """The same where only the text grows, and the layout stays that of a wide screen."""
    page, wrong = profile.new_page(), []
    page.set_viewport_size({"width": 1440, "height": 900})
    for path in kinds:
        open_whole(page, path)
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        page.evaluate(SPACED, "html{font-size:250%!important}")
        wrong += [f"{path}: {line}" for line in page.evaluate(WIDER_THAN_THE_SCREEN) + page.evaluate(CLIPPED)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("width", "height"), [(844, 390), (320, 256)])
def test_a_phone_on_its_side_and_four_hundred_percent(
    profile: BrowserContext, kinds: tuple[str, ...], width: int, height: int
) -> None:
    """Turned, or at 400% zoom, the header takes no room from the text and nothing scrolls sideways."""
    page = profile.new_page()
    page.set_viewport_size({"width": width, "height": height})
    for path in kinds:
        page.goto(path)
        assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"), path
        page.evaluate("window.scrollTo(0, 900)")
        assert page.locator("header.top").evaluate("e => e.getBoundingClientRect().bottom") <= height * 0.25, path


SHOWN = """() => {
    const made = '[data-pack-clear], [data-pack-save], form[data-filter], [data-copy], .js-only, .only-still, noscript';
    document.querySelectorAll(made).forEach(e => e.remove());
    return document.querySelector('article').innerText.split(/\\s+/).filter(Boolean);
}"""


def test_without_scripts_the_same_words_are_shown(
    browser: Browser, server: str, profile: BrowserContext, kinds: tuple[str, ...]
) -> None:
    """A page of every kind shows the same words with scripts and without, in the same order: nothing waits for them."""
    context = browser.new_context(base_url=server, java_script_enabled=False, service_workers="block")
    live, still = profile.new_page(), context.new_page()
    wrong = []
    for path in kinds:
        live.goto(path)
        still.goto(path)
        if live.evaluate(SHOWN) != still.evaluate(SHOWN):
            wrong.append(path)
    context.close()
    assert wrong == []
