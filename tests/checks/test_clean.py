"""Texts found clean are not looked at again, and anything that could change the verdict makes them new."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checks import clean
from macros.checks.clean import FILE, Clean
from macros.memory import CACHE

TEXTS = {"items/a.yml": "one", "items/b.yml": "two"}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return a project in which a.yml was found clean and b.yml was not."""
    Clean(tmp_path, ["999"]).keep(TEXTS, faulty=["items/b.yml"])
    return tmp_path


def test_only_what_was_clean_is_passed_over(kept: Path) -> None:
    """A text with a fault is looked at again; the clean one is not."""
    assert Clean(kept, ["999"]).new(TEXTS) == {"items/b.yml": "two"}


def test_a_changed_text_a_moved_text_and_another_basis_are_new(kept: Path) -> None:
    """The verdict is of this text, in this place, by these rules."""
    assert Clean(kept, ["999"]).new({"items/a.yml": "one more"}) == {"items/a.yml": "one more"}
    assert Clean(kept, ["999"]).new({"items/c.yml": "one"}) == {"items/c.yml": "one"}
    assert Clean(kept, ["111"]).new(TEXTS) == TEXTS


def test_changed_rules_make_everything_new(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer version of the code forgets what an older one found."""
    monkeypatch.setattr(clean, "_rules", lambda: "newer")
    assert Clean(kept, ["999"]).new(TEXTS) == TEXTS


@pytest.mark.parametrize("spoilt", ["", "{", "7", "null", '{"a": 1}', "\x00", "[[], {}]"])
def test_a_spoilt_file_counts_for_nothing(kept: Path, spoilt: str) -> None:
    """What cannot be read is as good as not there."""
    (kept / CACHE / FILE).write_text(spoilt, encoding="utf-8")
    assert Clean(kept, ["999"]).new(TEXTS) == TEXTS


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    """A check on a medium that cannot be written works, and keeps nothing."""
    (tmp_path / CACHE).write_text("a file where the folder should be", encoding="utf-8")
    Clean(tmp_path, []).keep(TEXTS, faulty=[])
    assert Clean(tmp_path, []).new(TEXTS) == TEXTS
