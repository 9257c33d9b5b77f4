"""What an item must hold before it is worth a reader's minute, and what one still lacks.

The numbers are about writing and not about any scale; each stands with its reason. A scale says with ``complete``
whether its items promise them: then the check holds every item to them. The ledger shows them either way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros import reading_grade
from macros.models import Ref
from macros.models.item import Item
from macros.models.practice import CaseStudy, Template
from macros.pack import Pack
from macros.reading import KeyPath
from macros.references import references

MINUTE_WORDS = 90
"""At most: what fits on one phone screen and is read in half a minute."""

MINUTE_GRADE = 9
"""At most, by Flesch-Kincaid: readable between two visits."""

WHY_WORDS = (80, 200)
"""Enough to say what the evidence is and where it is thin; not so much that nobody reads it."""

WHY_SOURCES = 2
"""Different sources cited in ``why``: one paper alone is an opinion."""

IDEAS = 5
IDEAS_NOW = 2
"""Ideas in a team's own gift that take hours or days: something to start without asking anybody."""

NOW = ("hours", "days")
ALIASES = (8, 15)
"""Words that staff type: too few and search fails, too many and everything is found everywhere."""

FEW = (2, 4)
"""Questions, measures and pitfalls: what a meeting can hold."""

RELATED = 1
SOURCES = 5
PRACTICE = 3
"""Case studies, and ideas that a source reports: others have done it."""

TEMPLATES = 1
FOR_YOU_SENTENCES = (2, 3)
FOR_YOU_GRADE = 8
"""At most: plain words for the public."""


@dataclass(frozen=True)
class Shortfall:
    """One thing that an item lacks: the field to mend, how much there is, and what is asked for."""

    field: KeyPath
    message: str


def shortfalls(pack: Pack, item: Item) -> Iterator[Shortfall]:
    """Yield everything that an item still lacks, in the order of its fields."""
    yield from _count(("aliases",), "aliases", len(item.aliases), ALIASES)
    yield from _minute(item)
    yield from _why(item)
    yield from _ideas(pack, item)
    for name in ("questions", "measures", "pitfalls"):
        yield from _count((name,), name, len(getattr(item, name)), FEW)
    yield from _count(("related",), "related items", len(item.related), (RELATED, None))
    yield from _for_you(item)
    yield from _count(("sources",), "sources", len(item.sources), (SOURCES, None))
    ref = Ref("item", item.key)
    reported = practice(item) + len(pack.backlinks(ref, CaseStudy, ["items"]))
    yield from _count(("number",), "case studies or reported ideas", reported, (PRACTICE, None))
    yield from _count(("number",), "templates", len(pack.backlinks(ref, Template, ["items"])), (TEMPLATES, None))


def practice(item: Item) -> int:
    """Return how many ideas of an item a source reports, as against our own suggestions."""
    return sum(1 for idea in item.ideas if idea.source is not None)


def _minute(item: Item) -> Iterator[Shortfall]:
    text = " ".join(item.in_one_minute)
    yield from _count(("in_one_minute",), "words in one minute", len(reading_grade.words(text)), (None, MINUTE_WORDS))
    yield from _grade(("in_one_minute",), "the minute", text, MINUTE_GRADE)


def _why(item: Item) -> Iterator[Shortfall]:
    yield from _count(("why",), "words of why it matters", len(reading_grade.words(item.why)), WHY_WORDS)
    cited = {found.ref for found in references(item.why) if found.ref.kind == "source"}
    yield from _count(("why",), "different sources cited in why it matters", len(cited), (WHY_SOURCES, None))


def _ideas(pack: Pack, item: Item) -> Iterator[Shortfall]:
    yield from _count(("ideas",), "ideas", len(item.ideas), (IDEAS, None))
    own = pack.scale.gifts[0]
    now = sum(1 for idea in item.ideas if idea.effort in NOW and own.id in idea.gift)
    kind = f"ideas with gift {own.id} and effort {' or '.join(NOW)}"
    yield from _count(("ideas",), kind, now, (IDEAS_NOW, None))


def _for_you(item: Item) -> Iterator[Shortfall]:
    yield from _count(
        ("for_you",), "sentences for the public", len(reading_grade.sentences(item.for_you)), FOR_YOU_SENTENCES
    )
    yield from _grade(("for_you",), "the text for the public", item.for_you, FOR_YOU_GRADE)


def _count(field: KeyPath, what: str, found: int, limits: tuple[int | None, int | None]) -> Iterator[Shortfall]:
    low, high = limits
    if (low is not None and found < low) or (high is not None and found > high):
        asked = f"{low} to {high}" if low and high else f"at least {low}" if low else f"at most {high}"
        yield Shortfall(field, f"{what}: {found}, and an item needs {asked}")


def _grade(field: KeyPath, what: str, text: str, limit: int) -> Iterator[Shortfall]:
    found = reading_grade.grade(text)
    if found > limit:
        message = f"{what} reads at grade {found:.1f}; {limit} or lower is asked for. Try shorter sentences and words"
        yield Shortfall(field, message)
