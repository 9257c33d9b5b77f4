"""The site under exactly the headers that it brings: nothing is refused, asked elsewhere, or kept unsaid."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.request import urlopen

import pytest
from journeys import EVERY_JOURNEY, clear_everything, one_of_each, read_an_item, search, tool_pages, use_everything
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import SiteServer, header_rules, serving
from watching import Watch

from macros.delivery.kinds import FOR_HOSTS
from macros.delivery.markup import hash_source, inline_scripts, refused, tags
from macros.delivery.policy import FOR_EVER, Policy, cache_rule, unique

pytestmark = pytest.mark.browser

KEPT = """async () => ({
    local: Object.keys(localStorage), session: Object.keys(sessionStorage), cookies: document.cookie,
    databases: (await indexedDB.databases()).map(one => one.name), caches: await caches.keys()})"""


@pytest.fixture(scope="module")
def pages(site: Path, page_paths: tuple[str, ...]) -> dict[str, str]:
    """Read every built page once."""
    return {path: (site / path).read_text(encoding="utf-8") for path in page_paths}


@pytest.fixture(scope="module")
def policy(pages: dict[str, str]) -> Policy:
    """Make the policy anew from the inline scripts that the built pages hold."""
    return Policy(unique(hash_source(script) for page in pages.values() for script in inline_scripts(tags(page))))


@pytest.fixture
def page(profile: BrowserContext, watch: Watch) -> Page:
    """Open an empty page in a watched profile."""
    return profile.new_page()


def test_every_response_carries_every_header(strict: SiteServer, policy: Policy) -> None:
    """Pages, styles, documents and the worker all come with the whole set, and with the right rule for keeping."""
    page = urlopen(strict.url + "items/14/").read().decode()  # noqa: S310
    style = re.search(r'href="\.\./\.\./(assets/pack\.[0-9a-f]{8}\.css)"', page)
    assert style
    for path in ("", "items/14/", "sw.js", "offline.zip", style[1]):
        with urlopen(strict.url + path) as answer:  # noqa: S310
            assert {name: answer.headers[name] for name in policy.headers()} == policy.headers()
            assert len(answer.headers.get_all("Cache-Control")) == 1
            assert answer.headers["Cache-Control"] == (FOR_EVER if path == style[1] else "no-cache")


def test_hosts_that_go_by_path_can_read_all_of_it(site: Path) -> None:
    """Cloudflare Pages reads at most 100 places and 2000 letters a line; every page is in one of them."""
    rules = header_rules((site / "_headers").read_text(encoding="utf-8"))
    assert len(rules) < 100
    assert max(map(len, (site / "_headers").read_text(encoding="utf-8").splitlines())) < 2000
    for file in sorted(site.rglob("*")):
        path = "/" + file.relative_to(site).as_posix().removesuffix("index.html")
        if file.is_file() and path[1:] not in FOR_HOSTS:
            found = [v for pattern, pairs in rules if pattern.match(path) for n, v in pairs if n == "Cache-Control"]
            assert found == [cache_rule(path)], path


def test_the_tag_in_every_page_says_what_the_header_says(pages: dict[str, str], policy: Policy) -> None:
    """On a host that sets no headers, the meta tag holds the same policy on every page, before any script or style."""
    for path, page in pages.items():
        tag = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
        assert tag, path
        assert html.unescape(tag[1]) == policy.meta(), path
        first = re.search(r"<(script|link|style)\b", page)
        assert first is None or tag.start() < first.start(), path


def test_no_page_holds_what_the_policy_refuses(pages: dict[str, str]) -> None:
    """No style attribute, style element, event handler or script address on any page."""
    assert [f"{path}: {what}" for path, page in pages.items() for what in refused(tags(page))] == []


def test_no_page_names_a_file_of_another_host(pages: dict[str, str], site: Path) -> None:
    """No script, style, image, frame or preload of any page, and no address in any style, is on another host."""
    outside = []
    for path, page in pages.items():
        for tag in tags(page):
            given = tag.attributes
            fetched = [given.get(name, "") for name in ("src", "srcset", "poster", "data")]
            if tag.name == "link" and given.get("rel") not in ("canonical", "alternate", "license"):
                fetched.append(given.get("href", ""))
            outside += [f"{path}: {address}" for address in fetched if re.match(r"(https?:)?//", address)]
    for file in site.rglob("*.css"):
        found = re.findall(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')]+)", file.read_text(encoding="utf-8"))
        outside += [f"{file.name}: {address}" for address in found]
    assert outside == []


def test_a_broken_rule_would_be_seen(profile: BrowserContext, watch: Watch) -> None:
    """An inline script, an inline style and a picture from elsewhere are refused, and these tests see it."""
    page = profile.new_page()
    page.goto("")
    page.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.body.append(script);
        document.body.insertAdjacentHTML('beforeend', '<p style="color:red">x</p><img src="https://example.org/x.png">');
    }""")
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    refusals = [line for line in watch.complaints if "Content Security Policy" in line]
    for directive in ("script-src 'self'", "style-src 'self'", "img-src 'self' data:"):
        assert any(directive in line for line in refusals)
    with pytest.raises(AssertionError):
        watch.assert_clean()


