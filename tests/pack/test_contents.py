"""A pack answers questions: records in a stated order, by id, and with the nearest id where one is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.models import Ref
from macros.models.item import Item
from macros.models.practice import CaseStudy
from macros.models.scale import Domain
from macros.pack import load, unknown


def test_order(tiny: Path) -> None:
    """Records with a number stand by number, others by title, whatever their files are called."""
    pack = load(tiny).pack
    assert [item.number for item in pack.of(Item)] == list(range(1, 13))
    assert [domain.id for domain in pack.of(Domain)] == ["welcome", "bench", "upkeep"]
    assert [case.title for case in pack.of(CaseStudy)] == ["A jar that faded", "A trolley for the tea"]


def test_by_id(tiny: Path) -> None:
    """A record is found by kind and id, and a wrong id raises a KeyError that names the nearest."""
    pack = load(tiny).pack
    assert pack.by_id("item", 2).name == "Tea before tools"
    assert pack.scale.short == "Bench scale"
    assert pack.help_now.title == "If something is on fire"
    with pytest.raises(KeyError, match=r'there is no case study "tea-troley"\. Did you mean "tea-trolley"\?'):
        pack.by_id("case", "tea-troley")


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        (Ref("item", "13"), 'there is no item "13". There are 1 to 2.'),
        (Ref("case", "tee"), 'there is no case study "tee". Did you mean "tea"?'),
        (Ref("case", "zzz"), 'there is no case study "zzz". There are pot, tea.'),
        (Ref("method", "x"), 'there is no method "x".'),
        (Ref("itme", "1"), '"itme" is not a kind of record to point to. Did you mean "item" or "team"?'),
        (Ref("scale", "scale"), '"scale" is not a kind of record to point to. Did you mean "case" or "source"?'),
    ],
)
def test_unknown(ref: Ref, message: str) -> None:
    """A reference that leads nowhere is explained with the nearest ids, the range of numbers, or a few examples."""
    known = [Ref("item", "1"), Ref("item", "2"), Ref("case", "tea"), Ref("case", "pot")]
    assert unknown(ref, known) == message


def test_a_pack_cannot_be_changed(tiny: Path) -> None:
    """Records, entries and the pack itself are frozen."""
    pack = load(tiny).pack
    with pytest.raises(TypeError):
        pack.entries[Ref("item", "1")] = pack.entries[Ref("item", "2")]  # type: ignore[index]
    with pytest.raises(ValueError, match="frozen"):
        pack.get(Item, 1).title = "x"  # type: ignore[misc]
