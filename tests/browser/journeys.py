"""What people do on the site, step by step, for tests that ask what happens meanwhile."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from playwright.sync_api import Locator, Page, TimeoutError  # noqa: A004

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def search(page: Page) -> None:
    """From the home page, search with a slip of the finger, look at the list, and open the first result."""
    page.goto("")
    page.locator("#q").fill("carres")
    page.locator("#found [role=option]").first.click()
    page.wait_for_url(re.compile(r"/[\w-]+/[\w-]+/"))
    page.locator("h1").wait_for()


def read_an_item(page: Page) -> None:
    """Read an item on a phone: menu, contents, everything that opens, every copy button, other colours, print."""
    page.set_viewport_size(PHONE)
    page.goto("items/14/")
    menu = page.locator("[aria-controls=pack-nav]")
    menu.click()
    page.keyboard.press("Escape")
    for opener in page.locator("summary:visible").all():
        opener.click()
    for button in page.locator("button[data-copy]:visible").all():
        button.click()
    for choice in ("Dark", "Light"):
        page.get_by_label(choice, exact=True).check()
    page.emulate_media(media="print")
    page.emulate_media(media="screen")


def look_around(page: Page) -> None:
    """Follow the first link of each kind from the home page, and come back."""
    page.set_viewport_size(DESK)
    page.goto("")
    for address in page.locator("nav a, footer a").evaluate_all("links => links.map(link => link.href)")[:12]:
        page.goto(address)
        page.locator("h1").wait_for()
    page.goto("no-such-page/")
    page.locator("h1").wait_for()


def clear_everything(page: Page) -> None:
    """Clear what the browser keeps, on the privacy page."""
    page.goto("about/privacy/")
    page.get_by_role("button", name="Clear everything").click()
    page.get_by_role("button", name="Clear now").click()
    page.get_by_text("Cleared.").wait_for()


EVERY_JOURNEY: tuple[Callable[[Page], None], ...] = (search, read_an_item, look_around)


TOOLS = ("data-filter", "data-results", "data-pack-save", "data-pack-clear")
"""What a page holds on which a reader can do something: filters, search results, buttons that save and clear."""

_NEXT = """(all, seen) => {
    for (let at = 0; at < all.length; at += 1) {
        const e = all[at], own = [e.value, (e.closest('label') || e).textContent.trim()];
        const words = e.tagName === 'SELECT' ? '' : own;
        if (e.disabled || !e.getClientRects().length) continue;
        const name = [e.tagName, e.type, e.name, e.id, words].join('|');
        if (!seen.includes(name)) return {at, name, kind: e.tagName === 'INPUT' ? e.type : e.tagName.toLowerCase()};
    }
    return null;
}"""


_NOTHING_UNDER_WAY = """() => {
    const said = document.querySelector('[data-pack-clear] [role=status]');
    return !said || !said.textContent.startsWith('Removing');
}"""


def open_whole(page: Page, path: str) -> None:
    """Open a page, and wait for what its scripts add to it: results, and the buttons that save and clear."""
    page.goto(path)
    page.evaluate(
        """async () => {
        const wait = test => new Promise(done => (function look() { test() ? done() : setTimeout(look, 20); })());
        const has = what => document.querySelector(what);
        await wait(() => has('h1') && has('h1').getClientRects().length);
        for (const what of ['[data-pack-clear]', '[data-pack-save]']) {
            if (has(what)) await wait(() => has(what).querySelector('button, p:not(noscript p)'));
        }
        const results = has('[data-results]');
        if (results && location.hash.startsWith('#q=')) await wait(() => results.dataset.answered);
    }"""
    )


def use_everything(page: Page, path: str, presses: int = 60) -> list[str]:
    """Fill every field and press every button of a page's own tools, in the order in which they stand.

    Made for tools that are not known here: it must not matter which buttons there are. On the page of results, three
    searches come first. A step that a press has taken away, or that something covers by now, is left out. Returns the
    names of what was used.
    """
    open_whole(page, path)
    page.once("dialog", lambda dialog: dialog.accept())
    results = page.locator("[data-results]")
    for query in ("Visits at set times", "gatekeping", "carers") if results.count() else ():
        page.locator("#q").fill(query)
        page.wait_for_function(
            "query => document.querySelector('[data-results]').dataset.answered === query", arg=query
        )
    page.locator("article details:not([open])").evaluate_all("all => all.forEach(one => { one.open = true; })")
    seen: list[str] = []
    used: list[str] = []
    steps = page.locator("article").locator("input, textarea, select, button")
    for _ in range(presses):
        step = steps.evaluate_all(_NEXT, seen)
        if step is None:
            return used
        seen.append(step["name"])
        try:
            _use(steps.nth(step["at"]), step["kind"])
        except TimeoutError:
            continue
        used.append(step["name"])
        page.wait_for_function(_NOTHING_UNDER_WAY)
        if not page.url.split("#")[0].rstrip("/").endswith(path.rstrip("/")):
            open_whole(page, path)
    return used


def _use(step: Locator, kind: str) -> None:
    if kind in ("checkbox", "radio"):
        step.check(timeout=2000, force=True)
    elif kind == "select":
        step.select_option(index=step.locator("option").count() - 1, timeout=2000)
    elif kind in ("text", "search", "textarea", "email", "url"):
        step.fill("Visits at set times", timeout=2000)
    elif kind == "number":
        step.fill(step.get_attribute("max") or "3", timeout=2000)
    elif kind == "date":
        step.fill("2026-11-30", timeout=2000)
    elif kind in ("button", "submit"):
        step.click(timeout=2000, force=True)


def tool_pages(site: Path) -> list[str]:
    """Return the addresses of pages with tools, told by what they hold. Raises LookupError where a tool is on none."""
    found: dict[str, set[str]] = {tool: set() for tool in TOOLS}
    for file in sorted(site.rglob("index.html")):
        text = file.read_text(encoding="utf-8")
        for tool, paths in found.items():
            if re.search(rf"<[a-z]+(?=\s)[^>]*\s{tool}\b", text):
                paths.add(file.relative_to(site).as_posix().removesuffix("index.html"))
    lost = [tool for tool, paths in found.items() if not paths]
    if lost:
        raise LookupError(f"no page has {lost}")
    return sorted(set[str]().union(*found.values()))


PREFERRED = (
    "about/privacy/index.html",
    "case-studies/crt-3-carers-and-medication/index.html",
    "find/teams-like-ours/index.html",
    "items/14/index.html",
    "methods/pdsa/index.html",
    "programme/scoping-day/index.html",
    "sheets/14/index.html",
    "teams/3/index.html",
    "templates/carers-leaflet/index.html",
)
"""Which page stands for its kind, where it is not the first."""

_STOP = re.compile(r"<(?:a|button|select|input|summary)(?=[\s>])")
_LAYOUT = re.compile(r'<article class="[^"]*?\bkind-([\w-]+)')


def every_kind(site: Path) -> list[str]:
    """Return the address of one page of every kind, and of each page with tools.

    Of one kind are the pages of one folder with one layout; the list that leads into a folder is a kind of its own.
    """
    kinds: dict[tuple[str, bool, str], str] = {}
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        layout = _LAYOUT.search(file.read_text(encoding="utf-8"))
        kind = (path.partition("/")[0] if "/" in path else "", path.count("/") == 1, layout[1] if layout else "")
        if kind not in kinds or path in PREFERRED:
            kinds[kind] = path
    lost = [path for path in PREFERRED if path not in kinds.values()]
    if lost:
        raise LookupError(f"these pages stand for their kinds, and are not there: {lost}")
    return sorted({path.removesuffix("index.html") for path in kinds.values()} | set(tool_pages(site)))


STOPS = 300
"""Links, buttons and fields from which a page is one of the longest lists, whose stops are all alike."""


def short_enough(site: Path, paths: Iterable[str]) -> list[str]:
    """Return the addresses of pages that are not among the longest lists."""
    texts = {path: (site / path / "index.html" if path.endswith("/") or not path else site / path) for path in paths}
    stops = {path: len(_STOP.findall(file.read_text(encoding="utf-8"))) for path, file in texts.items()}
    return [path for path, count in stops.items() if count < STOPS]


def one_of_each(site: Path) -> list[str]:
    """Return addresses of pages of every kind: the first two of each folder, and every page of the small folders."""
    folders: dict[str, list[str]] = {}
    for file in sorted(site.rglob("index.html")):
        path = file.relative_to(site).as_posix()
        folders.setdefault(path.split("/")[0] if "/" in path else "", []).append(path.removesuffix("index.html"))
    return [path for paths in folders.values() for path in (paths if len(paths) < 12 else paths[:2])]
