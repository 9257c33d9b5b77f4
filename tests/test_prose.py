"""Prose of records: Markdown and references in, safe HTML out, whatever the text."""

from __future__ import annotations

import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup, escape

from macros import prose
from macros.models import Ref

ELEMENTS = {"a", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p"} | {
    *("pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul")
}
"""Every element that prose may become."""

ATTRIBUTES = {
    "a": {"href"},
    "div": {"class"},
    "ol": {"start"},
    "th": {"scope", "style"},
    "td": {"style"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
}
"""Every attribute of those elements; ``style`` is what Markdown writes to align a column."""

_UNREADABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What the parser of these tests cannot hold. No record has it either: ``macros.reading`` refuses it."""

PIECES = st.sampled_from(
    [
        *[
            "<",
            ">",
            "&",
            '"',
            "'",
            "{",
            "}",
            "{{",
            "}}",
            "{%",
            "[[",
            "]]",
            "[",
            "](",
            ")",
            "|",
            "`",
            "```",
            "~~~",
            "\n",
        ],
        *[
            "\n\n",
            "    ",
            "# ",
            "## ",
            "> ",
            "- ",
            "1. ",
            "*",
            "**",
            "_",
            "***",
            "---",
            "===",
            "\\",
            "!",
            "--8<--",
            "<!--",
        ],
        *[
            "<script>",
            "</p>",
            "<img src=x onerror=x>",
            "javascript:",
            "[[item:1]]",
            "[[item:1|words]]",
            "&lt;",
            "&#60;",
        ],
        *[
            "{: .x }",
            "{#x}",
            "[x]: y",
            "| a | b |\n|---|---|\n",
            "|:-:|",
            "word",
            "é",
            "\u2028",
            "\x00",
            "<https://x.y>",
        ],
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join))


def link(ref: Ref, words: str | None) -> Markup:
    """Make a link as pages do."""
    return Markup('<a href="#{}">{}</a>').format(ref.id, words or ref.id)


def only_what_is_allowed(markup: str) -> bool:
    """Tell whether a piece of HTML holds no element and no attribute but those above."""
    tree = html.fragment_fromstring(_UNREADABLE.sub("", markup), create_parent="section")
    for element in tree.iterdescendants():
        if element.tag not in ELEMENTS or set(element.attrib) - ATTRIBUTES.get(element.tag, set()):
            return False
        if not element.get("href", "#").startswith("#") or element.get("class", "table") != "table":
            return False
    return True


@given(TEXTS)
def test_prose_is_made_of_few_elements(text: str) -> None:
    """No text becomes an element or an attribute that is not on the list, in a line or as blocks."""
    assert only_what_is_allowed(prose.inline(text, link))
    assert only_what_is_allowed(prose.block(text, link))


@given(TEXTS)
def test_prose_has_no_braces(text: str) -> None:
    """No brace leaves the renderer, so no template engine and no attribute list has anything to read."""
    for made in (prose.inline(text, link), prose.block(text, link)):
        assert "{" not in made
        assert "}" not in made


@given(TEXTS)
def test_bodies_survive_the_engine(text: str) -> None:
    """A body stays harmless when the engine reads it as Markdown, inside an element and outside."""
    extensions = ["attr_list", "md_in_html", "tables", "toc"]
    for shift, frame in ((0, "{}"), (2, '<div class="table" markdown="1">\n\n{}\n\n</div>')):
        page = frame.replace("{}", prose.body(text, link, shift))
        assert only_what_is_allowed(markdown.markdown(page, extensions=extensions))


@given(st.text())
def test_entities_are_only_text(text: str) -> None:
    """Text written as entities is the same text to a reader, and holds nothing that starts markup."""
    written = prose.entities(text)
    assert not set(written) & set('<>{}[]*_`"\\|~^=+:!$@/')
    if "\x00" not in text and text.isprintable():
        assert html.fragment_fromstring(f"<p>{written}</p>").text_content() == text


@given(st.text())
def test_anchors_are_plain(text: str) -> None:
    """An anchor holds lower case letters, digits and single hyphens, and is never empty."""
    assert prose.slugify(text)
    assert set(prose.slugify(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* **b** `c`", "<em>a</em> <strong>b</strong> <code>c</code>"),
        ("see [[item:3]]", 'see <a href="#3">3</a>'),
        ("see [[item:3|the third]]", 'see <a href="#3">the third</a>'),
        ("[x](y) ![x](y) <b> &amp;", "[x](y) ![x](y) &lt;b&gt; &amp;amp;"),
        ("{{ x }}", "&#123;&#123; x &#125;&#125;"),
        ("[[item 3]]", "[[item 3]]"),
    ],
)
def test_a_line(text: str, expected: str) -> None:
    """Emphasis, code and references are rendered; links, images, HTML, entities and braces are text."""
    assert prose.inline(text, link) == expected


def test_words_of_a_reference_in_a_table() -> None:
    """The bar inside a reference does not end the cell of a table, escaped or not."""
    made = prose.block("| a | b |\n|---|---|\n| [[item:1|one]] | [[item:2\\|two]] |", link)
    assert '<td><a href="#1">one</a></td>\n<td><a href="#2">two</a></td>' in made


def test_a_fence_has_no_class() -> None:
    """What stands beside the fence of a code block is dropped."""
    assert prose.block('``` x" onclick="y\n<b>\n```', link) == "<pre><code>&lt;b&gt;\n</code></pre>\n"


def test_headings_of_a_body() -> None:
    """Headings of a body stay headings of the page, each with an anchor of its own, as deep as six at most."""
    made = prose.body("# One & two\n\ntext\n\n## One & two\n\n###### Deep", link, 2)
    assert "### One &#38; two {#one-two}" in made
    assert "#### One &#38; two {#one-two-2}" in made
    assert "\n\n###### Deep {#deep}" in made


def test_headings_are_listed() -> None:
    """Headings are given with level and words, whatever form they have."""
    assert prose.headings("## One *two*\n\nThree\n-----\n\n```\n## four\n```") == [(2, "One two"), (2, "Three")]


def test_plain_text() -> None:
    """Plain text shows the words or the name of a reference, and no marks of emphasis."""
    assert prose.plain("*a* **b** `c` [[item:3]] [[item:3|d]]", lambda ref: f"<{ref}>") == "a b c <item:3> d"


def test_no_links() -> None:
    """Where there are no links, a reference is its words, or its id."""
    assert prose.no_links(Ref("item", "3"), None) == "3"
    assert prose.no_links(Ref("item", "3"), "<b>") == escape("<b>")
