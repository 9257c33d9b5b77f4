"""Write generated files under ``docs/``: the only function that does. Only what changed; and what is gone goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

DOCS = "docs"


@dataclass(frozen=True)
class Written:
    """What a write did: files new or changed, files removed, files left as they were."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    same: int


def write_site(root: Path, files: Mapping[str, str | bytes], folders: Iterable[str]) -> Written:
    """Write files (path under ``docs/`` to content) and prune the folders of whatever is not among them.

    Raises ValueError for a path outside the folders: hand-written pages are never touched.
    """
    docs, owned = root / DOCS, tuple(folders)
    for folder in owned:
        if (docs / folder).is_symlink():
            raise ValueError(f"{DOCS}/{folder} is a link to another place; generated pages are not written there.")
    changed, same = [], 0
    for path, content in files.items():
        _refuse_outside(path, owned)
        file = docs / path
        data = content.encode() if isinstance(content, str) else content
        if file.is_file() and file.read_bytes() == data:
            same += 1
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        changed.append(path)
    return Written(tuple(changed), tuple(_prune(docs, files, owned)), same)


def _refuse_outside(path: str, owned: tuple[str, ...]) -> None:
    parts = PurePosixPath(path).parts
    inside = any(parts[: len(own)] == own and len(parts) > len(own) for own in (PurePosixPath(f).parts for f in owned))
    if not inside or ".." in parts or "\\" in path:
        raise ValueError(f"{path} is not in a generated folder: {', '.join(owned)}")


def _prune(docs: Path, files: Mapping[str, str | bytes], owned: tuple[str, ...]) -> Iterable[str]:
    for folder in owned:
        for file in sorted((docs / folder).rglob("*"), reverse=True):
            path = file.relative_to(docs).as_posix()
            if file.is_dir():
                if not any(file.iterdir()):
                    file.rmdir()
            elif path not in files:
                file.unlink()
                yield path
