"""Whatever could point to a person: refused in every record and hand-written page, and never printed whole.

Rests on users.md P1 and P3. What identifies is found by its shape (``shapes``), so this is a net and not a promise:
the anonymisation of a record is still the work of a person. The numbers of the help-now record may stand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from macros.checks.shapes import ADDRESS, IN_ADDRESS, NOT_OF_PEOPLE, SHAPES, Shape
from macros.models.help_now import HelpNow
from macros.pack import Loaded
from macros.problems import Problem

_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
"""Lower case that keeps every character in its place, which that of a few letters does not."""

_BETWEEN = "\n\n\x00\n\n"
"""Stands between texts, so that nothing reaches from one into the next."""

WINDOW = 160
"""Characters either side of a hint that are looked at. No shape is longer."""


@dataclass(frozen=True)
class Found:
    """An identifier in a text: where it stands, and what it shows of itself when it must be named."""

    shape: Shape
    start: int
    end: int
    masked: str


def find(text: str, allowed: Iterable[str] = ()) -> Iterator[Found]:
    """Yield everything in a text that could point to a person, by place, each stretch once."""
    if not next(_matches(text), None):
        return
    blanked = ADDRESS.sub(_blank_address, NOT_OF_PEOPLE.sub(_blank, text))
    for number in allowed:
        blanked = re.sub(rf"(?<!\d)(?<!\d[ ./-]){re.escape(number)}(?![ ./-]?\d)", _blank, blanked)
    taken: list[Found] = []
    for shape, match in _matches(blanked):
        if all(match.end() <= other.start or match.start() >= other.end for other in taken):
            taken.append(Found(shape, match.start(), match.end(), mask(text[match.start() : match.end()])))
    yield from sorted(taken, key=lambda found: found.start)


def mask(text: str) -> str:
    """Return a text with all letters and digits but the first hidden, so that it can be found and not read."""
    first = next((at for at, char in enumerate(text) if char.isalnum()), 0)
    shown = "".join("*" if char.isalnum() and at > first else char for at, char in enumerate(text))
    return re.sub(r"\s+", " ", shown)


def hide(problem: Problem) -> Problem:
    """Return a problem that repeats no identifier: other rules quote what they find wrong, and name its file."""
    message, path = masked(problem.message), masked(problem.path)
    return (
        problem if (message, path) == (problem.message, problem.path) else replace(problem, message=message, path=path)
    )


def masked(text: str) -> str:
    """Return a text with every identifier in it masked."""
    for found in reversed(list(find(text))):
        text = text[: found.start] + found.masked + text[found.end :]
    return text


def allowed(loaded: Loaded) -> list[str]:
    """Return the numbers that may stand anywhere: those of the help-now record."""
    return sorted({line.number for help_now in loaded.pack.of(HelpNow) for line in help_now.lines if line.number})


def check(texts: Mapping[str, str], allowed: Iterable[str] = ()) -> Iterator[Problem]:
    """Yield a problem for everything in some texts, by path, that could point to a person.

    All texts are looked over at once, which is fast; only one in which something shows is then read with care.
    """
    pairs = list(texts.items())
    yield from names(texts)
    starts = list(accumulate((len(text) + len(_BETWEEN) for _, text in pairs), initial=0))
    every = _BETWEEN.join(text for _, text in pairs)
    suspects = (match.start() for _, match in _matches(every) if next(find(_lines(every, match), allowed), None))
    for at in sorted({bisect_right(starts, start) - 1 for start in suspects}):
        yield from check_text(*pairs[at], allowed)


def names(paths: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for every file whose name could point to a person: it would become an address of the site."""
    every = list(paths)
    if not next(find("\n\n".join(every)), None):
        return
    for path in every:
        for found in find(path):
            message = (
                f'the name of this file, with "{found.masked}", looks like {found.shape.name}. '
                "Give the file another name; an old version may keep this one, so tell whoever looks after the site."
            )
            yield Problem(path=path, line=1, column=1, rule=found.shape.rule, message=message)


def check_text(path: str, text: str, allowed: Iterable[str] = ()) -> Iterator[Problem]:
    """Yield a problem for everything in one text that could point to a person."""
    for found in find(text, allowed):
        line = text.count("\n", 0, found.start) + 1
        column = found.start - text.rfind("\n", 0, found.start)
        message = f'"{found.masked}" looks like {found.shape.name}. {found.shape.mend}.'
        yield Problem(path=path, line=line, column=column, rule=found.shape.rule, message=message)


def _lines(text: str, match: re.Match[str]) -> str:
    end = text.find("\n", match.end())
    return text[text.rfind("\n", 0, match.start()) + 1 : len(text) if end < 0 else end]


def _matches(text: str) -> Iterator[tuple[Shape, re.Match[str]]]:
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text.translate(_LOWER)
    for shape in SHAPES:
        for start, end in _windows(text, lowered, shape.hints):
            for match in shape.pattern.finditer(text, start, end):
                if shape.holds(match[0]):
                    yield shape, match


def _windows(text: str, lowered: str, hints: Iterable[str | re.Pattern[str]]) -> list[tuple[int, int]]:
    """Return the stretches of whole lines around every hint, or the whole text where a shape has no hints."""
    if not hints:
        return [(0, len(lowered))]
    windows: list[tuple[int, int]] = []
    for place in sorted(at for hint in hints for at in _places(text, lowered, hint)):
        start = lowered.rfind("\n", 0, max(place - WINDOW, 0)) + 1
        end = lowered.find("\n", place + WINDOW)
        end = len(lowered) if end < 0 else end
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


def _places(text: str, lowered: str, hint: str | re.Pattern[str]) -> Iterator[int]:
    if isinstance(hint, re.Pattern):
        yield from (match.start() for match in hint.finditer(text))
        return
    at = lowered.find(hint)
    while at >= 0:
        yield at
        at = lowered.find(hint, at + 1)


def _blank(match: re.Match[str]) -> str:
    return "\x00" * len(match[0])


def _blank_address(match: re.Match[str]) -> str:
    """Blank an address but for what would be an NHS number even there: its other numbers are nobody's."""
    blanked, text = ["\x00"] * len(match[0]), match[0]
    for found in IN_ADDRESS.finditer(text):
        blanked[found.start() : found.end()] = found[0]
    return "".join(blanked)
