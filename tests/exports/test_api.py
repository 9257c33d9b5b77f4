"""The data for other programs: what stands in it, that it fits its schemas, and that its addresses are there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from macros.exports.api import Edition, Records, api, schema
from macros.memory import remember
from macros.models import KINDS, Kind, kind_of
from macros.models.base import RefTo, fields_marked
from macros.pack import load
from macros.urls import present

ROOT = Path(__file__).parents[2]
TINY = Path(__file__).parent / "tiny"
PAGES = ("items/1.md", "domains/doors.md", "sources/paper.md")
EDITION = Edition(name="Bakery Pack", version="1.2.3", terms="Take a loaf.\n")


@pytest.fixture(scope="module")
def tiny() -> dict[str, bytes]:
    """Every file of a pack of one item, one story and one source, whose story has no page yet."""
    loaded = load(TINY)
    assert loaded.problems == ()
    return api(loaded.pack, EDITION, PAGES)


@pytest.fixture(scope="module")
def real() -> dict[str, Any]:
    """Return the data of this repository by kind, as a program reads it."""
    pack = remember(ROOT).pack
    files = api(pack, Edition(name="x"), ())
    return {kind.word: json.loads(files[f"api/v1/{kind.word}.json"]) for kind in KINDS}


@pytest.mark.parametrize("name", ["item", "case", "source", "schema/source", "team"])
def test_a_pack_gives_these_very_files(name: str, tiny: dict[str, bytes]) -> None:
    """The files of a small pack are, byte for byte, those kept beside this test."""
    assert tiny[f"api/v1/{name}.json"].decode() == (TINY / f"expected/{name}.json").read_text(encoding="utf-8")


def test_the_same_records_give_the_same_bytes(tiny: dict[str, bytes]) -> None:
    """Records loaded a second time give the same files, to the byte."""
    assert api(load(TINY).pack, EDITION, PAGES) == tiny


def test_every_kind_has_its_data_and_its_schema(tiny: dict[str, bytes]) -> None:
    """The index says what the pack is, and names the data and the schema of every kind: these files, and no others."""
    index = json.loads(tiny["api/v1/index.json"])
    assert (index["name"], index["version"], index["api"]) == ("Bakery Pack", "1.2.3", 1)
    assert index["scale"] == {"title": "Bakery Welcome Scale", "version": "First version"}
    assert index["rights"]["statement"] == "Ask before you bake"
    assert {kind["kind"]: kind["count"] for kind in index["kinds"] if kind["count"]} == {
        "scale": 1,
        "domain": 1,
        "item": 1,
        "case": 1,
        "source": 1,
    }
    assert [kind["kind"] for kind in index["kinds"]] == [kind.word for kind in KINDS]
    named = {address for kind in index["kinds"] for address in (kind["data"], kind["schema"])} | {index["licence"]}
    assert {f"/{path}" for path in tiny} == named | {"/api/v1/index.json"}
    assert tiny["api/v1/licence.txt"].decode() == EDITION.terms


def test_where_consent_is_kept_is_not_told(tiny: dict[str, bytes]) -> None:
    """Nothing about a person's consent is in the data, nor in its schema."""
    assert "consent" in (TINY / "items/case-studies/the-hinge.md").read_text(encoding="utf-8")
    for path in ("api/v1/case.json", "api/v1/schema/case.json"):
        assert "drawer 7" not in tiny[path].decode()
        assert "consent" not in tiny[path].decode().lower()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_the_data_fits_its_schema(kind: Kind, real: dict[str, Any]) -> None:
    """Each kind's data reads back through the model of its schema, and holds every field that the schema asks for."""
    data = real[kind.word]
    Records[kind.model].model_validate_json(json.dumps(data), strict=False)  # type: ignore[name-defined]
    fields = schema(kind)["$defs"][kind.model.__name__]
    assert data["count"] == len(data["records"])
    for record in data["records"]:
        assert set(fields["required"]) <= record["data"].keys() <= fields["properties"].keys()


def test_references_are_ids_that_are_in_the_data(real: dict[str, Any]) -> None:
    """Whatever a field refers to, an item, a source or another record, is in the data under that id."""
    known = {record["ref"] for data in real.values() for record in data["records"]}
    items = {f"item:{number}" for data in real["case"]["records"] for number in data["data"]["items"]}
    sources = {f"source:{data['data']['source']}" for data in real["case"]["records"]}
    assert fields_marked(kind_of("case").model, RefTo) >= {"items", "source"}
    assert items
    assert sources
    assert items | sources <= known


def test_every_page_that_the_data_names_is_published(site: Path) -> None:
    """Each record of a kind that has pages names its page, anchor included, and the built site has it."""
    there = present(site)
    for kind in KINDS:
        records = json.loads((site / f"api/v1/{kind.word}.json").read_bytes())["records"]
        pages = {record["page"] for record in records}
        assert pages - {None} <= there
        assert (None in pages) is (not kind.pages and bool(records))
