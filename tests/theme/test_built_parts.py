"""The parts that pages are made of, on every page where they belong: headers, print lines, buttons, charts, badges."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from built import of_class, words

from macros.models.item import Item
from macros.models.practice import CaseStudy, Team, Template
from macros.models.problem import ProblemRoute
from macros.models.scale import Domain
from macros.pack import Pack, load
from macros.pages.page import page_path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pack(root: Path) -> Pack:
    """Return the records that the site is made of."""
    return load(root).pack


def built(record: Any) -> str:
    """Return the built file of a record's page."""
    return page_path(record).removesuffix(".md") + "/index.html"


def copies(page: Any) -> set[str]:
    """Return what the buttons of a page copy."""
    return set(page.xpath("//button/@data-copy"))


def test_each_header_cell_says_what_it_heads(pages: dict[str, Any]) -> None:
    """Each header cell has a scope, those of a table's head their column (WCAG 1.3.1)."""
    cells = [(path, cell) for path, page in pages.items() for cell in page.iter("th")]
    assert len(cells) > 1000
    assert [(path, words(cell)) for path, cell in cells if cell.get("scope") not in ("col", "row")] == []
    heads = {cell.get("scope") for page in pages.values() for cell in page.xpath("//thead//th")}
    assert heads == {"col"}


@pytest.mark.parametrize("kind", [Item, CaseStudy, Template])
def test_what_is_printed_says_what_when_and_where(kind: type[Any], pages: dict[str, Any], pack: Pack) -> None:
    """On paper each item, case study and template has its title, the day it was reviewed, and its short address."""
    records = pack.of(kind)
    assert len(records) > 30
    for record in records:
        page = pages[built(record)]
        assert words(page.find(".//article//h1")).endswith(record.title), record.key
        (line,) = page.xpath("//article/p[contains(@class, 'only-print')]")
        reviewed = f"{record.reviewed.date.day} {record.reviewed.date:%B %Y}"
        address = "/" + built(record).removesuffix("index.html")
        assert words(line).startswith(f"CRT Resource Pack, {address}, reviewed {reviewed}."), words(line)


def test_pages_can_be_copied(pages: dict[str, Any], pack: Pack) -> None:
    """Items and case studies copy their link, items their summary too, and their criteria where there are any.

    Templates, domains, problems and teams copy their link.
    """
    for item in pack.of(Item):
        expected = {"link", "summary"} | ({"criteria"} if item.criteria else set())
        page = pages[built(item)]
        assert copies(page) == expected, item.key
        assert len(page.xpath("//*[@data-copy-line]")) == len(item.criteria)
    for case in pack.of(CaseStudy):
        assert copies(pages[built(case)]) == {"link", "summary"}, case.id
    for kind in (Template, Domain, ProblemRoute, Team):
        assert {record.key for record in pack.of(kind) if copies(pages[built(record)]) != {"link"}} == set()


def test_buttons_wait_for_scripts(pages: dict[str, Any]) -> None:
    """A button that only a script can answer is not shown without one, and has words."""
    buttons = [button for page in pages.values() for button in page.xpath("//button[@data-copy]")]
    assert all(button.xpath("ancestor-or-self::*[contains(@class, 'js-only')]") for button in buttons)
    assert {words(button) for button in buttons} == {"Copy link", "Copy summary", "Copy criteria as a checklist"}


def test_each_domain_is_a_shape_and_words(pages: dict[str, Any], pack: Pack) -> None:
    """A domain is never told by its colour alone: its badge has a drawing and its name."""
    names = {domain.title for domain in pack.of(Domain)}
    badges = [badge for page in pages.values() for badge in page.find_class("dom")]
    assert len(badges) >= 2 * len(pack.of(Item))
    assert {words(badge) for badge in badges} <= names
    assert [words(badge) for badge in badges if badge.find(".//svg/use") is None] == []


def test_each_status_has_words(pages: dict[str, Any]) -> None:
    """What an icon or a colour says of a record, words say too."""
    places = ("kind", "notice", "caution", "labels", "done", "counts", "tested", "said", "err")
    for path, page in pages.items():
        for name in places:
            for found in page.find_class(name):
                rows = found.findall("li") or [found]
                assert [row for row in rows if not any(c.isalpha() for c in words(row))] == [], (path, name)


