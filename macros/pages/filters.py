"""The lists that can be filtered: items, their ideas, case studies, templates and sources, and what each is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.models import Ref
from macros.models.item import Idea, Item
from macros.models.practice import CaseStudy, Team, Template
from macros.models.source import Source
from macros.pack import Pack
from macros.pages.facets import Filters, filters, unique
from macros.pages.lists import is_about, named_by, offer

IDEAS = "ideas"
"""The part of a record that is its ideas: what each takes and whose gift it is."""

CASES = "cases"
"""The part of an item that is its case studies: where each comes from, and whether it may be adapted."""

_FREE = re.compile(
    r"\bCC0\b|\bCC BY(?!-NC-ND|-ND)\b|Creative Commons Attribution(?!.*NoDeriv)|Open Government Licen[cs]e"
)


def is_free(licence: str | None) -> bool:
    """Say whether a licence lets a team change what it covers: Creative Commons but for ND, or open government."""
    return bool(licence and _FREE.search(licence))


def every_idea(pack: Pack) -> Iterator[tuple[str, Item, Idea]]:
    """Yield every idea with its item and a key of its own, ``14-3`` for the third of item 14, in the pack's order."""
    for item in pack.of(Item):
        for place, idea in enumerate(item.ideas, 1):
            yield f"{item.key}-{place}", item, idea


def item_filters(pack: Pack) -> Filters:
    """Return what items can be filtered by: domain, the items each goes with, their ideas, and what there is."""
    values = {}
    for item in pack.of(Item):
        found = offer(pack, item)
        has = {"case": found.cases, "template": found.templates, "heard": found.recordings}
        values[item.key] = {
            "domain": (item.domain,),
            "item": unique((*(str(related.item) for related in item.related), *(o.key for o in named_by(pack, item)))),
            **_of_ideas(item.ideas),
            "kind": unique(idea.kind for idea in item.ideas),
            "setting": _settings(found.cases),
            "free": ("case",) if any(is_free(case.licence) for case in found.cases) else (),
            CASES: unique(_case(case) for case in found.cases),
            "offer": tuple(kind for kind, records in has.items() if records),
        }
    labels = {
        "domain": "Domain",
        "item": "Goes with item",
        "effort": "Ideas by effort",
        "gift": "Ideas by gift",
        "kind": "Ideas by what they rest on",
        "setting": "Case studies by setting",
        "free": "Case studies by licence",
        "offer": "What there is",
    }
    return (
        filters(pack, values, labels).with_part(IDEAS, ("effort", "gift", "kind")).with_part(CASES, ("setting", "free"))
    )


def idea_filters(pack: Pack) -> Filters:
    """Return what ideas can be filtered by; their keys are those of ``every_idea``."""
    values = {
        key: {
            "domain": (item.domain,),
            "item": (item.key,),
            "effort": (idea.effort,),
            "gift": idea.gift,
            "kind": (idea.kind,),
        }
        for key, item, idea in every_idea(pack)
    }
    labels = {"effort": "Effort", "gift": "Gift", "kind": "What it rests on", "domain": "Domain", "item": "Item"}
    return filters(pack, values, labels)


def case_filters(pack: Pack) -> Filters:
    """Return what case studies can be filtered by; a band is that of the study's team before its work."""
    values = {
        case.key: {
            **_places(pack, case.items),
            "setting": (case.setting,),
            "band": unique(team.starting_band for team in pack.of(Team) if is_about(case, team)),
            "kind": (case.kind,),
            "effort": (case.effort,),
            "gift": case.gift,
            "free": _free(case.licence),
        }
        for case in pack.of(CaseStudy)
    }
    labels = {
        "domain": "Domain",
        "item": "Item",
        "setting": "Setting",
        "band": "Band at the start",
        "kind": "What it rests on",
        "effort": "Effort",
        "gift": "Gift",
        "free": "Licence",
    }
    return filters(pack, values, labels)


def template_filters(pack: Pack) -> Filters:
    """Return what templates can be filtered by; a setting is that of the case studies that name the template."""
    values = {
        found.key: {
            **_places(pack, found.items),
            "kind": (found.kind,),
            "effort": (found.effort,),
            "gift": found.gift,
            "setting": _settings(pack.backlinks(Ref("template", found.key), CaseStudy)),
            "free": _free(found.licence),
        }
        for found in pack.of(Template)
    }
    labels = {
        "domain": "Domain",
        "item": "Item",
        "kind": "Kind",
        "effort": "Effort",
        "gift": "Gift",
        "setting": "Case studies by setting",
        "free": "Licence",
    }
    return filters(pack, values, labels)


def source_filters(pack: Pack) -> Filters:
    """Return what sources can be filtered by: their own fields, and the case studies and ideas that rest on them."""
    ideas: dict[str, list[Idea]] = {}
    for _, _, idea in every_idea(pack):
        if idea.source:
            ideas.setdefault(idea.source, []).append(idea)
    values = {
        source.key: {
            **_places(pack, source.items or ()),
            "kind": (source.kind,),
            **_of_ideas(ideas.get(source.key, ())),
            "setting": _settings(pack.backlinks(Ref("source", source.key), CaseStudy, ["source"])),
            "free": _free(source.licence),
        }
        for source in pack.of(Source)
    }
    labels = {
        "domain": "Domain",
        "item": "Item",
        "kind": "Kind",
        "setting": "Case studies by setting",
        "effort": "Ideas by effort",
        "gift": "Ideas by gift",
        "free": "Licence",
    }
    return filters(pack, values, labels).with_part(IDEAS, ("effort", "gift"))


def _places(pack: Pack, numbers: Iterable[int]) -> dict[str, tuple[str, ...]]:
    """Return the items and domains that a record bears on."""
    items = [pack.get(Item, number) for number in numbers if Ref("item", str(number)) in pack.entries]
    return {"item": tuple(item.key for item in items), "domain": unique(item.domain for item in items)}


def _of_ideas(ideas: Iterable[Idea]) -> dict[str, tuple[str, ...]]:
    """Return what ideas take and whose gift they are: each by itself, and each idea as one value that holds its own."""
    found = tuple(ideas)
    return {
        "effort": unique(idea.effort for idea in found),
        "gift": unique(gift for idea in found for gift in idea.gift),
        IDEAS: unique(_idea(idea) for idea in found),
    }


def _idea(idea: Idea) -> str:
    """Return an idea as one word that holds each of its values: ``effort:hours+gift:team+kind:practice``."""
    return "+".join((f"effort:{idea.effort}", *(f"gift:{gift}" for gift in idea.gift), f"kind:{idea.kind}"))


def _case(case: CaseStudy) -> str:
    """Return a case study as one word: ``setting:rural+free:case``."""
    return f"setting:{case.setting}" + ("+free:case" if is_free(case.licence) else "")


def _settings(cases: Iterable[CaseStudy]) -> tuple[str, ...]:
    """Return where the teams of case studies work, as far as that is known."""
    return unique(case.setting for case in cases if case.setting != "unknown")


def _free(licence: str | None) -> tuple[str, ...]:
    return ("yes",) if is_free(licence) else ()