@pytest.mark.parametrize("journey", EVERY_JOURNEY)
def test_journeys_break_no_rule(journey: object, page: Page, watch: Watch) -> None:
    """People search, read, copy, print and get lost, and the browser has nothing to complain of."""
    assert callable(journey)
    journey(page)
    missing = "the server responded with a status of 404"
    watch.complaints = [line for line in watch.complaints if not ("no-such-page" in line and missing in line)]
    watch.assert_clean()


def test_the_site_works_in_a_folder_of_a_domain(browser: Browser, site: Path) -> None:
    """Under a path such as /crt/ pages find their styles, scripts, neighbours and search just as well."""
    with serving(site, "/crt/") as server:
        context = browser.new_context(base_url=server.url, service_workers="block", reduced_motion="reduce")
        watch = Watch(context, server.url)
        page = context.new_page()
        search(page)
        read_an_item(page)
        context.close()
    watch.assert_clean()


@pytest.mark.parametrize("shard", range(4))
def test_pages_of_every_kind_break_no_rule(shard: int, page: Page, watch: Watch, site: Path) -> None:
    """Pages of every kind load under the strict headers without a word in the console."""
    for path in one_of_each(site)[shard::4]:
        page.goto(path)
    watch.assert_clean()


def without_the_worker(complaints: list[str]) -> list[str]:
    """Leave out that Playwright keeps service workers away, which is so in all tests but those of the saved copy."""
    return [line for line in complaints if "Service Worker registration blocked by Playwright" not in line]


def test_tools_break_no_rule_and_send_nothing(page: Page, watch: Watch, site: Path) -> None:
    """Every field is filled and every button pressed: no rule is broken, and no word goes into a request or address."""
    used: dict[str, str] = {}
    for path in tool_pages(site):
        used[path] = " ".join(use_everything(page, path))
        assert used[path], path
        assert "Visits" not in page.url.split("#")[0]
    for path, words in (
        ("about/offline/", "Save on this device"),
        ("about/privacy/", "Clear now"),
        ("case-studies/", "Clear filters"),
        ("items/", "by-offer"),
        ("search/", "Show all"),
    ):
        assert words in used[path], path
    watch.complaints = without_the_worker(watch.complaints)
    watch.assert_clean()
    assert [url for url in watch.requests if "Visits" in url or "gatekeping" in url] == []


def leave_traces(page: Page, site: Path) -> None:
    """Use every tool but the one that clears."""
    for path in tool_pages(site):
        if path != "about/privacy/":
            use_everything(page, path)


