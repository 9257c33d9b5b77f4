"""Measure the search: right answers on the lists of queries, and its size, bytes and time at three sizes of site.

    python tests/search/bench.py            all of it
    python tests/search/bench.py 45 1000    these numbers of pages only

The index is the real one of this pack. Sizes above the pack's own are reached with case studies mixed from real ones
and made-up words, so that its vocabulary grows as that of a larger pack would.
"""

from __future__ import annotations

import gzip
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "browser")]

from asking import answers, queries, score, shown  # noqa: E402
from chromium import start  # noqa: E402
from serving import serving  # noqa: E402

from macros import browser  # noqa: E402
from macros.exports.search import head, lexicon  # noqa: E402
from macros.exports.search.entries import Entry, entries  # noqa: E402
from macros.exports.search.files import files  # noqa: E402
from macros.handwritten import hand_written, page_text  # noqa: E402
from macros.memory import remember  # noqa: E402
from macros.pages.by_hand import read_page  # noqa: E402
from macros.site import DOCS  # noqa: E402

SIZES = (45, 1_000, 10_000)
TYPED = (
    "carers assessment",
    "lone wroking policy",
    "item 24",
    "rural team discharge",
    "medication at home",
    "tower hamlets",
)
PAGE = """<!doctype html><html lang="en" class="js"><meta charset="utf-8"><title>Bench</title>
<form role="search" action="index.html" data-search data-flat="false"><input id="q">
<div data-panel hidden></div><p role="status"></p></form>
<h1 data-heading>Results</h1><div data-results hidden><p data-said></p><div data-list></div></div>
<script src="../assets/search.js" defer></script></html>"""
FIRST = """async () => {
  const box = document.querySelector("input"), page = document.querySelector("[data-results]");
  box.value = "carers";
  box.dispatchEvent(new Event("input", {bubbles: true}));
  while (page.dataset.answered !== "carers") await new Promise((done) => setTimeout(done, 2));
}"""
KEYS = """async (typed) => {
  const box = document.querySelector("input"), page = document.querySelector("[data-results]"), times = [];
  const starts = (query) => [...query].map((_, end) => query.slice(0, end + 1));
  const keys = typed.flatMap(starts).filter((key) => key.length > 1);
  for (let round = 0; round < 2; round += 1) for (const key of keys) {
    box.value = key;
    const start = performance.now();
    box.dispatchEvent(new Event("input", {bubbles: true}));
    const spent = performance.now() - start;
    while (page.dataset.answered !== box.value.trim()) await new Promise((done) => setTimeout(done, 2));
    if (round) times.push(spent);
  }
  return times;
}"""


def grown(real: Sequence[Entry], pages: int) -> list[Entry]:
    """Return entries for so many pages: the real ones, cut where there are too many, mixed ones where too few."""
    near = [entry for entry in real if entry.kind in ("item", "domain")]
    rest = [entry for entry in real if entry.kind not in ("item", "domain")]
    chosen = list(near)
    paths = {entry.path for entry in chosen}
    for entry in rest:
        path = entry.path.split("#")[0]
        if len(paths | {path}) <= pages:
            chosen.append(entry)
            paths.add(path)
    cases = [entry for entry in real if entry.kind == "case"]
    chance = random.Random(7)  # noqa: S311  a stand-in for more content, not a secret
    mixed = [_mixed(cases, chance, number) for number in range(pages - len(paths))]
    at = next((at for at, entry in enumerate(chosen) if entry.kind == "source"), len(chosen))
    return [*chosen[:at], *mixed, *chosen[at:]]


