"""The pages for editors and developers say what is so: every field, every target of make, every folder they name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.cli.building import build
from macros.models import KINDS, Kind, allowed
from macros.models.source import SourceEntry, SourceList

FOR_ALL = {"reviewed", "review_by", "changes"}
"""Fields of most records, explained once for all."""


@pytest.fixture(scope="module")
def records(root: Path) -> str:
    """Read the page on kinds of record."""
    return (root / "docs/contribute/records.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def developers(root: Path) -> str:
    """Read the page for developers."""
    return (root / "docs/contribute/developers.md").read_text(encoding="utf-8")


def section(text: str, kind: Kind) -> str:
    """Return the parts of the page whose headings name a kind."""
    parts = re.split(r"^(?=### )", text.partition("## The kinds")[2].partition("## Help in")[0], flags=re.MULTILINE)
    return "".join(part for part in parts if f"`{kind.word}`" in part.partition("\n")[0])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_every_field_is_explained(kind: Kind, records: str) -> None:
    """The page names every field of every kind, and every word of its closed lists, where it explains the kind."""
    fields = {
        info.alias or name: info.annotation
        for model in ([SourceEntry, SourceList] if kind.word == "source" else [kind.model])
        for name, info in model.model_fields.items()
    }
    words = {word for annotation in fields.values() for word in allowed(annotation)}
    named = set(re.findall(r"`(\w+)(?:: \w+)?`", section(records, kind)))
    assert (set(fields) | words) - FOR_ALL - {kind.word} - named == set()
    assert named
    assert all(f"**`{field}`**" in records for field in FOR_ALL)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_every_kind_is_in_the_table(kind: Kind, records: str) -> None:
    """The table of kinds names each with its folder or file, and the file or folder is there."""
    row = re.findall(rf"^\| `{kind.word}` \| .*", records, re.MULTILINE)[0]
    place = re.findall(r"`items/([^`]*)`", row)[0]
    assert place.rstrip("/") == kind.folder or (not kind.folder and place.endswith(kind.suffix))


def test_every_target_is_named(developers: str, root: Path) -> None:
    """The page for developers names every target of make, and none that is not there."""
    targets = set(re.findall(r"^([a-z-]+):.*##", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    listed = developers.partition("`make help` lists the rest: ")[2].partition(".\n")[0]
    rest = set(re.findall(r"`([a-z-]+)`", listed))
    assert rest | {"build", "test", "serve", "help"} == targets


def test_files_that_are_named_are_there(developers: str, root: Path) -> None:
    """Every file and folder of the code that the page for developers names is there."""
    named = set(re.findall(r"`((?:macros|tests|items|docs|\.setup)/[\w./-]*)`", developers))
    assert len(named) > 8
    generated = {"docs/items/"}
    assert sorted(path for path in named - generated if not (root / path).exists()) == []


def test_the_day_that_mkdocs_goes(developers: str, root: Path) -> None:
    """What the page says to change on that day is what names MkDocs: the default of build, and all of serve."""
    (engine,) = (parameter for parameter in build.params if parameter.name == "engine")
    assert engine.default == "mkdocs"
    steps = developers.partition("## The day that MkDocs goes")[2]
    naming = [
        file.relative_to(root).as_posix()
        for file in sorted((root / "macros").rglob("*.py"))
        if re.search(r'default="mkdocs"|_program\("mkdocs"\)', file.read_text(encoding="utf-8"))
    ]
    assert naming == ["macros/cli/building.py", "macros/engines.py"]
    assert all(f"`{path}`" in steps for path in naming)
