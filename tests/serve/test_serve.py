"""Serving: every change shows by itself, a broken record keeps the last good pages, and nothing needs a restart."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page
from tiny import ROOT, copy_tiny, dress, record, write

from macros.build import prepare
from macros.cli import main

pytestmark = pytest.mark.slow

PATIENCE = 90
"""Seconds until a change must have shown. It takes two or three; a busy machine takes longer."""


class Server:
    """A project that ``pack serve`` shows on a free port."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = root / "serve.log"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [str(Path(sys.executable).parent / "pack"), "serve", "--port", str(self.port)]
        environment = os.environ | {"PYTHONPATH": str(root), "PYTHONUNBUFFERED": "1"}
        with self.log.open("wb") as log:
            # Whoever runs the tests in the background may have had interrupts ignored, and a child inherits that.
            before = signal.signal(signal.SIGINT, signal.SIG_DFL)
            try:
                self.process = subprocess.Popen(
                    command, cwd=root, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
                )
            finally:
                signal.signal(signal.SIGINT, before)

    def get(self, path: str) -> tuple[int, str]:
        """Return the status and the text of a page; 0 while nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            return error.code, ""
        except OSError:
            return 0, ""

    def wait(self, path: str, *, has: str = "", lacks: str | None = None, status: int = 200) -> str:
        """Wait until a page answers as expected, and return its text. Fails with the log."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self.process.poll() is None, f"the server stopped:\n{self.said()}"
            found, text = self.get(path)
            if found == status and has in text and (lacks is None or lacks not in text):
                return text
            time.sleep(0.2)
        raise AssertionError(f"/{path} never had {has!r} with status {status}:\n{self.said()[-3000:]}")

    def wait_for_log(self, words: str, after: int = 0) -> None:
        """Wait until the server prints something. Fails with the log."""
        until = time.monotonic() + PATIENCE
        while words not in self.said()[after:]:
            assert time.monotonic() < until, f"{words!r} was never printed:\n{self.said()[-3000:]}"
            time.sleep(0.2)

    def said(self) -> str:
        """Return everything printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        """Stop the server as an editor does, with an interrupt."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
            self.process.wait(timeout=20)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a copy of the small project, with a copy of the code so that a template can be edited."""
    root = copy_tiny(tmp_path_factory.mktemp("serve") / "project")
    shutil.copytree(ROOT / "macros", root / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    started = Server(dress(root))
    try:
        started.wait("", has="Bench Book")
        yield started
    finally:
        started.stop()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty page."""
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.mark.browser
def test_an_open_page_follows(server: Server, page: Page) -> None:
    """A page that is open in a browser shows a change to its record by itself: nobody reloads it."""
    path = "fidelity/03-a-queue-that-moves.yml"
    page.goto(f"http://127.0.0.1:{server.port}/items/3/")
    assert page.get_by_text("Ask one guest about it today").count() == 1
    write(
        server.root, path, record(server.root, path).replace("Ask one guest about it today", "Ask two guests tomorrow")
    )
    page.get_by_text("Ask two guests tomorrow").wait_for(timeout=PATIENCE * 1000)
    assert page.get_by_text("Ask one guest about it today").count() == 0


def test_a_changed_record_shows(server: Server) -> None:
    """A change to a record shows on its own page and on every page that repeats it."""
    text = record(server.root, "fidelity/02-tea-before-tools.yml")
    write(
        server.root, "fidelity/02-tea-before-tools.yml", text.replace("Every guest sits down", "Each guest is seated")
    )
    server.wait("items/2/", has="Each guest is seated")
    server.wait("domains/welcome/", has="Each guest is seated")


def test_a_broken_record_keeps_the_last_good_pages(server: Server) -> None:
    """A broken record prints its problem at its place; its page, and pages by hand that name it, stay as they were."""
    path = "fidelity/02-tea-before-tools.yml"
    good = record(server.root, path)
    write(server.root, path, good := re.sub("Every guest sits down|Each guest is seated", "Each has a seat", good))
    server.wait("items/2/", has="Each has a seat")
    write(server.root, path, good.replace("title: Tea before tools", "title: Tea: before tools"))
    server.wait_for_log(f"items/{path}:2:11: there is a colon inside an unquoted value.")
    server.wait_for_log("The last good pages are shown until this is mended.")
    server.wait("items/2/", has="Each has a seat")
    server.wait("", has="Tea before tools", lacks="waits to be mended")
    assert server.process.poll() is None
    assert "Traceback" not in server.said()
    assert server.said().count("there is a colon inside an unquoted value.") == 1
    write(server.root, path, good.replace("Each has a seat", "Guests sit"))
    server.wait("items/2/", has="Guests sit")
    server.wait_for_log("Mended: the site shows every page as it is now.")


