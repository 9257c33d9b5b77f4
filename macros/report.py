"""Print problems: for people, for annotations on a pull request or one comment below it, and for other programs."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict

from macros.problems import Problem, errors, printable

STYLES = ("text", "github", "comment", "json")
SHOWN = 5
"""Problems in one comment: more at a time help nobody (users.md E7)."""

GRAVE = frozenset(
    (
        *("nhs-number", "hospital-number", "phone", "e-mail", "date-of-birth", "postcode", "date-and-ward"),
        *("initials-and-age", "title-and-name", "safety", "consent", "consent-lapsed", "help-now-checked"),
    )
)
"""Rules that protect people: what they found comes first."""


def show(problems: Sequence[Problem], style: str) -> str:
    """Return all problems as one text in a style of ``STYLES``: first what must be mended, then advice."""
    problems = sorted(problems, key=lambda problem: problem.severity != "error")
    if style == "json":
        return json.dumps([asdict(problem) for problem in problems], indent=2, ensure_ascii=False) + "\n"
    if style == "github":
        return "".join(_annotation(problem) + "\n" for problem in problems)
    if style == "comment":
        return _comment(problems)
    return "\n".join([*map(str, problems), _summary(problems)])


def _comment(problems: Sequence[Problem]) -> str:
    """Return one kind comment in Markdown: the gravest problems, at most ``SHOWN``, and advice where there is room."""
    wrong = sorted(errors(problems), key=lambda problem: (problem.rule not in GRAVE, problem))
    advice = [problem for problem in problems if problem.severity == "advice"]
    lines = ["Thank you for this."]
    if wrong:
        lines += ["", "Before it can go in, please mend:", "", *map(_entry, wrong[:SHOWN])]
    if len(wrong) > SHOWN:
        lines += ["", f"There are {len(wrong) - SHOWN} more. They can wait until these are done."]
    if not wrong:
        lines.append("There is nothing that you must mend.")
    room = SHOWN - len(wrong[:SHOWN])
    if advice and room:
        lines += ["", "Some advice, which you are free to leave:", "", *map(_entry, advice[:room])]
    return "\n".join(lines) + "\n"


def _entry(problem: Problem) -> str:
    """Return a list entry. The message is shown as it is: nothing in it is read as Markdown or HTML."""
    text = re.sub(r"([\\`*_{}\[\]<>#|@])", r"\\\1", problem.message)
    return f"- `{problem.path}`, line {problem.line}: {text}"


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
    text = printable(problem.message).replace("%", "%25")
    path = printable(problem.path).replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    return f"::{level} file={path},line={problem.line},col={problem.column},title={problem.rule}::{text}"
