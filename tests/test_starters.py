"""Starters: a new record explains every field, is read without a mistake, and asks for nothing but to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pydantic import BaseModel
from tiny import record
from tiny import write as record_write

from macros.checks import check
from macros.cli import main
from macros.models import file_model, kind_of
from macros.models.base import allowed
from macros.models.source import SourceEntry
from macros.pack import load
from macros.problems import errors
from macros.starters import STARTERS, source_kinds, write


@pytest.mark.parametrize("name", STARTERS)
def test_a_new_record_only_asks_to_be_filled_in(name: str, tiny: Path) -> None:
    """Every problem of a new record is friendly and told at once: fields and sections all say "fill this in"."""
    file = write(tiny, name, "my-new-one", "paper" if name == "source" else None)
    problems = errors(check(tiny, load(tiny)))
    assert problems
    assert {problem.path for problem in problems} == {file.relative_to(tiny).as_posix()}
    assert {problem.rule for problem in problems} == ({"empty"} if name == "source" else {"empty", "fill-in"})
    assert all("fill this in" in problem.message.lower() for problem in problems)


@pytest.mark.parametrize("name", STARTERS)
def test_every_field_is_explained(name: str, tiny: Path) -> None:
    """Each field that the model knows stands in the starter, under a line that says what goes in it."""
    text = write(tiny, name, "my-new-one", "paper" if name == "source" else None).read_text(encoding="utf-8")
    lines = text[max(text.find("  # A source"), 0) :].split("\n")
    kind = kind_of(STARTERS[name])
    model: type[BaseModel] = SourceEntry if kind.word == "source" else kind.model
    for field, info in model.model_fields.items():
        key = re.compile(rf"^ *(?:- |# )?{re.escape(info.alias or field)}:")
        at = next((number for number, line in enumerate(lines) if key.match(line)), None)
        assert at is not None, f"{field} is missing"
        assert re.match(r" *# +[A-Za-z0-9]", lines[at - 1]), f"{field} is not explained: {lines[at - 1]}"


@pytest.mark.parametrize("name", ["case-study", "template"])
def test_every_allowed_word_is_named(name: str, tiny: Path) -> None:
    """Each word that a closed list allows stands in the starter."""
    text = write(tiny, name, "my-new-one").read_text(encoding="utf-8")
    for words in _closed_lists(file_model(kind_of(STARTERS[name]))):
        assert all(re.search(rf"\b{re.escape(word)}\b", text) for word in words), words


def _closed_lists(model: Any) -> Iterator[tuple[str, ...]]:
    for info in model.model_fields.values():
        yield allowed(info.annotation)
        for part in [info.annotation, *getattr(info.annotation, "__args__", ())]:
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from _closed_lists(part)


def test_ids_to_choose_from_are_listed(tiny: Path) -> None:
    """The ids that a record may point to are listed beside the field."""
    text = write(tiny, "case-study", "my-new-one").read_text(encoding="utf-8")
    assert "#   kindness\n" in text
    assert "#   open-morning\n" in text


def test_nothing_is_overwritten(tiny: Path) -> None:
    """A record that is there, by file or by id in a list, is left as it is."""
    for name, key in (("case-study", "tea-trolley"), ("template", "welcome-card"), ("source", "bench-notes")):
        before = {file: file.read_bytes() for file in (tiny / "items").rglob("*.*")}
        with pytest.raises(FileExistsError):
            write(tiny, name, key, "recording" if name == "source" else None)
        assert {file: file.read_bytes() for file in (tiny / "items").rglob("*.*")} == before


@pytest.mark.parametrize("key", ["With Space", "../up", "UP", "", "a--b", "-a", "a/b", "index", "a" * 81, "a\n"])
def test_an_id_is_a_plain_word(key: str, tiny: Path) -> None:
    """An id that could not be a file name and an address is refused before anything is written."""
    with pytest.raises(ValueError, match="cannot be an id"):
        write(tiny, "template", key)


@pytest.mark.parametrize("key", ["a-first", "bench-notes-more", "zz-last"])
def test_a_source_goes_where_it_belongs(key: str, tiny: Path) -> None:
    """A new source stands in its list by id, and the rest of the list is as it was."""
    before = (tiny / "items/sources/paper.yml").read_text(encoding="utf-8")
    file = write(tiny, "source", key, "paper")
    assert file == tiny / "items/sources/paper.yml"
    text = file.read_text(encoding="utf-8")
    ids = re.findall(r"^  - id: (.*)$", text, re.MULTILINE)
    assert ids == sorted([key, "bench-notes"])
    assert all(line in text for line in before.split("\n"))


def test_a_source_of_a_new_kind_starts_a_list(tiny: Path) -> None:
    """Where there is no list of the kind yet, one is begun."""
    text = write(tiny, "source", "a-report", "report").read_text(encoding="utf-8")
    assert "\nkind: report\n" in text
    assert "\nsources:\n" in text


def test_a_source_needs_its_kind(tiny: Path) -> None:
    """Without the kind of list, the message names all kinds."""
    with pytest.raises(ValueError, match="--list paper") as caught:
        write(tiny, "source", "a-report")
    assert all(kind in str(caught.value) for kind in source_kinds())


def test_a_list_that_there_is_not(tiny: Path) -> None:
    """A wrong kind of list is named, with the nearest right one; a record with a file of its own takes none."""
    with pytest.raises(ValueError, match=r'there is no list "papers"\. Did you mean "paper"'):
        write(tiny, "source", "a-report", "papers")
    with pytest.raises(ValueError, match="--list is for sources"):
        write(tiny, "template", "visit-card", "paper")


def test_ids_stay_whole(tiny: Path) -> None:
    """An id to copy stands on one line of the explanation, however long the list of ids is."""
    text = record(tiny, "principles/kindness.md")
    ids = [f"patience-{'and-more-' * length}patience" for length in range(1, 9)]
    for key in ids:
        record_write(tiny, f"principles/{key}.md", text.replace("id: kindness", f"id: {key}"))
    started = write(tiny, "case-study", "my-new-one").read_text(encoding="utf-8")
    assert all(re.search(rf"(?<![\w-]){key}(?![\w-])", started) for key in ids)


def test_the_command(tiny: Path) -> None:
    """``pack new`` says what it wrote and what to do next, and a second time that it is there already."""
    command = ["new", "template", "visit-card", "--root", str(tiny)]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0
    assert done.output == "wrote items/templates/visit-card.md: fill it in, then run: pack check\n"
    again = CliRunner().invoke(main, command)
    assert again.exit_code == 2
    assert "is there already" in again.output
