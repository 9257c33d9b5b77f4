"""Remember the pack between calls, by the times and sizes of its files: one build asks for it many times."""

from __future__ import annotations

from pathlib import Path

from macros.pack import RECORDS, Loaded, load, record_files

Stamp = tuple[tuple[str, int, int], ...]

_REMEMBERED: dict[Path, tuple[Stamp, Loaded]] = {}


def remember(root: Path) -> Loaded:
    """Return the loaded pack of a project, read again only when a record was added, changed or removed."""
    stamp = tuple((str(file), (stat := file.stat()).st_mtime_ns, stat.st_size) for file in record_files(root))
    known = _REMEMBERED.get(root)
    if known and known[0] == stamp:
        return known[1]
    loaded = load(root)
    _REMEMBERED[root] = (stamp, loaded)
    return loaded


def find_root(start: Path) -> Path:
    """Return the nearest folder, from here upwards, that holds records. Raises FileNotFoundError."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / RECORDS).is_dir():
            return folder
    raise FileNotFoundError(f"There is no {RECORDS}/ folder here or above {start}. Go to the folder of the project.")
