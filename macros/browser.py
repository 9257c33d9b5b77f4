"""The browser libraries that pages use, from ``node_modules`` where npm puts them: the site serves its own copies."""

from __future__ import annotations

from pathlib import Path

from macros.problems import Problem

FOLDER = "assets/lib"
"""The folder under ``docs/`` of the copies; git ignores it."""

LIBRARIES = {"minisearch.js": "minisearch/dist/umd/index.js"}
"""The name of each copy, and where npm puts the library."""

LIST = "package.json"


def libraries(root: Path) -> dict[str, bytes]:
    """Return every library by its path under ``docs/``; those that are not installed are left out."""
    found = {name: root / "node_modules" / path for name, path in LIBRARIES.items()}
    return {f"{FOLDER}/{name}": file.read_bytes() for name, file in found.items() if file.is_file()}


def missing(root: Path) -> list[Problem]:
    """Return a problem for each library that a project lists in its package.json and has not installed."""
    if not (root / LIST).is_file():
        return []
    return [
        Problem(
            path=LIST, line=1, column=1, rule="library", message=f"node_modules/{path} is not there. Run: make setup"
        )
        for path in LIBRARIES.values()
        if not (root / "node_modules" / path).is_file()
    ]
