"""The copy that a browser saves: it opens without a network, follows the site, says its age, and goes when told."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe import violations, violations_in_every_look
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import SiteServer, serving
from watching import Watch

from macros.delivery.worker import worker

pytestmark = pytest.mark.browser

SAVED = re.compile(r"^Saved for offline \(\d+ \w+ \d{4}\)\.$")
LONG = 40_000


def small_site(site: Path, folder: Path, words: str = "") -> Path:
    """Copy some pages of the site, with all that they load, and list them anew for the worker; add words to item 14."""
    wanted = ["index.html", "404.html", "_headers", "about", "assets", "search", "items/14", "items/20"]
    for name in wanted:
        source = site / name
        if source.is_dir():
            shutil.copytree(source, folder / name, dirs_exist_ok=True)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / name)
    item = folder / "items/14/index.html"
    if words:
        text = item.read_text(encoding="utf-8").replace("</h1>", f" {words}</h1>", 1)
        item.write_text(re.sub(r'data-mark="\w+"', 'data-mark="0123abcd"', text), encoding="utf-8")
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    (listed,) = site.glob("offline-list.*.json")
    first = {_file(address) for address, _, _, at_once, _ in json.loads(listed.read_text()) if at_once}
    for path, text in worker(files, first, "about/offline/index.html").files.items():
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def _file(address: str) -> str:
    return address + "index.html" if not address or address.endswith("/") else address


@pytest.fixture
def small(site: Path, tmp_path: Path) -> Path:
    """Make a small site that is quick to save."""
    return small_site(site, tmp_path / "one")


@pytest.fixture
def host(small: Path) -> Iterator[SiteServer]:
    """Serve the small site; the test may swap or stop it."""
    with serving(small) as running:
        yield running


@pytest.fixture
def reader(browser: Browser, host: SiteServer) -> Iterator[BrowserContext]:
    """Give a browser profile that may save the site, and was asked to: unasked it does so over https alone."""
    context = browser.new_context(base_url=host.url, service_workers="allow", reduced_motion="reduce")
    context.clock.install()
    context.add_init_script(
        "try { if (!localStorage.getItem('pack.offline')) localStorage.setItem('pack.offline', 'on') } catch (no) {}"
    )
    yield context
    context.close()


def pass_time(page: Page) -> None:
    """Let seconds pass in all pages of a profile: more than they wait for before they save, or look whether it is old.

    What they then begin has a moment to show.
    """
    page.context.clock.fast_forward(6000)
    page.wait_for_timeout(500)


def saved(page: Page) -> None:
    """Wait until the page says that the site is saved, but not for the seconds that it lets pass first."""
    page.context.clock.fast_forward(3000)
    expect(page.get_by_text(SAVED)).to_be_visible(timeout=LONG)


def wait_for_new_worker(page: Page, until: Callable[[], bool]) -> None:
    """Wait until something holds that only the worker of a new version does.

    A browser lets a new worker take over as soon as the old one rests. With a debugger attached, as in these tests, the
    old one never rests (seen with Chromium 156; without a debugger it took over each time): so it is stopped here.
    """
    tool = page.context.new_cdp_session(page)
    tool.send("ServiceWorker.enable")
    for _ in range(LONG // 200):
        page.wait_for_timeout(200)
        if until():
            return
        if page.evaluate("async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)"):
            tool.send("ServiceWorker.stopAllWorkers")
    pytest.fail("no new worker took over")


def test_an_unvisited_page_opens_without_a_network(reader: BrowserContext, host: SiteServer) -> None:
    """One visit, then no network: a page never seen opens, search answers, and nothing is said in the console."""
    watch = Watch(reader, host.url)
    page = reader.new_page()
    page.goto("")
    saved(page)
    host.gone = True
    page.goto("items/20/")
    assert "20" in page.locator("h1").inner_text()
    page.locator("#q").fill("carers")
    page.locator("#found [role=option]").first.wait_for()
    page.goto("items/14/?from=mail#criteria")
    assert "14" in page.locator("h1").inner_text()
    page.goto("items/20?from=mail")
    assert page.url.endswith("items/20/?from=mail")
    assert "20" in page.locator("h1").inner_text()
    watch.complaints = [line for line in watch.complaints if "sw.js" not in line]  # the look for a new version fails
    watch.assert_clean()


def test_what_is_kept_stands_on_the_privacy_page(reader: BrowserContext) -> None:
    """The caches of a saved copy are those that the privacy page names, no more and no fewer; nor is there more."""
    page = reader.new_page()
    page.goto("about/privacy/")
    saved(page)
    names = page.evaluate("caches.keys()")
    kept = sorted(re.sub(r" [0-9a-f]{8,}$", " version", name).replace("pack / ", "pack … ") for name in names)
    assert kept == sorted(page.locator("[data-pack-cache]").all_inner_texts())
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0
    assert reader.cookies() == []


def test_a_page_that_was_not_saved_is_explained(reader: BrowserContext, host: SiteServer) -> None:
    """Without a network, a page outside the copy leads to the page that explains, not to an error of the browser."""
    page = reader.new_page()
    page.goto("")
    saved(page)
    host.gone = True
    page.goto("templates/not-saved/")
    assert page.url.endswith("about/offline/#not-saved")
    assert page.get_by_role("heading", name="This page was not saved").is_visible()


def test_a_new_version_shows_within_one_reload(
    reader: BrowserContext, host: SiteServer, site: Path, tmp_path: Path
) -> None:
    """When the site changes, the open page says so, and one reload shows the new words; the old copy is gone."""
    page = reader.new_page()
    page.goto("items/14/")
    saved(page)
    host.serve(small_site(site, tmp_path / "two", "mended words"))
    page.goto("items/14/")
    reload = page.get_by_role("button", name="Reload")
    wait_for_new_worker(page, reload.is_visible)
    assert violations(page) == []
    reload.click()
    expect(page.locator("h1")).to_contain_text("mended words")
    saved(page)
    kept = page.evaluate("caches.keys()")
    assert len(kept) == 2  # this version's files, and the note with its date
    host.gone = True
    page.goto("items/14/")
    expect(page.locator("h1")).to_contain_text("mended words")


def test_what_has_not_changed_is_not_fetched_again(
    reader: BrowserContext, host: SiteServer, site: Path, tmp_path: Path
) -> None:
    """A new version takes from the old copy all that is the same."""
    page = reader.new_page()
    page.goto("")
    saved(page)
    host.serve(small_site(site, tmp_path / "two", "mended words"))
    host.seen.clear()
    page.goto("")
    wait_for_new_worker(page, lambda: "/items/14/" in host.seen)
    page.reload()
    saved(page)
    fetched = {path for path in host.seen if path.endswith((".css", ".js", "/")) and path != "/sw.js"}
    assert fetched <= {"/items/14/", "/"}
    assert "/items/14/" in fetched


AGE = """async days => {
    const name = (await caches.keys()).find(one => one.endsWith(' notes'));
    const cache = await caches.open(name), [key] = await cache.keys();
    const note = await (await cache.match(key)).json();
    note.at -= days * 86400000;
    await cache.put(key, new Response(JSON.stringify(note)));
}"""
"""Make the saved copy older than it is."""


def test_an_old_copy_with_a_network_is_compared_and_does_not_warn(reader: BrowserContext, host: SiteServer) -> None:
    """A copy that was not compared for 40 days asks the network first, is compared, and has today's date again."""
    page = reader.new_page()
    page.goto("")
    saved(page)
    before = page.get_by_text(SAVED).inner_text()
    page.evaluate(AGE, 40)
    host.seen.clear()
    page.goto("items/14/")
    expect(page.get_by_text(before)).to_be_visible(timeout=LONG)
    assert "/items/14/" in host.seen
    assert page.locator("[data-pack-old]").count() == 0


