"""Remember the pack between calls, by the times and sizes of its files: one build asks for it many times."""

from __future__ import annotations

from pathlib import Path

from macros.pack import RECORDS, Loaded, Pack, load, record_files

CACHE = ".pack"
"""Folder of things that can be made again: nothing in it is ever needed. Not ``.cache``, which Zensical empties."""

Stamp = tuple[tuple[str, int, int], ...]

_READ: dict[Path, tuple[Stamp, Loaded]] = {}
_GOOD: dict[Path, Pack] = {}


def remember(root: Path) -> Loaded:
    """Return the loaded pack of a project, read again only when a record was added, changed or removed."""
    root = root.resolve()
    stamp = tuple(_stamps(root))
    known = _READ.get(root)
    if known and known[0] == stamp:
        return known[1]
    loaded = load(root)
    _READ[root] = (stamp, loaded)
    return loaded


def keep(root: Path, pack: Pack) -> None:
    """Keep a pack that passed every check: hand-written pages show it until the next one does."""
    _GOOD[root.resolve()] = pack


def kept(root: Path) -> Pack | None:
    """Return the last pack that was kept, if any."""
    return _GOOD.get(root.resolve())


def last_good(root: Path) -> Pack:
    """Return the last pack that was kept, or the pack as it is where none was."""
    return kept(root) or remember(root).pack


def find_root(start: Path) -> Path:
    """Return the nearest folder, from here upwards, that holds records. Raises FileNotFoundError."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / RECORDS).is_dir():
            return folder
    raise FileNotFoundError(f"There is no {RECORDS}/ folder here or above {start}. Go to the folder of the project.")


def _stamps(root: Path) -> list[tuple[str, int, int]]:
    found = []
    for file in record_files(root):
        try:
            stat = file.lstat()
        except FileNotFoundError:  # removed while we look
            continue
        found.append((str(file), stat.st_mtime_ns, stat.st_size))
    return found
