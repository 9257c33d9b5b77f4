"""The HTML of every page, read by a parser: what a person who cannot see the page, or has no scripts, depends on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from macros.pack import load
from macros.pages import FOLDERS, plan

pytestmark = pytest.mark.slow

VAGUE = {"here", "click here", "read more", "more", "link", "this", "this page"}


@pytest.fixture(scope="module")
def pages(site: Path, page_paths: tuple[str, ...]) -> dict[str, Any]:
    """Return every page of the site as a tree, by its path."""
    return {path: html.document_fromstring((site / path).read_bytes()) for path in page_paths}


def words(element: Any) -> str:
    """Return the text of an element as a screen reader would join it."""
    return " ".join(element.text_content().split())


def levels(page: Any) -> list[int]:
    """Return the levels of the headings of a page's content, in order."""
    return [
        int(heading.tag[1])
        for heading in page.iterfind(".//article//*")
        if heading.tag in {f"h{n}" for n in range(1, 7)}
    ]


def test_each_page_has_one_first_heading(pages: dict[str, Any]) -> None:
    """One h1 on each page, with words in it."""
    assert {path for path, page in pages.items() if [bool(words(h)) for h in page.iterfind(".//h1")] != [True]} == set()


def test_headings_skip_no_level(pages: dict[str, Any]) -> None:
    """Headings go down one level at a time, so that lists of headings make sense."""
    skips = {
        path: after
        for path, page in pages.items()
        for before, after in zip(levels(page), levels(page)[1:], strict=False)
        if after > before + 1
    }
    assert skips == {}


def test_titles_are_unique(pages: dict[str, Any]) -> None:
    """Each page has a title of its own, then the name of the site."""
    titles = Counter(page.findtext(".//title").strip() for page in pages.values())
    assert [title for title, times in titles.items() if times > 1] == []
    assert {title.rpartition(" - ")[2] for title in titles} == {"CRT Resource Pack"}
    assert [title for title in titles if not title.rpartition(" - ")[0]] == []


def test_pages_are_in_british_english(pages: dict[str, Any]) -> None:
    """Each page says its language."""
    assert {page.get("lang") for page in pages.values()} == {"en-GB"}


def test_ids_are_unique(pages: dict[str, Any]) -> None:
    """No id stands twice on a page: links and labels would find the wrong one."""
    wrong = {}
    for path, page in pages.items():
        twice = [name for name, times in Counter(page.xpath("//@id")).items() if times > 1]
        if twice:
            wrong[path] = twice
    assert wrong == {}


def test_tables_have_headers(pages: dict[str, Any]) -> None:
    """Each table has header cells, with words in them."""
    bare = {path for path, page in pages.items() for table in page.iterfind(".//table") if table.find(".//th") is None}
    empty = {path for path, page in pages.items() for cell in page.iterfind(".//th") if not words(cell)}
    assert (bare, empty) == (set(), set())


def test_pictures_speak_or_keep_silent(pages: dict[str, Any]) -> None:
    """Each picture has words for those who cannot see it, or is hidden from them."""
    wrong = []
    for path, page in pages.items():
        wrong += [(path, picture.get("src")) for picture in page.iterfind(".//img") if picture.get("alt") is None]
        for drawing in page.iterfind(".//svg"):
            spoken = drawing.get("role") == "img" and drawing.get("aria-label")
            hidden = any(node.get("aria-hidden") == "true" for node in (drawing, *drawing.iterancestors()))
            if not spoken and not hidden:
                wrong.append((path, drawing.get("class")))
    assert wrong == []


def test_links_say_where_they_lead(pages: dict[str, Any]) -> None:
    """No link is called "here": each makes sense away from its sentence."""
    vague = {
        (path, words(link))
        for path, page in pages.items()
        for link in page.iterfind(".//a[@href]")
        if words(link).lower() in VAGUE
    }
    nameless = {
        (path, link.get("href"))
        for path, page in pages.items()
        for link in page.iterfind(".//a[@href]")
        if not words(link) and not link.get("aria-label")
    }
    assert (vague, nameless) == (set(), set())


def test_no_style_or_script_stands_in_a_page(pages: dict[str, Any]) -> None:
    """No style attribute, no style element, no handler and no inline script: the strictest policy can hold."""
    wrong = []
    for path, page in pages.items():
        wrong += [(path, name) for name in {*page.xpath("//@style/..")} if name is not None]
        wrong += [(path, node.tag) for node in page.iter("style")]
        wrong += [
            (path, "script")
            for node in page.iter("script")
            if not node.get("src") and node.get("type") != "application/json"
        ]
        wrong += [
            (path, name) for node in page.iter(html.etree.Element) for name in node.attrib if name.startswith("on")
        ]
    assert wrong == []