def test_an_old_copy_without_a_network_warns_about_the_numbers(reader: BrowserContext, host: SiteServer) -> None:
    """After 31 days without comparing, every page warns that numbers for help may have changed; after 29 none does."""
    page = reader.new_page()
    page.goto("")
    saved(page)
    host.gone = True
    page.evaluate(AGE, 29)
    page.goto("items/14/")
    expect(page.get_by_text(SAVED)).to_be_visible()
    pass_time(page)
    expect(page.locator("[data-pack-old]")).to_have_count(0)
    page.evaluate(AGE, 2)
    for path in ("items/20/", "about/privacy/"):
        page.goto(path)
        expect(page.locator("[data-pack-old]")).to_contain_text("Phone numbers for help in a crisis may have changed")
    assert violations_in_every_look(page) == []


def test_the_copy_can_be_removed_and_stays_away(reader: BrowserContext, host: SiteServer) -> None:
    """The button on the privacy page removes copy and worker, and later visits do not bring them back."""
    page = reader.new_page()
    page.goto("about/privacy/")
    saved(page)
    page.get_by_role("button", name="Remove offline copy").click()
    page.get_by_text("The offline copy is gone from this browser").wait_for()
    page.goto("")
    pass_time(page)
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    assert page.get_by_text("Saved for offline (").count() == 0


def test_it_can_be_asked_for(browser: Browser, host: SiteServer) -> None:
    """Where nothing is saved by itself, as without https, one press of the button saves the site and says so."""
    context = browser.new_context(base_url=host.url, service_workers="allow")
    context.clock.install()
    watch = Watch(context, host.url)
    page = context.new_page()
    page.goto("about/offline/")
    pass_time(page)
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    page.get_by_role("button", name="Save on this device").click()
    saved(page)
    assert page.evaluate("localStorage.getItem('pack.offline')") == "on"
    context.close()
    watch.assert_clean()


def test_a_full_device_is_told_kindly(reader: BrowserContext, host: SiteServer) -> None:
    """Where the browser has no room, the page says so, all pages open, and the console stays clean."""
    watch = Watch(reader, host.url)
    page = reader.new_page()
    tool = reader.new_cdp_session(page)
    tool.send("Storage.overrideQuotaForOrigin", {"origin": host.url.rstrip("/"), "quotaSize": 100_000})
    page.goto("about/offline/")
    expect(page.locator("[data-pack-progress]")).to_have_text(
        "This device has no room for the copy. Everything else works.", timeout=LONG
    )
    page.goto("items/14/")
    assert "14" in page.locator("h1").inner_text()
    watch.assert_clean()


def test_a_file_that_the_host_changed_is_not_kept(reader: BrowserContext, host: SiteServer, small: Path) -> None:
    """Only what the build made is kept: a page that something on the way rewrote is asked for each time."""
    item = small / "items/14/index.html"
    item.write_text(item.read_text(encoding="utf-8") + "<!-- rewritten -->", encoding="utf-8")
    page = reader.new_page()
    page.goto("about/offline/")
    expect(page.locator("[data-pack-progress]")).to_have_text(
        "Not all of it could be saved. It goes on at your next visit.", timeout=LONG
    )
    listed = page.evaluate("""async () => {
        const names = (await caches.keys()).filter(name => !name.endsWith(' notes'));
        return (await (await caches.open(names[0])).keys()).map(request => new URL(request.url).pathname);
    }""")
    assert "/items/20/" in listed
    assert "/items/14/" not in listed
