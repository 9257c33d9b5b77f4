"""What helps people to find their way on every built page: the search box, the way back up, and who speaks here."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from macros.pages import FOLDERS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pages(site: Path, page_paths: tuple[str, ...]) -> dict[str, Any]:
    """Return every page of the site as a tree, by its path."""
    return {path: html.document_fromstring((site / path).read_bytes()) for path in page_paths}


@pytest.fixture(scope="module")
def by_hand(root: Path) -> tuple[str, ...]:
    """Return the paths of the built pages that somebody wrote, the home page left out."""
    docs = root / "docs"
    files = [file.relative_to(docs) for file in docs.rglob("*.md")]
    kept = [file for file in files if file.parts[0] not in FOLDERS and str(file) != "index.md"]
    return tuple(sorted(f"{file.with_suffix('')}/index.html".replace("index/index", "index") for file in kept))


def words(element: Any) -> str:
    """Return the text of an element on one line."""
    return " ".join(element.text_content().split())


def leads_to(path: str, address: str) -> str:
    """Return the path of the built page that an address on a page leads to."""
    to = posixpath.normpath(posixpath.join("/", posixpath.dirname(path), address.partition("#")[0]))[1:]
    return posixpath.join(to, "index.html")


def test_the_search_box_is_on_every_page(pages: dict[str, Any]) -> None:
    """Each page, the one for lost addresses too, has one search box with a label; it leads to the results, unsent."""
    assert len(pages) > 400
    assert {"404.html", "index.html", "search/index.html", "sheets/14/index.html"} <= set(pages)
    for path, page in pages.items():
        forms = page.xpath("//header//form[@role='search']")
        assert len(forms) == 1, path
        boxes = forms[0].xpath(".//input[@type='search'][not(@name)][not(@hidden)][not(@disabled)]")
        assert len(boxes) == 1, path
        assert [words(label) for label in page.xpath(f"//label[@for='{boxes[0].get('id')}']")] == ["Search the pack"], (
            path
        )
        to = forms[0].get("action")
        assert to.endswith("/search/") if path == "404.html" else leads_to(path, to) == "search/index.html", path
        assert forms[0].xpath(".//*[@role='status']"), path


def test_the_way_back_up_is_on_every_page_by_hand(pages: dict[str, Any], by_hand: tuple[str, ...]) -> None:
    """Each page that somebody wrote leads back to the home page, and names and links the folder that it stands in."""
    assert len(by_hand) > 30
    for path in by_hand:
        crumbs = pages[path].xpath("//article//nav[@aria-label='Breadcrumb']")
        assert len(crumbs) == 1, path
        steps = [(words(link), leads_to(path, link.get("href"))) for link in crumbs[0].iterfind(".//a")]
        above = posixpath.dirname(posixpath.dirname(path))
        expected = [("Home", "index.html")]
        if above:
            title = pages["index.html"].xpath(f"//nav[@id='pack-nav']//a[@href='{above}/']")
            assert len(title) == 1, above
            expected.append((words(title[0]), f"{above}/index.html"))
        assert steps == expected, path


def test_home_and_the_page_for_lost_addresses_need_no_way_up(pages: dict[str, Any]) -> None:
    """The home page is the top, and a page that is not there is in no folder."""
    assert [path for path in ("index.html", "404.html") if pages[path].xpath("//nav[@aria-label='Breadcrumb']")] == []


def test_home_says_who_makes_this_and_why_to_trust_it(pages: dict[str, Any]) -> None:
    """Under its heading the home page names who makes it, says what it is not, and links to more about both."""
    (heading,) = [h for h in pages["index.html"].iterfind(".//article//h2") if "Who makes this" in words(h)]
    assert "trust" in words(heading)
    below = []
    for element in heading.itersiblings(html.etree.Element):
        if element.xpath("self::h2 | .//h2"):
            break
        below.append(element)
    said = " ".join(words(element) for element in below)
    assert "editorial team" in said
    assert "not an official NHS or UCL site" in said
    links = {leads_to("index.html", link.get("href")) for element in below for link in element.iterfind(".//a")}
    assert {"about/index.html", "about/how-we-know/index.html"} <= links
    assert links <= set(pages)
