"""Macros of hand-written pages: only a known macro with plain values passes, and nothing else is ever run."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import TINY

from macros.checks.calls import of_page
from macros.pack import Loaded, load
from macros.shortcuts import SHORTCUTS

LOADED = load(TINY)


def said(text: str, loaded: Loaded = LOADED) -> list[str]:
    """Return what is said about a page, without its path."""
    return [str(problem).removeprefix("docs/x.md:") for problem in of_page("docs/x.md", text, loaded)]


@pytest.mark.parametrize(
    "text",
    [
        "no macro, { braces } and a % sign",
        "{{ item(2) }} and {{ item(2, 'words') }} and {{ item(number=2, words='x') }}",
        "{{ items(1, 2, 3) }}{{ matrix() }}{{ item_table() }}{{ item_table(domain='bench') }}",
        "{# a note to writers #}",
        "{% raw %}{{ item(99) }}{% endraw %}",
        "{{ item('2') }}",
    ],
)
def test_fine(text: str) -> None:
    """Known macros with plain values pass, as do comments and what is shown raw."""
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb {{ item(99) }}", '2:6: there is no item "99". There are 1 to 12.'),
        ("{{ item(1) }} {{ item(99) }}", '1:18: there is no item "99". There are 1 to 12.'),
        ("{{ items(1, 99) }}", '1:4: there is no item "99". There are 1 to 12.'),
        ("{{ case('tea-troley') }}", '1:4: there is no case study "tea-troley". Did you mean "tea-trolley"?'),
        ("{{ cite('bench') }}", '1:4: there is no source "bench". Did you mean "bench-notes"?'),
        ("{{ item_table(domain='bnch') }}", '1:4: there is no domain "bnch". Did you mean "bench"?'),
    ],
)
def test_unknown_ids(text: str, expected: str) -> None:
    """An id that leads nowhere is told at its place with the nearest."""
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ itm(1) }}", 'there is no macro "itm". Did you mean "item"'),
        ("{{ item }}", "only a macro with plain values"),
        ("{{ item() }}", "missing a required argument: 'number'. Write it like {{ item(14) }}."),
        ("{{ item(1, 2, 3) }}", "too many positional arguments"),
        ("{{ item(1, colour='x') }}", "got an unexpected keyword argument 'colour'"),
        ("{{ item('two') }}", 'item: "two" is not a number. Write it like {{ item(14) }}.'),
        ("{{ item(1, 2) }}", 'item: "2" is not text in quotes.'),
        ("{{ items(1, 'x') }}", 'items: "x" is not a number.'),
        ("{{ chosen(true) }}", 'chosen: "True" is not a number.'),
        ("{{ count('cases') }}", 'count: "cases" is not one of domain, item, case'),
        ("{{ tested('all') }}", 'tested: "all" is not one of status, not-met, dates or how.'),
        ("{{ problems('nobody') }}", 'there is no problem "nobody". Did you mean "nobody-comes"?'),
        ("{{ item(1 + 1) }}", "plain numbers or words in quotes"),
        ("{{ item(page.meta) }}", "plain numbers or words in quotes"),
        ("{{ items(*[1, 2]) }}", "plain numbers or words in quotes"),
        ("{{ item(**{'number': 1}) }}", "plain numbers or words in quotes"),
        ("{{ items(*cycler.__init__.__globals__.os.popen('id')) }}", "plain numbers or words in quotes"),
        ("{{ item(1) | safe }}", "only a macro with plain values"),
        ("{{ item(1).x }}", "only a macro with plain values"),
        ("{{ item(1)() }}", "only a macro with plain values"),
        ("{{ item(1) ~ item(2) }}", "only a macro with plain values"),
        ("{{ 'x' }}", "only a macro with plain values"),
        ("{{ cycler.__init__.__globals__ }}", "only a macro with plain values"),
        ("{{ x.item(1) }}", "only a macro with plain values"),
        ("{% set a = 1 %}", "only a macro with plain values"),
        ("{% if true %}{{ item(1) }}{% endif %}", "only a macro with plain values"),
        ("{% for a in [] %}{% endfor %}", "only a macro with plain values"),
        ("{% include 'mkdocs.yml' %}", "only a macro with plain values"),
        ("{% import 'x' as y %}", "only a macro with plain values"),
        ("{% extends 'x' %}", "only a macro with plain values"),
        ("{% macro x() %}{% endmacro %}", "only a macro with plain values"),
        ("{{ item(1", "cannot be read"),
        ("{{ }}", "cannot be read"),
        ("{% nonsense %}", "cannot be read"),
        ("{{ " + "(" * 3000 + " }}", "too deep"),
    ],
)
def test_refused(text: str, words: str) -> None:
    """Expressions, statements, starred arguments and unknown names are refused, each with what to write."""
    found = said(text)
    assert len(found) == 1
    assert words in found[0]


@given(st.text("{}%# item(1)'\"*.[]\n|~=+", max_size=40))
def test_nothing_is_raised(text: str) -> None:
    """Any text of a page is looked at without an exception."""
    for problem in of_page("docs/x.md", text, LOADED):
        assert problem.line >= 1


@given(st.sampled_from(sorted(SHORTCUTS)), st.lists(st.integers() | st.text(max_size=5), max_size=4))
def test_whatever_passes_can_be_called(name: str, values: list[object]) -> None:
    """A call that passes has as many values as its macro takes: calling it cannot fail for that reason."""
    arguments = ", ".join(str(value) if isinstance(value, int) else repr(value) for value in values)
    if not said(f"{{{{ {name}({arguments}) }}}}"):
        import inspect

        inspect.signature(SHORTCUTS[name]).bind(None, *values)


def test_every_page_is_looked_at(tiny: Path) -> None:
    """A page with any ending that the engine takes for Markdown is checked, in any folder that is not generated."""
    from macros.checks.calls import check

    (tiny / "docs" / "start" / "more.markdown").write_text("{{ item(99) }}", encoding="utf-8")
    (tiny / "docs" / "items").mkdir()
    (tiny / "docs" / "items" / "1.md").write_text("{{ item(99) }}", encoding="utf-8")
    assert [problem.path for problem in check(tiny, load(tiny))] == ["docs/start/more.markdown"]


def test_a_page_that_is_not_utf_8(tiny: Path) -> None:
    """A page in another encoding is told as such and stops no other check."""
    from macros.checks import check

    (tiny / "docs" / "start" / "old.md").write_bytes("caf\u00e9".encode("latin-1"))
    found = [problem for problem in check(tiny, load(tiny)) if problem.severity == "error"]
    assert [(problem.path, problem.rule) for problem in found] == [("docs/start/old.md", "encoding")]
