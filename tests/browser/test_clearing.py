"""What was cleared stays cleared, whenever the button is pressed; and nothing is called cleared that is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import SiteServer, serving
from test_service_worker import LONG, SAVED, pass_time, saved, small_site

pytestmark = pytest.mark.browser

LEFT = """async () => [await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length]"""
LAST = {"Clear everything": "Cleared. This browser keeps nothing of this site.", "Remove offline copy": "is gone from"}


@pytest.fixture(scope="module")
def host(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServer]:
    """Serve a small site that is quick to save."""
    with serving(small_site(site, tmp_path_factory.mktemp("small") / "one")) as running:
        yield running


@pytest.fixture
def reader(browser: Browser, host: SiteServer) -> Iterator[BrowserContext]:
    """Give a browser profile that saves the site by itself, as every one does over https."""
    context = browser.new_context(base_url=host.url, service_workers="allow", reduced_motion="reduce")
    context.clock.install()
    context.add_init_script("if (!localStorage.getItem('pack.offline')) localStorage.setItem('pack.offline', 'on')")
    yield context
    context.close()


def clear(page: Page, button: str) -> None:
    """Press a button of the privacy page, and answer what it asks, without waiting for what comes of it."""
    page.get_by_role("button", name=button).click()
    if button == "Clear everything":
        page.get_by_role("button", name="Clear now").click()


def stays_cleared(page: Page, button: str) -> None:
    """Look when the page says that all is gone, and again when what was planned would have come back."""
    expect(page.get_by_text(LAST[button])).to_be_visible(timeout=LONG)
    assert page.evaluate(LEFT) == [[], 0]
    expect(page.get_by_text(SAVED)).to_have_count(0)
    pass_time(page)
    assert page.evaluate(LEFT) == [[], 0]
    kept = page.evaluate("Object.keys(localStorage)")
    assert kept == ([] if button == "Clear everything" else ["pack.offline"])


@pytest.mark.parametrize("button", list(LAST))
def test_a_saved_copy_does_not_come_back(reader: BrowserContext, button: str) -> None:
    """Right after the page has loaded, before it looks after its copy: the copy goes, stays away, and its line too."""
    page = reader.new_page()
    page.goto("")
    saved(page)
    page.goto("about/privacy/")
    expect(page.locator("[data-pack-clear] li").first).to_be_visible()
    clear(page, button)
    stays_cleared(page, button)


@pytest.mark.parametrize("button", list(LAST))
def test_a_first_visit_can_be_cleared_at_once(reader: BrowserContext, button: str) -> None:
    """Before anything is saved, clearing also stops what the page was about to begin."""
    page = reader.new_page()
    page.goto("about/privacy/")
    clear(page, button)
    stays_cleared(page, button)


def test_a_copy_that_is_being_saved_goes_too(reader: BrowserContext) -> None:
    """Pressed while the worker is being set up or saves, nothing of it is left or follows."""
    page = reader.new_page()
    page.goto("about/privacy/")
    page.get_by_role("button", name="Clear everything").click()
    page.wait_for_function("async () => (await navigator.serviceWorker.getRegistrations()).length", polling=20)
    page.get_by_role("button", name="Clear now").click()
    stays_cleared(page, "Clear everything")


def test_a_second_tab_brings_nothing_back(reader: BrowserContext) -> None:
    """Another tab, just opened, forgets its plan and its line as well."""
    page, other = reader.new_page(), reader.new_page()
    page.goto("about/privacy/")
    saved(page)
    other.goto("items/14/")
    expect(other.get_by_text(SAVED)).to_have_count(0)
    clear(page, "Clear everything")
    stays_cleared(page, "Clear everything")
    expect(other.get_by_text(SAVED)).to_have_count(0)


def test_the_choice_is_read_again_before_anything_is_saved(reader: BrowserContext) -> None:
    """A choice that was made after the page loaded, and that the page was not told of, holds."""
    page = reader.new_page()
    page.goto("")
    page.evaluate("localStorage.setItem('pack.offline', 'off')")
    pass_time(page)
    assert page.evaluate(LEFT) == [[], 0]


@pytest.mark.parametrize("button", list(LAST))
def test_what_cannot_be_removed_is_not_called_gone(reader: BrowserContext, host: SiteServer, button: str) -> None:
    """Where something of ours is still there, the page says so, shows it, and takes another press."""
    page = reader.new_page()
    page.add_init_script("CacheStorage.prototype.keys = () => Promise.resolve(['pack / 0123', 'neighbour'])")
    page.goto("about/privacy/")
    clear(page, button)
    expect(page.get_by_text("Not all of it could be removed.")).to_be_visible(timeout=LONG)
    assert page.get_by_text(LAST[button]).count() == 0
    assert (
        page.locator("[data-pack-clear] li").all_inner_texts()[-1] == "the copy of this site for use without a network"
    )
    page.get_by_role("button", name=button).click()
    expect(
        page.get_by_text("Not all of it could be removed.").or_(page.locator("[aria-label^='Clear ev']"))
    ).to_be_visible()


def test_the_button_that_saves_keeps_the_focus_and_tells_the_truth(browser: Browser, host: SiteServer) -> None:
    """Pressed, it is never disabled under the reader; saved, it says so; cleared in another tab, it can be pressed."""
    context = browser.new_context(base_url=host.url, service_workers="allow")
    page = context.new_page()
    page.goto("about/offline/")
    page.get_by_role("button", name="Save on this device").focus()
    page.keyboard.press("Enter")
    button = page.locator("[data-pack-save] button")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_have_text("Saved on this device", timeout=LONG)
    expect(button).to_be_focused()
    expect(page.locator("[data-pack-progress]")).to_contain_text("Saved for offline")
    other = context.new_page()
    other.goto("about/privacy/")
    clear(other, "Clear everything")
    expect(other.get_by_text(LAST["Clear everything"])).to_be_visible(timeout=LONG)
    expect(button).to_have_text("Save on this device")
    expect(button).not_to_have_attribute("aria-disabled", "true")
    button.click()
    expect(button).to_have_text("Saved on this device", timeout=LONG)
    assert page.evaluate(LEFT) != [[], 0]
    context.close()
