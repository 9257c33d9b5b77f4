"""Abbreviations are spelled out where a page first uses them, and nowhere that would harm the text."""

from __future__ import annotations

import pytest

from macros.models.words import Abbreviation
from macros.pages.abbreviations import spell_out

TEAM = Abbreviation(short="CMHT", full="community mental health team", also=("CMHTs", "CMHRS", "136"))
DOCTOR = Abbreviation(short="GP", full="general practitioner", also=("GPs",), known=True)
PLACE = Abbreviation(short="A&E", full="accident and emergency", known=True)
ALL = (TEAM, DOCTOR, PLACE)
SPELLED = "CMHT (community mental health team)"


def spelled(html: str) -> str:
    """Return a page with its abbreviations spelled out, or explained by a page of this name."""
    return spell_out(html, ALL, lambda short: f"{short.full.split()[0]}.md")


def test_the_first_use_is_spelled_out() -> None:
    """The first use gets its words in brackets; later ones stay short, in whatever form."""
    assert (
        spelled("<p>Ask the CMHT. The CMHT and CMHRS know.</p>")
        == f"<p>Ask the {SPELLED}. The CMHT and CMHRS know.</p>"
    )


def test_what_everybody_knows_leads_to_the_glossary() -> None:
    """A known short form is a link and not spelled out, once; an escaped sign in it does not matter."""
    assert spelled("<p>Not A&amp;E, A&amp;E.</p>") == '<p>Not <a href="accident.md">A&amp;E</a>, A&amp;E.</p>'


def test_no_link_stands_in_what_is_a_link_as_a_whole() -> None:
    """In a card or the minute a known short form stays plain; the next use outside it is the link."""
    html = spelled('<li class="card link"><p>The GP</p></li>\n<p>The GP</p>')
    assert html == '<li class="card link"><p>The GP</p></li>\n<p>The <a href="general.md">GP</a></p>'


def test_nothing_is_left_to_a_tooltip() -> None:
    """No words stand in a title: a keyboard, a finger and paper cannot open it."""
    assert "title=" not in spelled("<p>The CMHT, a GP, A&amp;E.</p>")


def test_words_that_stand_there_already_are_not_said_twice() -> None:
    """Where the page has said the words, or brackets follow with them, no words are added."""
    assert "(community" not in spelled("<p>A community mental health team (CMHT) helps.</p>")
    assert "(community" not in spelled("<p>The community <em>mental</em>\nhealth team.</p>\n<p>The CMHT.</p>")
    assert spelled(f"<p>The {SPELLED}.</p>") == f"<p>The {SPELLED}.</p>"


def test_words_that_come_too_late_are_said_at_once() -> None:
    """Words that only follow later do not help who reads in order; nor do those of a title of somebody else's."""
    assert spelled("<p>The CMHT is a community mental health team.</p>").startswith(f"<p>The {SPELLED} is")
    title = '<p class="source">A community mental health team</p>'
    assert spelled(f"{title}\n<p>The CMHT.</p>") == f"{title}\n<p>The {SPELLED}.</p>"


def test_within_brackets_the_words_stand_in_square_ones() -> None:
    """No round bracket stands in another."""
    assert spelled("<p>Somebody (the CMHT) helps.</p>") == (
        "<p>Somebody (the CMHT [community mental health team]) helps.</p>"
    )


def test_plurals_have_plural_words() -> None:
    """The words of a plural are plural."""
    assert "(community mental health teams)" in spelled("<p>Two CMHTs met.</p>")


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="x.md">CMHT</a></p>',
        "## The CMHT {#cmht}",
        "<h3>CMHT</h3>",
        "<blockquote><p>The CMHT</p></blockquote>",
        '<div class="paper" markdown="1">\n\nThe CMHT\n\n<div class="table">CMHT</div>\n\nCMHT\n\n</div>',
        '<div class="notice quoted"><p>The CMHT</p></div>',
        '<p class="meta">CMHT North</p>',
        "<p>CMHTX and XCMHT, CMHT-led</p>",
        "<p>CMHT 3 is a name, and 136 is a number</p>",
    ],
)
def test_some_text_is_left_alone(html: str) -> None:
    """Links, headings, quotations, documents, small print, parts of words and numbered names stay as they are."""
    assert spelled(html) == html


def test_small_print_may_be_running_text() -> None:
    """What looks like small print and is a sentence is read like any other."""
    assert SPELLED in spelled('<p class="meta running">The CMHT</p>')


def test_text_after_a_document_is_read_again() -> None:
    """What is left alone ends where its element ends."""
    html = spelled('<div class="paper"><p>CMHT</p></div>\n<p>The CMHT</p>')
    assert html == f'<div class="paper"><p>CMHT</p></div>\n<p>The {SPELLED}</p>'
