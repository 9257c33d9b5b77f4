"""The second scale: a small made-up project, copied for each test that wants to build or break one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
TINY = Path(__file__).parent / "scales" / "repair-cafe"

_BLOCK = re.compile(r"^(\w+):.*?(?=^\w|\Z)", re.MULTILINE | re.DOTALL)


def copy_tiny(to: Path) -> Path:
    """Copy the records and hand-written pages of the small project into a new folder and return it."""
    shutil.copytree(TINY, to)
    return to


def dress(root: Path) -> Path:
    """Give a copied project the real theme, styles, scripts and settings, so that engines build it as they do the site.

    Its own name, navigation and small print come from ``site.yml``; everything else of mkdocs.yml is the real one's.
    """
    for folder in (".overrides", "assets"):
        ignore = shutil.ignore_patterns("generated")
        shutil.copytree(ROOT / "docs" / folder, root / "docs" / folder, ignore=ignore, dirs_exist_ok=True)
    for name in ("macros", "node_modules"):
        if not (root / name).exists():
            (root / name).symlink_to(ROOT / name, target_is_directory=True)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for match in _BLOCK.finditer((root / "site.yml").read_text(encoding="utf-8")):
        settings = re.sub(rf"^{match[1]}:.*?(?=^\w|\Z)", lambda _, own=match[0]: own, settings, flags=re.M | re.S)
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return root


def record(root: Path, path: str) -> str:
    """Return the text of a record of a copied project."""
    return (root / "items" / path).read_text(encoding="utf-8")


def write(root: Path, path: str, text: str) -> Path:
    """Write a record of a copied project, and return its file."""
    file = root / "items" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file
