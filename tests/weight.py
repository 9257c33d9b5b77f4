"""Weigh the built site: what each page costs on the way to a reader, and how soon it can be used on a poor line.

    python tests/weight.py [FOLDER]      a site that is built already; default: site/

It prints everything, then names what is over its budget, and ends with 1 if anything is.

The budgets are those of issue 4 and users.md N3. Bytes are counted as they cross the network, packed by gzip and with
their headers. The line is Chromium's own: 400 kbit/s, 400 ms there and back, and, since a browser on the same machine
pays nothing for opening a connection, the three round trips of a first secure one are named and added.
"""

from __future__ import annotations

import gzip
import statistics
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "browser")]

from chromium import start  # noqa: E402
from serving import SiteServer, serving  # noqa: E402

from macros.delivery.addresses import loaded  # noqa: E402
from macros.delivery.markup import tags  # noqa: E402

FIRST_VIEW, REPEAT_VIEW, INDEX = 150_000, 20_000, 250_000
"""Budgets in bytes: the first page of a visit, the same page again, the search when it is first used."""

USABLE = 3.0
"""Budget in seconds: from the press of a link until the page shows and its scripts listen, on the poor line."""

LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
HANDSHAKE = 3 * 0.4
"""Name, connection and keys of a first secure connection: one round trip each."""

FIRST_PAGE = "items/14/"
_TIMES = """() => { const entry = performance.getEntriesByType('navigation')[0];
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    return Math.max(entry.domContentLoadedEventEnd, paint ? paint.startTime : 0) / 1000; }"""


