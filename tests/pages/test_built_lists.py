"""Lists on built pages against the records, read afresh here: nothing of what makes the pages works these lists out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

pytestmark = pytest.mark.slow

Records = Callable[[str], list[dict[str, Any]]]
Tree = Callable[[str], Any]


@pytest.fixture(scope="module")
def records(root: Path) -> Records:
    """Return a function that reads the records of a folder under ``items/`` as plain data."""

    @cache
    def read(folder: str) -> list[dict[str, Any]]:
        found = []
        for file in sorted((root / "items" / folder).iterdir()):
            text = file.read_text(encoding="utf-8")
            found.append(yaml.safe_load(text.split("---\n")[1] if file.suffix == ".md" else text))
        return found

    return read


@pytest.fixture(scope="module")
def tree(site: Path) -> Tree:
    """Return a function that parses a page of the built site by its address."""
    return lambda path: html.document_fromstring((site / path / "index.html").read_bytes())


def words(element: Any) -> str:
    """Return the text of an element on one line."""
    return " ".join(element.text_content().split())


def led_to(element: Any, folder: str) -> set[str]:
    """Return the names of the pages of a folder that the links inside an element lead to."""
    links = (re.search(rf"(?:^|/){folder}/([\w-]+)/$", address) for address in element.xpath(".//a/@href"))
    return {link[1] for link in links if link}


def after(heading: Any, until: str) -> list[Any]:
    """Return what stands between a heading and the next heading of one of some levels: "h2 h3"."""
    found = []
    for element in heading.itersiblings(html.etree.Element):
        if element.tag in until.split():
            break
        found.append(element)
    return found


def said(number: int, one: str, many: str) -> str:
    """Return a count as a screen reader meets it; where there is none, a dash that it skips stands before the words."""
    return f"{number} {one if number == 1 else many}" if number else f"\N{EN DASH}no {many}"


def test_the_glance_counts_what_each_item_has(records: Records, tree: Tree) -> None:
    """Each of the 39 items shows how many case studies, templates, and recordings and organisations name it."""
    heard = {
        source["id"]: () if source["items"] == "all" else source["items"]
        for group in records("sources")
        if group["kind"] in ("recording", "organisation")
        for source in group["sources"]
    }
    expected = {}
    for item in records("fidelity"):
        number, own = item["number"], {source["id"] for source in item["sources"]}
        expected[number] = [
            item["title"],
            said(sum(number in case["items"] for case in records("case-studies")), "case study", "case studies"),
            said(sum(number in template["items"] for template in records("templates")), "template", "templates"),
            said(
                sum(source in own or number in items for source, items in heard.items()),
                "recording or organisation",
                "recordings and organisations",
            ),
        ]
    shown = {}
    for cell in tree("items").find_class("matrix")[0].find_class("cell"):
        number, _, title = words(cell.find(".//a")).removeprefix("Item ").partition(": ")
        shown[int(number)] = [title, *map(words, cell.find_class("counts")[0])]
    assert len(shown) == 39
    assert shown == expected


def test_used_together_is_what_teams_chose(records: Records, tree: Tree) -> None:
    """Each item shows every item that teams chose along with it: first those of several teams, with how many."""
    chosen = [{number for target in team["targets"] for number in target["items"]} for team in records("teams")]
    assert len(chosen) == 6
    some = 0
    for number in range(1, 40):
        times = Counter(other for team in chosen if number in team for other in team - {number})
        most = sorted(times.items(), key=lambda pair: (-pair[1], pair[0]))
        often = [(str(other), f"By {count} teams") for other, count in most if count > 1]
        once = [str(other) for other, count in most if count == 1]
        page = tree(f"items/{number}")
        headings = page.xpath("//h3[@id='together']")
        assert [words(heading) for heading in headings] == ["Used together by teams"] * bool(most)
        under = html.Element("div")
        under.extend(after(headings[0], "h2 h3") if headings else [])
        shown = [(_number(cell.find(".//a")), words(cell.find_class("meta")[0])) for cell in under.find_class("cell")]
        assert shown == often, number
        assert [_number(link) for link in under.xpath("./details/ul/li/a")] == once, number
        some += bool(often)
    assert some > 10


def _number(link: html.HtmlElement) -> str:
    return str(link.get("href").split("/")[-2])


def pointing(records: list[dict[str, Any]], field: str, name: str) -> set[str]:
    """Return the ids of records that name something in one of their lists."""
    return {record["id"] for record in records if name in record[field]}


def test_principles_list_what_shows_them(records: Records, tree: Tree) -> None:
    """The page of each principle links every part of the programme, method and case study that names it."""
    assert len(records("principles")) == 6
    for principle in records("principles"):
        name, page = principle["id"], tree(f"principles/{principle['id']}")
        fits = html.Element("div")
        fits.extend(after(page.get_element_by_id("fits"), "h2"))
        assert led_to(fits, "case-studies") >= pointing(records("case-studies"), "principles", name) != set(), name
        assert led_to(fits, "programme") >= pointing(records("programme"), "principles", name) != set(), name
        assert led_to(fits, "methods") >= pointing(records("methods"), "principles", name), name
        assert led_to(fits, "implementation") >= set(principle["domains"]), name


def test_kinds_of_work_list_what_belongs_to_them(records: Records, tree: Tree) -> None:
    """The page of each implementation domain links every part of the programme and principle that names it."""
    assert len(records("implementation")) == 5
    for domain in records("implementation"):
        name, page = domain["id"], tree(f"implementation/{domain['id']}")
        fits = html.Element("div")
        fits.extend(after(page.get_element_by_id("fits"), "h2"))
        assert led_to(fits, "programme") >= pointing(records("programme"), "domains", name) != set(), name
        assert led_to(fits, "principles") >= pointing(records("principles"), "domains", name), name


def items_of(cases: list[dict[str, Any]]) -> set[str]:
    """Return the five items that most of these case studies name, lower numbers first where as many do."""
    times = Counter(number for case in cases for number in case["items"])
    return {str(number) for number, _ in sorted(times.items(), key=lambda pair: (-pair[1], pair[0]))[:5]}


def test_the_route_by_principle_leads_to_parts_and_items(records: Records, tree: Tree) -> None:
    """Under each principle and kind of work stand its parts of the programme, and the items where teams worked so."""
    page, cases, parts = tree("find/by-principle"), records("case-studies"), records("programme")
    headings = {address: h for h in page.iterfind(".//article//h3") for address in h.xpath("./a/@href")}
    for folder, field in (("principles", "principles"), ("implementation", "domains")):
        for record in records(folder):
            below = html.Element("div")
            below.extend(after(headings[f"../../{folder}/{record['id']}/"], "h2 h3"))
            own = pointing(parts, field, record["id"])
            shown = [
                case
                for case in cases
                if (record["id"] in case["principles"] if folder == "principles" else own & set(case["components"]))
            ]
            assert led_to(below, "programme") == own != set(), record["id"]
            assert led_to(below, "items") == items_of(shown) != set(), record["id"]
