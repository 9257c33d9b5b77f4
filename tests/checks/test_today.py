"""The clock is asked only where somebody asks for it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from macros.cli import main

ROOT = str(Path(__file__).parents[2])


def run(*arguments: str) -> tuple[int, str]:
    """Run ``pack check`` on this repository and return its exit code and what it said."""
    result = CliRunner().invoke(main, ["check", "--root", ROOT, *arguments])
    return result.exit_code, result.output


def test_without_a_day_nothing_is_late() -> None:
    """The plain check says nothing of lateness."""
    assert "was to be read again" not in run()[1]


def test_on_the_day_of_the_review_nothing_is_late() -> None:
    """A day on which all reviews are fresh changes neither the code nor the words."""
    assert run("--today", "2026-11-22") == run()


def test_a_late_review_is_advice_and_old_numbers_stop() -> None:
    """Years later every list of sources is late once, as advice; the numbers for help are an error."""
    code, text = run("--today", "2031-01-01")
    assert code == 1
    assert text.count("items/sources/paper.yml") == run()[1].count("items/sources/paper.yml") + 1
    assert "items/help-now.yml:12:13: the numbers were last checked" in text


def test_a_wrong_day_is_refused_in_words() -> None:
    """The message shows how a day is written."""
    code, text = run("--today", "tomorrow")
    assert code == 2
    assert "Write year-month-day, like 2026-11-22." in text