def test_each_chart_has_its_numbers_beside_it(pages: dict[str, Any], pack: Pack) -> None:
    """Every number that a chart speaks stands beside it, in a table or in the list of facts under a team's name."""
    charts = [(path, chart) for path, page in pages.items() for chart in page.find_class("chart")]
    assert len(charts) > len(pack.of(Team))
    for path, chart in charts:
        beside = pages[path].xpath("//article//td | //article//*[contains(@class, 'few')]//*[self::dt or self::dd]")
        told = " ".join(words(cell) for cell in beside).replace(",", " ").split()
        for drawing in chart.xpath(".//svg[@role='img']"):
            spoken = drawing.get("aria-label").partition(":")[2]
            numbers = {word for word in spoken.replace(",", " ").split() if word.isdigit()}
            assert numbers, (path, spoken)
            assert numbers <= set(told), (path, spoken)


def test_charts_are_the_only_drawings_with_data(pages: dict[str, Any]) -> None:
    """Whatever speaks as a picture is in a chart, so that the rule above holds for it."""
    alone = {
        path
        for path, page in pages.items()
        for drawing in page.xpath("//svg[@role='img'] | //canvas | //figure//img")
        if not drawing.xpath("ancestor::figure[contains(@class, 'chart')]")
    }
    assert alone == set()


FORBIDDEN = {
    "sound, film and frames": "//video | //audio | //iframe | //frame | //object | //embed | //marquee | //blink",
    "what starts by itself": "//*[@autoplay or @loop]",
    "what is dragged": "//*[@draggable='true']",
    "a field for a password": "//input[@type='password']",
    "a page that leaves by itself": "//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']",
    "a picture without words": "//img[not(@alt)] | //input[@type='image' and not(@alt)] | //area[not(@alt)]",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_page_has(what: str, pages: dict[str, Any]) -> None:
    """No sound, film, frame, timer, dragging or login (WCAG 1.2, 2.2, 2.5.7, 3.3.8); a moved page may lead on."""
    moved = {path for path, page in pages.items() if page.find(".//article") is None}
    found = {path for path, page in pages.items() if page.xpath(FORBIDDEN[what])}
    assert found - moved == set()
    assert all("refresh" in str(pages[path].xpath("//meta/@http-equiv")) for path in moved)


def test_scripts_drag_and_play_nothing(root: Path) -> None:
    """Nor does any script of ours make such a part."""
    words_of_those = ("draggable", "dragstart", "autoplay", "setInterval", "<video", "<audio", "<iframe", "password")
    for script in (root / "docs" / "assets").glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert [word for word in words_of_those if word in text] == [], script.name


def links(page: Any, path: str, place: str) -> tuple[tuple[str, str], ...]:
    """Return the words and the targets of a list of links, seen from the top of the site."""
    here = "http://site/" + path.removesuffix("index.html")
    return tuple((words(link), urljoin(here, link.get("href"))) for link in page.xpath(place))


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("footer", "//footer//nav//a"),
        ("navigation", "//nav[@id='pack-nav']//ul[not(contains(@class, 'near'))]//a"),
        ("header", "//header//a[contains(@class, 'brand') or contains(@class, 'wide')]"),
    ],
)
def test_the_frame_is_the_same_everywhere(name: str, place: str, pages: dict[str, Any]) -> None:
    """The footer, the navigation and the header have the same links in the same order on every page (WCAG 3.2.3)."""
    framed = {path: page for path, page in pages.items() if page.find(".//article") is not None and path != "404.html"}
    assert len({links(page, path, place) for path, page in framed.items()}) == 1, name
    (lost,) = {tuple(said for said, _ in links(pages["404.html"], "404.html", place))}
    assert lost == tuple(said for said, _ in links(pages["index.html"], "index.html", place))


def test_contact_is_at_the_foot_of_every_page(pages: dict[str, Any]) -> None:
    """The way to reach us stands in the same place on every page (WCAG 3.2.6)."""
    for path, page in pages.items():
        if page.find(".//article") is not None:
            (link,) = [link for link in page.xpath("//footer//nav//a") if words(link) == "Contact"]
            assert link.get("href").endswith("contact/") or path == "about/contact/index.html", path


def test_the_classes_asked_for_here_are_there(pages: dict[str, Any]) -> None:
    """The tests above would pass where a class was renamed: each stands on some page."""
    for name in ("dom", "chart", "kind", "notice", "caution", "labels", "done", "counts", "said", "near"):
        assert any(page.xpath(of_class(name)) for page in pages.values()), name
