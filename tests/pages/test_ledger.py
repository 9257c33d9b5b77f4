"""The dashboard counts what is there, names what is not, and invites to fill every gap."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from lxml import html

from macros.exports.coverage import COLUMNS, coverage, coverage_table
from macros.models import Ref
from macros.models.item import Item
from macros.models.practice import CaseStudy, Template
from macros.models.source import Source
from macros.pack import Entry, Pack, load
from macros.pages.ledger import due, gaps, ledger, rows
from macros.pages.render import render

PACK = load(Path(__file__).parents[2]).pack


def shown(name: str) -> html.HtmlElement:
    """Return one page of the ledger as a tree, front matter left out."""
    page = next(page for page in ledger(PACK) if page.path == f"coverage/{name}.md")
    return html.fromstring(f"<div>{render(PACK, page).split('---', 2)[2]}</div>")


def changed(kind: str, key: str, **fields: object) -> Pack:
    """Return the pack with fields of one record changed."""
    ref = Ref(kind, key)
    entry = PACK.entries[ref]
    other = Entry(entry.record.model_copy(update=fields), entry.document, entry.base)
    return replace(PACK, entries=MappingProxyType({**PACK.entries, ref: other}))


@pytest.mark.parametrize("number", [1, 14, 37])
def test_counts_are_those_of_the_records(number: int) -> None:
    """Case studies, templates and recordings are counted again here, straight from the records."""
    row = next(row for row in rows(PACK) if row.item.number == number)
    cases = [case for case in PACK.of(CaseStudy) if number in case.items]
    templates = [template for template in PACK.of(Template) if number in template.items]
    heard = [source for source in PACK.of(Source) if source.kind == "recording" and number in (source.items or ())]
    assert (row.counts[0], row.counts[2], row.recordings) == (len(cases), len(templates), len(heard))
    assert row.reported == sum(idea.kind != "suggestion" for idea in row.item.ideas)


def test_the_dashboard_has_every_item_with_its_counts() -> None:
    """The table holds one row for each item, whose numbers are those of the rows."""
    table = shown("index").xpath("//table")[0]
    cells = {row.xpath("string(th)"): [cell.text for cell in row.xpath("td")] for row in table.xpath(".//tbody/tr")}
    expected = {f"{row.item.number} {row.item.title}": [str(number) for number in row.counts] for row in rows(PACK)}
    assert cells == expected


def test_every_gap_has_an_invitation_and_its_items() -> None:
    """Each kind of gap says how to help, links to where, and names each item that has it."""
    boxes = shown("index").xpath("//div[@class='empty']")
    found = gaps(rows(PACK))
    assert [box.get("id") for box in boxes] == [gap.anchor for gap in found]
    for box, gap in zip(boxes, found, strict=True):
        assert gap.invitation in " ".join(box.text_content().split())
        assert box.xpath(".//a[@href='../contribute/index.md']")
        numbers = [link for link in box.xpath(".//a/@href") if link.startswith("../items/")]
        assert numbers == [f"../items/{item.number}.md" for item in gap.items]


def test_what_is_not_verified_is_named_and_a_gap() -> None:
    """A scoring rule that nobody has seen shows in the row and in the gap; once seen, in neither."""
    item = PACK.get(Item, 14)
    assert item.provenance.scoring == "unseen"
    seen = changed("item", "14", provenance=item.provenance.model_copy(update={"scoring": "seen"}))
    for pack, expected in ((PACK, True), (seen, False)):
        found = rows(pack)
        row = next(row for row in found if row.item.number == 14)
        gap = next(gap for gap in gaps(found) if gap.anchor == "scoring-not-seen")
        assert (("scoring rule", "not seen") in row.unverified) is expected
        assert (14 in [item.number for item in gap.items]) is expected


def test_what_the_minimum_asks_for_is_missing() -> None:
    """An item that falls short is in the table and in the first gap."""
    found = rows(changed("item", "14", aliases=("one",)))
    row = next(row for row in found if row.item.number == 14)
    assert row.missing == ("aliases: 1, and an item needs 8 to 15",)
    assert [item.number for item in next(gap for gap in gaps(found) if gap.anchor == "short").items] == [14]


def test_recordings_stand_under_every_item_they_serve() -> None:
    """Each item's section lists its recordings and organisations, or says that there are none and invites."""
    text = render(PACK, next(page for page in ledger(PACK) if page.path == "coverage/recordings.md"))
    sections = re.split(r"^### .*\{#item-(\d+)\}$", text, flags=re.MULTILINE)[1:]
    numbers, bodies = sections[::2], sections[1::2]
    assert sorted(map(int, numbers)) == [item.number for item in PACK.of(Item)]
    for row in rows(PACK):
        body = bodies[numbers.index(row.item.key)]
        for source in row.offer.recordings:
            assert str(source.address or source.title).replace("&", "&amp;").replace("'", "&#39;") in body
        assert ("Nobody yet" in body) is (not row.offer.recordings)


def test_distress_is_said_before_the_link_is_followed() -> None:
    """Each content note of a recording is on the page."""
    text = shown("recordings").text_content()
    notes = [source.content_note for source in PACK.of(Source) if source.kind == "recording" and source.content_note]
    assert notes
    assert [note for note in notes if note not in text] == []


def test_every_record_is_due_on_its_own_day() -> None:
    """Days are in order; each record stands under its own, sources once for each list."""
    found = due(PACK)
    assert [day for day, _ in found] == sorted(day for day, _ in found)
    listed = [(day, record) for day, kinds in found for _, records in kinds for record in records]
    assert all(day == record.review_by for day, record in listed)
    others = [entry.record for entry in PACK.entries.values() if entry.record.word != "source"]
    kinds = {source.kind for source in PACK.of(Source)}
    assert len(listed) == len(others) + len(kinds)


def test_an_early_review_comes_first() -> None:
    """A record with an earlier day moves to the top."""
    soon = datetime.date(2026, 12, 1)
    day, kinds = due(changed("item", "14", review_by=soon))[0]
    assert day == soon
    assert [record.key for _, records in kinds for record in records] == ["14"]


def test_the_export_prints_the_same_counts() -> None:
    """One line for each item under the names of the columns, and the sum at the end."""
    lines = coverage_table(PACK).split("\n")
    assert lines[0].split() == list(COLUMNS)
    assert len(lines) == len(PACK.of(Item)) + 4
    at = COLUMNS.index("templates")
    assert sum(int(row[at]) for row in coverage(PACK)) == sum(len(template.items) for template in PACK.of(Template))
    assert lines[-1].split()[:3] == ["sum", "over", "items"]
