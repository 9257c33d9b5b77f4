"""Loading: every record is read once, every problem is told, and a broken record is not missing as well."""

from __future__ import annotations

from pathlib import Path

from tiny import record, write

from macros.models import Ref
from macros.models.item import Item
from macros.models.source import Source
from macros.pack import load, record_files
from macros.problems import errors


def test_a_good_project_has_no_problems(tiny: Path) -> None:
    """Everything in the small project is loaded: as many records as there are files, and the sources of its lists."""
    loaded = load(tiny)
    assert loaded.problems == ()
    assert loaded.broken == frozenset()
    assert len(loaded.documents) == len(record_files(tiny))
    assert len(loaded.pack.of(Item)) == 12
    assert [source.id for source in loaded.pack.of(Source)] == ["kettle-talk", "bench-notes"]


def test_a_source_has_what_its_list_says(tiny: Path) -> None:
    """The kind and the review of a list of sources are those of each source in it."""
    source = load(tiny).pack.get(Source, "kettle-talk")
    assert source.kind == "recording"
    assert source.reviewed.by == "bench editors"
    assert source.address is None, "an address that is somebody's copy is not the source's own"


def test_a_broken_record_is_not_missing_as_well(tiny: Path) -> None:
    """What points to a record that cannot be read is not called wrong: one mistake, one problem."""
    for path, broken in (
        ("fidelity/02-tea-before-tools.yml", "number: 2\ntitle: [\n"),
        ("sources/paper.yml", "kind: paper\nsources:\n  - id: bench-notes\n    title: a: b\n"),
        ("implementation/money.md", "no front matter"),
        ("principles/kindness.md", record(tiny, "principles/kindness.md").replace("kind: principle", "kind: rule")),
    ):
        before = record(tiny, path)
        write(tiny, path, broken)
        loaded = load(tiny)
        assert {problem.path for problem in errors(loaded.problems)} == {f"items/{path}"}, path
        assert len(loaded.broken) == 1
        write(tiny, path, before)


def test_a_missing_record_is_missed(tiny: Path) -> None:
    """Where many places point to a record that is not there, one problem says so and names every place."""
    (tiny / "items/fidelity/02-tea-before-tools.yml").unlink()
    [found] = [problem for problem in load(tiny).problems if problem.rule == "reference"]
    assert " places point to it: was its file renamed or deleted?" in found.message
    for place in ("items/fidelity/01-a-door-that-says-open.yml:53", "items/case-studies/tea-trolley.md:4"):
        assert place in found.message


def test_a_few_dead_references_are_told_each(tiny: Path) -> None:
    """Where three places or fewer point to a record that is not there, each is told at its own place."""
    (tiny / "items/fidelity/08-honest-about-the-hopeless.yml").unlink()
    found = {problem.path for problem in load(tiny).problems if problem.rule == "reference"}
    assert found == {"items/fidelity/07-spare-parts-at-hand.yml", "items/teams/2.yml"}


def test_hidden_files_are_no_records(tiny: Path) -> None:
    """Files and folders that start with a dot, such as an editor's, are passed over."""
    write(tiny, ".schema/item.json", "{}")
    write(tiny, "methods/.walk.md.swp", "x")
    assert load(tiny).problems == ()


def test_files_are_in_order(tiny: Path) -> None:
    """Files are read in one order on every machine."""
    assert record_files(tiny) == sorted(record_files(tiny))


def test_empty_and_missing_folders(tmp_path: Path) -> None:
    """A project without records loads as an empty pack."""
    assert load(tmp_path).pack.entries == {}
    assert load(tmp_path).problems == ()


def test_the_first_of_two_stays(tiny: Path) -> None:
    """Of two records with one id, the first in the order of files is kept and the other reported."""
    text = record(tiny, "sources/paper.yml").replace("kind: paper", "kind: website")
    write(tiny, "sources/website.yml", text)
    loaded = load(tiny)
    assert [(problem.path, problem.rule) for problem in loaded.problems] == [
        ("items/sources/website.yml", "duplicate-id")
    ]
    assert loaded.pack.entries[Ref("source", "bench-notes")].document.path == "items/sources/paper.yml"


def test_what_was_mended_is_no_record(tiny: Path) -> None:
    """A record with a slip of typing is checked as if it were mended, and is never among those that make pages."""
    path = "methods/walk-through.md"
    write(tiny, path, record(tiny, path).replace("time: Ten minutes", "time:Ten minutes").replace("[open-", "[opn-"))
    loaded = load(tiny)
    assert {problem.rule for problem in loaded.problems} == {"colon", "reference"}
    assert Ref("method", "walk-through") in loaded.broken
    assert Ref("method", "walk-through") not in loaded.pack.entries
