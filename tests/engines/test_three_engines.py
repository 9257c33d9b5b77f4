"""Three engines make one site: the same addresses, headings and links; what differs is in the one table in the docs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from macros.build import prepare
from macros.delivery.addresses import target
from macros.engines import ENGINES, build_site

pytestmark = pytest.mark.slow

Sites = dict[str, Path]
Article = list[tuple[str, ...]]
OTHERS = [engine for engine in ENGINES if engine != "mkdocs"]


@pytest.fixture(scope="module")
def sites(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """Build the site of this project with each engine, as the engine leaves it."""
    prepared = prepare(root)
    assert prepared.errors == []
    folder = tmp_path_factory.mktemp("engines")
    for engine in ENGINES:
        assert build_site(root, engine, folder / engine) == 0, f"{engine} stopped"
    return {engine: folder / engine for engine in ENGINES}


def pages(site: Path) -> set[str]:
    """Return the addresses of all pages."""
    return {file.relative_to(site).as_posix() for file in site.rglob("*.html")}


def article(site: Path, path: str) -> HtmlElement:
    """Return the body of a page without the frame of the theme."""
    found = html.parse(str(site / path)).getroot().find(".//article")
    assert found is not None, path
    return found


def words(element: HtmlElement) -> str:
    """Return the words of an element, spaces made one."""
    return " ".join(element.text_content().split())


def headings(site: Path, path: str) -> Article:
    """Return the headings of a page: level, anchor, words."""
    found = article(site, path).iter("h1", "h2", "h3", "h4", "h5", "h6")
    return [(heading.tag, heading.get("id", ""), words(heading)) for heading in found]


def links(site: Path, path: str) -> Article:
    """Return the links of a page: where they lead, and their words."""
    return [(leads(path, link.get("href", "")), words(link)) for link in article(site, path).iter("a")]


def leads(path: str, address: str) -> str:
    """Return the file and anchor that an address leads to, or the address itself if it is not of the site."""
    found = target(path, address, "/")
    _, mark, anchor = address.partition("#")
    return found + mark + anchor if found else address


def tags(site: Path, path: str) -> Article:
    """Return every tag of a page's article, but for what the table of differences explains."""
    body = article(site, path)
    for code in body.xpath(".//pre//code"):  # a block of code: its colours and the box around it
        code.attrib.pop("class", None)
        for span in code.findall(".//span"):
            span.drop_tag()
    for wrapper in body.xpath(".//div[@class='highlight'] | .//pre/span"):
        wrapper.drop_tag()
    for name in body.xpath(".//aside[contains(@class, 'suggest')]//code"):  # the file that a page was made from
        name.drop_tree()
    found = []
    for element in body.iter():
        if isinstance(element.tag, str):
            given = {k: leads(path, v) if k == "href" and element.tag == "a" else v for k, v in element.attrib.items()}
            found.append((element.tag, *(f"{name}={value}" for name, value in sorted(given.items()))))
    return found


@pytest.mark.parametrize("engine", OTHERS)
def test_the_same_addresses(sites: Sites, engine: str) -> None:
    """Every engine makes the same pages."""
    assert pages(sites[engine]) == pages(sites["mkdocs"])
    assert len(pages(sites["mkdocs"])) > 200


@pytest.mark.parametrize("what", [headings, links, tags])
@pytest.mark.parametrize("engine", OTHERS)
def test_the_same_pages(sites: Sites, engine: str, what: Callable[[Path, str], Article]) -> None:
    """Every page has the same headings, the same links and, but for what the table explains, the same article."""
    found = 0
    for path in sorted(pages(sites["mkdocs"])):
        expected = what(sites["mkdocs"], path)
        assert what(sites[engine], path) == expected, path
        found += len(expected)
    assert found > 2000  # a comparison of nothing with nothing would prove nothing


# ---- the table -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def table(root: Path) -> dict[str, dict[str, str]]:
    """Read the table of differences: what differs, to the words of each engine's cell."""
    text = (root / "docs/about/engines.md").read_text(encoding="utf-8").partition("## What differs")[2]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    assert rows[0][1:4] == list(ENGINES)
    return {row[0]: dict(zip(ENGINES, row[1:4], strict=True)) for row in rows[2:]}


def names(site: Path, pattern: str, under: str = "") -> list[str]:
    """Return the files of a site that a pattern finds, from a folder on."""
    return sorted(file.relative_to(site / under).as_posix() for file in site.glob(pattern))


