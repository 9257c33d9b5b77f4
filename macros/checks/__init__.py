"""Every rule that records and hand-written pages must meet, beyond the shape that models give. One file per family."""

from __future__ import annotations

from pathlib import Path

from macros.checks import calls
from macros.pack import Loaded
from macros.problems import Problem


def check(root: Path, loaded: Loaded) -> tuple[Problem, ...]:
    """Return every problem of a project, sorted by place, each once."""
    found = [*loaded.problems, *calls.check(root, loaded)]
    return tuple(sorted(set(found)))
