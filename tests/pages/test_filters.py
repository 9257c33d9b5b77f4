"""Filters: what a list can be narrowed by, and what each record says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.memory import remember
from macros.models.item import Item
from macros.models.practice import CaseStudy
from macros.pages.filters import (
    attributes,
    case_filters,
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
    """Items, case studies, templates and sources each have the facets that their records can fill."""
    pack = remember(root).pack
    names = {
        make.__name__: {facet.name for facet in make(pack).facets}
        for make in (item_filters, case_filters, template_filters, source_filters)
    }
    assert names["item_filters"] == {"domain", "effort", "gift", "kind", "setting", "offer"}
    assert names["case_filters"] == {"domain", "item", "setting", "band", "kind", "effort", "free"}
    assert names["template_filters"] == {"domain", "item", "kind", "free"}
    assert names["source_filters"] == {"domain", "item", "kind", "free"}


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
    said = attributes(filters, item)["data-ideas"].split(" ")
    for idea in item.ideas:
        wanted = {f"effort:{idea.effort}", *(f"gift:{gift}" for gift in idea.gift), f"kind:{idea.kind}"}
        assert any(wanted == set(one.split("+")) for one in said)
    assert {facet.name for facet in filters.facets if facet.part == "ideas"} == {"effort", "gift", "kind"}


def test_bands_are_those_of_the_study(root: Path) -> None:
    """Only case studies of the study's teams have a band at the start, and it is that of the team."""
    pack = remember(root).pack
    values = case_filters(pack).values
    assert values["crt-1-hearing-a-family"]["band"] == ("low",)
    assert values["hackney-carers-hub"]["band"] == ()
