"""What only the website says, or only its offline copy, stands in that one alone."""

from __future__ import annotations

import pytest

from macros.delivery.editions import COPY, ONLINE, EditionError, edition

PAGE = """<ul><li data-only="online" class="a">On <b>the <i>web</i></b></li><li>Both</li></ul>
<div class="x" data-only="online"><div>in<div>ner</div></div><p data-only="copy" hidden>never</p></div>
<p data-only="copy" title="a hidden b" hidden>Copy <span>!</span></p>
<div data-only="copy" hidden="hidden"><span data-only="online">never</span><span data-only="copy">deep</span></div>
<!-- <p data-only="online"> --><script>var p = '<p data-only="online">';</script>"""


def test_the_website_keeps_its_own_words() -> None:
    """Elements of the copy go with all they hold, however deep; those of the website stay, without the mark."""
    assert edition("a", PAGE, ONLINE).splitlines()[:4] == [
        '<ul><li class="a">On <b>the <i>web</i></b></li><li>Both</li></ul>',
        '<div class="x"><div>in<div>ner</div></div></div>',
        "",
        "",
    ]


def test_the_copy_keeps_its_own_words_and_shows_them() -> None:
    """Elements of the website go; those of the copy stay, and are not hidden any more."""
    assert edition("a", PAGE, COPY).splitlines()[:4] == [
        "<ul><li>Both</li></ul>",
        "",
        '<p title="a hidden b">Copy <span>!</span></p>',
        "<div><span>deep</span></div>",
    ]


@pytest.mark.parametrize("wanted", [ONLINE, COPY])
def test_comments_scripts_and_plain_pages_stay(wanted: str) -> None:
    """What only looks like a mark is none, and a page without any is the same byte for byte."""
    assert edition("a", PAGE, wanted).splitlines()[4] == PAGE.splitlines()[4]
    plain = "<p hidden>x</p><P CLASS=a>y"
    assert edition("a", plain, wanted) == plain


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ('<p data-only="offline">x</p>', r'about/x\.html: data-only="offline" is neither "online" nor "copy"'),
        ('<p data-only="copy">x<p>y</p>', r"about/x\.html: <p> never ends"),
    ],
)
def test_a_wrong_mark_stops_the_build(page: str, message: str) -> None:
    """A misspelt edition and an element that never ends are named with their page."""
    with pytest.raises(EditionError, match=message):
        edition("about/x.html", page, ONLINE)
