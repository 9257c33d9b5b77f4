"""What counts as markup in a record, and what is only text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.checks.markup import HINTS, RULES, found_in
from macros.prose import block, body, no_links


def rules(text: str) -> list[str]:
    """Return the names of the rules that a text breaks."""
    return [rule.name for rule, _, _ in found_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        *[
            "A&E; then home",
            "R&D",
            "p < 0.05",
            "2 > 1",
            "a < b",
            "50% of visits",
            "The data: counts only",
            "profile: x",
        ],
        *[
            "[team name] and [ ] and [x]",
            "[[item:14|words]]",
            "| a | b |",
            "> quoted",
            "* * *",
            "---",
            "a -- b",
            "8 < 9",
        ],
        *[
            "file: notes",
            "[one] [two]",
            "Ask: [who]?",
            "https",
            "www",
            "24/7",
            "~~",
            "=",
            "a = b",
            "!",
            "[name]: [what]",
        ],
        *["JavaScript is a language", "C:\\temp", "50%25", "&", "<3", "<", "a <= b"],
    ],
)
def test_text(text: str) -> None:
    """Ordinary prose, blanks of templates and sums are text."""
    assert rules(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ x }}", ["template-code"]),
        ("{% x %}", ["template-code"]),
        ("{# x #}", ["template-code"]),
        ("a }} b", ["template-code"]),
        ("x {: .y }", ["attribute-list"]),
        ("{x}", ["attribute-list"]),
        ("{ {x} }", ["attribute-list"]),
        ("<b>", ["html"]),
        ("</p", ["html"]),
        ("<!-- x -->", ["html"]),
        ("<?php", ["html"]),
        ("<https://x.example>", ["autolink"]),
        ("<a.b@x.example>", ["autolink"]),
        ("[x](y)", ["link"]),
        ("[x][y]\n\n[y]: https://x.example", ["link"]),
        ("![x](y)", ["image"]),
        ("see https://x.example/a", ["address"]),
        ("see WWW.x.example", ["address"]),
        ("&lt;", ["entity"]),
        ("&#60;", ["entity"]),
        ('--8<-- "x"', ["snippet"]),
        ("-8<- x", ["snippet"]),
        ("{!x!}", ["snippet"]),
        ("!!! note", ["extension"]),
        ('=== "Tab"', ["extension"]),
        ("[^1]: x", ["extension"]),
        ("javascript:x", ["scheme"]),
        ("java\nscript :x", ["scheme"]),
        ("JAVASCRIPT%3Ax", ["scheme"]),
        ("jav\u00adascript:x", ["scheme"]),
        ("java\\script:x", ["scheme"]),
        ("data:text/html,x", ["scheme"]),
        ("vbscript&colon;x", ["entity", "scheme"]),
        ("%6aavascript:x", ["scheme"]),
        ("%256aavascript:x", ["scheme"]),
        ("blob:https://x.example", ["address", "scheme"]),
    ],
)
def test_markup(text: str, expected: list[str]) -> None:
    """Each form of markup, in each disguise, is named once by its own rule, wherever it stands in a text."""
    assert rules(text) == expected
    assert rules(f"Before.\n\n{text}\n\nAfter.") == expected


@given(st.text())
def test_nothing_is_raised(text: str) -> None:
    """Any text is looked at without an exception, and a place is inside the text."""
    for _, at, _ in found_in(text):
        assert 0 <= at < len(text)


@given(st.text("{}<>&[]()!:%-8=?^#\\ \nahtps.w", max_size=30))
def test_hints_let_nothing_pass(text: str) -> None:
    """The quick look before the rules passes over no text that breaks one."""
    broken = any(rule.pattern.search(text) for rule in RULES if rule.name != "entity")
    assert bool(rules(text)) >= broken
    assert not broken or any(hint in text.lower() for hint in HINTS)


def test_a_contents_list_is_made_nowhere() -> None:
    """The mark that makes a table of contents is spelt out, so that it stays text even where no check was run."""
    assert "[TOC]" not in block("[TOC]", no_links)
    assert "[TOC]" not in body("[TOC]\n\n## [TOC]\n", no_links)