def test_a_new_and_a_removed_record(server: Server) -> None:
    """A new record gets its page and its place in lists; when it is removed, both go."""
    text = record(server.root, "methods/walk-through.md").replace("id: walk-through", "id: sit-down")
    file = write(server.root, "methods/sit-down.md", text.replace("Walk through the door", "Sit down first"))
    server.wait("methods/sit-down/", has="Sit down first")
    server.wait("methods/", has="Sit down first")
    file.unlink()
    server.wait("methods/", lacks="Sit down first")
    server.wait("methods/sit-down/", status=404)


def test_a_broken_page_by_hand(server: Server) -> None:
    """A macro with a wrong id prints its problem, and the page stays as it was until it is mended."""
    page = server.root / "docs/index.md"
    good = page.read_text(encoding="utf-8")
    page.write_text(good.replace("Begin with {{ item(2) }}", "Start with {{ item(99) }}"), encoding="utf-8")
    server.wait_for_log('docs/index.md:8:15: there is no item "99". There are 1 to 12.')
    server.wait("", has="Begin with", lacks="Start with")
    page.write_text(good.replace("Begin with {{ item(2) }}", "Start with {{ item(3) }}"), encoding="utf-8")
    server.wait("", has="Start with")


def test_a_new_page_by_hand_that_is_broken(server: Server) -> None:
    """A new page that never was good says what is wrong with it, and the macros in it are not run."""
    page = server.root / "docs/start/more.md"
    page.write_text("# More\n\n{{ cycler.__init__ }}\n", encoding="utf-8")
    text = server.wait("start/more/", has="This page waits to be mended")
    assert "only a macro with plain values may stand here" in text
    page.write_text("# More\n\n{{ item(1) }}\n", encoding="utf-8")
    server.wait("start/more/", has="A door that says open", lacks="waits to be mended")
    page.unlink()
    server.wait("start/more/", status=404)


def test_a_changed_template_shows(server: Server) -> None:
    """A change to the layout of pages shows without a restart; only a change to Python needs one."""
    template = server.root / "macros/pages/templates/domain.md.j2"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("## Items {#items}", "## All of its items {#items}"), encoding="utf-8")
    server.wait("domains/bench/", has="All of its items")


def test_a_change_is_built_once(server: Server) -> None:
    """One change is one build: the pages that the build itself writes start no other."""
    before = _builds(server)
    text = record(server.root, "domains/bench.yml")
    write(server.root, "domains/bench.yml", text.replace("title: At the bench", "title: At the one bench"))
    server.wait("domains/bench/", has="At the one bench")
    time.sleep(3)
    assert _builds(server) == before + 1


def _builds(server: Server) -> int:
    return len(re.findall("Building documentation", server.said()))


def test_it_comes_to_rest(server: Server) -> None:
    """Once nothing changes any more, nothing is built any more."""
    builds = -1
    until = time.monotonic() + PATIENCE
    while builds != (builds := _builds(server)):
        assert time.monotonic() < until, "it builds without end"
        time.sleep(5)


def test_a_broken_start(tmp_path: Path) -> None:
    """A server started on a broken record serves the pages of the last build, and recovers when it is mended."""
    root = dress(copy_tiny(tmp_path / "project"))
    assert prepare(root).written
    good = record(root, "methods/walk-through.md")
    write(root, "methods/walk-through.md", good.replace("kind: method", "kind: mehtod"))
    server = Server(root)
    try:
        server.wait_for_log('kind: "mehtod" is not one of method. Did you mean "method"?')
        server.wait("methods/walk-through/", has="Walk through the door")
        assert "mehtod" in server.wait("", has="This page waits to be mended")
        write(root, "methods/walk-through.md", good)
        server.wait("", has="Begin with", lacks="waits to be mended")
    finally:
        server.stop()


def test_nothing_to_serve_yet(tmp_path: Path) -> None:
    """Where no page was ever built, a broken record is told once, waited for, and then the site is there."""
    root = dress(copy_tiny(tmp_path / "project"))
    good = record(root, "methods/walk-through.md")
    write(root, "methods/walk-through.md", "no front matter")
    server = Server(root)
    try:
        server.wait_for_log("this waits for it.")
        time.sleep(2)
        assert server.said().count("items/methods/walk-through.md:1:1: the record must start with") == 1
        assert server.process.poll() is None
        write(root, "methods/walk-through.md", good)
        server.wait_for_log("Mended.")
        server.wait("methods/walk-through/", has="Walk through the door")
        assert "Traceback" not in server.said()
    finally:
        server.stop()


def test_a_port_that_is_taken(tiny: Path) -> None:
    """A port that another program has is told at once, before anything is built, with one that is free."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = CliRunner().invoke(main, ["serve", "--root", str(tiny), "--port", str(port)])
    assert done.exit_code == 2
    assert re.search(rf"Port {port} is in use; try: pack serve --port \d+\n", done.output)
    assert "Building" not in done.output


def test_a_port_that_there_is_not(tiny: Path) -> None:
    """A number that is no port is told as such."""
    done = CliRunner().invoke(main, ["serve", "--root", str(tiny), "--port", "80000"])
    assert done.exit_code == 2
    assert "80000 is not in the range" in done.output
