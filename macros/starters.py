"""Start a record: a file with every field, what goes in it, and the words that are allowed."""

from __future__ import annotations

import re
import textwrap
from importlib.resources import files
from pathlib import Path

from macros.models import file_model, kind_of
from macros.models.base import SLUG, allowed
from macros.pack import RECORDS
from macros.pack.naming import RESERVED
from macros.problems import listing, nearest, shown

STARTERS = {"case-study": "case", "template": "template", "source": "source"}
"""What ``pack new`` can start, and the kind of record that it is."""

_ENTRY = re.compile(r"^  - id: *[\"']?([a-z0-9-]+)", re.MULTILINE)
_REVIEWED = "reviewed:\n  date:\n  by:\n  as:\n"
_IDS = re.compile(r"^(?P<margin>#\s+)\{(?P<kind>[a-z]+)\}$", re.MULTILINE)


def write(root: Path, name: str, key: str, listed_as: str | None = None) -> Path:
    """Write a new record and return its file; a source goes into the list of its kind, ``listed_as``.

    Raises ValueError where the key is no slug or the list is unknown, FileExistsError where the id is taken: nothing
    is overwritten.
    """
    if not re.fullmatch(SLUG, key) or key in RESERVED or len(key) > 80:
        raise ValueError(f'"{key}" cannot be an id. Use lower case letters, digits and hyphens, like visit-card.')
    kind = kind_of(STARTERS[name])
    if listed_as is not None and kind.word != "source":
        raise ValueError(f"--list is for sources; a {name} has a file of its own. Leave it out.")
    text = (files("macros") / "starters_text" / f"{name}{kind.suffix}").read_text(encoding="utf-8")
    text = _IDS.sub(lambda match: _ids(root, match["kind"], match["margin"]), text.replace("THE-ID", key))
    folder = root / RECORDS / kind.folder
    if kind.word == "source":
        return _list(folder, key, text, listed_as)
    file = folder / f"{key}{kind.suffix}"
    if file.exists():
        raise FileExistsError(f"{file.relative_to(root)} is there already; choose another id, or edit that file.")
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def source_kinds() -> tuple[str, ...]:
    """Return the kinds of source, each of which has a list."""
    return allowed(file_model(kind_of("source")).model_fields["kind"].annotation)


def _ids(root: Path, word: str, margin: str) -> str:
    """Return the ids of all records of a kind, as lines of a comment."""
    kind = kind_of(word)
    found = sorted(file.stem for file in (root / RECORDS / kind.folder).glob(f"*{kind.suffix}"))
    return textwrap.fill(
        ", ".join(found) or "none yet", 110, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False
    )


def _list(folder: Path, key: str, entry: str, kind: str | None) -> Path:
    """Put an entry into a list of sources, in its place by id, and return the list's file."""
    if kind not in source_kinds():
        wrong = f"there is no list {shown(kind)}.{nearest(kind, source_kinds())} " if kind else ""
        raise ValueError(f"{wrong}Say which list the source belongs to, like --list paper: {listing(source_kinds())}.")
    for other in sorted(folder.glob("*.yml")):
        if key in _ENTRY.findall(other.read_text(encoding="utf-8")):
            raise FileExistsError(f"{other.name} has a source {key} already; choose another id, or edit that one.")
    file = folder / f"{kind}.yml"
    if not file.exists():
        head = f"# yaml-language-server: $schema=../.schema/source.json\nkind: {kind}\n{_REVIEWED}"
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{head}review_by:\nsources:\n{entry}", encoding="utf-8")
        return file
    text = file.read_text(encoding="utf-8")
    after = next((match.start() for match in _ENTRY.finditer(text) if match[1] > key), None)
    before = text if after is None else text[:after]
    file.write_text(before.rstrip("\n") + "\n" + entry + ("" if after is None else text[after:]), encoding="utf-8")
    return file
