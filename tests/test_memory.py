"""The pack is read again when a record changed, and only then; the last good one is kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tiny import write

from macros.memory import find_root, keep, last_good, remember


def test_read_once(tiny: Path) -> None:
    """While nothing changes, the same pack is given again, by whatever path the project is named."""
    first = remember(tiny)
    assert remember(tiny) is first
    assert remember(tiny / "items" / "..") is first


def test_a_change_is_seen(tiny: Path) -> None:
    """A changed, a new and a removed record each give a new pack."""
    first = remember(tiny)
    file = tiny / "items/methods/walk-through.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Walk through the door", "Walk in"), encoding="utf-8")
    os.utime(file, ns=(1, 1))
    second = remember(tiny)
    assert second.pack.by_id("method", "walk-through").name == "Walk in"
    write(tiny, "methods/other.md", file.read_text(encoding="utf-8").replace("id: walk-through", "id: other"))
    third = remember(tiny)
    assert third.pack.by_id("method", "other")
    (tiny / "items/methods/other.md").unlink()
    fourth = remember(tiny)
    assert fourth is not third
    assert fourth.pack.entries.keys() == first.pack.entries.keys()


def test_last_good(tiny: Path) -> None:
    """Without a kept pack the newest counts; once one is kept, it counts until the next is kept."""
    good = remember(tiny).pack
    assert last_good(tiny) is good
    keep(tiny, good)
    write(tiny, "methods/walk-through.md", "broken")
    assert remember(tiny).pack is not good
    assert last_good(tiny) is good


def test_find_root(tiny: Path, tmp_path: Path) -> None:
    """The project is found from any folder inside it; elsewhere the error says where to go."""
    assert find_root(tiny / "docs" / "contribute") == tiny
    with pytest.raises(FileNotFoundError, match="Go to the folder of the project"):
        find_root(tmp_path)
