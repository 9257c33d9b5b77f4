"""The pages that lead to others: every problem leads somewhere, every list is whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.memory import remember
from macros.models import Ref
from macros.models.item import EFFORTS, Item
from macros.models.practice import CaseStudy
from macros.models.problem import ProblemRoute
from macros.pack import Pack
from macros.pages import pages
from macros.pages.by_hand import read_page
from macros.pages.page import page_path


@pytest.fixture(scope="module")
def pack(root: Path) -> Pack:
    """Load the real pack."""
    return remember(root).pack


@pytest.fixture(scope="module")
def written(pack: Pack) -> dict[str, str]:
    """Every generated page of it, with two hand-written pages to name."""
    by_hand = [
        read_page("start/index.md", "---\ntitle: Start here\n---\n"),
        read_page("start/staff.md", '---\ntitle: "For staff"\ndescription: What to do\n---\nText.'),
    ]
    return pages(pack, {}, by_hand)


def test_there_are_problems_for_every_item(pack: Pack) -> None:
    """At least 25 problems are told, and each item of the scale answers one of them."""
    routes = pack.of(ProblemRoute)
    assert len(routes) >= 25
    assert {item.number for item in pack.of(Item)} == {lead.item for route in routes for lead in route.items}


def test_a_problem_leads_to_items_and_a_first_step(pack: Pack, written: dict[str, str]) -> None:
    """The page of each problem shows its first step, links every item that helps, and says whose words it is in."""
    for route in pack.of(ProblemRoute):
        page = written[f"problems/{route.id}.md"]
        assert "A first step, this week" in page
        assert "not quotations" in page
        for lead in route.items:
            assert f'href="../items/{lead.item}.md"' in page


def test_a_problem_shows_what_it_names_and_nothing_else(pack: Pack, written: dict[str, str]) -> None:
    """Templates and case studies on a problem's page are those that somebody chose for it; none is put in instead."""
    for route in pack.of(ProblemRoute):
        page = written[f"problems/{route.id}.md"]
        for folder, chosen in (("templates", route.templates), ("case-studies", route.cases)):
            cards = re.findall(rf'<h3><a href="\.\./{folder}/([\w-]+)\.md"', page)
            assert tuple(cards) == chosen, route.id


def test_items_name_the_problems_that_they_answer(pack: Pack, written: dict[str, str]) -> None:
    """Each item's page links the problems that lead to it."""
    for route in pack.of(ProblemRoute):
        for lead in route.items:
            assert f'href="../problems/{route.id}.md"' in written[f"items/{lead.item}.md"]


def test_the_routes_by_time_hold_every_item(pack: Pack, written: dict[str, str]) -> None:
    """The pages for 2, 10 and 30 minutes link each item's part for meetings."""
    for minutes in (2, 10, 30):
        page = written[f"find/{minutes}-minutes.md"]
        for item in pack.of(Item):
            assert f'href="../items/{item.number}.md#plan"' in page


def test_the_list_of_ideas_holds_each_once_and_the_quickest_first(pack: Pack, written: dict[str, str]) -> None:
    """Every idea of every item stands once, under what it takes, with its item beside it."""
    page = written["find/ideas.md"]
    shown = re.findall(r'<li data-entry[^>]* data-effort="(\w+)".*?href="\.\./items/(\d+)\.md#ideas"', page, re.DOTALL)
    ideas = [(idea.effort, item.key) for item in pack.of(Item) for idea in item.ideas]
    assert sorted(shown) == sorted(ideas)
    assert [effort for effort, _ in shown] == sorted((effort for effort, _ in ideas), key=EFFORTS.index)


def test_teams_like_ours_holds_every_case_study_once(pack: Pack, written: dict[str, str]) -> None:
    """Each case study stands once, under its setting and, where it is known, the band in which the team began."""
    page = written["find/teams-like-ours.md"]
    links = re.findall(r'<li data-entry[^>]*><p><a href="\.\./case-studies/([\w-]+)\.md"', page)
    assert sorted(links) == sorted(case.id for case in pack.of(CaseStudy))


def test_the_route_by_score_starts_from_bands(pack: Pack, written: dict[str, str]) -> None:
    """Every band of the scale has its part, and every item its line."""
    page = written["find/by-score.md"]
    for band in pack.scale.bands:
        assert f"{band.name.capitalize()}: {band.min} to {band.max}" in page
    for item in pack.of(Item):
        assert f'href="../items/{item.number}.md#criteria"' in page


def test_principles_and_kinds_of_work_lead_on(pack: Pack, written: dict[str, str]) -> None:
    """The route by principle links every principle and every implementation domain."""
    page = written["find/by-principle.md"]
    for ref in pack.entries:
        if ref.kind in ("principle", "implementation"):
            assert f'href="../{"principles" if ref.kind == "principle" else "implementation"}/{ref.id}.md"' in page


def test_the_site_map_leads_to_every_page(pack: Pack, written: dict[str, str]) -> None:
    """Every record with a page, every list and every hand-written page is linked from the site map."""
    page = written["find/site-map.md"]
    for entry in pack.entries.values():
        path = page_path(entry.record)
        assert not path or f'href="../{path}"' in page, path
    for path in ("start/index.md", "start/staff.md", "items/index.md"):
        assert f'href="../{path}"' in page
    for path in written:
        if path.startswith("find/") and path != "find/site-map.md":
            assert f'href="{path.removeprefix("find/")}"' in page or path == "find/index.md", path


def test_the_a_to_z_stands_in_order(written: dict[str, str]) -> None:
    """Letters come in order, each once, and an alias leads to its item."""
    page = written["find/a-to-z.md"]
    letters = re.findall(r'<h2 id="letter-[\w-]+">([^<]+)</h2>', page)
    assert letters[0] == "0 to 9"
    assert letters[1:] == sorted(set(letters[1:]))
    assert re.search(r'<a href="\.\./items/24\.md">Relapse prevention', page)


def test_references_in_the_glossary_lead_somewhere(pack: Pack, written: dict[str, str]) -> None:
    """Terms that point to an item link it, and every term and short form has its anchor."""
    page = written["find/glossary.md"]
    assert 'id="gatekeeping"' in page
    assert 'id="cmht"' in page
    assert 'href="../items/6.md"' in page
    assert Ref("item", "6") in pack.entries


def test_every_filtered_list_is_whole_without_a_script(pack: Pack, written: dict[str, str]) -> None:
    """No entry of a filtered list is hidden as the page is written; the form that needs a script is."""
    for path, count in (("items/index.md", 39), ("case-studies/index.md", len(pack.of(CaseStudy)))):
        page = written[path]
        assert len(re.findall(r"<li[^>]* data-entry", page)) == count
        assert not re.search(r"data-entry[^>]* hidden", page)
        assert re.search(r"<form[^>]* data-filter[^>]* hidden>", page)
