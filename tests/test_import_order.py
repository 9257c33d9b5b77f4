"""Imports run one way: from the words of problems up to the command, and never back."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator, Mapping
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


def module(root: Path, file: Path) -> str:
    """Return the full name of a module from its place: ``macros.reading.slips.rows``; a folder's own is its name."""
    return ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def imports(root: Path) -> dict[str, set[str]]:
    """Return, for every module, which modules of the package it needs when it is imported.

    ``from macros.a import b`` needs the module ``macros.a.b`` if there is one, else what ``macros.a`` itself holds.
    The ``__init__`` of every folder around a module runs first: what stands outside needs that too, and what stands
    inside finds it under way already, and may only not ask for what it holds.
    """
    names = {module(root, file): file for file in modules(root)}
    edges: dict[str, set[str]] = {}
    for name, file in names.items():
        asked = {next(each for each in _ways(found) if each in names) for found in _asked(file)}
        edges[name] = (asked | {around for found in asked for around in _around(found)} - _around(name)) - {name}
    return edges


def _asked(file: Path) -> Iterator[str]:
    """Yield the full name of everything of the package that a module asks for, inside functions too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name for name in found if name.split(".")[0] == "macros")


def _ways(name: str) -> Iterator[str]:
    """Yield a name as a module, then as something that the module or folder around it holds."""
    while name:
        yield name
        name = name.rpartition(".")[0]


def _around(name: str) -> set[str]:
    """Return the folders that a module stands in."""
    parts = name.split(".")
    return {".".join(parts[:end]) for end in range(1, len(parts))}


def circle(edges: Mapping[str, set[str]]) -> list[str]:
    """Return the modules that lead back to themselves, or to others that do; none is as it should be."""
    done: set[str] = set()
    while ready := [name for name in edges if name not in done and edges[name] <= done]:
        done.update(ready)
    return sorted(set(edges) - done)


def test_no_circles_at_all(root: Path) -> None:
    """No module leads back to itself through its imports: in a folder, across folders, or through an ``__init__``."""
    edges = imports(root)
    assert {"macros", "macros.cli.building", "macros.reading.slips.rows"} <= set(edges)
    assert "macros.reading" in edges["macros.pack.loading"]
    assert circle(edges) == [], "these import each other"


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("reading/slips/values.py", "from macros.reading.slips import NAME"),
        ("models/base.py", "from macros.models import item"),
        ("problems.py", "from macros import cli"),
        ("cli/options.py", "def f():\n    import macros.cli.building"),
    ],
)
def test_circles_are_found(file: str, line: str, root: Path, tmp_path: Path) -> None:
    """One line that leads back is found in a nested folder, through an ``__init__``, and inside a function."""
    shutil.copytree(root / "macros", tmp_path / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    changed = tmp_path / "macros" / file
    changed.write_text(f"{changed.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    assert module(tmp_path, changed) in circle(imports(tmp_path))


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
