"""Lists of sources: sorted by id, so that two people adding one each rarely touch the same lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from macros.pack import Loaded
from macros.problems import Problem, shown


def check(loaded: Loaded) -> Iterator[Problem]:
    """Yield the first source that stands out of order in each list."""
    for kind, document in loaded.documents:
        sources = document.data.get("sources") if kind.word == "source" else None
        ids = [source.get("id") for source in sources or () if isinstance(source, dict)]
        names = [name for name in ids if isinstance(name, str)]
        for before, name in pairwise(names):
            if name < before:
                line, column = document.place(("sources", ids.index(name), "id"))
                message = f"{shown(name)} stands after {shown(before)}. Sources are sorted by id: move it up."
                yield Problem(path=document.path, line=line, column=column, rule="unsorted", message=message)
                break
