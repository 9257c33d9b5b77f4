"""The macros of hand-written pages. Each takes ids, never paths, and gives HTML with the current title.

An unknown id raises UnknownIdError, which stops the build; ``pack check`` finds it first, with its line.
"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from macros.models import KINDS, Ref
from macros.models.accessibility import Accessibility
from macros.models.item import Item
from macros.pack import unknown
from macros.pages.lists import by_domain, offer
from macros.pages.page import Linker
from macros.pages.render import fragment
from macros.ways import changed, problems, searches


class UnknownIdError(ValueError):
    """A macro names a record that is not there. Its text names the page and the nearest ids."""


def link(at: Linker, kind: str, key: str | int, words: str | None = None) -> Markup:
    """Return a link to a record from a page. Raises UnknownIdError."""
    ref = Ref(kind, str(key))
    if ref not in at.pack.entries:
        raise UnknownIdError(f"{at.path}: {unknown(ref, at.pack.entries)}")
    return at.link(ref, words)


def item(at: Linker, number: int, words: str | None = None) -> Markup:
    """Link to an item by its number.

    Example: ``{{ item(14) }}``
    """
    return link(at, "item", number, words)


def items(at: Linker, *numbers: int) -> Markup:
    """Link to several items, with commas.

    Example: ``{{ items(11, 14, 16) }}``
    """
    return Markup(", ").join(link(at, "item", number) for number in numbers)


def domain(at: Linker, key: str, words: str | None = None) -> Markup:
    """Link to a domain of the scale.

    Example: ``{{ domain("referrals-and-access") }}``
    """
    return link(at, "domain", key, words)


def principle(at: Linker, key: str, words: str | None = None) -> Markup:
    """Link to a principle of the programme.

    Example: ``{{ principle("strengths") }}``
    """
    return link(at, "principle", key, words)


def component(at: Linker, key: str, words: str | None = None) -> Markup:
    """Link to a part of the programme.

    Example: ``{{ component("scoping-day") }}``
    """
    return link(at, "component", key, words)


def implementation(at: Linker, key: str, words: str | None = None) -> Markup:
    """Link to an implementation domain.

    Example: ``{{ implementation("leadership") }}``
    """
    return link(at, "implementation", key, words)


def method(at: Linker, key: str, words: str | None = None) -> Markup:
    """Link to a method.

    Example: ``{{ method("pdsa") }}``
    """
    return link(at, "method", key, words)


def case(at: Linker, key: str, words: str | None = None) -> Markup:
    """Link to a case study.

    Example: ``{{ case("crt-3-carers-and-medication") }}``
    """
    return link(at, "case", key, words)


def template(at: Linker, key: str, words: str | None = None) -> Markup:
    """Link to a template.

    Example: ``{{ template("what-to-expect-leaflet") }}``
    """
    return link(at, "template", key, words)


def team(at: Linker, number: int, words: str | None = None) -> Markup:
    """Link to a team of the study.

    Example: ``{{ team(3) }}``
    """
    return link(at, "team", number, words)


def problem(at: Linker, key: str, words: str | None = None) -> Markup:
    """Link to a problem in people's own words.

    Example: ``{{ problem("never-the-same-face") }}``
    """
    return link(at, "problem", key, words)


def cite(at: Linker, key: str, words: str | None = None) -> Markup:
    """Cite a source, which the reader sees as author and year.

    Example: ``{{ cite("lamb-2024-sip-qualitative") }}``
    """
    return link(at, "source", key, words)


def item_table(at: Linker, domain: str | None = None) -> Markup:
    """List, in a table, items with what each offers, whole or of one domain.

    Example: ``{{ item_table(domain="referrals-and-access") }}``
    """
    if domain is not None and Ref("domain", domain) not in at.pack.entries:
        raise UnknownIdError(f"{at.path}: {unknown(Ref('domain', domain), at.pack.entries)}")
    offers = [offer(at.pack, found) for found in at.pack.of(Item) if domain in (None, found.domain)]
    return fragment(at.pack, at.path, "_item_table.j2", offers=offers)


def matrix(at: Linker) -> Markup:
    """Show the whole scale at a glance, by domain.

    Example: ``{{ matrix() }}``
    """
    domains = [(found, [offer(at.pack, item) for item in items]) for found, items in by_domain(at.pack)]
    return fragment(at.pack, at.path, "_matrix.j2", domains=domains)


def count(at: Linker, kind: str) -> Markup:
    """Say how many records of a kind there are.

    Example: ``{{ count("case") }}``
    """
    if kind not in COUNTED:
        raise UnknownIdError(f"{at.path}: {kind!r} is not a kind of record; there are: {', '.join(COUNTED)}")
    return escape(sum(1 for ref in at.pack.entries if ref.kind == kind))


def chosen(at: Linker, at_least: int) -> Markup:
    """Show the items that at least so many teams of the study chose.

    Example: ``{{ chosen(3) }}``
    """
    return fragment(at.pack, at.path, "_chosen.j2", at_least=at_least)


def tested(at: Linker, part: str) -> Markup:
    """Show what a test of the site's accessibility found: its status, not-met, dates or how.

    Example: ``{{ tested("status") }}``
    """
    if part not in TESTED:
        raise UnknownIdError(f"{at.path}: the accessibility test has no part {part!r}; it has: {', '.join(TESTED)}")
    found = at.pack.of(Accessibility)
    return fragment(at.pack, at.path, "_tested.j2", found=found[0], part=part) if found else Markup()


TESTED = ("status", "not-met", "dates", "how")
"""The parts of the accessibility statement that come from test results."""

COUNTED = tuple(kind.word for kind in KINDS if kind.pages)
"""The kinds of record that can be counted."""

WORDS = {("tested", "part"): TESTED, ("count", "kind"): COUNTED}
"""The words that an argument of a macro may be, where it is no id."""

SHORTCUTS: dict[str, Callable[..., Markup]] = {
    function.__name__: function
    for function in (
        item,
        items,
        domain,
        principle,
        component,
        implementation,
        method,
        case,
        template,
        team,
        cite,
        item_table,
        matrix,
        count,
        chosen,
        problem,
        problems,
        searches,
        changed,
        tested,
    )
}
"""Every macro by its name."""

KINDS_NAMED = {
    "item": "item",
    "items": "item",
    "domain": "domain",
    "principle": "principle",
    "component": "component",
    "implementation": "implementation",
    "method": "method",
    "case": "case",
    "template": "template",
    "team": "team",
    "cite": "source",
    "problem": "problem",
    "problems": "problem",
}
"""The kind of record whose id each linking macro takes."""

SEVERAL = ("items", "problems")
"""Linking macros that take several ids."""
