"""Measure the theme's own search on the same pages and queries, in Chromium. Run it as a script.

Builds the site with stock Material and its search, tuned in several ways, and types every query of the lists into its
box. A page counts once, however many of its sections are listed. Takes some minutes; not a part of the tests.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "browser")]

from asking import Query, Score, queries, score  # noqa: E402
from chromium import start  # noqa: E402
from serving import serving  # noqa: E402

LISTS = ("queries", "held-out", "held-out-2", "held-out-3")
SEPARATOR = r"[\s\-,:!=\[\]()\"`/]+|\.(?!\d)|&[lg]t;"
WAYS = {
    "as it comes": (1, ["stemmer", "stopWordFilter", "trimmer"]),
    "items boosted": (10, ["stemmer", "stopWordFilter", "trimmer"]),
    "items boosted, no stemmer": (10, ["stopWordFilter", "trimmer"]),
    "items boosted more, no stemmer": (100, ["stopWordFilter", "trimmer"]),
}
"""Each way by its name: the boost of the pages of items, and what words go through."""


def settings(pipeline: list[str]) -> dict[str, object]:
    """Return the settings of a site with stock Material."""
    search = {"lang": "en", "separator": SEPARATOR, "pipeline": pipeline}
    return {
        "site_name": "Stock",
        "theme": {"name": "material", "font": False, "language": "en"},
        "plugins": [{"search": search}, {"macros": {"module_name": "macros", "on_error_fail": True}}],
        "markdown_extensions": ["attr_list", "md_in_html", "tables"],
        "hooks": ["hook.py"],
    }


def build(folder: Path, boost: float, pipeline: list[str]) -> Path:
    """Build the project's pages with stock Material in a folder and return the site."""
    shutil.copytree(ROOT / "items", folder / "items")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns(".overrides"))
    (folder / "macros").symlink_to(ROOT / "macros")
    for page in (folder / "docs" / "items").glob("[0-9]*.md"):
        page.write_text(
            page.read_text(encoding="utf-8").replace("---\n", f"---\nsearch: {{boost: {boost}}}\n", 1), "utf-8"
        )
    # The pages are those that were written already: the hook only turns their links.
    hook = "from macros.hooks import on_page_content\n"
    (folder / "hook.py").write_text(hook, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings(pipeline)), encoding="utf-8")
    command = [str(Path(sys.executable).parent / "mkdocs"), "build", "--quiet"]
    subprocess.run(command, cwd=folder, check=True, env={"NO_MKDOCS_2_WARNING": "1", "PATH": "/usr/bin"})
    return folder / "site"


def found(page: Page, query: str) -> list[str]:
    """Type a query into the theme's box and return the first ten results: numbers of items, empty for other pages."""
    box = page.locator(".md-search__input")
    box.fill("")
    page.wait_for_function("() => !document.querySelector('.md-search-result__item')")
    box.fill(query)
    box.press("End")
    page.wait_for_function("() => /matching|No /.test(document.querySelector('.md-search-result__meta').textContent)")
    links = page.locator(".md-search-result__item > a").evaluate_all("links => links.map(link => link.href)")
    pages = list(dict.fromkeys(link.split("#")[0].split("?")[0] for link in links))
    return [match[1] if (match := re.search(r"/items/(\d+)/", link)) else "" for link in pages]


def measure(site: Path, asked: list[Query]) -> Score:
    """Ask everything of one site, served on this machine."""
    with serving(site) as server, sync_playwright() as playwright:
        browser = start(playwright)
        page = browser.new_page()
        page.goto(server.url)
        page.locator("label[for=__search]").first.evaluate("label => label.click()")
        return score(asked, [found(page, query.text) for query in asked])


if __name__ == "__main__":
    for words, (boost, pipeline) in WAYS.items():
        with tempfile.TemporaryDirectory() as folder:
            site = build(Path(folder), boost, pipeline)
            for name in LISTS:
                print(f"{words}, {name}: {measure(site, queries(name))}", flush=True)
