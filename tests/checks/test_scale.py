"""Rules on the scale that a broken record alone cannot show."""

from __future__ import annotations

from pathlib import Path

from tiny import record, write

from macros.checks import check
from macros.pack import load
from macros.problems import errors


def rules(root: Path) -> dict[str, int]:
    """Return how often each rule is broken in a project."""
    found: dict[str, int] = {}
    for problem in errors(check(root, load(root))):
        found[problem.rule] = found.get(problem.rule, 0) + 1
    return found


def test_an_empty_project(tmp_path: Path) -> None:
    """Without any record, the two that nothing works without are asked for."""
    assert rules(tmp_path) == {"missing-record": 2}


def test_a_broken_scale_is_not_missing(tiny: Path) -> None:
    """A scale that cannot be read is one problem, and no rule that needs it is told."""
    write(tiny, "scale.yml", record(tiny, "scale.yml").replace("items: 12", "items: twelve"))
    assert rules(tiny) == {"type": 1}


def test_a_broken_item_is_not_missing_from_the_count(tiny: Path) -> None:
    """An item that cannot be read counts as there."""
    write(tiny, "fidelity/07-spare-parts-at-hand.yml", "number: [\n")
    assert sum(rules(tiny).values()) == 1


def test_all_numbers_of_a_larger_scale(tiny: Path) -> None:
    """Every number that is missing is told, each once."""
    scale = record(tiny, "scale.yml").replace("items: 12", "items: 15").replace("max: 36", "max: 45")
    write(tiny, "scale.yml", scale)
    assert rules(tiny) == {"missing-item": 3}
