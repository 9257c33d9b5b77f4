"""Nobody is quoted without a licence, or at length."""

from __future__ import annotations

from collections.abc import Callable

from macros.checks import quotations
from macros.checks.passages import Passage
from macros.pack import Loaded

Passages = Callable[..., list[Passage]]
CASE = "crt-3-carers-and-medication"


def test_a_source_without_a_licence_is_not_quoted(changed: Callable[..., Loaded], record: Passages) -> None:
    """The same case study may quote under a licence, and not without one."""
    path = "items/case-studies/crt-3-carers-and-medication.md"
    prose = [passage._replace(path=path) for passage in record("case", '> "We rang at night."\n>\n> Staff\n')]
    assert list(quotations.check(changed("case", CASE, licence="CC BY 4.0"), prose)) == []
    [problem] = quotations.check(changed("case", CASE, licence=None), prose)
    assert (problem.rule, problem.severity, problem.line) == ("quotation-licence", "error", 3)


def test_a_quotation_keeps_to_forty_words(changed: Callable[..., Loaded], page: Passages) -> None:
    """Forty words pass and forty-one do not; who said it does not count."""
    loaded = changed("scale", "scale")
    assert list(quotations.check(loaded, page(f'> "{"word " * 40}" said Staff CRT 3 of one team\n'))) == []
    [problem] = quotations.check(loaded, page(f'Some text.\n\n> "{"word " * 41}"\n'))
    assert (problem.rule, problem.line) == ("quotation-length", 3)
    assert "41 words; 40 is the most" in problem.message


def test_text_to_copy_is_no_quotation(changed: Callable[..., Loaded], page: Passages) -> None:
    """A block that does not start with a quotation mark is something else: a letter, or the scale's own words."""
    assert list(quotations.check(changed("scale", "scale"), page("> Please allow " + 'the "site" ' * 30))) == []