def test_templates_offer_their_files_in_the_plain_page(pages: dict[str, Any], site: Path, root: Path) -> None:
    """Each template's page links to its Word and OpenDocument files, without a script, and the files are there."""
    records = {file.stem for file in (root / "items" / "templates").rglob("*.md")}
    found = {path.split("/")[1] for path in pages if re.fullmatch(r"templates/[^/]+/index\.html", path)}
    assert found == records
    for name in sorted(found):
        page = pages[f"templates/{name}/index.html"]
        for end in ("docx", "odt"):
            links = [link for link in page.iterfind(".//article//a[@href]") if link.get("href").endswith(f".{end}")]
            assert links, (name, end)
            for link in links:
                assert (site / "templates" / name / link.get("href")).resolve().is_file(), (name, end)
                around = [link, *link.iterancestors()]
                assert not [e for e in around if "hidden" in e.attrib or e.tag == "noscript"], (name, end)
                assert not [e for e in around if "js-only" in (e.get("class") or "")], (name, end)


def first_stops(page: Any) -> Iterator[str]:
    """Yield the addresses and kinds of what the Tab key reaches, in order."""
    for node in page.find("body").iter("a", "button", "input", "select", "textarea", "summary"):
        if (
            node.get("tabindex") != "-1"
            and "md-toggle" not in (node.get("class") or "")
            and "md-skip" not in (node.get("class") or "")
        ):
            yield node.get("href") or node.tag


def test_help_is_within_two_key_presses(pages: dict[str, Any]) -> None:
    """On every page the first stop skips to the content, and the second leads to where to get help now."""
    for path, page in pages.items():
        stops = first_stops(page)
        assert (next(stops), next(stops)) == ("#content", "#help"), path
        assert page.get_element_by_id("content") is not None
        assert page.get_element_by_id("help") is not None


def test_help_stands_whole_on_every_page(pages: dict[str, Any], root: Path) -> None:
    """Every page names every way to get help now as text, with numbers to press, just as the one record has them."""
    record = yaml.safe_load((root / "items" / "help-now.yml").read_text(encoding="utf-8"))
    for path, page in pages.items():
        block = page.get_element_by_id("help")
        text = words(block)
        assert [line["when"] for line in record["lines"] if line["when"] not in text] == [], path
        assert [line["do"] for line in record["lines"] if line["do"] not in text] == [], path
        assert record["note"] in text, path
        assert block.xpath(".//a/@href") == [line["link"] for line in record["lines"] if line["link"]], path


def test_routes_of_feedback_are_no_way_to_get_help(pages: dict[str, Any]) -> None:
    """Wherever a page offers to suggest a change, it says that nobody watches for emergencies and what not to send."""
    for path, page in pages.items():
        for route in page.find_class("suggest"):
            assert "not watched for emergencies" in words(route), path
            assert "no patient information" in words(route), path
    assert all(page.find_class("suggest") for path, page in pages.items() if path != "404.html")


def test_a_suggestion_opens_the_record(pages: dict[str, Any], root: Path) -> None:
    """The way to suggest a change names the one file that a page was made from, and no file where a list has none."""
    unnamed = set()
    for path, page in pages.items():
        for route in page.find_class("suggest"):
            named = [words(code) for code in route.iterfind(".//code")]
            if not named:
                unnamed.add(path)
                continue
            assert (root / named[0]).is_file(), (path, named)
            assert named[0].startswith(("items/", "docs/")), (path, named)
            assert not named[0].startswith(tuple(f"docs/{folder}/" for folder in FOLDERS)), (path, named)
    lists = [page.path for page in plan(load(root).pack, {}) if not page.source]
    of_none = {path.removesuffix(".md").removesuffix("/index") for path in lists}
    assert {path.removesuffix("/index.html") for path in unnamed} == of_none
    made_from = words(pages["items/14/index.html"].find_class("suggest")[0].find(".//code"))
    assert made_from == "items/fidelity/14-support-for-carers.yml"


def test_shared_links_show_what_they_lead_to(pages: dict[str, Any], site: Path) -> None:
    """Each page gives a title, a description of at most 200 letters and a local picture with words for it."""
    for path, page in pages.items():
        card = {meta.get("property"): meta.get("content") for meta in page.iterfind(".//meta[@property]")}
        assert card["og:title"], path
        assert 20 <= len(card["og:description"]) <= 200, (path, card["og:description"])
        assert card["og:image:alt"], path
        assert "//" not in card["og:image"] or card["og:image"].endswith("assets/card.png")
    assert any((site / "assets").glob("card*.png"))


def test_the_statement_is_one_link_away(pages: dict[str, Any]) -> None:
    """Every page links to the accessibility statement at its foot, in the same place."""
    places = {
        [words(link) for link in page.iterfind(".//footer//nav//a")].index("Accessibility") for page in pages.values()
    }
    assert len(places) == 1
