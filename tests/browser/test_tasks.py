"""Five things that people come for, each at most two steps from the home page; and the home page itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture(params=["online", "in a folder"])
def home(request: pytest.FixtureRequest, browser: Browser, server: str, unzipped: Path) -> Iterator[Callable[[], Page]]:
    """Open the home page on a phone: over http, or from the unzipped offline copy with the network off."""
    size = {"width": 390, "height": 844}
    if request.param == "online":
        context = browser.new_context(viewport=size, service_workers="block", reduced_motion="reduce")
        address = server
    else:
        context = browser.new_context(viewport=size, offline=True, reduced_motion="reduce")
        address = (unzipped / "index.html").as_uri()

    def open_() -> Page:
        page = context.new_page()
        page.goto(address)
        return page

    yield open_
    context.close()


def test_find_a_leaflet_on_what_to_expect(home: Callable[[], Page]) -> None:
    """One step to the search, one to the leaflet."""
    page = home()
    page.get_by_role("link", name="what to expect leaflet").click()
    page.get_by_role("link", name="What to expect from your crisis team").first.click()
    expect(page.locator("h1")).to_contain_text("What to expect")
    expect(page.locator("article")).to_contain_text("Adapt this")


def test_find_what_a_five_on_early_discharge_takes(home: Callable[[], Page]) -> None:
    """One step from home to item 7, supporting early discharge, and one to all six of its targets."""
    page = home()
    page.locator("article").get_by_role("link", name="Item 7: Supporting early discharge", exact=True).click()
    expect(page).to_have_url(re.compile(r"/items/7/(index\.html)?$"))
    expect(page.locator("h1")).to_have_text("Item 7: Supporting early discharge")
    expect(page.locator("#one-minute")).to_contain_text("The scale asks")
    expect(page.locator("#one-minute")).to_contain_text("Six targets")
    page.locator('a[href$="#criteria"]:visible').first.click()
    expect(page.locator("#criteria")).to_be_in_viewport()
    expect(page.locator("#criteria + .note")).to_have_text(re.compile(r"^6 targets, in our words"))
    assert page.locator(".crit:visible").count() == 6


def test_find_a_rural_team_that_improved(home: Callable[[], Page]) -> None:
    """One step to teams like ours, one to a rural team whose score rose."""
    page = home()
    page.get_by_role("link", name="teams like ours").click()
    page.locator("section", has=page.get_by_role("heading", name="Rural")).get_by_role("link", name="CRT 6").click()
    expect(page.locator("article")).to_contain_text("Rural")
    expect(page.locator("article")).to_contain_text("+37")


def test_find_five_minutes_for_a_new_starter(home: Callable[[], Page]) -> None:
    """One step."""
    page = home()
    page.get_by_role("link", name="5 minutes", exact=True).click()
    expect(page.locator("h1")).to_contain_text(re.compile("new", re.IGNORECASE))


def test_find_the_items_about_carers(home: Callable[[], Page]) -> None:
    """One step: the items that answer stand first."""
    page = home()
    page.get_by_role("link", name="carers", exact=True).click()
    items = page.locator("#r-item + .hits")
    expect(items.locator(".hit").first).to_contain_text("Item 14: Support for carers")
    assert items.locator(".hit").count() > 1


@pytest.mark.parametrize("minutes", ["2", "10", "30"])
def test_find_what_fits_the_time(home: Callable[[], Page], minutes: str) -> None:
    """Under "How long have you got?" each time is a link, and leads to a page for just so many minutes."""
    page = home()
    times = page.locator("h2", has_text="How long have you got?").locator("xpath=following-sibling::*[1]")
    times.get_by_role("link", name=f"{minutes} minutes", exact=True).click()
    expect(page).to_have_url(re.compile(rf"/find/{minutes}-minutes/(index\.html)?$"))
    expect(page.locator("h1")).to_have_text(f"You have {minutes} minutes")
    expect(page.locator("article .lede")).to_contain_text(f"with {minutes} minutes")
    assert page.locator('article a[href*="#plan"]:visible').count() >= 39


ROLES = (
    *("commissioner", "facilitator", "manager", "new-to-the-team"),
    *("reviewer", "senior-sponsor", "service-user-or-carer", "staff"),
)


def test_there_is_a_page_for_each_of_these_roles(root: Path) -> None:
    """The roles that are tried here are all that there are."""
    written = {file.stem for file in (root / "docs" / "start").glob("*.md")} - {"index"}
    assert written == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_find_the_page_for_a_role(home: Callable[[], Page], role: str) -> None:
    """One step where the home page names the role, else two, by links that can be seen and pressed."""
    page = home()
    link = page.locator(f'article a[href*="start/{role}/"]:visible')
    if not link.count():
        page.locator("article").get_by_role("link", name="Everyone else", exact=True).click()
        expect(page).to_have_url(re.compile(r"/start/(index\.html)?$"))
        link = page.locator(f'article a[href*="{role}/"]:visible')
    link.first.click()
    expect(page).to_have_url(re.compile(rf"/start/{role}/(index\.html)?$"))
    expect(page.locator("h1")).to_be_visible()


def test_two_doors_without_scrolling(home: Callable[[], Page]) -> None:
    """On a phone both doors and the search box are on the first screen."""
    page = home()
    for door in ("Find good practice", "Plan an improvement"):
        link = page.locator(".doors").get_by_role("link", name=door)
        box = link.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 844
    expect(page.locator("#q")).to_be_in_viewport()


def test_home_says_what_is_asked_of_it(home: Callable[[], Page]) -> None:
    """The eight items that teams chose most, how long you have got, problems, what changed, and who makes this."""
    page = home()
    tiles = page.locator("h2", has_text="What teams choose most").locator("xpath=following-sibling::ul[1]/li")
    assert tiles.count() == 8
    for words in ("How long have you got?", "In your own words", "What changed", "Who makes this, and why trust it"):
        expect(page.get_by_role("heading", name=words)).to_be_visible()
    changes = page.locator("h2", has_text="What changed").locator("xpath=following-sibling::ul[1]/li")
    assert 1 <= changes.count() <= 10
    assert all(re.match(r"\d+ \w+ \d{4}\. \S", line.strip()) for line in changes.all_text_contents())
    assert all(line.get_by_role("link").count() for line in changes.all())


def test_every_item_is_two_steps_from_anywhere(open_page: Callable[..., Page], site: Path) -> None:
    """At the foot of every page stands a link to the list of all items, and that list links every one of them."""
    pages = [
        file for file in site.rglob("index.html") if 'http-equiv="refresh"' not in file.read_text(encoding="utf-8")
    ]
    assert len(pages) > 200
    for file in pages:
        foot = file.read_text(encoding="utf-8").partition('<footer class="bottom">')[2]
        path = file.parent.relative_to(site).as_posix() + "/"
        assert "/items/" in {urljoin(f"/{path}", link) for link in re.findall(r'<a href="([^"]*)"', foot)}, path
    page = open_page("about/privacy/", width=390)
    expect(page.locator("footer.bottom").get_by_role("link", name="All 39 items")).to_be_visible()
    page = open_page("items/", width=390)
    links = page.locator("[data-entry] a:visible").evaluate_all("links => links.map((link) => link.href)")
    assert sorted(int(re.search(r"/items/(\d+)/$", link)[1]) for link in links) == list(range(1, 40))
