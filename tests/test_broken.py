"""One broken record for each rule, in a file named after it, with all that ``pack check`` says about the project.

``<rule>[.variant].yml`` or ``.md`` is the record. Its ``.txt`` says where in the small project it stands (``place:``),
what is taken away (``without:``), on which day somebody asks what the day makes wrong (``today:``), and then the exact
lines expected, no more and no fewer: one mistake, one problem.
A change that is meant is accepted by one command, and then read in the diff:

    .venv/bin/python tests/test_broken.py
"""

from __future__ import annotations

import datetime
import re
import tempfile
from pathlib import Path

import pytest
from tiny import copy_tiny

from macros.checks import check, dates
from macros.pack import load
from macros.problems import Problem, errors

FOLDER = Path(__file__).parent / "broken"
HEAD = re.compile(r"(place|without|today): (.*)")
CASES = sorted(file for file in FOLDER.iterdir() if file.suffix != ".txt")


def expectation(case: Path) -> tuple[list[tuple[str, str]], list[str]]:
    """Return what is said above, as pairs of a word and its value, and the lines expected."""
    lines = _expected(case).read_text(encoding="utf-8").splitlines()
    said = [match.groups() for line in lines if (match := HEAD.fullmatch(line))]
    return said, lines[len(said) :]


def _expected(case: Path) -> Path:
    return case.parent / f"{case.name.removesuffix(case.suffix)}.txt"


def problems_with(case: Path, root: Path) -> list[Problem]:
    """Return the errors of the small project with one record broken."""
    project = copy_tiny(root / "project")
    days = []
    for word, value in expectation(case)[0]:
        if word == "today":
            days.append(datetime.date.fromisoformat(value))
            continue
        file = project / "items" / value
        if word == "without":
            file.unlink()
            continue
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(case.read_bytes())
    loaded = load(project)
    return errors([*check(project, loaded), *(problem for day in days for problem in dates.due(loaded, day))])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_broken_record(case: Path, tmp_path: Path) -> None:
    """A broken record is told by its rule, at its line and column, with the mend, and nothing else is."""
    problems = problems_with(case, tmp_path)
    assert [str(problem) for problem in problems] == expectation(case)[1]
    assert case.name.split(".")[0] in {problem.rule for problem in problems}


def test_there_are_enough() -> None:
    """Every rule that this package's checks can raise has a broken record, and there are at least thirty."""
    assert len(CASES) >= 30


if __name__ == "__main__":
    for each in CASES:
        with tempfile.TemporaryDirectory() as folder:
            found = problems_with(each, Path(folder))
        head = [f"{word}: {value}" for word, value in expectation(each)[0]]
        _expected(each).write_text("\n".join([*head, *map(str, found)]) + "\n", encoding="utf-8")
