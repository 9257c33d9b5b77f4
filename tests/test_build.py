"""Preparing a build: all pages or none, so that a broken record never leaves half of a change behind."""

from __future__ import annotations

from pathlib import Path

from tiny import record, write

from macros.build import prepare
from macros.memory import last_good

BROKEN = "fidelity/02-tea-before-tools.yml"


def pages(root: Path) -> dict[str, bytes]:
    """Return every generated page."""
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in (root / "docs").rglob("*.md")}


def test_all_pages_are_written(tiny: Path) -> None:
    """A good project gets a page for every record and an index for every kind, and a second time nothing changes."""
    prepared = prepare(tiny)
    assert prepared.errors == []
    assert prepared.written
    assert {"items/12.md", "items/index.md", "teams/2.md", "sources/paper.md"} <= set(prepared.written.changed)
    again = prepare(tiny).written
    assert again
    assert (again.changed, again.removed) == ((), ())


def test_only_looking_writes_nothing(tiny: Path) -> None:
    """Where nothing is to be written, nothing is."""
    before = pages(tiny)
    assert prepare(tiny, write=False).written is None
    assert pages(tiny) == before


def test_a_broken_record_keeps_the_last_pages(tiny: Path) -> None:
    """With one record broken, no page changes, not even those of good records, and the last good pack is kept."""
    prepare(tiny)
    before, good = pages(tiny), last_good(tiny)
    write(tiny, BROKEN, record(tiny, BROKEN).replace("number: 2", "number: two"))
    write(tiny, "methods/walk-through.md", record(tiny, "methods/walk-through.md").replace("Go out", "Leave"))
    prepared = prepare(tiny)
    assert [problem.rule for problem in prepared.errors] == ["type"]
    assert prepared.written is None
    assert pages(tiny) == before
    assert last_good(tiny) is good


def test_unchecked(tiny: Path) -> None:
    """With the check off, what can be read is written, problems and all."""
    write(tiny, "methods/walk-through.md", record(tiny, "methods/walk-through.md").replace("Go out", "<b>Go</b>"))
    assert prepare(tiny).written is None
    prepared = prepare(tiny, checked=False)
    assert [problem.rule for problem in prepared.errors] == ["html"]
    assert prepared.written
    assert "&lt;b&gt;Go&lt;/b&gt;" in (tiny / "docs/methods/walk-through.md").read_text(encoding="utf-8")


def test_pages_of_removed_records_go(tiny: Path) -> None:
    """The page of a record that is gone goes with it."""
    prepare(tiny)
    (tiny / "items/case-studies/jar-that-faded.md").unlink()
    written = prepare(tiny).written
    assert written
    assert "case-studies/jar-that-faded.md" in written.removed


def test_the_pages_made_by_hand_stay(tiny: Path) -> None:
    """Whatever is built, no hand-written page is changed."""
    before = pages(tiny)
    prepare(tiny)
    assert {path: text for path, text in pages(tiny).items() if path in before} == before
