"""What the tests ask axe with finds what is wrong, and remembers no more than it may."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe import BUT_COLOURS, OF_COLOURS, Looks, new_looks, violations, violations_in_every_look, violations_in_look
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Open = Callable[..., Page]


def test_axe_finds_what_is_wrong(open_page: Open) -> None:
    """Pale words, a button without a name and a second main landmark are each found by the rules for it, there."""
    page = open_page("about/")
    page.evaluate("""() => {
        const pale = '<p class="pale">Pale</p>', add = (place, what) =>
            document.querySelector(place).insertAdjacentHTML('afterbegin', what);
        add('#pack-nav', pale + '<button></button>');
        add('article', pale + '<main>Another</main>');
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('.pale{color:#ccc!important;background:#fff!important}');
        document.adoptedStyleSheets = [sheet];
    }""")
    rules = [line.partition(":")[0] for line in violations(page, OF_COLOURS)]
    assert rules == ["color-contrast"] * 2
    assert {"button-name", "landmark-no-duplicate-main"} <= {line.partition(":")[0] for line in violations(page)}
    assert not [line for line in violations(page, BUT_COLOURS) if line.startswith("color-contrast")]
    assert [line for line in violations(page, BUT_COLOURS) if line.startswith("button-name")]
    assert any("dark: color-contrast" in line for line in violations_in_look(page, 1440, "dark", set()))


DIM = "@media (prefers-color-scheme: dark) { .dim { color: #444 !important; background: #222 !important } }"


def test_words_of_a_new_look_are_looked_at(open_page: Open) -> None:
    """What words look like is new where their colours, ground, size or place are, and when they are shown at last."""
    page = open_page("about/", color_scheme="dark")
    page.evaluate("""() => document.querySelector('article').insertAdjacentHTML('beforeend',
        '<p id="try"><b>Two</b> and <b>two</b></p><p class="odd" hidden>Not shown</p>')""")
    known = set(new_looks(page, set()))
    assert len(known) > 20
    assert new_looks(page, known) == {}
    for place, css, words in (
        ("#try", "color: red", 2),  # of the line, and of both bold words as of one
        ("#try", "background: #300", 2),
        ("#try b", "font-size: 40px", 1),
        ("#try b", "text-decoration: underline", 1),
    ):
        page.evaluate("([place, css]) => { document.querySelector(place).style.cssText += css; }", [place, css])
        found = new_looks(page, known)
        assert len(found) == words, css
        known |= set(found)
    page.evaluate("document.querySelector('.odd').hidden = false")
    assert len(new_looks(page, known)) == 1
    page.evaluate("document.querySelector('article').style.backgroundImage = 'linear-gradient(red, blue)'")
    assert len(new_looks(page, known)) > 5


def test_what_is_wrong_in_dark_alone_is_told_each_time(open_page: Open) -> None:
    """Words that are dim in dark colours are found at both widths, though all else is known, and on every page."""
    passed: Looks = set()
    page = open_page("about/")
    assert violations_in_every_look(page, passed) == []
    page.evaluate(
        """css => {
            const dim = '<p class="dim">Dim</p><p class="dim">So</p>', sheet = new CSSStyleSheet();
            document.querySelector('article').insertAdjacentHTML('beforeend', dim);
            sheet.replaceSync(css);
            document.adoptedStyleSheets = [sheet];
        }""",
        DIM,
    )
    for _ in range(2):
        found = violations_in_every_look(page, passed)
        assert [line.partition(": .")[0] for line in found] == [
            f"{width} px, dark: color-contrast" for width in (1440, 390)
        ], found
