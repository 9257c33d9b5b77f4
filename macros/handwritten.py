"""The hand-written pages under ``docs/``: which files they are, and their text."""

from __future__ import annotations

import os
from pathlib import Path

from macros.pages import FOLDERS
from macros.reading import extraordinary
from macros.site import DOCS

ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""Every ending that MkDocs takes for a page. A check that looked at ``.md`` alone would miss the rest."""


def hand_written(root: Path) -> list[Path]:
    """Return every hand-written page, sorted. What cannot be opened as a file is left out: ``by_hand`` has it too."""
    return [file for file in by_hand(root) if file.suffix in ENDINGS and not extraordinary(file)]


def by_hand(root: Path) -> list[Path]:
    """Return every file that no build writes, sorted. What starts with a dot is left out."""
    docs = root / DOCS
    found: list[Path] = []
    for folder, folders, names in os.walk(docs):
        inside = Path(folder).relative_to(docs)
        folders[:] = [name for name in folders if name[0] != "." and (inside / name).as_posix() not in FOLDERS]
        found.extend(Path(folder, name) for name in names if not name.startswith("."))
    return sorted(found)


def page_text(file: Path) -> str:
    """Return the text of a page. What is not UTF-8 becomes question marks: ``pack check`` reports such a page."""
    return file.read_text(encoding="utf-8", errors="replace")
