"""Filters of lists, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from macros.memory import remember
from macros.models import Record
from macros.models.item import Item
from macros.models.practice import CaseStudy, Template
from macros.models.source import Source
from macros.pages.filters import is_free

pytestmark = pytest.mark.browser

SHOWN = "[data-entry]:not([hidden])"

FIRST_LINKS = """links => links.filter(a => a === a.closest('[data-entry]').querySelector('a')).map(a => a.href)"""
"""What the first link of each entry leads to."""


def opened(page: Page) -> Page:
    """Open the filters of a page, where they are closed."""
    if not page.locator("#by-domain").is_visible():
        page.locator("form[data-filter] summary").click()
    return page


@pytest.mark.parametrize(
    ("path", "choice", "value"),
    [
        ("items/", "offer", "heard"),
        ("case-studies/", "setting", "rural"),
        ("case-studies/", "free", "yes"),
        ("templates/", "kind", "leaflet"),
        ("items/", "item", "14"),
        ("items/", "free", "case"),
        ("case-studies/", "gift", "team"),
        ("templates/", "effort", "hours"),
        ("templates/", "gift", "trust"),
        ("templates/", "setting", "rural"),
        ("sources/", "item", "14"),
        ("sources/", "setting", "rural"),
        ("sources/", "effort", "weeks"),
        ("sources/", "gift", "commissioner"),
        ("find/ideas/", "effort", "hours"),
        ("find/ideas/", "gift", "commissioner"),
        ("find/teams-like-ours/", "band", "low"),
    ],
)
def test_a_choice_narrows_the_list(open_page: Callable[..., Page], path: str, choice: str, value: str) -> None:
    """What is shown has the value; the status counts it; the address holds the choice; clear brings all back."""
    page = opened(open_page(path))
    everything = page.locator(SHOWN).count()
    page.locator(f"#by-{choice}").select_option(value)
    kept = page.locator(f'[data-entry][data-{choice}~="{value}"]').count()
    assert 0 < kept < everything
    assert page.locator(SHOWN).count() == kept
    expect(page.locator("form[data-filter] [role=status]")).to_contain_text(f"{kept} of {everything}")
    assert page.evaluate("location.hash") == f"#{choice}={value}"
    page.get_by_role("button", name="Clear filters").click()
    assert page.locator(SHOWN).count() == everything
    assert page.evaluate("location.hash") == ""


def test_a_shared_address_brings_the_filter_back(open_page: Callable[..., Page]) -> None:
    """An address with two choices shows what has both, with the filters open."""
    page = open_page("case-studies/#setting=rural&band=low")
    expect(page.locator("#by-setting")).to_have_value("rural")
    found = page.locator(SHOWN)
    assert found.count() > 0
    for entry in found.all():
        assert entry.get_attribute("data-setting") == "rural"
        assert entry.get_attribute("data-band") == "low"
    page.evaluate("location.hash = '#setting=urban&band='")
    expect(page.locator("#by-setting")).to_have_value("urban")


def test_choices_say_how_many_there_would_be(open_page: Callable[..., Page]) -> None:
    """The number beside a choice is how many entries it leaves together with the other choices."""
    page = opened(open_page("case-studies/"))
    page.locator("#by-setting").select_option("rural")
    words = page.locator('#by-item option[value="14"]').text_content() or ""
    promised = int(re.search(r"\((\d+)\)$", words)[1])
    page.locator("#by-item").select_option("14")
    assert page.locator(SHOWN).count() == promised


def test_effort_and_gift_are_asked_of_the_same_idea(open_page: Callable[..., Page]) -> None:
    """Items with one idea for hours and another that needs commissioners do not fit both at once."""
    page = opened(open_page("items/"))
    page.locator("#by-effort").select_option("hours")
    page.locator("#by-gift").select_option("trust")
    for entry in page.locator(SHOWN).all():
        ideas = (entry.get_attribute("data-ideas") or "").split(" ")
        assert any({"effort:hours", "gift:trust"} <= set(idea.split("+")) for idea in ideas)
    hidden = page.locator("[data-entry][hidden]")
    for entry in hidden.all():
        ideas = (entry.get_attribute("data-ideas") or "").split(" ")
        assert not any({"effort:hours", "gift:trust"} <= set(idea.split("+")) for idea in ideas)


def test_the_ideas_themselves_are_one_step_from_the_items(open_page: Callable[..., Page]) -> None:
    """What was chosen for items goes along to the list of ideas, which shows those ideas and no others."""
    page = opened(open_page("items/"))
    page.locator("#by-item").select_option("24")  # those that go with it: of ideas it would mean its own
    page.locator("#by-effort").select_option("hours")
    page.locator("#by-kind").select_option("published")
    page.get_by_role("link", name="The ideas themselves").click()
    expect(page).to_have_url(re.compile(r"/find/ideas/(index\.html)?#effort=hours&kind=published$"))
    found = page.locator(SHOWN)
    assert found.count() > 0
    for entry in found.all():
        assert entry.get_attribute("data-effort") == "hours"
        assert entry.get_attribute("data-kind") == "published"


def test_setting_and_licence_are_asked_of_the_same_case_study(open_page: Callable[..., Page], root: Path) -> None:
    """Items with a rural case study and another that may be adapted do not fit both at once; counts say the same."""
    pack = remember(root).pack
    rural = {
        str(number)
        for case in pack.of(CaseStudy)
        for number in case.items
        if case.setting == "rural" and is_free(case.licence)
    }
    page = opened(open_page("items/"))
    page.locator("#by-setting").select_option("rural")
    assert f"({len(rural)})" in (page.locator("#by-free option[value=case]").text_content() or "")
    page.locator("#by-free").select_option("case")
    links = page.locator(SHOWN).locator("a").evaluate_all("all => all.map(a => a.pathname.split('/').at(-2))")
    assert set(links) == rural


def test_what_was_chosen_is_said_on_paper_and_in_headings(open_page: Callable[..., Page]) -> None:
    """A printed list says that it is filtered, and by what; headings count what is left."""
    page = open_page("items/#item=24")
    left = page.locator(SHOWN).count()
    expect(page.locator("form[data-filter] [role=status]")).to_contain_text(f"{left} of 39 items: 24 ")
    for group in page.locator("[data-group]:visible").all():
        shown, total = group.locator(SHOWN).count(), group.locator("[data-entry]").count()
        assert 0 < shown < total
        expect(group.locator("h2 small")).to_have_text(f"{shown} of {total} items")
    page.emulate_media(media="print")
    expect(page.locator("form[data-filter] [role=status]")).to_be_visible()
    expect(page.get_by_role("button", name="Clear filters")).to_be_hidden()
    expect(page.locator("form[data-filter] details")).to_be_hidden()
    page.evaluate("location.hash = ''")
    expect(page.locator("form[data-filter]")).to_be_hidden()


def test_clearing_keeps_the_focus(open_page: Callable[..., Page]) -> None:
    """With the choices folded away the focus goes to what unfolds them, not to nowhere."""
    page = open_page("items/#item=24")
    page.locator("form[data-filter] summary").click()
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator("form[data-filter] summary")).to_be_focused()


def test_a_group_with_nothing_left_goes(open_page: Callable[..., Page]) -> None:
    """A heading whose entries are all hidden is hidden with them."""
    page = opened(open_page("items/"))
    page.locator("#by-domain").select_option(index=4)
    assert page.locator("[data-group]:not([hidden])").count() == 1


def test_filters_work_by_keyboard(open_page: Callable[..., Page]) -> None:
    """Tab reaches each choice, a letter picks, and the count is announced."""
    page = open_page("templates/", width=390)
    page.locator("form[data-filter] summary").focus()
    page.keyboard.press("Enter")
    page.locator("#by-domain").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#by-kind")).to_be_focused()
    page.keyboard.type("leaf")
    expect(page.locator("form[data-filter] [role=status]")).to_contain_text("of 45 templates")


def test_a_filter_works_in_a_folder(offline: Callable[[str], Page]) -> None:
    """In the unzipped copy, with no network, choices narrow, count and stand in the address, and can be cleared."""
    for path, choice, value in (
        ("items", "offer", "heard"),
        ("case-studies", "setting", "rural"),
        ("templates", "kind", "leaflet"),
        ("sources", "item", "14"),
    ):
        page = opened(offline(f"{path}/index.html"))
        everything = page.locator(SHOWN).count()
        page.locator(f"#by-{choice}").select_option(value)
        kept = page.locator(f'[data-entry][data-{choice}~="{value}"]').count()
        assert 0 < kept < everything, path
        assert page.locator(SHOWN).count() == kept, path
        expect(page.locator("form[data-filter] [role=status]")).to_contain_text(f"{kept} of {everything}")
        assert page.evaluate("location.hash") == f"#{choice}={value}"
        page.reload()
        expect(page.locator(f"#by-{choice}")).to_have_value(value)
        assert page.locator(SHOWN).count() == kept, path
        page.get_by_role("button", name="Clear filters").click()
        assert page.locator(SHOWN).count() == everything, path


@pytest.mark.parametrize(
    ("path", "model"),
    [
        ("items/", Item),
        ("case-studies/", CaseStudy),
        ("templates/", Template),
        ("sources/", Source),
        ("find/teams-like-ours/", CaseStudy),
    ],
)
def test_lists_are_whole_without_scripts(
    open_page: Callable[..., Page], root: Path, path: str, model: type[Record]
) -> None:
    """With scripts off every record is shown, each once, and no form that could do nothing."""
    page = open_page(path, javascript=False, width=390)
    links = page.locator("[data-entry]:visible a:visible").evaluate_all(FIRST_LINKS)
    assert len(links) == len(set(links)) == len(remember(root).pack.of(model))
    expect(page.locator("form[data-filter]")).to_be_hidden()
