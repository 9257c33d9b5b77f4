"""Scripts are written in the language of the year that the gate in early.js promises, and early.js in an older one.

Read by the parser inside Node, which can be told the year: the Node that Playwright brings, whose version is locked.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "docs" / "assets"
EARLY = ASSETS / "early.js"
OURS = sorted(file for file in ASSETS.glob("*.js") if file != EARLY)
ALWAYS = {"pack.js", "search.js", "filter.js", "offline.js"}
"""What every page loads after early.js."""

PARSE = """
const acorn = require("internal/deps/acorn/acorn/dist/acorn");
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
const said = asked.map(([text, year]) => {
  try { acorn.parse(text, { ecmaVersion: year, sourceType: "script" }); } catch (error) { return error.message; }
  return "";
});
process.stdout.write(JSON.stringify(said));
"""


def parse(*asked: tuple[str, int]) -> list[str]:
    """Return for each text and year what the parser says against it: nothing, where it is of that year."""
    node, _ = compute_driver_executable()
    command = [node, "--no-warnings", "--expose-internals", "-e", PARSE]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def year() -> int:
    """Return the year that early.js says it asks for."""
    found = re.search(r"ECMAScript (20\d\d): that is the year of every other script", EARLY.read_text(encoding="utf-8"))
    assert found
    return int(found[1])


def test_the_parser_knows_the_years() -> None:
    """What came in a year is read with that year and refused with the one before, so a pass means something."""
    newer = {
        "let a = () => 1;": 2015,
        "a ** b": 2016,
        "async function f() {}": 2017,
        "a = {...b}": 2018,
        "try { a(); } catch { b(); }": 2019,
        "a?.b ?? c": 2020,
        "a ||= b": 2021,
        "class A { #b = 1; }": 2022,
    }
    for text, first in newer.items():
        before = 5 if first == 2015 else first - 1
        now, then = parse((text, first), (text, before))
        assert (now, bool(then)) == ("", True), text


def test_the_gate_asks_for_what_came_in_its_year(year: int) -> None:
    """A browser passes the gate only with the newest parts of that year's library, so it reads that year's grammar."""
    assert year == 2019
    assert "Array.prototype.flatMap" in EARLY.read_text(encoding="utf-8")
    assert "Object.fromEntries" in EARLY.read_text(encoding="utf-8")


def test_the_gate_itself_is_read_by_any_browser() -> None:
    """early.js is ECMAScript 5, or an old browser would stop at it with an error, not pass by."""
    assert parse((EARLY.read_text(encoding="utf-8"), 5)) == [""]


@pytest.mark.parametrize("script", OURS, ids=lambda file: file.name)
def test_each_script_is_of_the_year_of_the_gate(script: Path, year: int) -> None:
    """A browser that passed the gate can read each script."""
    assert parse((script.read_text(encoding="utf-8"), year)) == [""]


def test_what_always_loads_is_among_them() -> None:
    """The scripts of mkdocs.yml are those that were read."""
    named = re.findall(r"path: assets/([\w-]+\.js)", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert set(named) == ALWAYS <= {file.name for file in OURS}


@pytest.mark.slow
def test_what_is_published_is_of_that_year_too(site: Path, year: int) -> None:
    """So is each script as it is published: made smaller, the search's index, the library and the service worker."""
    files = [file for file in sorted(site.rglob("*.js")) if file.is_file()]
    assert {"sw.js"} < {file.name for file in files}
    assert len(files) > 15
    early = [file.name.startswith("early.") for file in files]
    assert sum(early) == 1
    asked = [
        (file.read_text(encoding="utf-8"), 5 if is_early else year) for file, is_early in zip(files, early, strict=True)
    ]
    said = {file.name: words for file, words in zip(files, parse(*asked), strict=True) if words}
    assert said == {}
