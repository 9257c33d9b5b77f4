"""Every item of a complete scale holds the minimum; a scale that does not say so is left alone."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from macros.checks import complete
from macros.models import Ref
from macros.models.item import Item, ItemSource, Minute
from macros.pack import Entry, Loaded, Pack

PLAIN = "We ring you. We come to you. "


def with_item(real: Loaded, fields: dict[str, object]) -> Loaded:
    """Return the real pack with fields of item 14 changed."""
    ref = Ref("item", "14")
    entry = real.pack.entries[ref]
    other = Entry(entry.record.model_copy(update=fields), entry.document, entry.base)
    return replace(real, pack=Pack(MappingProxyType({**real.pack.entries, ref: other}), real.pack.mentions))


def minute(words: str) -> Minute:
    """Return a minute whose first line has these words."""
    return Minute.model_construct(good=words, top="Two.", try_="Try.", time="Five minutes.")


def test_every_item_of_this_pack_holds_the_minimum(real: Loaded) -> None:
    """The scale says that it is complete, and it is: for all of its items."""
    assert real.pack.scale.complete
    assert list(complete.check(real)) == []


def test_a_scale_that_promises_nothing_is_left_alone(real: Loaded) -> None:
    """The same gap is no problem where the scale does not say ``complete``."""
    short = with_item(real, {"aliases": ()})
    assert len(list(complete.check(short))) == 1
    scale = Ref("scale", "scale")
    entry = short.pack.entries[scale]
    open_scale = Entry(entry.record.model_copy(update={"complete": False}), entry.document)
    pack = Pack(MappingProxyType({**short.pack.entries, scale: open_scale}), short.pack.mentions)
    assert list(complete.check(replace(short, pack=pack))) == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"aliases": ("a",) * 7}, "aliases: 7, and an item needs 8 to 15."),
        ({"aliases": ("a",) * 16}, "aliases: 16, and an item needs 8 to 15."),
        ({"in_one_minute": minute(PLAIN * 13)}, "words in one minute: 95, and an item needs at most 90."),
        ({"in_one_minute": minute("Multidisciplinary organisational considerations")}, "the minute reads"),
        (
            {"why": f"{PLAIN * 5} [[source:ucl-core-item-14]] [[source:lamb-2024-sip-qualitative]]"},
            "words of why it matters: 35, ",
        ),
        ({"why": PLAIN * 12 + "[[source:ucl-core-item-14]] " * 2}, "different sources cited in why it matters: 1, "),
        ({"questions": ("a",)}, "questions: 1, and an item needs 2 to 4."),
        ({"measures": ("a",) * 5}, "measures: 5, and an item needs 2 to 4."),
        ({"pitfalls": ()}, "pitfalls: 0, and an item needs 2 to 4."),
        ({"related": ()}, "related items: 0, and an item needs at least 1."),
        ({"for_you": "We ring you."}, "sentences for the public: 1, and an item needs 2 to 3."),
        (
            {"for_you": "Multidisciplinary collaboration. Organisational considerations."},
            "the text for the public reads at grade",
        ),
        ({"sources": (ItemSource.model_construct(id="ucl-core-item-14", why="a"),) * 4}, "sources: 4, "),
    ],
)
def test_each_gap_is_named(real: Loaded, fields: dict[str, object], message: str) -> None:
    """One gap gives one problem, at its field, that says how much there is and what is asked for."""
    [problem] = complete.check(with_item(real, fields))
    assert problem.message.startswith(message)
    assert problem.path.endswith("14-support-for-carers.yml")
    assert problem.severity == "error"
    assert problem.line > 1


def test_ideas_that_a_team_can_start_with_are_counted(real: Loaded) -> None:
    """Ideas that take weeks, or need somebody else, do not count as a start."""
    ideas = real.pack.get(Item, 14).ideas
    nearest = real.pack.scale.gifts[0].id
    slow = tuple(idea.model_copy(update={"effort": "weeks"}) for idea in ideas)
    others = tuple(idea.model_copy(update={"gift": ("elsewhere",)}) for idea in ideas)
    for changed in (slow, others):
        [problem] = complete.check(with_item(real, {"ideas": changed}))
        assert problem.message.startswith(f"ideas with gift {nearest} and effort hours or days: 0, ")
    few = [problem.message for problem in complete.check(with_item(real, {"ideas": ideas[:4]}))]
    assert few[0] == "ideas: 4, and an item needs at least 5."


def test_practice_and_templates_are_counted_from_what_points_here(real: Loaded) -> None:
    """Without case studies, templates and reported ideas, all are asked for."""
    ideas = tuple(idea.model_copy(update={"source": None}) for idea in real.pack.get(Item, 14).ideas)
    lonely = with_item(real, {"ideas": ideas})
    mentions = MappingProxyType({ref: found for ref, found in lonely.pack.mentions.items() if ref != Ref("item", "14")})
    alone = replace(lonely, pack=Pack(lonely.pack.entries, mentions))
    assert [problem.message for problem in complete.check(alone)] == [
        "case studies or reported ideas: 0, and an item needs at least 3.",
        "templates: 0, and an item needs at least 1.",
    ]
