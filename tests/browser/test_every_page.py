"""What holds on every page, each loaded once and looked at in all the ways that matter. Shards share the work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from axe import violations_in_every_look
from paper import A4_WITHIN_MARGINS, BEYOND
from playwright.sync_api import BrowserContext
from record import SHARDS, results_of
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
    const style = getComputedStyle(e), hides = value => value === 'hidden' || value === 'clip';
    if (e.closest('svg') || !e.textContent.trim() || !e.getClientRects().length || e.clientWidth < 2) return false;
    return (hides(style.overflowX) && e.scrollWidth > e.clientWidth + 2)
        || (hides(style.overflowY) && e.scrollHeight > e.clientHeight + 2);
}).slice(0, 3).map(e => `text cut: ${e.tagName}.${e.className}`)"""

WORDS_WITH_AND_WITHOUT_SCRIPTS = """async () => {
    const words = node => node.textContent.split(/\\s+/).filter(Boolean).length;
    const bare = node => { node.querySelectorAll('.js-only, [hidden]').forEach(e => e.remove()); return node; };
    const still = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
    return [still, document].map(page => words(bare(page.querySelector('article').cloneNode(true))));
}"""


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_page_is_open_to_everyone(
    shard: int, profile: BrowserContext, watch: Watch, page_paths: tuple[str, ...], root: Path
) -> None:
    """Narrow and wide, light and dark, axe finds nothing wrong on any page.

    At 320 px nothing is cut and the page does not scroll sideways, nor with its text spaced out. On A4 nothing reaches
    beyond the edge. Scripts hide no words. No request leaves the site, no cookie is set, and the console stays
    clean.
    """
    page, wrong, failed = profile.new_page(), [], {}
    paths = page_paths[shard::SHARDS]
    for path in paths:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(path)
        found = violations_in_every_look(page)
        failed |= {path: found} if found else {}
        page.set_viewport_size({"width": 320, "height": 640})
        found += [f"320 px: {line}" for line in page.evaluate(WIDER_THAN_THE_SCREEN)]
        still, live = page.evaluate(WORDS_WITH_AND_WITHOUT_SCRIPTS)
        if live < still * 0.98:
            found.append(f"{still} words without scripts, {live} with them")
        page.set_viewport_size({"width": A4_WITHIN_MARGINS, "height": 900})
        page.emulate_media(media="print")
        found += [f"on paper: beyond the edge: {line}" for line in page.evaluate(BEYOND, A4_WITHIN_MARGINS)]
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 320, "height": 640})
        page.evaluate(SPACED, TEXT_SPACING)
        found += [f"spaced text: {line}" for line in page.evaluate(WIDER_THAN_THE_SCREEN) + page.evaluate(CLIPPED)]
        wrong += [f"{path}: {line}" for line in found]
    kept = results_of(root, shard)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps({"pages": len(paths), "failed": failed}), encoding="utf-8")
    wrong += watch.elsewhere + watch.complaints
    wrong += [f"cookie {cookie.get('name')}" for cookie in profile.cookies()]
    assert not wrong, "\n".join(wrong)
