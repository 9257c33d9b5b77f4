"""One item: letters in order, scores of the scale, no more criteria than there are, ideas marked as their stories."""

from __future__ import annotations

import string
from collections.abc import Iterator

from macros.models.item import Item
from macros.models.practice import CaseStudy
from macros.models.scale import Scale
from macros.pack import Entry, Loaded
from macros.problems import Problem, shown
from macros.reading import KeyPath
from macros.references import references


def check(loaded: Loaded) -> Iterator[Problem]:
    """Yield the problems of every item."""
    scale = next((entry.record for entry in loaded.pack.entries.values() if isinstance(entry.record, Scale)), None)
    for entry in loaded.pack.entries.values():
        if isinstance(entry.record, Item):
            yield from _letters(entry, entry.record)
            yield from _scoring(entry, entry.record, scale)
            yield from _kinds(loaded, entry, entry.record)


def _letters(entry: Entry, item: Item) -> Iterator[Problem]:
    letters = [criterion.letter for criterion in item.criteria]
    if letters == [None]:
        return
    for at, (letter, expected) in enumerate(zip(letters, string.ascii_lowercase, strict=False)):
        if letter is None:
            message = f'letter: null is for an item with a single criterion. Write "{expected}".'
            yield _problem(entry, ("criteria", at, "letter"), "criteria-letters", message)
            return
        if letter != expected:
            message = f"letter: {shown(letter)} stands where {shown(expected)} is expected. Letters run a, b, c."
            yield _problem(entry, ("criteria", at, "letter"), "criteria-letters", message)
            return


def _scoring(entry: Entry, item: Item, scale: Scale | None) -> Iterator[Problem]:
    for score, level in (item.scoring or {}).items():
        if scale and scale.scores[0] < scale.scores[1] and not scale.scores[0] <= score <= scale.scores[1]:
            low, high = scale.scores
            message = f"scoring: {score} is not a score of this scale, which runs from {low} to {high}."
            line, column = entry.document.key_place(("scoring", score))
            yield Problem(path=entry.document.path, line=line, column=column, rule="scoring-score", message=message)
        if level.criteria is not None and not 0 <= level.criteria <= len(item.criteria):
            message = f"scoring: the score {score} asks for {level.criteria} criteria; there are {len(item.criteria)}."
            yield _problem(entry, ("scoring", score, "criteria"), "scoring-criteria", message)


def _kinds(loaded: Loaded, entry: Entry, item: Item) -> Iterator[Problem]:
    """Yield ideas that are marked otherwise than the case study they name from the same source."""
    for at, idea in enumerate(item.ideas):
        for found in references(idea.text):
            target = loaded.pack.entries.get(found.ref)
            case = target.record if target else None
            if isinstance(case, CaseStudy) and idea.source and case.source == idea.source and case.kind != idea.kind:
                message = (
                    f"kind: {shown(idea.kind)} stands here, and {shown(case.kind)} in the case study {shown(case.id)}, "
                    "which has the same source. Decide by the source, and write the same in both."
                )
                yield _problem(entry, ("ideas", at, "kind"), "idea-kind", message)


def _problem(entry: Entry, path: KeyPath, rule: str, message: str) -> Problem:
    line, column = entry.document.place(path)
    return Problem(path=entry.document.path, line=line, column=column, rule=rule, message=message)
