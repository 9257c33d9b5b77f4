"""Start a record: a file with every field, what goes in it, and the words that are allowed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from macros.models import kind_of
from macros.pack import RECORDS


@dataclass(frozen=True)
class Starter:
    """The kind that a starter makes, and the file with its text."""

    kind: str
    text: str


STARTERS = {
    "case-study": Starter("case", "case-study.md"),
    "template": Starter("template", "template.md"),
    "source": Starter("source", "source.yml"),
}


def write(root: Path, name: str, key: str) -> Path:
    """Write a new record and return its file.

    Raises ValueError where the key is not a slug, FileExistsError where the file is there: nothing is overwritten.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
        raise ValueError(f'"{key}" cannot be an id. Use lower case letters, digits and single hyphens, like visit-card.')
    starter = STARTERS[name]
    kind = kind_of(starter.kind)
    file = root / RECORDS / kind.folder / f"{key}{kind.suffix}"
    if file.exists():
        raise FileExistsError(f"{file.relative_to(root)} is there already; choose another id, or edit that file.")
    text = (files("macros") / "starters_text" / starter.text).read_text(encoding="utf-8")
    file.write_text(text.replace("THE-ID", key), encoding="utf-8")
    return file
