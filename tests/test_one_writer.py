"""Who opens what, seen by Python itself: one module reads records, and one writes under ``docs/``.

Run with the folder of a project, this file prepares it in many ways and prints who opened, listed, made or removed
what: an audit hook cannot be taken away again, so it has a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import FrameType

import pytest
from tiny import copy_tiny, record, write

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "shutil.rmtree")
LISTS = ("os.listdir", "os.scandir")

READING = {"macros.reading.files", "macros.pack.loading"}
"""``files`` reads records; ``loading`` lists the folder, and reads as plain text what is no record, to look for people
in it."""

STARTING = {"macros.starters", "macros.schemas"}
"""The two that write under ``items/``: ``pack new`` starts a record, ``pack schema`` serves completion in editors."""

OURS = ("__main__", "tiny")
"""This file and its helper, which play the editor."""

Seen = dict[str, set[tuple[str, str]]]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """Return who did what in a project that is prepared, changed, broken, mended and added to: module and path."""
    root = copy_tiny(tmp_path_factory.mktemp("writer") / "project")
    done = subprocess.run([sys.executable, __file__, str(root)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {deed: {(module, path) for module, path in found} for deed, found in json.loads(done.stdout).items()}


def who(seen: Seen, deeds: tuple[str, ...], folder: str) -> dict[str, list[str]]:
    """Return, by module, what under a folder was done one of these deeds to."""
    found: dict[str, list[str]] = {}
    for deed in deeds:
        for module, path in sorted(seen[deed]):
            if module not in OURS and (path.startswith(f"{folder}/") or path == folder):
                found.setdefault(module, []).append(path)
    return found


def test_one_module_writes_under_docs(seen: Seen) -> None:
    """Files and folders under ``docs/`` are made, changed and removed by ``site`` alone."""
    found = who(seen, ("write", "change"), "docs")
    assert set(found) == {"macros.site"}
    assert {"docs/items/2.md", "docs/methods/walk-through.md", "docs/case-studies/jar-that-faded.md"} <= set(
        found["macros.site"]
    )


def test_few_modules_open_items(seen: Seen) -> None:
    """Records are opened and listed by what reads them; only what starts a record lists and writes there too."""
    assert set(who(seen, ("read", "list"), "items")) == READING | STARTING
    assert set(who(seen, ("write", "change"), "items")) == STARTING


def test_preparing_writes_no_record(seen: Seen) -> None:
    """What ``pack new`` and ``pack schema`` write is all that is written: a build changes nothing under ``items/``."""
    written = who(seen, ("write", "change"), "items")
    assert "items/templates/new.md" in written["macros.starters"]
    assert set(written["macros.starters"]) <= {"items/templates", "items/templates/new.md"}
    assert all(path.startswith("items/.schema") for path in written["macros.schemas"])


def test_everything_else_is_kept_in_the_cache(seen: Seen) -> None:
    """Whatever else is written in a project is in ``.pack/``, and a build without it gives the same."""
    rest = {
        path
        for deed in ("write", "change")
        for module, path in seen[deed]
        if path.split("/")[0] not in ("docs", "items", ".pack")
    }
    assert rest == set()
    assert {module for module, path in seen["write"] if path.startswith(".pack/")} >= {"macros.checks.clean"}


def trace(root: Path) -> Seen:
    """Start to note who opens, lists, makes and removes what under a folder; only the package's own modules count."""
    seen: Seen = {"read": set(), "write": set(), "change": set(), "list": set()}

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            flags = arguments[2] if isinstance(arguments[2], int) else 0
            deed = "write" if flags & WRITES or set(str(arguments[1] or "")) & set("wax+") else "read"
        elif event in CHANGES or event in LISTS:
            deed = "change" if event in CHANGES else "list"
        else:
            return
        for given in arguments[:2] if event == "os.rename" else arguments[:1]:
            if isinstance(given, str | os.PathLike):
                path = Path(given).absolute()
                if path.is_relative_to(root):
                    seen[deed].add((_module(), path.relative_to(root).as_posix()))

    sys.addaudithook(hook)
    return seen


def _module() -> str:
    """Return the module that stands nearest behind what is being done: of the package, or of these tests."""
    frame: FrameType | None = sys._getframe(2)  # behind this function and the hook
    while frame:
        name = str(frame.f_globals.get("__name__", ""))
        if name.startswith("macros.") or name in OURS:
            return name
        frame = frame.f_back
    return "another"


def live(root: Path) -> None:
    """Do with a project what is done with one: prepare, change, break, mend, remove, start, write schemas."""
    from macros import schemas, starters
    from macros.build import prepare

    path = "methods/walk-through.md"
    assert prepare(root).written
    good = record(root, path)
    for text in (good.replace("Go out", "Leave"), good.replace("time:", "tme:"), "no front matter", good):
        write(root, path, text)
        prepare(root)
    (root / "items/case-studies/jar-that-faded.md").unlink()
    assert prepare(root).written
    starters.write(root, "template", "new")
    schemas.write(root)


if __name__ == "__main__":
    project = Path(sys.argv[1]).resolve()
    import macros.build
    import macros.schemas
    import macros.starters  # noqa: F401 (loaded before the hook: how Python reads modules is not asked here)

    noted = trace(project)
    live(project)
    print(json.dumps({deed: sorted(found) for deed, found in noted.items()}))
