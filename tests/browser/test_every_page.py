"""What holds on every page, each loaded once and looked at in all the ways that matter. Shards share the work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe import violations_in_every_look
from playwright.sync_api import Browser, Page

SHARDS = 12
pytestmark = pytest.mark.browser

WIDER_THAN_THE_SCREEN = """() => {
    const root = document.scrollingElement, wide = root.scrollWidth - window.innerWidth;
    if (wide <= 0) return [];
    const out = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > window.innerWidth + 1
        && !e.closest('.table, .scroll, pre'));
    return [`${wide} px too wide: ` + out.slice(0, 3).map(e => e.tagName + '.' + e.className).join(', ')];
}"""

TEXT_SPACING = """*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}
p{margin-bottom:2em!important}"""

CLIPPED = """() => [...document.querySelectorAll('body *')].filter(e => {
    const style = getComputedStyle(e);
    if (e.closest('svg') || !e.textContent.trim() || !e.getClientRects().length || e.clientWidth < 2) return false;
    const hides = v => v === 'hidden' || v === 'clip';
    return (hides(style.overflowX) && e.scrollWidth > e.clientWidth + 2)
        || (hides(style.overflowY) && e.scrollHeight > e.clientHeight + 2);
}).filter(e => e !== document.documentElement && e !== document.body)
  .slice(0, 3).map(e => `text cut: ${e.tagName}.${e.className}`)"""

WORDS_WITHOUT_SCRIPTS = """async () => {
    const words = node => node.textContent.split(/\\s+/).filter(Boolean).length;
    const clean = node => { node.querySelectorAll('.js-only, [hidden]').forEach(e => e.remove()); return node; };
    const still = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
    return [words(clean(still.querySelector('article'))), words(clean(document.querySelector('article').cloneNode(true)))];
}"""


@dataclass
class Seen:
    """What happened while pages were open: requests that left the machine, and complaints of the browser."""

    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def watched(browser: Browser, server: str) -> Iterator[tuple[Page, Seen]]:
    """One page to visit many addresses with, and what was seen meanwhile."""
    context = browser.new_context(reduced_motion="reduce", service_workers="block")
    page, seen, host = context.new_page(), Seen(), urlsplit(server).netloc
    page.on("request", lambda request: _note_request(request.url, host, page, seen))
    page.on("console", lambda message: seen.complaints.append(f"{page.url}: console {message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.complaints.append(f"{page.url}: {error}"))
    yield page, seen
    context.close()


def _note_request(url: str, host: str, page: Page, seen: Seen) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("data", "blob") and parts.netloc != host:
        seen.elsewhere.append(f"{page.url}: asked for {url}")


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_page_is_open_to_everyone(
    shard: int, watched: tuple[Page, Seen], page_paths: tuple[str, ...], server: str
) -> None:
    """Every page, narrow and wide, light and dark: axe finds nothing, nothing is cut or scrolls sideways at 320 px,
    text may be spaced out, scripts hide no words, no request leaves the site, no cookie is set, the console is clean.
    """
    page, seen = watched
    wrong: list[str] = []
    for path in page_paths[shard::SHARDS]:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(server + path)
        found = violations_in_every_look(page)
        page.set_viewport_size({"width": 320, "height": 640})
        found += [f"320 px: {line}" for line in page.evaluate(WIDER_THAN_THE_SCREEN)]
        still, live = page.evaluate(WORDS_WITHOUT_SCRIPTS)
        if abs(still - live) > max(still, live) * 0.02:
            found.append(f"{still} words without scripts, {live} with them")
        page.evaluate(
            "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }",
            TEXT_SPACING,
        )
        found += [f"spaced text: {line}" for line in page.evaluate(WIDER_THAN_THE_SCREEN) + page.evaluate(CLIPPED)]
        wrong += [f"{path}: {line}" for line in found]
    wrong += seen.elsewhere + seen.complaints
    wrong += [f"cookie {cookie['name']}" for cookie in page.context.cookies()]
    assert not wrong, "\n".join(wrong)
