"""Problems: one line each, with a hint at what was meant, whatever the record holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.problems import Problem, errors, listing, nearest, printable, shown
from macros.report import show


def problem(**changes: object) -> Problem:
    """Return a problem with some parts changed."""
    parts = {"path": "items/x.yml", "line": 3, "column": 5, "rule": "truth", "message": "Say it so."}
    return Problem(**(parts | changes))  # type: ignore[arg-type]


def test_as_text() -> None:
    """A problem reads path:line:col: message, and advice says that it is advice."""
    assert str(problem()) == "items/x.yml:3:5: Say it so."
    assert str(problem(severity="advice")) == "items/x.yml:3:5: advice: Say it so."


@given(st.text(), st.text())
def test_always_one_line(path: str, message: str) -> None:
    """Whatever stands in a name or a message, it is printed on one line that steers no terminal and no log."""
    for style in ("text", "github"):
        text = show([problem(path=path, message=message)], style)
        lines = text.splitlines()
        assert len(lines) == (2 if style == "text" else 1)
        assert all(line.isprintable() for line in lines)


def test_annotations_cannot_be_forged() -> None:
    """A path or message cannot end its own annotation and begin another."""
    text = show([problem(path="a,line=1::b\n::error::x", message="x\n::error file=y::z %0A")], "github")
    place = "file=a%2Cline=1%3A%3Ab\\x0a%3A%3Aerror%3A%3Ax,line=3,col=5,title=truth"
    assert text == f"::error {place}::x\\x0a::error file=y::z %250A\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")],
)
def test_listing(words: list[str], expected: str) -> None:
    """Words are joined as in a sentence."""
    assert listing(words) == expected


def test_nearest() -> None:
    """The nearest known words are offered, the nearest first, and nothing where none is near."""
    assert nearest("colour", ["color", "column", "row"]) == ' Did you mean "color" or "column"?'
    assert nearest("zzz", ["color", "column"]) == ""
    assert nearest("x" * 100_000, ["color"]) == ""


@given(st.text())
def test_shown_is_short(text: str) -> None:
    """A value in a message is in quotation marks, on one line, and cut where it is long."""
    made = shown(text)
    assert made[0] == made[-1] == '"'
    assert len(made) <= 63
    assert "\n" not in made


def test_printable() -> None:
    """Control characters are spelled out; letters of any alphabet stay."""
    assert printable("é ✓ \x1b[31m\n") == "é ✓ \\x1b[31m\\x0a"


def test_errors_are_kept_apart_from_advice() -> None:
    """Only errors stop a build."""
    assert errors([problem(), problem(severity="advice")]) == [problem()]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], "Nothing to mend."),
        ([problem(severity="advice")], "Nothing to mend. 1 piece of advice."),
        (
            [problem(), problem(line=4), problem(path="y"), problem(severity="advice")],
            "3 problems in 2 files. 1 piece of advice.",
        ),
    ],
)
def test_summary(found: list[Problem], expected: str) -> None:
    """The last line counts problems, files and advice."""
    assert show(found, "text").splitlines()[-1] == expected
