"""What holds on every page, each loaded once and looked at in all the ways that matter. Shards share the work."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe import Looks, violations_in_every_look, violations_in_look
from paper import A4_WITHIN_MARGINS, BEYOND
from playwright.sync_api import BrowserContext
from record import SHARDS, leave, results_of, tried
from watching import Watch

pytestmark = pytest.mark.browser

WIDER_THAN_THE_SCREEN = """() => {
    const wide = document.scrollingElement.scrollWidth - window.innerWidth;
    if (wide <= 0) return [];
    const out = [...document.body.querySelectorAll('*')].filter(
        e => e.getBoundingClientRect().right > window.innerWidth + 1 && !e.closest('.table, .scroll'));
    return [`${wide} px too wide: ` + out.slice(0, 3).map(e => e.tagName + '.' + e.className).join(', ')];
}"""

SPACED = (
    """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }"""
)
TEXT_SPACING = """
*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}
p{margin-bottom:2em!important}"""
"""Success criterion 1.4.12, word for word."""

CLIPPED = """() => [...document.querySelectorAll('body *')].filter(e => {
    const wide = e.scrollWidth > e.clientWidth + 2, high = e.scrollHeight > e.clientHeight + 2;
    if (!(wide || high) || e.clientWidth < 2 || e.closest('svg') || !e.textContent.trim()) return false;
    const style = getComputedStyle(e), hides = value => value === 'hidden' || value === 'clip';
    return wide && hides(style.overflowX) || high && hides(style.overflowY);
}).slice(0, 3).map(e => `text cut: ${e.tagName}.${e.className}`)"""
"""Where words are cut. What is out of sight has no width; the cheap questions come first."""

WORDS_WITH_AND_WITHOUT_SCRIPTS = """async () => {
    const made = '[data-pack-clear], [data-pack-save], [data-colours], form[data-filter], form[data-search], .shut, '
        + '#said, .offline-line, [data-menu], [aria-controls=pack-nav], [data-copy]';
    const words = page => {
        const body = page.body.cloneNode(true), count = new Map();
        body.querySelectorAll(made + ', noscript, script, .js-only, [hidden]').forEach(e => e.remove());
        body.textContent.split(/\\s+/).filter(Boolean).forEach(word => count.set(word, (count.get(word) || 0) + 1));
        return count;
    };
    const still = words(new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html'));
    const live = words(document), out = [];
    for (const word of new Set([...still.keys(), ...live.keys()])) {
        const more = (live.get(word) || 0) - (still.get(word) || 0);
        if (more) out.push(`"${word}" stands ${Math.abs(more)} times ${more > 0 ? 'more' : 'less'} with scripts`);
    }
    return out.slice(0, 5);
}"""
"""What differs between the page as it is sent and as it stands now. ``made`` names the parts that scripts fill."""

UNFOLD = "all => all.forEach(one => { one.open = true; })"


@pytest.fixture(scope="session")
def passed() -> Looks:
    """Keep how words look that axe has passed, for all pages that a worker tries."""
    return set()


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_page_is_open_to_everyone(
    shard: int, profile: BrowserContext, watch: Watch, page_paths: tuple[str, ...], root: Path, passed: Looks
) -> None:
    """Narrow and wide, light and dark, folded and unfolded, axe finds nothing wrong on any page.

    Wide and light, all words are looked at; in the other looks those that look like none before: see ``axe.new_looks``.
    At 320 px nothing is cut and the page does not scroll sideways, nor with its text spaced out, all of it unfolded. On
    A4 nothing reaches beyond the edge. Scripts neither hide words nor bring any but in the parts that they fill. No
    request leaves the site, no cookie is set, and the console stays clean.
    """
    page, wrong, failed = profile.new_page(), [], {}
    ways: dict[str, list[str]] = {"unfolded": [], "narrow": [], "spaced": [], "plain": []}
    paths, folded = page_paths[shard::SHARDS], []
    for path in paths:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(path)
        ways["plain"] += [f"{path}: {line}" for line in page.evaluate(WORDS_WITH_AND_WITHOUT_SCRIPTS)]
        found = []
        if page.locator("article details").count():
            folded.append(path)
            found += [f"folded, {line}" for line in violations_in_look(page, 1440, "light")]
            page.locator("details").evaluate_all(UNFOLD)
        open_to_all = violations_in_every_look(page, passed)
        ways["unfolded"] += open_to_all if path in folded else []
        found += open_to_all
        failed |= {path: found} if found else {}
        wrong += [f"{path}: {line}" for line in found]
        page.set_viewport_size({"width": A4_WITHIN_MARGINS, "height": 900})
        page.emulate_media(media="print")
        on_paper = page.evaluate(BEYOND, A4_WITHIN_MARGINS)
        wrong += [f"{path}: on paper: beyond the edge: {line}" for line in on_paper]
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 320, "height": 640})
        ways["narrow"] += [
            f"{path}: 320 px: {line}" for line in page.evaluate(WIDER_THAN_THE_SCREEN) + page.evaluate(CLIPPED)
        ]
        page.evaluate(SPACED, TEXT_SPACING)
        spaced = page.evaluate(WIDER_THAN_THE_SCREEN) + page.evaluate(CLIPPED)
        ways["spaced"] += [f"{path}: spaced text: {line}" for line in spaced]
    leave(results_of(root, shard), pages=len(paths), failed=failed)
    for way, lines in ways.items():
        tried(root, way, "", folded if way == "unfolded" else paths, lines, shard)
        wrong += lines if way != "unfolded" else []
    wrong += watch.elsewhere + watch.complaints
    wrong += [f"cookie {cookie.get('name')}" for cookie in profile.cookies()]
    assert not wrong, "\n".join(wrong)
