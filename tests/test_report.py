"""One kind comment: the gravest first, few at a time, and nothing of a record is run or read as markup."""

from __future__ import annotations

import pytest

from macros.checks import identifiers
from macros.checks.shapes import SHAPES
from macros.problems import Problem
from macros.reading_grade import grade
from macros.report import GRAVE, SHOWN, show


def problem(rule: str, severity: str = "error", path: str = "a.md", message: str = "Say it so.") -> Problem:
    """Return a problem of a rule."""
    return Problem(path=path, line=1, column=1, rule=rule, message=message, severity=severity)  # type: ignore[arg-type]


def test_everything_that_points_to_a_person_is_grave() -> None:
    """No shape of an identifier is missing among the rules that come first."""
    assert {shape.rule for shape in SHAPES} <= GRAVE


def test_nothing_to_mend_is_said_kindly() -> None:
    """A clean record gets thanks and no list."""
    assert show([], "comment") == "Thank you for this.\nThere is nothing that you must mend.\n"


def test_a_comment_reads_so() -> None:
    """The whole text: what protects people first, then the rest, then advice that may be left."""
    found = [problem("style", "advice", "c.md", "Say it so."), problem("colon"), problem("nhs-number", path="b.md")]
    assert show(found, "comment") == (
        "Thank you for this.\n\nBefore it can go in, please mend:\n\n"
        "- `b.md`, line 1: Say it so.\n- `a.md`, line 1: Say it so.\n\n"
        "Some advice, which you are free to leave:\n\n- `c.md`, line 1: Say it so.\n"
    )


def test_at_most_five_are_shown() -> None:
    """Eight problems and three pieces of advice give five entries, and the number of those that wait."""
    found = [problem("colon", path=f"{at}.md") for at in range(8)] + [problem("style", "advice")] * 3
    text = show(found, "comment")
    assert text.count("\n- ") == SHOWN
    assert "There are 3 more." in text
    assert "advice" not in text


def test_a_message_is_shown_and_not_read_as_markup() -> None:
    """Links, images, mentions and tags in a message stay text."""
    text = show([problem("tag", message="![x](y) @somebody <b> `code` [[item:1]]")], "comment")
    assert r"!\[x\](y) \@somebody \<b\> \`code\` \[\[item:1\]\]" in text


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.rule)
def test_messages_about_people_are_easy_to_read(shape: object) -> None:
    """What an editor reads when something must go keeps to grade 8 (users.md E7)."""
    assert isinstance(shape, identifiers.Shape)
    assert grade(f"This looks like {shape.name}. {shape.mend}.") <= 8


def test_what_must_be_mended_comes_first() -> None:
    """Advice on the first file does not stand before a problem in the last, and the two are counted apart."""
    found = [problem("style", "advice", "a.md"), problem("colon", path="z.md")]
    assert (
        show(found, "text")
        == "z.md:1:1: Say it so.\na.md:1:1: advice: Say it so.\n1 problem in 1 file. 1 piece of advice."
    )
