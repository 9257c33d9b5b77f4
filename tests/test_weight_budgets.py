"""Budgets of weight and time: what is over is named, all is printed, and the command ends with 1."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import bench
import pytest
import weight
from bench import Timing
from weight import FIRST_VIEW, INDEX, REPEAT_VIEW, USABLE, Visit, broken, report, search_files

GOOD: dict[str, Any] = {
    "first": (80_000, 9),
    "again": (900, 9),
    "next_item": (12_000, 9),
    "search": (90_000, 12),
    "usable": 1.9,
    "usable_again": 0.6,
}


@pytest.mark.slow
def test_the_whole_search_keeps_to_its_budget(site: Path) -> None:
    """Index, code and library together stay under what a first search may cost, whichever words are asked for."""
    assert 50_000 < search_files(site) <= INDEX


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"first": (FIRST_VIEW + 1, 9)}, ["first item page"]),
        ({"again": (REPEAT_VIEW + 1, 9)}, ["the same page again"]),
        ({"search": (INDEX + 1, 9)}, ["first search"]),
        ({"usable": USABLE + 0.1}, ["first item page usable after 3.10 s, the budget is 3 s"]),
    ],
)
def test_a_broken_budget_is_named(change: dict[str, Any], expected: list[str]) -> None:
    """Each budget of bytes or seconds that is passed gives a line; one that is just kept gives none."""
    found = broken(Visit(**GOOD | change), {"items/14/index.html": FIRST_VIEW}, INDEX)
    assert [line[: len(start)] for line, start in zip(found, expected, strict=True)] == expected


def test_a_heavy_page_and_a_heavy_search_are_named() -> None:
    """Every page that is too heavy is named, and the search as a whole."""
    found = broken(Visit(**GOOD), {"a/index.html": FIRST_VIEW + 1, "b/index.html": 1}, INDEX + 1000)
    assert found == [
        "the whole search: 251.0 KB, the budget is 250.0 KB",
        "first view of /a/index.html: 150.0 KB, the budget is 150.0 KB",
    ]


class Nothing:
    """Stands in for a browser: starts, and closes."""

    def __enter__(self) -> Nothing:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __getattr__(self, _: str) -> Any:
        return self

    def __call__(self, *_: object, **__: object) -> Nothing:
        """Do nothing."""
        return self


@pytest.mark.parametrize(("first", "code", "last"), [(1000, 0, "Every budget is kept."), (FIRST_VIEW + 1, 1, "Over")])
def test_the_report_is_printed_whole_before_the_end(
    first: int, code: int, last: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is over, the whole report comes first; then what is over, and the code tells it."""
    found = (Visit(**GOOD | {"first": (first, 9)}), {"items/14/index.html": 5}, 7)
    monkeypatch.setattr(weight, "sync_playwright", Nothing())
    monkeypatch.setattr(weight, "measured", lambda *_: found)
    monkeypatch.setattr("sys.argv", ["weight.py", "site"])
    assert weight.main() == code
    said = capsys.readouterr().out
    assert said.startswith("\n".join(report(*found)) + "\n" + last)


def run_bench(monkeypatch: pytest.MonkeyPatch, codes: dict[str, int], timings: list[Timing]) -> int:
    """Run the bench with made-up timings, and measurements that end with these codes by the folder or file they are."""

    class Done:
        def __init__(self, command: list[str], **_: object) -> None:
            self.returncode = next((code for name, code in codes.items() if name in command[1]), 0)

    def nothing(*_: object) -> Path:
        return Path()

    replaced: dict[str, Callable[..., object]] = {"commands": lambda *_: timings, "copy_project": nothing}
    for name, stand_in in replaced.items():
        monkeypatch.setattr(bench, name, stand_in)
    monkeypatch.setattr(bench.subprocess, "run", Done)
    monkeypatch.setattr("sys.argv", ["bench.py"])
    return bench.main()


FLOOR = Timing("floor", (0.1,))


def test_the_bench_ends_well_where_all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing over budget: the code is 0."""
    assert run_bench(monkeypatch, {}, [FLOOR, Timing("build", (14.0,), "15 s")]) == 0


def test_the_bench_goes_on_and_says_at_the_end_what_failed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A part that fails does not keep the next from running; the end names all that failed, and the code is 1."""
    slow, stopped = Timing("build", (16.0,), "15 s"), Timing("pack check", (), "", "pack check ended with 2:\n")
    assert run_bench(monkeypatch, {"weight.py": 1, "search": 3}, [FLOOR, stopped, slow]) == 1
    assert capsys.readouterr().out.splitlines()[-6:] == [
        "Not as it should be:",
        "  pack check ended with 2:",
        "",
        "  build: 16.00 s, the budget is 15 s",
        "  weight: ended with 1, see above",
        "  search: ended with 3, see above",
    ]