def _mixed(cases: Sequence[Entry], chance: random.Random, number: int) -> Entry:
    """Return a made-up case study: parts of three real ones, and some words that only it and few others have."""
    one, two, three = chance.sample(cases, 3)
    words = " ".join(_word(chance) for _ in range(3))
    sentences = (two.more + " " + three.more).split(". ")
    text = ". ".join(chance.sample(sentences, len(sentences) // 2))
    title = " ".join([*one.title.split()[:4], *two.title.split()[-3:], words.split()[0]])
    return replace(one, path=f"case-studies/made-{number}.md", title=title, main=f"{two.main} {words}", more=text)


def _word(chance: random.Random) -> str:
    parts = ["".join(chance.choice(letters) for letters in ("bcdfghklmnprstvw", "aeiou", "lmnrst")) for _ in range(2)]
    return "".join(parts) + str(chance.randrange(10) if chance.random() < 0.1 else "")


def lay_out(folder: Path, chosen: Sequence[Entry]) -> dict[str, int]:
    """Write a site with nothing but the search into a folder; return the compressed size of each file of the index."""
    pack = remember(ROOT).pack
    shutil.copytree(ROOT / "docs" / "assets", folder / "assets", ignore=shutil.ignore_patterns("lib"))
    (folder / "assets" / "lib").mkdir()
    for path, data in browser.libraries(ROOT).items():
        (folder / path).write_bytes(data)
    (folder / "search").mkdir()
    (folder / "search" / "index.html").write_text(PAGE, encoding="utf-8")
    sizes = {}
    for name, text in files(chosen, head(pack), lexicon(pack)).items():
        (folder / "search" / name).write_text(text, encoding="utf-8")
        sizes[name] = len(gzip.compress(text.encode(), 6))
    return sizes


def first_answer(page: Page, address: str) -> int:
    """Return the bytes, packed, that the browser fetched from the first key to a whole answer: scripts and index."""
    got: list[int] = []
    page.on("response", lambda response: got.append(int(response.headers.get("content-length", 0))))
    page.goto(f"{address}search/index.html")
    page.wait_for_load_state("networkidle")
    page.evaluate(FIRST)
    page.wait_for_load_state("networkidle")
    return sum(got[1:])  # without the page itself


def of_this_pack() -> list[Entry]:
    """Return the entries of this pack, made afresh."""
    by_hand = [read_page(file.relative_to(ROOT / DOCS).as_posix(), page_text(file)) for file in hand_written(ROOT)]
    return entries(remember(ROOT).pack, by_hand)


def measure(pages: int) -> str:
    """Return the line of figures for a site of so many pages."""
    chosen = grown(of_this_pack(), pages)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        sizes = lay_out(Path(folder), chosen)
        with serving(Path(folder)) as server:
            browser_ = start(playwright)
            page = browser_.new_page()
            bytes_ = first_answer(page, server.url)
            times = sorted(page.evaluate(KEYS, list(TYPED)))
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
            slow = sorted(page.evaluate(KEYS, list(TYPED)))
            browser_.close()
    ninth, slow_ninth = (each[int(len(each) * 0.95)] for each in (times, slow))
    return (
        f"{pages:>6} pages, {len(chosen):>6} entries: "
        f"index {sum(sizes.values()) / 1000:>5.0f} KB in {len(sizes)} files,"
        f" core {sizes['core.js'] / 1000:.0f} KB  first answer {bytes_ / 1000:>4.0f} KB"
        f"  keystroke {statistics.median(times):.1f} ms, 95% under {ninth:.1f} ms, longest {times[-1]:.1f} ms;"
        f" on a processor four times slower {statistics.median(slow):.1f} ms, 95% under {slow_ninth:.1f} ms"
    )


def main() -> None:
    """Print all figures."""
    lists = ("queries", "held-out", "held-out-2", "held-out-3", "held-out-4", "reader")
    if not sys.argv[1:]:
        print("Search: right items")
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder)
            lay_out(site, of_this_pack())
            for name in lists:
                asked = queries(name)
                print(f"  {name}: {score(asked, [shown(found) for found in answers(site, [q.text for q in asked])])}")
    print("Search: size and time (KB packed; keystroke in Chromium, all files loaded)")
    for pages in map(int, sys.argv[1:] or SIZES):
        print(f"  {measure(pages)}", flush=True)


if __name__ == "__main__":
    main()
