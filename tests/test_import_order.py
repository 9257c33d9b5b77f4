"""Imports run one way: from the words of problems up to the command, and never back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ORDER = (
    "problems",
    "site",
    "made",
    "reading",
    "models",
    "references",
    "validation",
    "prose",
    "reading_grade",
    "pack",
    "memory",
    "pages",
    "handwritten",
    "ways",
    "shortcuts",
    "browser",
    "exports",
    "checks",
    "report",
    "schemas",
    "starters",
    "delivery",
    "links",
    "urls",
    "redirects",
    "build",
    "engines",
    "hooks",
    "cli",
)
"""Every module and folder of the package. Each imports only those before it; ``__init__`` what it offers."""

PURE = ("problems", "references", "validation", "prose", "models", "pages")
"""What holds no I/O: the same pack gives the same pages."""

OPENERS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "rglob"}


def modules(root: Path) -> list[Path]:
    """Return every module of the package."""
    return sorted((root / "macros").rglob("*.py"))


def part(root: Path, file: Path) -> str:
    """Return the module or folder of the package that a file belongs to."""
    return file.relative_to(root / "macros").parts[0].removesuffix(".py")


def imported(file: Path) -> Iterator[str]:
    """Yield the full names that a module imports from this package, inside functions too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "macros")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            if node.module == "macros":
                yield from (f"macros.{alias.name}" for alias in node.names)
            elif (node.module or "").startswith("macros."):
                yield node.module or ""


def test_every_module_has_its_place(root: Path) -> None:
    """No module is missing in the order, and none in the order is gone."""
    assert {part(root, file) for file in modules(root)} - {"__init__"} == set(ORDER)


def test_imports_run_one_way(root: Path) -> None:
    """No module imports one that comes after its own part of the package."""
    wrong = [
        f"{file.relative_to(root)} imports {name}"
        for file in modules(root)
        if part(root, file) != "__init__"
        for name in imported(file)
        if ORDER.index(name.split(".")[1]) > ORDER.index(part(root, file))
    ]
    assert wrong == []


@pytest.mark.parametrize("folder", ["reading", "models", "pack", "pages", "checks", "exports", "delivery"])
def test_no_circles_inside(folder: str, root: Path) -> None:
    """Inside a folder as well, no module leads back to itself through its imports."""
    files = {
        f"macros.{folder}.{file.stem}".removesuffix(".__init__"): file
        for file in (root / "macros" / folder).rglob("*.py")
    }
    edges = {
        name: {target for target in imported(file) if target in files and target != f"macros.{folder}"}
        for name, file in files.items()
    }
    done: set[str] = set()
    while ready := [name for name in edges if name not in done and edges[name] <= done | {name}]:
        done.update(ready)
    assert set(edges) - done == set(), "these import each other"


def test_the_pure_stay_pure(root: Path) -> None:
    """What turns a pack into pages opens, writes and lists no files."""
    wrong = [
        f"{file.relative_to(root)}:{node.lineno}"
        for file in modules(root)
        if part(root, file) in PURE
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _called(node) in OPENERS
    ]
    assert wrong == []


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_one_writer_under_docs(root: Path) -> None:
    """Only ``site`` writes files whose place is under docs/: nobody else names that folder and writes."""
    wrong = []
    for file in modules(root):
        text = file.read_text(encoding="utf-8")
        writes = any(word in text for word in (".write_text(", ".write_bytes("))
        if part(root, file) != "site" and writes and ("import DOCS" in text or ", DOCS" in text):
            wrong.append(file.relative_to(root).as_posix())
    assert wrong == []


def test_modules_are_small(root: Path) -> None:
    """Every module has one reason to exist, and under 250 lines."""
    long = {
        file.relative_to(root).as_posix(): lines
        for file in modules(root)
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > 250
    }
    assert long == {}