def made(pattern: str) -> Callable[[Path], list[str]]:
    """Return what tells whether an engine made files of a pattern."""
    return lambda site: ["made" if names(site, pattern) else "not made"]


def generator(site: Path) -> list[str]:
    """Return what the engine says of itself."""
    return [str(html.parse(str(site / "index.html")).getroot().xpath("string(//meta[@name='generator']/@content)"))]


def code_blocks(site: Path) -> list[str]:
    """Return the tags around code with a language."""
    page = (site / "contribute/developers/index.html").read_text(encoding="utf-8")
    return [mark for mark in ('<div class="highlight">', '<code class="language-sh">') if mark in page]


def source_named(site: Path) -> list[str]:
    """Return whether a hand-written page names its file."""
    page = (site / "about/contact/index.html").read_text(encoding="utf-8")
    return ["named" if "<code>docs/about/contact.md</code>" in page else "not named"]


def own_links(site: Path) -> list[str]:
    """Return how links to a page itself and into its folder are spelled on three pages."""
    found = set()
    for path in ("find/site-map/index.html", "contribute/index.html", "index.html"):
        for link in article(site, path).iter("a"):
            address = link.get("href", "")
            into_its_folder = path == "index.html" and leads(path, address) == "contribute/index.html"
            if (leads(path, address) == path or into_its_folder) and "#" not in address:
                found.add(address)
    return sorted(found)


def search_index(site: Path) -> list[str]:
    """Return the indexes of the built-in search."""
    return names(site, "search.json") + names(site, "search/search_index.json") or ["none"]


def theme_script(site: Path) -> list[str]:
    """Return the theme's own script and its licence."""
    folder = "assets/javascripts"
    return names(site, f"{folder}/bundle.*.js", folder) + names(site, f"{folder}/LICENSE*", folder)


SEEN: dict[str, Callable[[Path], list[str]]] = {
    '`<meta name="generator">` *': generator,
    "A block of code with a language *": code_blocks,
    "The file named at the foot of a hand-written page *": source_named,
    "A link to the page itself or into its own folder *": own_links,
    "Style sheets of the theme *": lambda site: [
        name for name in names(site, "assets/stylesheets/**/*.css", "assets/stylesheets") if "modern" not in name
    ],
    "Script of the theme *": theme_script,
    "Index of the built-in search, which is switched off *": search_index,
    "Language files of the search *": made("assets/javascripts/lunr/**/*.js"),
    "`sitemap.xml.gz` *": made("sitemap.xml.gz"),
    "Source maps of the theme *": made("assets/**/*.map"),
}
"""How each starred row of the table is seen in a built site."""


def test_every_starred_row_is_looked_at(table: dict[str, dict[str, str]]) -> None:
    """The rows that the page says are compared are the rows that this test compares."""
    assert {row for row in table if row.endswith("*")} == set(SEEN)


@pytest.mark.parametrize("row", SEEN)
@pytest.mark.parametrize("engine", ENGINES)
def test_the_table_says_what_is_seen(sites: Sites, table: dict[str, dict[str, str]], engine: str, row: str) -> None:
    """Each starred cell says what the engine just made."""
    seen, cell = SEEN[row](sites[engine]), table[row][engine]
    assert seen
    quoted = re.findall(r"`([^`]+)`", cell)
    assert [one for one in seen if one not in (*quoted, cell)] == []


EXPLAINED = {
    r"assets/stylesheets/.*": "Style sheets of the theme *",
    r"assets/javascripts/(bundle\.\w+\.min\.js|LICENSE\.txt)": "Script of the theme *",
    r"assets/javascripts/workers/.*": "Script of the theme *",
    r"search\.json": "Index of the built-in search, which is switched off *",
    r"assets/javascripts/lunr/.*": "Language files of the search *",
    r"sitemap\.xml\.gz": "`sitemap.xml.gz` *",
    r"assets/.*\.map": "Source maps of the theme *",
}
"""Files that one engine makes and another does not, and the row of the table that says so."""


@pytest.mark.parametrize("engine", OTHERS)
def test_no_other_file_differs(sites: Sites, table: dict[str, dict[str, str]], engine: str) -> None:
    """A file that only one engine makes is of a kind that the table explains."""
    ours, theirs = (
        {file.relative_to(sites[one]).as_posix() for file in sites[one].rglob("*") if file.is_file()}
        for one in ("mkdocs", engine)
    )
    assert set(EXPLAINED.values()) <= set(table)
    alone = sorted(ours ^ theirs)
    assert [path for path in alone if not any(re.fullmatch(pattern, path) for pattern in EXPLAINED)] == []
