"""What people do on the site, step by step, for tests that ask what happens meanwhile."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, TimeoutError  # noqa: A004

from macros.delivery.addresses import loaded
from macros.delivery.markup import tags

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


_NEXT = """(all, seen) => {
    for (let at = 0; at < all.length; at += 1) {
        const e = all[at];
        if (e.disabled || !e.getClientRects().length) continue;
        const name = [e.tagName, e.type, e.name, e.id, e.value, (e.closest('label') || e).textContent.trim()].join('|');
        if (!seen.includes(name)) return {at, name, kind: e.tagName === 'INPUT' ? e.type : e.tagName.toLowerCase()};
    }
    return null;
}"""


def use_everything(page: Page, path: str, presses: int = 60) -> None:
    """Fill every field and press every button of a page's own tools, in the order in which they stand.

    Made for tools that are not known here: it must not matter which buttons there are. A step that a press has taken
    away, or that something covers by now, is left out.
    """
    page.goto(path)
    page.locator("h1").first.wait_for()
    page.on("dialog", lambda dialog: dialog.accept())
    seen: list[str] = []
    steps = page.locator("article").locator("input, textarea, select, button")
    for _ in range(presses):
        step = steps.evaluate_all(_NEXT, seen)
        if step is None:
            return
        seen.append(step["name"])
        try:
            _use(steps.nth(step["at"]), step["kind"])
        except TimeoutError:
            continue
        if not page.url.split("#")[0].rstrip("/").endswith(path.rstrip("/")):
            page.goto(path)


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
    """Return the addresses of pages with tools: those that load a script which most pages do not load."""
    scripts: dict[str, set[str]] = {}
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        found = loaded(path, tags(file.read_text(encoding="utf-8")), "/")
        scripts[path] = {name for name in found if name.endswith(".js")}
    common = scripts["items/14/index.html"]
    return [path.removesuffix("index.html") for path, own in scripts.items() if own - common]


def one_of_each(site: Path) -> list[str]:
    """Return addresses of pages of every kind: the first two of each folder, and every page of the small folders."""
    folders: dict[str, list[str]] = {}
    for file in sorted(site.rglob("index.html")):
        path = file.relative_to(site).as_posix()
        folders.setdefault(path.split("/")[0] if "/" in path else "", []).append(path.removesuffix("index.html"))
    return [path for paths in folders.values() for path in (paths if len(paths) < 12 else paths[:2])]
