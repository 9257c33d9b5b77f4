"""What a page costs a reader: bytes, counted as they cross the network. No time is tested; ``make bench`` prints it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from serving import SiteServer
from weight import FIRST_PAGE, FIRST_VIEW, INDEX, REPEAT_VIEW, Wire, page_weights

pytestmark = pytest.mark.browser

AIM = 90_000
"""What the first item page is meant to stay under; the budget is what it may never pass."""


@pytest.fixture
def wire(browser: Browser, strict: SiteServer) -> Iterator[Wire]:
    """Count the bytes of a fresh browser profile's page."""
    context = browser.new_context(base_url=strict.url, service_workers="block")
    yield Wire(context.new_page())
    context.close()


def test_a_first_view_is_light_and_a_second_nearly_free(wire: Wire) -> None:
    """The first item page stays under its budget and its aim, the same page again under its own."""
    wire.page.goto(FIRST_PAGE, wait_until="networkidle")
    first, answers = wire.since()
    assert 10_000 < first <= min(AIM, FIRST_VIEW)
    assert answers >= 5
    wire.page.goto(FIRST_PAGE, wait_until="networkidle")
    again, _ = wire.since()
    assert again <= REPEAT_VIEW


def test_search_is_fetched_only_when_it_is_used(wire: Wire, strict: SiteServer) -> None:
    """Reading fetches nothing of the index; the first letters typed fetch it, within its budget."""
    strict.seen.clear()
    wire.page.goto(FIRST_PAGE, wait_until="networkidle")
    assert [path for path in strict.seen if path.startswith("/search/") or "minisearch" in path] == []
    wire.since()
    wire.page.locator("#q").fill("carers")
    wire.page.locator("#found [role=option]").first.wait_for()
    wire.page.wait_for_load_state("networkidle")
    search, _ = wire.since()
    assert 5_000 < search <= INDEX


def test_every_page_keeps_to_the_budget(site: Path) -> None:
    """No page, however long, costs more than the first page of a visit may."""
    weights = page_weights(site)
    assert len(weights) > 200
    assert {path: weight for path, weight in weights.items() if weight > FIRST_VIEW} == {}
