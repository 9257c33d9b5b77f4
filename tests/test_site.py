"""Writing: only what changed is written, what is gone goes, and nothing outside the generated folders is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.site import write_site

NAMES = st.text("abc", min_size=1, max_size=3)
PATHS = st.builds(lambda folder, name: f"{folder}/{name}.md", st.sampled_from(["items", "sheets", ".over/made"]), NAMES)
FILES = st.dictionaries(PATHS, st.text(max_size=20) | st.binary(max_size=20), max_size=8)
FOLDERS = ("items", "sheets", ".over/made")


def on_disk(docs: Path) -> dict[str, bytes]:
    """Return every file under a folder by its path."""
    return {file.relative_to(docs).as_posix(): file.read_bytes() for file in docs.rglob("*") if file.is_file()}


def as_bytes(files: dict[str, str | bytes]) -> dict[str, bytes]:
    """Return what files should hold."""
    return {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}


@given(st.lists(FILES, min_size=1, max_size=4))
def test_what_is_written_is_there(
    tmp_path_factory: pytest.TempPathFactory, builds: list[dict[str, str | bytes]]
) -> None:
    """After any row of builds, the folders hold what the last one made and no more, and a repeat changes nothing."""
    root = tmp_path_factory.mktemp("site")
    docs = root / "docs"
    (docs / "start").mkdir(parents=True)
    (docs / "start" / "index.md").write_text("by hand", encoding="utf-8")
    before: dict[str, bytes] = {}
    for files in builds:
        written = write_site(root, files, FOLDERS)
        now = as_bytes(files)
        assert on_disk(docs) == now | {"start/index.md": b"by hand"}
        assert set(written.changed) == {path for path, data in now.items() if before.get(path) != data}
        assert set(written.removed) == set(before) - set(now)
        assert written.same == len(now) - len(written.changed)
        before = now
    again = write_site(root, builds[-1], FOLDERS)
    assert (again.changed, again.removed, again.same) == ((), (), len(builds[-1]))


def test_what_is_the_same_is_not_touched(tmp_path: Path) -> None:
    """A file that would not change keeps its time, so that a server that watches it stays quiet."""
    write_site(tmp_path, {"items/1.md": "a", "items/2.md": "b"}, ["items"])
    for name in ("1", "2"):
        os.utime(tmp_path / f"docs/items/{name}.md", ns=(1, 1))
    write_site(tmp_path, {"items/1.md": "a", "items/2.md": "c"}, ["items"])
    assert (tmp_path / "docs/items/1.md").stat().st_mtime_ns == 1
    assert (tmp_path / "docs/items/2.md").stat().st_mtime_ns > 1


def test_empty_folders_go(tmp_path: Path) -> None:
    """A folder whose last file is gone goes as well."""
    write_site(tmp_path, {"items/deep/er/1.md": "a", "items/1.md": "a"}, ["items"])
    write_site(tmp_path, {"items/1.md": "a"}, ["items"])
    assert [path.name for path in (tmp_path / "docs/items").iterdir()] == ["1.md"]


@pytest.mark.parametrize(
    "path",
    [
        "index.md",
        "start/x.md",
        "../x.md",
        "items/../x.md",
        "/items/x.md",
        "items",
        "itemsx/1.md",
        "items/..\\x",
        ".over/x",
        "",
    ],
)
def test_outside_is_refused(path: str, tmp_path: Path) -> None:
    """A path outside the generated folders, however it is spelled, is refused before it is written."""
    with pytest.raises(ValueError, match="is not in a generated folder"):
        write_site(tmp_path, {path: "x"}, FOLDERS)
    assert list(tmp_path.iterdir()) == []


def test_a_linked_folder_is_refused(tmp_path: Path) -> None:
    """A generated folder that is a symbolic link is not written through, and nothing behind it is pruned."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "precious.txt").write_text("x", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "items").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ValueError, match="is a link to another place"):
        write_site(tmp_path, {"items/1.md": "x"}, FOLDERS)
    assert [file.name for file in (tmp_path / "elsewhere").iterdir()] == ["precious.txt"]
