"""A blocked worker, storage that is refused or full, missing files, an ancient browser: the words stay, in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from journeys import one_of_each, read_an_item, search, tool_pages, use_everything
from playwright.sync_api import Browser, BrowserContext, Page
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
    for path in [*tool_pages(site), "about/privacy/", "about/offline/"]:
        use_everything(unlucky, path)
        assert unlucky.locator("h1").first.is_visible()
    ours = "Service Worker registration blocked by Playwright"  # these tests keep every worker away
    watch.complaints = [line for line in watch.complaints if ours not in line]
    watch.assert_clean()


def test_an_ancient_browser_reads(profile: BrowserContext, watch: Watch) -> None:
    """Without what browsers learnt since 2017, pages are read, copied and printed, and no error shows."""
    profile.add_init_script(OLD)
    page = profile.new_page()
    read_an_item(page)
    page.locator("#q").fill("carers")
    for path in ("", "items/", "search/", "about/privacy/", "about/offline/", "find/"):
        page.goto(path)
        assert page.locator("h1").first.is_visible()
    watch.assert_clean()


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
