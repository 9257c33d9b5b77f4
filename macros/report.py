"""Print problems: for people, for annotations on a pull request, and for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from macros.problems import Problem, errors

STYLES = ("text", "github", "json")


def show(problems: Sequence[Problem], style: str) -> str:
    """Return all problems as one text in a style of ``STYLES``."""
    if style == "json":
        return json.dumps([asdict(problem) for problem in problems], indent=2, ensure_ascii=False) + "\n"
    if style == "github":
        return "".join(_annotation(problem) + "\n" for problem in problems)
    return "\n".join([*map(str, problems), _summary(problems)])


def _summary(problems: Sequence[Problem]) -> str:
    wrong = len(errors(problems))
    advice = len(problems) - wrong
    files = len({problem.path for problem in errors(problems)})
    hint = f" {advice} piece{'s' * (advice != 1)} of advice." if advice else ""
    if not wrong:
        return f"Nothing to mend.{hint}"
    return f"{wrong} problem{'s' * (wrong != 1)} in {files} file{'s' * (files != 1)}.{hint}"


def _annotation(problem: Problem) -> str:
    level = "error" if problem.severity == "error" else "notice"
    text = problem.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    path = problem.path.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    return f"::{level} file={path},line={problem.line},col={problem.column},title={problem.rule}::{text}"