class Wire:
    """Counts the bytes of a page's answers, headers and all."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tool: CDPSession = page.context.new_cdp_session(page)
        self.tool.send("Network.enable")
        self.bytes = 0
        self.answers = 0
        self.tool.on("Network.loadingFinished", self._finished)

    def _finished(self, event: dict[str, float]) -> None:
        self.bytes += int(event["encodedDataLength"])
        self.answers += 1

    def since(self) -> tuple[int, int]:
        """Return bytes and answers since the last call."""
        found = self.bytes, self.answers
        self.bytes = self.answers = 0
        return found


@dataclass(frozen=True)
class Visit:
    """What a visit to the first page costs: bytes and answers for each step, and seconds on the poor line."""

    first: tuple[int, int]
    again: tuple[int, int]
    next_item: tuple[int, int]
    search: tuple[int, int]
    usable: float
    usable_again: float


def visit(browser: Browser, server: SiteServer, runs: int = 1) -> Visit:
    """Visit an item, again, another item, and search; then, on the poor line, measure how soon an item can be used."""
    context = browser.new_context(base_url=server.url, service_workers="block")
    page = context.new_page()
    wire = Wire(page)
    page.goto(FIRST_PAGE, wait_until="networkidle")
    first = wire.since()
    page.goto(FIRST_PAGE, wait_until="networkidle")
    again = wire.since()
    page.goto("items/20/", wait_until="networkidle")
    next_item = wire.since()
    page.locator("#q").fill("carers")
    page.locator("#found [role=option]").first.wait_for()
    page.wait_for_load_state("networkidle")
    search = wire.since()
    context.close()
    times = [_seconds(browser, server) for _ in range(runs)]
    usable, later = (statistics.median(each) for each in zip(*times, strict=True))
    return Visit(first, again, next_item, search, usable, later)


def _seconds(browser: Browser, server: SiteServer) -> tuple[float, float]:
    context = browser.new_context(base_url=server.url, service_workers="block", viewport={"width": 390, "height": 844})
    page = context.new_page()
    tool = context.new_cdp_session(page)
    tool.send("Network.enable")
    tool.send("Network.emulateNetworkConditions", LINE)
    page.goto(FIRST_PAGE)
    first = page.evaluate(_TIMES)
    page.goto("items/20/")
    later = page.evaluate(_TIMES)
    context.close()
    return first, later


def page_weights(site: Path) -> dict[str, int]:
    """Return the packed bytes of a first view of every page: the page, with all styles, scripts and pictures."""
    packed: dict[str, int] = {}

    def weigh(path: str) -> int:
        if path not in packed:
            file = site / path
            packed[path] = len(gzip.compress(file.read_bytes(), 6)) if file.is_file() else 0
        return packed[path]

    weights = {}
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        weights[path] = weigh(path) + sum(map(weigh, loaded(path, tags(file.read_text(encoding="utf-8")), "/")))
    return weights


def search_files(site: Path) -> int:
    """Return the packed bytes of the whole search: index, code and library."""
    files = [*site.glob("search/*.js"), *site.glob("assets/search*.js"), *site.glob("assets/lib/minisearch*.js")]
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files)


def kb(count: int) -> str:
    """Return a number of bytes in thousands."""
    return f"{count / 1000:.1f} KB"


def broken(seen: Visit, weights: Mapping[str, int], search: int) -> list[str]:
    """Return each budget that is broken: what it is for, what was measured, and what it allows."""
    heavy = [(f"first view of /{path}", weight, FIRST_VIEW) for path, weight in sorted(weights.items())]
    bytes_ = [
        ("first item page", seen.first[0], FIRST_VIEW),
        ("the same page again", seen.again[0], REPEAT_VIEW),
        ("first search", seen.search[0], INDEX),
        ("the whole search", search, INDEX),
        *heavy,
    ]
    found = [f"{what}: {kb(size)}, the budget is {kb(budget)}" for what, size, budget in bytes_ if size > budget]
    if seen.usable > USABLE:
        found.append(f"first item page usable after {seen.usable:.2f} s, the budget is {USABLE:.0f} s")
    return found


def measured(site: Path, browser: Browser, runs: int = 3) -> tuple[Visit, dict[str, int], int]:
    """Return what a visit costs, what each page weighs, and what the whole search does."""
    with serving(site) as server:
        seen = visit(browser, server, runs)
    return seen, page_weights(site), search_files(site)


def report(seen: Visit, weights: Mapping[str, int], search: int) -> list[str]:
    """Return the lines of the report."""
    kinds: dict[str, list[tuple[int, str]]] = {}
    for path, weight in weights.items():
        kinds.setdefault(path.split("/")[0] if "/" in path else "(top)", []).append((weight, path))
    over = sorted(path for path, weight in weights.items() if weight > FIRST_VIEW)
    lines = [
        "Weight on the wire (gzip, headers included)",
        f"  first item page      {kb(seen.first[0]):>9}  {seen.first[1]} answers   budget {kb(FIRST_VIEW)}, aim 90 KB",
        f"  the same page again  {kb(seen.again[0]):>9}  {seen.again[1]} answers   budget {kb(REPEAT_VIEW)}",
        f"  another item         {kb(seen.next_item[0]):>9}  {seen.next_item[1]} answers",
        f"  first search         {kb(seen.search[0]):>9}  {seen.search[1]} answers   budget {kb(INDEX)}",
        f"  the whole search     {kb(search):>9}              budget {kb(INDEX)}",
        "Usable at 400 kbit/s and 400 ms (shown and listening)",
        f"  first item page      {seen.usable:>7.2f} s   budget {USABLE:.0f} s; with a new secure connection"
        f" {seen.usable + HANDSHAKE:.2f} s",
        f"  another item         {seen.usable_again:>7.2f} s",
        "First view of every page, by kind (packed)             pages    median   largest",
    ]
    for kind, found in sorted(kinds.items()):
        sizes = sorted(found)
        median = statistics.median(weight for weight, _ in sizes)
        largest = f"{kb(sizes[-1][0]):>9}  /{sizes[-1][1].removesuffix('index.html')}"
        lines.append(f"  {kind:<52} {len(sizes):>5} {kb(int(median)):>9} {largest}")
    lines.append(f"  pages over {kb(FIRST_VIEW)}: {', '.join(over) if over else 'none'}")
    return lines


def main() -> int:
    """Print the report of one site, then what is over its budget; return 1 if anything is."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    with sync_playwright() as playwright:
        browser = start(playwright)
        found = measured(site, browser)
        browser.close()
    print("\n".join(report(*found)))
    over = broken(*found)
    print("\n".join(["Over budget:", *(f"  {line}" for line in over)] if over else ["Every budget is kept."]))
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
