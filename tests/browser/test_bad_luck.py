"""A blocked worker, storage that is refused or full, missing files, an ancient browser: the words stay, in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from journeys import PHONE, one_of_each, read_an_item, search, tool_pages, use_everything
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import SiteServer
from watching import Watch

pytestmark = pytest.mark.browser

REFUSED = """for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
    Object.defineProperty(window, name, {get() { throw new DOMException('refused', 'SecurityError'); }});
}"""
FULL = "Storage.prototype.setItem = function () { throw new DOMException('full', 'QuotaExceededError'); };"
NO_WORKER = """Object.defineProperty(Navigator.prototype, 'serviceWorker', {get() {
    throw new DOMException('refused', 'SecurityError'); }});"""
WORKER_FAILS = """if (navigator.serviceWorker) {
    navigator.serviceWorker.register = () => Promise.reject(new DOMException('blocked', 'SecurityError'));
    localStorage.setItem('pack.offline', 'on');
}"""
OLD = """for (const name of ['fetch', 'IntersectionObserver', 'ResizeObserver', 'structuredClone', 'caches',
        'requestIdleCallback', 'AbortController', 'BroadcastChannel', 'CSSStyleSheet', 'URLPattern']) {
    delete window[name];
}
for (const name of ['at', 'flat', 'flatMap', 'findLast', 'toSorted']) delete Array.prototype[name];
for (const name of ['at', 'replaceAll', 'matchAll']) delete String.prototype[name];
for (const name of ['fromEntries', 'groupBy', 'hasOwn']) delete Object[name];
for (const name of ['allSettled', 'any', 'withResolvers']) delete Promise[name];
for (const name of ['clipboard', 'serviceWorker', 'connection', 'storage']) delete Navigator.prototype[name];
delete Element.prototype.replaceChildren;
delete NodeList.prototype.forEach;
delete HTMLDialogElement.prototype.showModal;"""
"""What browsers of about 2017 lacked, taken away from this one."""

BAD_LUCK = {
    "storage refused": REFUSED,
    "storage full": FULL,
    "no service worker": NO_WORKER,
    "service worker fails": WORKER_FAILS,
}


@pytest.fixture(params=list(BAD_LUCK))
def unlucky(request: pytest.FixtureRequest, profile: BrowserContext) -> Page:
    """Open an empty page where one thing after another goes wrong."""
    profile.add_init_script(BAD_LUCK[request.param])
    return profile.new_page()


def test_journeys_survive(unlucky: Page, watch: Watch) -> None:
    """People still search, read, copy, choose colours and print, and the console stays clean."""
    search(unlucky)
    read_an_item(unlucky)
    watch.assert_clean()


def test_tools_survive(unlucky: Page, watch: Watch, site: Path) -> None:
    """Every tool, and the pages that show what is kept, still stand and say nothing wrong in the console."""
    for path in tool_pages(site):
        assert use_everything(unlucky, path) or path == "about/offline/", path  # nothing can be saved without a worker
        assert unlucky.locator("h1").first.is_visible()
    ours = "Service Worker registration blocked by Playwright"  # these tests keep every worker away
    watch.complaints = [line for line in watch.complaints if ours not in line]
    watch.assert_clean()


def _reads(page: Page) -> None:
    """Read an item, follow the menu, type into the search box and look around, as where there are no scripts."""
    page.set_viewport_size(PHONE)
    page.goto("items/14/")
    assert page.locator("html.no-js").count() == 1
    for part in ("#one-minute", "#criteria", "#ideas", "#evidence"):
        assert page.locator(part).is_visible()
    assert page.locator("[data-copy]:visible").count() == 0
    page.locator("[data-menu]").click()
    assert page.locator("#pack-nav a").first.is_visible()
    page.locator("#q").press_sequentially("carers")
    page.keyboard.press("ArrowDown")
    assert page.locator("#found-panel").is_hidden()
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search/?")
    assert page.get_by_text("Searching needs scripts, and they are off or too old here.").is_visible()
    assert page.get_by_role("link", name="All 39 items at a glance").is_visible()


def test_an_ancient_browser_reads(profile: BrowserContext, watch: Watch) -> None:
    """Without what browsers learnt since 2017, every word and list is there, links lead on, and no error shows."""
    profile.add_init_script(OLD)
    page = profile.new_page()
    _reads(page)
    for path in ("", "items/", "case-studies/", "search/", "about/privacy/", "about/offline/", "find/", "plan/"):
        page.goto(path)
        page.wait_for_load_state()
        assert page.locator("h1").first.is_visible()
    watch.assert_clean()
    scripts = [url for url in watch.requests if "/search-" in url or "minisearch" in url or "/sw.js" in url]
    assert scripts == []


@pytest.mark.parametrize(
    "gone",
    ["Array.prototype.flatMap", "NodeList.prototype.forEach", "Array.from", "Object.fromEntries", "window.URL"],
)
def test_a_browser_that_lacks_one_thing_reads(gone: str, profile: BrowserContext, watch: Watch) -> None:
    """One thing that scripts ask for is missing: none of them starts, and no error shows at any key."""
    profile.add_init_script(f"delete {gone};")
    _reads(profile.new_page())
    watch.assert_clean()


NO_COPYING = """delete Navigator.prototype.clipboard; document.execCommand = () => false;"""


@pytest.mark.parametrize("words", ["Copy summary", "Copy link", "Copy criteria as a checklist"])
def test_where_nothing_can_be_copied_the_words_are_selected(words: str, profile: BrowserContext) -> None:
    """The focus goes to a field with the words, selected, which is said aloud; Escape leads back to the button."""
    profile.add_init_script(NO_COPYING)
    page = profile.new_page()
    page.clock.install()
    page.goto("items/14/")
    button = page.locator("button[data-copy]", has_text=words)
    button.focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name="Words to copy")
    expect(field).to_be_focused()
    expect(page.locator("#said")).to_contain_text("The words are selected")
    assert field.evaluate("one => one.readOnly && one.value.slice(one.selectionStart, one.selectionEnd)") != ""
    assert field.evaluate("one => one.selectionEnd - one.selectionStart === one.value.length")
    assert "items/14/" in field.input_value()
    page.keyboard.press("Escape")
    page.clock.fast_forward(5000)
    expect(page.get_by_role("button", name=words)).to_be_focused()
    assert field.count() == 0


OLD_WAY = """delete Navigator.prototype.clipboard; document.execCommand = () => true;"""


def test_a_button_that_copied_keeps_the_focus_and_gets_its_words_back(profile: BrowserContext) -> None:
    """The old way of copying leaves the focus on the button; "Copied" goes after some seconds, what was said stays."""
    profile.add_init_script(OLD_WAY)
    page = profile.new_page()
    page.clock.install()
    page.goto("items/14/")
    button = page.locator("[data-copy=summary]")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text("Copied")
    expect(button).to_be_focused()
    page.clock.fast_forward(3000)
    expect(button).to_have_text("Copied")
    page.clock.fast_forward(2000)
    expect(button).to_have_text("Copy summary")
    expect(page.locator("#said")).to_have_text("Copied: summary")


def test_missing_pictures_leave_the_words(profile: BrowserContext, site: Path) -> None:
    """Without any picture, every page keeps its heading and no picture stands without words."""
    profile.route("**/*.{png,webp,svg,ico}", lambda route: route.abort())
    page = profile.new_page()
    for path in one_of_each(site)[::4]:
        page.goto(path)
        assert page.locator("h1").first.is_visible()
        assert page.locator("img:not([alt])").count() == 0


@pytest.mark.parametrize("gone", ["**/*.css", "**/*.js"])
def test_missing_styles_or_scripts_leave_the_words(gone: str, profile: BrowserContext) -> None:
    """Where styles or scripts do not arrive, the whole text of an item and the numbers for help are there."""
    profile.route(gone, lambda route: route.abort())
    page = profile.new_page()
    page.goto("items/14/")
    for part in ("#one-minute", "#criteria", "#ideas", "#evidence"):
        assert page.locator(part).is_visible()
    assert page.locator("a[href='tel:999']").first.is_visible()


def test_without_javascript_every_page_reads(browser: Browser, strict: SiteServer) -> None:
    """With scripts switched off, the menu, the criteria, downloads and help are all there."""
    context = browser.new_context(base_url=strict.url, java_script_enabled=False)
    page: Page = context.new_page()
    page.goto("items/14/")
    assert page.locator("#criteria").is_visible()
    assert page.locator("#pack-nav a").first.is_visible()
    assert page.locator("a[href='tel:999']").first.is_visible()
    page.goto("about/offline/")
    assert page.get_by_role("link", name="Download the offline copy").is_visible()
    context.close()
