"""What a list can be filtered by, as pages print it: facets, choices with words and counts, and the values of entries.

The lists are whole without a script. With one (``assets/filter.js``), the values narrow them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from macros.models.item import Item
from macros.models.scale import Domain
from macros.pack import Pack

Values = Mapping[str, tuple[str, ...]]
"""The values of one entry by facet."""

KIND_WORDS = {"published": "Published", "practice": "In use elsewhere", "suggestion": "Our suggestion"}
EFFORT_WORDS = {"hours": "Hours", "days": "Days", "weeks": "Weeks", "months": "Months"}
SETTING_WORDS = {"urban": "Urban", "suburban": "Suburban", "rural": "Rural", "mixed": "Mixed", "unknown": "Not known"}
OFFER_WORDS = {"case": "Case studies", "template": "Templates", "heard": "Recordings and organisations"}
FREE_WORDS = {"yes": "Free to adapt", "case": "A case study free to adapt"}


@dataclass(frozen=True)
class Facet:
    """One way to narrow a list: its name in addresses, its label, and each choice with its words and its count.

    Facets of one ``part`` must fit the same part of a record: an idea that takes hours and is in the team's gift.
    """

    name: str
    label: str
    choices: tuple[tuple[str, str, int], ...]
    part: str = ""


@dataclass(frozen=True)
class Filters:
    """The facets of one list, and the values of its entries by key."""

    facets: tuple[Facet, ...]
    values: Mapping[str, Values]

    def with_part(self, part: str, names: Collection[str]) -> Filters:
        """Return these filters with the named facets asked of the same part of a record."""
        facets = (replace(facet, part=part) if facet.name in names else facet for facet in self.facets)
        return replace(self, facets=tuple(facets))


def filters(pack: Pack, values: Mapping[str, Values], labels: Mapping[str, str]) -> Filters:
    """Return the facets with these labels, in their order; a choice that no entry has is not offered."""
    facets = []
    for name, label in labels.items():
        count = Counter(value for own in values.values() for value in own[name])
        words = _words(pack, name, sorted(count))
        choices = tuple((value, shown, count[value]) for value, shown in words.items() if count[value])
        if choices:
            facets.append(Facet(name, label, choices))
    return Filters(tuple(facets), values)


def _words(pack: Pack, name: str, values: Sequence[str]) -> dict[str, str]:
    """Return the words of a facet's choices, in the order in which they are offered."""
    closed = {
        "domain": {domain.id: domain.title for domain in pack.of(Domain)},
        "item": {item.key: f"{item.key} {item.title}" for item in pack.of(Item)},
        "gift": {choice.id: choice.words for choice in pack.scale.gifts},
        "band": {band.name: band.name.capitalize() for band in pack.scale.bands},
        "effort": EFFORT_WORDS,
        "setting": SETTING_WORDS,
        "offer": OFFER_WORDS,
        "free": FREE_WORDS,
    }
    known = closed.get(name, {value: KIND_WORDS.get(value, value.capitalize()) for value in values})
    return {value: words for value, words in known.items() if value in values}


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Return values once each, in the order in which they first stand."""
    return tuple(dict.fromkeys(values))


def attributes(filters: Filters, key: str) -> dict[str, str]:
    """Return the data attributes of an entry in a filtered list."""
    return {f"data-{name}": " ".join(values) for name, values in filters.values[key].items() if values}
