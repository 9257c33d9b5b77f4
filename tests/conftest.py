"""What many tests share: the built site, made once for a run whatever the number of workers, and a Chromium."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import start
from playwright.sync_api import Browser, sync_playwright
from tiny import copy_tiny
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parents[1]


class _ByFile(LoadScopeScheduling):
    """Give a worker the tests of one file together, as they share what they build; those in a browser one by one."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if nodeid.startswith("tests/browser/") else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Say how tests are shared out. Marks of groups would do, but pytest 9.2 ignores them (pytest-xdist issue 1386)."""
    return _ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with one file that needs the built site, and put off the others: meanwhile other workers need not wait.

    Those in a browser come last; they are many, and each is short enough to end the run evenly.
    """
    files = {item.path: False for item in items}
    for item in items:
        files[item.path] |= "site" in getattr(item, "fixturenames", ())
    in_browser = {path for path in files if path.parent.name == "browser"}
    builds = next((path for path, needs in files.items() if needs and path not in in_browser), None)
    items.sort(key=lambda item: (item.path != builds, files[item.path], item.path in in_browser))


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the project."""
    return ROOT


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Copy the small, made-up project, to build or to break."""
    return copy_tiny(tmp_path / "project")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site as it is published: what ``pack build`` makes, built by the first worker that asks.

    Set PACK_SITE to the folder of a site that was built already, to try one test without waiting for a build.
    """
    if built := os.environ.get("PACK_SITE"):
        return Path(built)
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    target = shared / "site of this run"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (target / "index.html").is_file():
            command = [str(Path(sys.executable).parent / "pack"), "build", "--root", str(ROOT), "--to", str(target)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"pack build stopped:\n{done.stdout}\n{done.stderr}"
    return target


@pytest.fixture(scope="session")
def page_paths(site: Path) -> tuple[str, ...]:
    """Return every page of the built site, as a path from its root: ``items/14/index.html``, sorted."""
    return tuple(sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html")))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one Chromium for a worker. It compiles no script at length: no page lives long enough to gain by that."""
    with sync_playwright() as playwright:
        chromium = start(playwright, "--js-flags=--no-turbofan")
        yield chromium
        chromium.close()
