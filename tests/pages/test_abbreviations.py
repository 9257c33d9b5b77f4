"""Abbreviations are spelled out where a page first uses them, and nowhere that would harm the text."""

from __future__ import annotations

import pytest

from macros.models.words import Abbreviation
from macros.pages.abbreviations import spell_out

TEAM = Abbreviation(short="CMHT", full="community mental health team", also=("CMHTs",))
DOCTOR = Abbreviation(short="GP", full="general practitioner", also=("GPs",), known=True)
PLACE = Abbreviation(short="A&E", full="accident and emergency", known=True)
ALL = (TEAM, DOCTOR, PLACE)
SPELLED = '<abbr title="community mental health team">CMHT</abbr>'


def test_the_first_use_is_spelled_out() -> None:
    """The first use gets its words in brackets; later ones stay short."""
    html = spell_out("<p>Ask the CMHT. The CMHT knows.</p>", ALL)
    assert html == f"<p>Ask the {SPELLED} (community mental health team). The CMHT knows.</p>"


def test_what_everybody_knows_gets_no_brackets() -> None:
    """A known short form is marked and not spelled out; an escaped sign in it does not matter."""
    assert spell_out("<p>Not A&amp;E.</p>", ALL) == '<p>Not <abbr title="accident and emergency">A&amp;E</abbr>.</p>'


def test_words_that_stand_there_already_are_not_said_twice() -> None:
    """Where the page has said the words, or brackets follow them, no words are added."""
    assert "(community" not in spell_out("<p>A community mental health team (CMHT) helps.</p>", ALL)
    assert "(community" not in spell_out("<p>The community mental health team.</p>\n<p>The CMHT.</p>", ALL)


def test_plurals_have_plural_words() -> None:
    """The words of a plural are plural."""
    assert "(community mental health teams)" in spell_out("<p>Two CMHTs met.</p>", ALL)


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="x.md">CMHT</a></p>',
        "## The CMHT {#cmht}",
        "<h3>CMHT</h3>",
        "<blockquote><p>The CMHT</p></blockquote>",
        '<div class="paper" markdown="1">\n\nThe CMHT\n\n<div class="table">CMHT</div>\n\nCMHT\n\n</div>',
        '<p class="meta">CMHT North</p>',
        "<p>CMHTX and XCMHT, CMHT-led</p>",
        "<p>CMHT 3 is a name</p>",
    ],
)
def test_some_text_is_left_alone(html: str) -> None:
    """Links, headings, quotations, documents, small print, parts of words and numbered names stay as they are."""
    assert spell_out(html, ALL) == html


def test_text_after_a_document_is_read_again() -> None:
    """What is left alone ends where its element ends."""
    html = spell_out('<div class="paper"><p>CMHT</p></div>\n<p>The CMHT</p>', ALL)
    assert html == f'<div class="paper"><p>CMHT</p></div>\n<p>The {SPELLED} (community mental health team)</p>'
