"""What lists can be filtered by: for each list its facets, and the values of each record, as pages print them.

The lists are whole without a script. With one (``assets/filter.js``), the values narrow them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from macros.models import Record, Ref
from macros.models.item import Idea, Item
from macros.models.practice import CaseStudy, Team, Template
from macros.models.scale import Domain
from macros.models.source import Source
from macros.pack import Pack
from macros.pages.lists import is_about, offer

Values = Mapping[str, tuple[str, ...]]
"""The values of one record by facet."""

KIND_WORDS = {"published": "Published", "practice": "In use elsewhere", "suggestion": "Our suggestion"}
EFFORT_WORDS = {"hours": "Hours", "days": "Days", "weeks": "Weeks", "months": "Months"}
SETTING_WORDS = {"urban": "Urban", "suburban": "Suburban", "rural": "Rural", "mixed": "Mixed", "unknown": "Not known"}
OFFER_WORDS = {"case": "Case studies", "template": "Templates", "heard": "Recordings and organisations"}
FREE_WORDS = {"yes": "Free to adapt"}

IDEAS = "ideas"
"""The part of an item that effort, gift and kind are of."""

_FREE = re.compile(
    r"\bCC0\b|\bCC BY(?!-NC-ND|-ND)\b|Creative Commons Attribution(?!.*NoDeriv)|Open Government Licen[cs]e"
)


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
    """The facets of one list, and the values of its records by id."""

    facets: tuple[Facet, ...]
    values: Mapping[str, Values]


def _idea(idea: Idea) -> str:
    """Return an idea as one word that holds each of its values: ``effort:hours+gift:team+kind:practice``."""
    return "+".join((f"effort:{idea.effort}", *(f"gift:{gift}" for gift in idea.gift), f"kind:{idea.kind}"))


def is_free(licence: str | None) -> bool:
    """Say whether a licence lets a team change what it covers: Creative Commons but for ND, or open government."""
    return bool(licence and _FREE.search(licence))


def item_filters(pack: Pack) -> Filters:
    """Return what items can be filtered by: their domain, what they offer, and their ideas."""
    values = {}
    for item in pack.of(Item):
        found = offer(pack, item)
        has = {"case": found.cases, "template": found.templates, "heard": found.recordings}
        values[item.key] = {
            "domain": (item.domain,),
            "effort": _unique(idea.effort for idea in item.ideas),
            "gift": _unique(gift for idea in item.ideas for gift in idea.gift),
            "kind": _unique(idea.kind for idea in item.ideas),
            IDEAS: _unique(_idea(idea) for idea in item.ideas),
            "setting": _unique(case.setting for case in found.cases if case.setting != "unknown"),
            "offer": tuple(kind for kind, records in has.items() if records),
        }
    labels = {
        "domain": "Domain",
        "effort": "Ideas by effort",
        "gift": "Ideas by gift",
        "kind": "Ideas by what they rest on",
    }
    every = _filters(pack, values, {**labels, "setting": "Case studies by setting", "offer": "What there is"})
    parts = [
        replace(facet, part=IDEAS) if facet.name in ("effort", "gift", "kind") else facet for facet in every.facets
    ]
    return replace(every, facets=tuple(parts))


def case_filters(pack: Pack) -> Filters:
    """Return what case studies can be filtered by; a band is that of the study's team before its work."""
    teams = pack.of(Team)
    values = {
        case.key: {
            **_places(pack, case.items),
            "setting": (case.setting,),
            "band": _unique(team.starting_band for team in teams if is_about(case, team)),
            "kind": (case.kind,),
            "effort": (case.effort,),
            "free": ("yes",) if is_free(case.licence) else (),
        }
        for case in pack.of(CaseStudy)
    }
    labels = {
        "domain": "Domain",
        "item": "Item",
        "setting": "Setting",
        "band": "Band at the start",
        "kind": "What it rests on",
    }
    return _filters(pack, values, {**labels, "effort": "Effort", "free": "Licence"})


def template_filters(pack: Pack) -> Filters:
    """Return what templates can be filtered by."""
    values = {
        found.key: {
            **_places(pack, found.items),
            "kind": (found.kind,),
            "free": ("yes",) if is_free(found.licence) else (),
        }
        for found in pack.of(Template)
    }
    return _filters(pack, values, {"domain": "Domain", "item": "Item", "kind": "Kind", "free": "Licence"})


def source_filters(pack: Pack) -> Filters:
    """Return what sources can be filtered by."""
    values = {
        source.key: {
            **_places(pack, source.items or ()),
            "kind": (source.kind,),
            "free": ("yes",) if is_free(source.licence) else (),
        }
        for source in pack.of(Source)
    }
    return _filters(pack, values, {"domain": "Domain", "item": "Item", "kind": "Kind", "free": "Licence"})


def _places(pack: Pack, numbers: Iterable[int]) -> dict[str, tuple[str, ...]]:
    """Return the items and domains that a record bears on."""
    items = [pack.get(Item, number) for number in numbers if Ref("item", str(number)) in pack.entries]
    return {"item": tuple(item.key for item in items), "domain": _unique(item.domain for item in items)}


def _filters(pack: Pack, values: Mapping[str, Values], labels: Mapping[str, str]) -> Filters:
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


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def attributes(filters: Filters, record: Record) -> dict[str, str]:
    """Return the data attributes of a record in a filtered list."""
    return {f"data-{name}": " ".join(values) for name, values in filters.values[record.key].items() if values}