def test_only_what_the_privacy_page_lists_is_kept(page: Page, profile: BrowserContext, site: Path) -> None:
    """After every journey and tool there is no cookie and no database, and every name kept is on the privacy page."""
    for journey in EVERY_JOURNEY:
        journey(page)
    leave_traces(page, site)
    kept = page.evaluate(KEPT)
    assert profile.cookies() == []
    assert (kept["cookies"], kept["databases"], kept["caches"]) == ("", [], [])
    page.goto("about/privacy/")
    listed = page.locator("[data-pack-key]").evaluate_all("all => all.map(one => one.dataset.packKey)")
    unlisted = [key for key in kept["local"] + kept["session"] if not _is_listed(key, listed)]
    assert unlisted == []
    assert {"pack.colours", "pack.offline"} <= {*kept["local"]}  # journeys and tools do leave something behind


def _is_listed(key: str, listed: list[str]) -> bool:
    return any(key == name or (name.endswith("*") and key.startswith(name[:-1])) for name in listed)


def test_the_privacy_page_lists_nothing_that_is_not_kept(root: Path, page: Page) -> None:
    """Every name on the privacy page stands in a script, so that the list does not outlive what it lists."""
    page.goto("about/privacy/")
    listed = page.locator("[data-pack-key]").evaluate_all("all => all.map(one => one.dataset.packKey)")
    scripts = "".join(file.read_text(encoding="utf-8") for file in sorted((root / "docs/assets").glob("*.js")))
    assert listed
    assert [name for name in listed if f'"{name.removesuffix("*")}' not in scripts] == []


def test_clearing_leaves_nothing(page: Page, profile: BrowserContext, site: Path) -> None:
    """After "Clear everything" there is nothing of ours in any kind of storage."""
    leave_traces(page, site)
    page.goto("")
    page.evaluate("() => { localStorage.setItem('pack.colours', 'slate'); localStorage.setItem('neighbour', 'x'); }")
    assert page.evaluate(KEPT)["local"].count("pack.offline") == 1
    clear_everything(page)
    kept = page.evaluate(KEPT)
    assert kept == {"local": ["neighbour"], "session": [], "cookies": "", "databases": [], "caches": []}
    assert profile.cookies() == []


@pytest.mark.parametrize("way", ["Keep it", "Escape"])
def test_clearing_asks_first_and_can_be_left(page: Page, way: str) -> None:
    """The first press only asks, in true words; "Keep it" or Escape removes nothing and gives the focus back."""
    page.goto("about/privacy/")
    page.evaluate("localStorage.setItem('pack.colours', 'slate')")
    page.get_by_role("button", name="Clear everything").click()
    asked = page.get_by_role("group", name="Clear everything?")
    expect(asked).to_be_focused()  # it comes once the list above it is true
    assert page.evaluate("localStorage.getItem('pack.colours')") == "slate"
    assert page.locator("[data-pack-clear] li").all_inner_texts() == ["pack.colours"]
    assert "removes everything in the list above" in asked.inner_text()
    assert not re.search("score sheet|plan", asked.inner_text())
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        page.get_by_role("button", name=way).click()
    assert asked.count() == 0
    assert page.evaluate("localStorage.getItem('pack.colours')") == "slate"
    assert page.evaluate("document.activeElement.textContent") == "Clear everything"
    assert page.get_by_text("Nothing was removed.").is_visible()


def test_what_is_kept_is_shown_as_it_changes(page: Page) -> None:
    """A choice of colours on the privacy page is listed at once; clearing takes it from the page and its footer too."""
    page.goto("about/privacy/")
    kept, chosen = page.locator("[data-pack-clear] li"), "document.querySelector('input[name=colours]:checked').value"
    expect(kept).to_have_text(["nothing"])
    page.get_by_label("Dark", exact=True).check()
    expect(kept).to_have_text(["pack.colours"])
    page.get_by_role("button", name="Clear everything").click()
    page.get_by_role("button", name="Clear now").click()
    expect(page.get_by_text("Cleared. This browser keeps nothing of this site.")).to_be_visible()
    expect(kept).to_have_text(["nothing"])
    assert page.evaluate(chosen) == ""
    assert page.evaluate("document.documentElement.hasAttribute('data-md-color-scheme')") is False
