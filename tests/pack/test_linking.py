"""Linking: who points to whom is recorded once, from typed fields, prose and bodies alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.models import Ref
from macros.models.item import Item
from macros.models.practice import CaseStudy, Team, Template
from macros.models.programme import Component
from macros.pack import Mention, Pack, load, typed_references


@pytest.fixture
def pack(tiny: Path) -> Pack:
    """Load the small project."""
    return load(tiny).pack


def test_mentions_name_their_field(pack: Pack) -> None:
    """A mention says which record points here and from which field; a body is called ``body``."""
    found = pack.mentions[Ref("item", "3")]
    assert Mention(Ref("case", "tea-trolley"), "items") in found
    assert Mention(Ref("case", "tea-trolley"), "body") in found
    assert Mention(Ref("item", "2"), "related") in found
    assert Mention(Ref("item", "1"), "why") in pack.mentions[Ref("item", "2")]
    assert Mention(Ref("team", "1"), "targets") in pack.mentions[Ref("item", "2")]
    assert Mention(Ref("team", "1"), "components") in pack.mentions[Ref("component", "open-morning")]


def test_sources_of_a_list_point_for_themselves(pack: Pack) -> None:
    """In a list of sources, each points to its own items, under the field that it stands in."""
    assert Mention(Ref("source", "kettle-talk"), "items") in pack.mentions[Ref("item", "2")]
    assert not [m for m in pack.mentions[Ref("item", "3")] if m.source.kind == "source"]


def test_every_mention_has_a_record(pack: Pack) -> None:
    """No mention comes from or leads to a record that is not there."""
    for target, mentions in pack.mentions.items():
        assert target in pack.entries
        assert all(mention.source in pack.entries for mention in mentions)
        assert mentions == tuple(sorted(set(mentions)))


def test_typed_references(pack: Pack) -> None:
    """Every field that is marked as a reference gives its path and its target, in lists, parts and names of fields."""
    found = list(typed_references(pack.get(Item, 1)))
    assert (("domain",), Ref("domain", "welcome")) in found
    assert (("related", 0, "item"), Ref("item", "2")) in found
    assert (("ideas", 1, "source"), Ref("source", "kettle-talk")) in found
    assert (("components", "open-morning"), Ref("component", "open-morning")) in list(
        typed_references(pack.get(Team, 1))
    )


def test_backlinks(pack: Pack) -> None:
    """Back-links give each record once, sorted, of one kind, and from chosen fields if asked."""
    ref = Ref("item", "2")
    assert [case.id for case in pack.backlinks(ref, CaseStudy)] == ["tea-trolley"]
    assert [template.id for template in pack.backlinks(ref, Template, ["items"])] == ["welcome-card"]
    assert [team.number for team in pack.backlinks(ref, Team)] == [1, 2]
    assert pack.backlinks(ref, Item, ["aliases"]) == ()
    assert pack.backlinks(Ref("item", "99"), Item) == ()
    assert [found.id for found in pack.backlinks(Ref("principle", "kindness"), Component)] == ["open-morning"]
