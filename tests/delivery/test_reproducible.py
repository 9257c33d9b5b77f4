"""The same commit gives the same bytes: whoever builds the site again can tell that it is the same."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def hashes(site: Path) -> dict[str, str]:
    """Return the hash of every file of a site."""
    files = (file for file in sorted(site.rglob("*")) if file.is_file())
    return {file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_a_second_build_gives_the_same_bytes(
    root: Path, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Built again, into another folder, at another time and with another order of hashing, not one byte differs."""
    monkeypatch.setenv("PYTHONHASHSEED", "4711")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    again = tmp_path / "another place" / "site"
    command = [str(Path(sys.executable).parent / "pack"), "build", "--root", str(root), "--to", str(again)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    first, second = hashes(site), hashes(again)
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []
    assert "offline.zip" in first
    assert "robots.txt" in first
