"""Every rule that records and hand-written pages must meet, beyond the shape that models give. One file per family."""

from __future__ import annotations

from pathlib import Path

from macros.checks import (
    bodies,
    calls,
    complete,
    dates,
    handpages,
    identifiers,
    items,
    language,
    markup,
    quotations,
    readability,
    references,
    scale,
    sources,
    stories,
)
from macros.checks.passages import passages
from macros.pack import Loaded
from macros.problems import Problem


def check(root: Path, loaded: Loaded) -> tuple[Problem, ...]:
    """Return every problem of a project, by place, each once. No message repeats what could point to a person."""
    prose = list(passages(root, loaded))
    found = [
        *loaded.problems,
        *calls.check(root, loaded),
        *handpages.check(root),
        *markup.check(loaded),
        *references.check(loaded),
        *scale.check(root, loaded),
        *items.check(loaded),
        *bodies.check(loaded),
        *sources.check(loaded),
        *identifiers.check(root, loaded),
        *language.check(prose),
        *quotations.check(loaded, prose),
        *stories.check(loaded, prose),
        *dates.check(loaded),
        *complete.check(loaded),
        *readability.check(loaded, prose),
    ]
    return tuple(sorted({identifiers.hide(problem) for problem in found}))
