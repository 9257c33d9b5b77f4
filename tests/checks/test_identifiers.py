"""Whatever could point to a person is refused, everything like it is not, and no message repeats it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tiny import write

from macros.checks import check
from macros.checks.identifiers import check_text, hide, mask
from macros.checks.shapes import is_nhs_number
from macros.pack import load
from macros.problems import Problem

FILES = Path(__file__).parents[1] / "identifiers"
HELP = ("999", "111", "116 123", "85258", "18000")
REFUSED = [
    (rule, text)
    for rule, texts in yaml.safe_load((FILES / "refused.yml").read_text(encoding="utf-8")).items()
    for text in texts
]
ALLOWED = yaml.safe_load((FILES / "allowed.yml").read_text(encoding="utf-8"))


def test_there_are_enough_of_both() -> None:
    """The fixture holds at least 40 texts to refuse and 40 to let be (users.md P3)."""
    assert len(REFUSED) >= 40
    assert len(ALLOWED) >= 40


@pytest.mark.parametrize(("rule", "text"), REFUSED)
def test_what_points_to_a_person_is_refused_and_masked(rule: str, text: str) -> None:
    """Each is refused by its own rule, at its line, with most of it hidden."""
    found = list(check_text("a.md", f"First line.\n\nA line: {text}\n", HELP))
    assert [problem.rule for problem in found] == [rule]
    assert found[0].line >= 3
    assert found[0].severity == "error"
    shown = re.findall(r'"(.*?)" looks like', found[0].message)[0]
    letters = [char for char in shown if char.isalnum()]
    assert len(letters) == 1
    assert shown.count("*") >= 3


@pytest.mark.parametrize("text", ALLOWED)
def test_what_only_looks_like_it_is_let_be(text: str) -> None:
    """Addresses, DOIs, trial numbers, ISBNs, help-now numbers, scores and dates of our own are not refused."""
    assert list(check_text("a.md", text, HELP)) == []


@given(st.integers(min_value=0, max_value=999_999_999), st.sampled_from(["", " ", "-", "."]))
def test_every_valid_number_is_found_in_its_usual_groups(stem: int, gap: str) -> None:
    """Any nine digits with their own check digit are refused, whatever stands between the groups."""
    digits = next((f"{stem:09d}{last}" for last in range(10) if is_nhs_number(f"{stem:09d}{last}")), None)
    if digits is None or digits.endswith("000000") or len(set(digits)) == 1:
        return  # its check digit would be 10, or it is a round figure: no such number is given out
    text = gap.join((digits[:3], digits[3:6], digits[6:]))
    assert [problem.rule for problem in check_text("a.md", f"x {text} y")] == ["nhs-number"]


@given(st.integers(min_value=0, max_value=9_999_999_999))
def test_the_check_digit_is_that_of_the_data_dictionary(number: int) -> None:
    """A number is valid when the sum of its ten digits with weights 10 to 1 divides by 11."""
    digits = f"{number:010d}"
    divides = sum(int(digit) * (10 - at) for at, digit in enumerate(digits)) % 11 == 0
    assert is_nhs_number(digits) is divides


def test_the_place_is_that_of_the_identifier() -> None:
    """Line and column point at the first character, past front matter and indents."""
    [problem] = check_text("a.yml", "title: x\nnote:\n  text: ring 01632 960001 now\n")
    assert (problem.line, problem.column) == (3, 14)


def test_two_in_one_line_are_two_problems() -> None:
    """Each is named by itself."""
    rules = [problem.rule for problem in check_text("a.md", "943 476 5919, jo.bloggs@nhs.net")]
    assert rules == ["nhs-number", "e-mail"]


def test_other_rules_do_not_repeat_an_identifier() -> None:
    """A message that quotes a wrong value is masked as well."""
    told = Problem(path="a", line=1, column=1, rule="text", message="team: 9434765919 is a number.")
    assert hide(told).message == "team: 9********* is a number."


def test_a_message_without_one_stays() -> None:
    """Nothing else is changed by masking."""
    told = Problem(path="a", line=1, column=1, rule="text", message="title: 14 is a number.")
    assert hide(told) is told


def test_a_mask_shows_the_shape_and_the_first_character() -> None:
    """Enough to find it in the file, too little to read it."""
    assert mask("943 476\n5919") == "9** *** ****"


def test_a_file_named_after_a_person_is_refused(tiny: Path) -> None:
    """A number in the name of a file is refused, whether or not the file can be read, and no message shows it."""
    for name in ("943-476-5919.md", "943 476 5919.txt"):
        (tiny / "items/methods" / name).write_text("no record", encoding="utf-8")
    found = check(tiny, load(tiny))
    assert [problem.rule for problem in found].count("nhs-number") == 2
    assert not any("476" in str(problem) for problem in found)
    assert "items/methods/9**-***-****.md" in {problem.path for problem in found}


def test_a_record_that_cannot_be_read_is_looked_at(tiny: Path) -> None:
    """What points to a person is told at once, even where the record around it is no record at all."""
    for path, text in (
        ("domains/bench.yml", "title: [\nnote: 943 476 5919\n"),
        ("methods/walk-through.md", "943 476 5919\n"),
        ("methods/walk.txt", "943 476 5919\n"),
    ):
        write(tiny, path, text)
    found = {problem.path for problem in check(tiny, load(tiny)) if problem.rule == "nhs-number"}
    assert found == {"items/domains/bench.yml", "items/methods/walk-through.md", "items/methods/walk.txt"}
