"""Filters: what a list can be narrowed by, and what each record says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.memory import remember
from macros.models import Ref
from macros.models.item import Item
from macros.models.practice import CaseStudy, Template
from macros.models.source import Source
from macros.pages.facets import attributes
from macros.pages.filters import (
    case_filters,
    every_idea,
    idea_filters,
    is_free,
    item_filters,
    source_filters,
    template_filters,
)


@pytest.mark.parametrize(
    ("licence", "free"),
    [
        ("CC BY 4.0", True),
        ("CC BY (stated on page)", True),
        ("CC BY-SA 4.0", True),
        ("CC BY-NC-SA 3.0 IGO", True),
        ("CC0 1.0", True),
        ("Open Government Licence v3.0", True),
        ("Creative Commons Attribution (open access notice on page)", True),
        ("CC BY-ND 4.0", False),
        ("CC BY-NC-ND 4.0 (as stated)", False),
        ("Open access", False),
        ("May not be reproduced without permission of the trust", False),
        (None, False),
    ],
)
def test_free_to_adapt_means_that_changes_are_allowed(licence: str | None, free: bool) -> None:
    """Only a licence that lets a team change the work counts as free to adapt."""
    assert is_free(licence) is free


def test_lists_have_the_facets_that_readers_ask_for(root: Path) -> None:
    """Items, case studies, templates and sources each have all seven facets, and some one of their own."""
    pack = remember(root).pack
    names = {
        make.__name__: {facet.name for facet in make(pack).facets}
        for make in (item_filters, idea_filters, case_filters, template_filters, source_filters)
    }
    every = {"domain", "item", "setting", "kind", "effort", "gift", "free"}
    assert names["item_filters"] == every | {"offer"}
    assert names["case_filters"] == every | {"band"}
    assert names["template_filters"] == names["source_filters"] == every
    assert names["idea_filters"] == {"domain", "item", "kind", "effort", "gift"}


def test_counts_are_those_of_the_records(root: Path) -> None:
    """The number beside a choice is how many records have it, and no choice is offered that none has."""
    pack = remember(root).pack
    filters = case_filters(pack)
    setting = next(facet for facet in filters.facets if facet.name == "setting")
    counted = {value: sum(case.setting == value for case in pack.of(CaseStudy)) for value, _, _ in setting.choices}
    assert {value: count for value, _, count in setting.choices} == counted
    assert all(counted.values())


def test_the_values_of_an_idea_stay_together(root: Path) -> None:
    """An item says what each of its ideas takes and whose gift it is, so that both can be asked of the same idea."""
    pack = remember(root).pack
    filters = item_filters(pack)
    item = pack.get(Item, 14)
    said = attributes(filters, item.key)["data-ideas"].split(" ")
    for idea in item.ideas:
        wanted = {f"effort:{idea.effort}", *(f"gift:{gift}" for gift in idea.gift), f"kind:{idea.kind}"}
        assert any(wanted == set(one.split("+")) for one in said)
    assert {facet.name for facet in filters.facets if facet.part == "ideas"} == {"effort", "gift", "kind"}


def test_every_idea_can_be_found_by_what_it_takes(root: Path) -> None:
    """The list of ideas holds each idea of each item once, with that idea's own effort, gift and kind."""
    pack = remember(root).pack
    values = idea_filters(pack).values
    assert len(values) == sum(len(item.ideas) for item in pack.of(Item))
    for key, item, idea in every_idea(pack):
        assert values[key] == {
            "domain": (item.domain,),
            "item": (item.key,),
            "effort": (idea.effort,),
            "gift": idea.gift,
            "kind": (idea.kind,),
        }


def test_items_go_with_each_other_both_ways(root: Path) -> None:
    """Whichever of two items names the other, each is found by it."""
    pack = remember(root).pack
    values = item_filters(pack).values
    for item in pack.of(Item):
        for related in item.related:
            assert str(related.item) in values[item.key]["item"]
            assert item.key in values[str(related.item)]["item"]


def test_templates_and_sources_have_the_settings_of_their_case_studies(root: Path) -> None:
    """A template has the settings of the case studies that name it, a source of those that it tells; never unknown."""
    pack = remember(root).pack
    of_sources, of_templates = source_filters(pack).values, template_filters(pack).values
    for case in pack.of(CaseStudy):
        if case.source and case.setting != "unknown":
            assert case.setting in of_sources[case.source]["setting"]
    for template in pack.of(Template):
        named = {case.setting for case in pack.backlinks(Ref("template", template.key), CaseStudy)}
        assert set(of_templates[template.key]["setting"]) == named - {"unknown"}
    assert not any("unknown" in own["setting"] for own in of_sources.values())


def test_a_source_has_the_effort_of_the_ideas_that_rest_on_it(root: Path) -> None:
    """What can be asked of a source's ideas is asked of one idea at a time, as with items."""
    pack = remember(root).pack
    filters = source_filters(pack)
    assert {facet.name for facet in filters.facets if facet.part == "ideas"} == {"effort", "gift"}
    resting = {idea.source for _, _, idea in every_idea(pack)}
    for source in pack.of(Source):
        assert bool(filters.values[source.key]["effort"]) == (source.key in resting)


def test_bands_are_those_of_the_study(root: Path) -> None:
    """Only case studies of the study's teams have a band at the start, and it is that of the team."""
    pack = remember(root).pack
    values = case_filters(pack).values
    assert values["crt-1-hearing-a-family"]["band"] == ("low",)
    assert values["hackney-carers-hub"]["band"] == ()
