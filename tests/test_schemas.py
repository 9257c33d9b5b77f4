"""Schemas for editors: one for each kind, made from the models, and true to the records that are there."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tiny import TINY

from macros import schemas
from macros.models import KINDS, Kind
from macros.pack import load, record_files

VALIDATORS = {name: Draft202012Validator(json.loads(text)) for name, text in schemas.schemas().items()}


def plain(value: Any) -> Any:
    """Return data as JSON has it."""
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def test_every_kind_has_a_schema() -> None:
    """There is a schema for each kind, named after it, and each is one that tools can read."""
    assert set(VALIDATORS) == {f"{kind.word}.json" for kind in KINDS}
    for validator in VALIDATORS.values():
        validator.check_schema(validator.schema)


@pytest.mark.parametrize("of", ["tiny", "real"])
def test_records_fit_their_schema(of: str, root: Path) -> None:
    """Every record that the check accepts, the schema accepts: an editor underlines nothing that is right."""
    loaded = load(TINY if of == "tiny" else root)
    for kind, document in loaded.documents:
        found = [error.message for error in VALIDATORS[f"{kind.word}.json"].iter_errors(plain(document.data))]
        assert found == [], document.path


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("item", {"nmber": 1}),
        ("source", {"kind": "papers"}),
        ("domain", {"id": "With Spaces"}),
        ("help", {"lines": [{"link": "https://x.example"}]}),
    ],
)
def test_mistakes_do_not_fit(kind: str, data: dict[str, Any]) -> None:
    """An unknown field, a word that is not on the list and a text of the wrong form are underlined."""
    paths = {tuple(error.absolute_path) for error in VALIDATORS[f"{kind}.json"].iter_errors(data)}
    messages = " ".join(error.message for error in VALIDATORS[f"{kind}.json"].iter_errors(data))
    assert "nmber" in messages if kind == "item" else any(path for path in paths)


def test_the_schemas_in_the_folder_are_these(root: Path) -> None:
    """The files under items/.schema/ are what ``pack schema`` would write now."""
    folder = root / "items" / schemas.FOLDER
    assert {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()} == schemas.schemas()


def test_records_name_their_schema(root: Path) -> None:
    """The first line of every YAML record points an editor at the schema of its kind."""
    kinds: dict[str, Kind] = {document.path: kind for kind, document in load(root).documents}
    for file in record_files(root):
        name = file.relative_to(root).as_posix()
        if file.suffix == ".yml" and name in kinds:
            first = file.read_text(encoding="utf-8").split("\n")[0]
            assert first.startswith("# yaml-language-server: $schema="), name
            assert (file.parent / first.partition("=")[2]).resolve().name == f"{kinds[name].word}.json", name


def test_written_again(tiny: Path) -> None:
    """Writing the schemas gives the files, removes those of kinds that are gone, and touches nothing else."""
    folder = tiny / "items" / schemas.FOLDER
    folder.mkdir()
    (folder / "gone.json").write_text("{}", encoding="utf-8")
    assert len(schemas.write(tiny)) == len(KINDS)
    assert sorted(file.name for file in folder.iterdir()) == sorted(schemas.schemas())
    assert load(tiny).problems == ()
