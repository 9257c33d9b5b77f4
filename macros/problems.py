"""What is wrong with a record or a page, and where: the one shape that every check reports in."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "advice"]


@dataclass(frozen=True, kw_only=True, order=True)
class Problem:
    """One thing to mend.

    ``path`` is relative to the project; ``line`` and ``column`` count from 1. ``message`` says what is wrong, what
    was expected and how to mend it. An ``error`` stops the build; ``advice`` does not.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        word = "" if self.severity == "error" else "advice: "
        return printable(f"{self.path}:{self.line}:{self.column}: {word}{self.message}")


def printable(text: str) -> str:
    """Return text on one line, its control characters spelled out: a record must not steer what shows it."""
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)


def shown(value: object, limit: int = 60) -> str:
    """Return a value in quotation marks for a message, on one line and shortened."""
    text = " ".join(str(value).split())
    return f'"{text if len(text) <= limit else text[:limit].rstrip() + "…"}"'


def nearest(wrong: str, known: Iterable[str]) -> str:
    """Return `` Did you mean "x"?`` for the known ids nearest to a wrong one, or an empty string."""
    close = difflib.get_close_matches(wrong[:100], sorted(known), n=3, cutoff=0.5)
    if not close:
        return ""
    return f" Did you mean {listing(map(shown, close))}?"


def listing(words: Iterable[str]) -> str:
    """Join words for a sentence: ``a, b or c``; no words give an empty text."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} or {last}" if first else last


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Keep the problems that stop a build."""
    return [problem for problem in problems if problem.severity == "error"]
