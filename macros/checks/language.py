"""The words of records and hand-written pages: rules of safety stop the build, rules of style advise.

The rules are data, in ``language.yml``. Quotations are exempt, since nobody may mend what somebody else said, and so
is ``code``: that is where a page about words shows them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Literal

import yaml
from pydantic import TypeAdapter

from macros.checks.passages import HEARD, Passage
from macros.models.base import Part, Text
from macros.problems import Problem, Severity


class Rule(Part):
    """One entry of ``language.yml``; its first lines say what each field holds."""

    word: Text
    also: tuple[Text, ...] = ()
    instead: Text
    why: Text
    severity: Severity
    unless_before: tuple[Text, ...] = ()
    unless_inside: Literal["capitals"] | None = None


@dataclass(frozen=True)
class Finder:
    """A rule made ready: the words that must stand in a text at all, and the pattern that then decides."""

    rule: Rule
    needles: frozenset[str]
    pattern: re.Pattern[str]


@cache
def finders() -> tuple[Finder, ...]:
    """Return every rule of ``language.yml``, in its order."""
    text = (files("macros.checks") / "language.yml").read_text(encoding="utf-8")
    rules = TypeAdapter(tuple[Rule, ...]).validate_python(yaml.load(text, Loader=yaml.CSafeLoader), strict=False)
    return tuple(_finder(rule) for rule in rules)


def check(passages: list[Passage]) -> Iterator[Problem]:
    """Yield a problem for every word that a rule names, once for each rule and passage.

    Words inside those of an earlier rule are its matter alone: one that can hurt holds some that are only style.
    """
    taken: dict[int, list[tuple[int, int]]] = {}
    for passage, finder in _possible([passage for passage in passages if not passage.quoted]):
        rule = finder.rule
        match = finder.pattern.search(passage.text)
        if not match or (rule.severity == "advice" and passage.field in HEARD):
            continue
        earlier = taken.setdefault(id(passage), [])
        if any(start <= match.start() < end for start, end in earlier):
            continue
        earlier.append(match.span())
        line, column = passage.find(match[0])
        yield Problem(
            path=passage.path,
            line=line,
            column=column,
            rule="safety" if rule.severity == "error" else "style",
            message=f'"{match[0]}": write {rule.instead} instead. {rule.why}',
            severity=rule.severity,
        )


def _possible(passages: list[Passage]) -> Iterator[tuple[Passage, Finder]]:
    """Yield the passages that hold a needle of a rule: one plain search over all, since patterns over all are slow."""
    lowered = [passage.text.lower() for passage in passages]
    every = "\n".join(lowered)
    starts = list(accumulate((len(text) + 1 for text in lowered), initial=0))
    known = set(re.findall(r"\w+|[^\w\s]", " ".join(set(every.split()))))
    for finder in finders():
        found: set[int] = set()
        for needle in finder.needles & known:
            at = every.find(needle)
            while at >= 0:
                found.add(bisect_right(starts, at) - 1)
                at = every.find(needle, at + 1)
        yield from ((passages[place], finder) for place in sorted(found))


def _finder(rule: Rule) -> Finder:
    forms = (rule.word, *rule.also)
    if rule.unless_inside:
        pattern = rf"(?<![A-Z]){re.escape(rule.word)}|{re.escape(rule.word)}(?![A-Z])"
    elif not rule.word[0].isalnum():
        pattern = re.escape(rule.word)
    else:
        pattern = rf"(?<![\w-])(?:{'|'.join(map(_flexible, sorted(forms, key=len, reverse=True)))})(?![\w-])"
    if rule.unless_before:
        pattern += rf"(?!\s+(?:{'|'.join(map(_flexible, rule.unless_before))})\b)"
    needles = frozenset(max(re.findall(r"\w+", form) or [form], key=len).lower() for form in forms)
    return Finder(rule, needles, re.compile(pattern, re.IGNORECASE if rule.word[0].isalnum() else 0))


def _flexible(words: str) -> str:
    """Let a space or hyphen of a rule stand for any of the two, or a line's end."""
    return r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", words)))
