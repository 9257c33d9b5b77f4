"""One broken record for each rule, in a file named after it, with all that ``pack check`` says about the project.

``<rule>[.variant].yml`` or ``.md`` is the record. Its ``.txt`` says where in the small project it stands (``place:``),
what is taken away (``without:``), how often its text stands there (``times:``), on which day somebody asks what the day
makes wrong (``today:``), and then the exact lines expected, no more and no fewer: one mistake, one problem. Of advice,
only that of the file's own rule counts.
A change that is meant is accepted by one command, and then read in the diff:

    .venv/bin/python tests/test_broken.py
"""

from __future__ import annotations

import ast
import datetime
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import pytest
from tiny import copy_tiny

from macros.checks import check, dates, markup
from macros.pack import load
from macros.problems import Problem
from macros.reading import syntax

FOLDER = Path(__file__).parent / "broken"
HEAD = ("place: ", "without: ", "times: ", "today: ")
CASES = sorted(file for file in FOLDER.iterdir() if file.suffix != ".txt")


@dataclass(frozen=True)
class Expectation:
    """What is said above about a broken record, and the lines expected of it."""

    head: list[str]
    lines: list[str]

    def said(self, name: str) -> list[str]:
        """Return what the head says under a name."""
        return [line.removeprefix(f"{name}: ") for line in self.head if line.startswith(f"{name}: ")]


def expectation(case: Path) -> Expectation:
    """Read what is expected of a broken record."""
    lines = _expected(case).read_text(encoding="utf-8").splitlines()
    head = list(takewhile(lambda line: line.startswith(HEAD), lines))
    return Expectation(head, lines[len(head) :])


def _expected(case: Path) -> Path:
    return case.parent / f"{case.name.removesuffix(case.suffix)}.txt"


def rule_of(case: Path) -> str:
    """Return the rule that a broken record is named after."""
    return case.name.split(".")[0]


def problems_with(case: Path, root: Path) -> list[Problem]:
    """Return the errors of the small project with one record broken, and the advice of that record's rule."""
    expected = expectation(case)
    project = copy_tiny(root / "project")
    for name in expected.said("without"):
        (project / "items" / name).unlink()
    times = int((expected.said("times") or ["1"])[0])
    for place in expected.said("place"):
        file = project / "items" / place
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(case.read_bytes() * times)
    loaded = load(project)
    days = map(datetime.date.fromisoformat, expected.said("today"))
    found = [*check(project, loaded), *(problem for day in days for problem in dates.due(loaded, day))]
    return [problem for problem in found if problem.severity == "error" or problem.rule == rule_of(case)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_broken_record(case: Path, tmp_path: Path) -> None:
    """A broken record is told by its rule, at its line and column, with the mend, and nothing else is."""
    problems = problems_with(case, tmp_path)
    assert [str(problem) for problem in problems] == expectation(case).lines
    assert rule_of(case) in {problem.rule for problem in problems}


CHECKING = ("validation.py", "reading", "pack", "checks")
"""The modules and folders of ``macros`` whose problems ``pack check`` reports."""


def rules(root: Path) -> set[str]:
    """Return every rule by which the check can report a problem, read from the code that reports them."""
    files = [file for part in CHECKING for file in [root / "macros" / part, *(root / "macros" / part).rglob("*.py")]]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files if file.is_file()]
    takes = dict(pair for tree in trees for pair in _takes_a_rule(tree))
    named = {rule for tree in trees for rule in _rules_in(tree, takes)}
    return named | {rule.name for rule in markup.RULES} | {rule for _, rule, _ in syntax._MEANINGS}


def _takes_a_rule(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield every function and class that is given a rule, and the place of it among what it is given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
        elif isinstance(node, ast.ClassDef):
            fields = [part.target for part in node.body if isinstance(part, ast.AnnAssign)]
            names = [field.id for field in fields if isinstance(field, ast.Name)]
            made = [part for part in node.body if isinstance(part, ast.FunctionDef) and part.name == "__init__"]
            names = [argument.arg for part in made for argument in part.args.args[1:]] or names
            names = ["rule" if name == "name" and node.name == "Rule" else name for name in names]
        else:
            continue
        if "rule" in names:
            yield node.name, names.index("rule")


def _rules_in(tree: ast.Module, takes: dict[str, int]) -> Iterator[str]:
    """Yield what is given as a rule, set as a rule, or returned as the first of a rule and its message."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = [*node.args[takes[name] : takes[name] + 1]] if name in takes else []
            for value in [*given, *(word.value for word in node.keywords if word.arg == "rule")]:
                yield from _texts(value)
        elif isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "rule" for target in node.targets):
            yield from _texts(node.value)
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 2:
            yield from (text for text in _texts(node.value.elts[0]) if re.fullmatch("[a-z]+(-[a-z]+)*", text))


def _texts(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from _texts(value.body)
        yield from _texts(value.orelse)


def test_every_rule_has_a_broken_record(root: Path) -> None:
    """Every rule that the check can report has a broken record here."""
    found = rules(root)
    with_one = {rule_of(case) for case in CASES}
    assert with_one - found == set(), "the code that names these rules is not read"
    assert found - with_one == set(), "each needs a broken record in tests/broken/"


if __name__ == "__main__":
    for each in CASES:
        with tempfile.TemporaryDirectory() as folder:
            found = problems_with(each, Path(folder))
        text = "\n".join([*expectation(each).head, *map(str, found)]) + "\n"
        _expected(each).write_text(text, encoding="utf-8")
