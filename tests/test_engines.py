"""Three engines, one mkdocs.yml: the same pages with the same headings and links, and every one stops on a problem."""

from __future__ import annotations

import posixpath
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from tiny import copy_tiny, dress, record, write

from macros.build import prepare
from macros.engines import ENGINES, build_site
from macros.links import check as check_links


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the small project once with each engine."""
    at = tmp_path_factory.mktemp("engines")
    root = dress(copy_tiny(at / "project"))
    assert prepare(root).written
    for engine in ENGINES:
        assert build_site(root, engine, at / engine) == 0, engine
    return {engine: at / engine for engine in ENGINES}


def addresses(site: Path) -> set[str]:
    """Return the address of every page."""
    return {file.relative_to(site).as_posix() for file in site.rglob("*.html")}


def headings(page: html.HtmlElement) -> list[tuple[str, str | None, str]]:
    """Return the level, anchor and words of every heading, in order."""
    found = page.xpath("//main//h1 | //main//h2 | //main//h3 | //main//h4")
    return [(heading.tag, heading.get("id"), " ".join(heading.text_content().split())) for heading in found]


def links(page: html.HtmlElement, path: str) -> list[str]:
    """Return every link of a page's own part, as a path from the root of the site, in order."""
    return [_from_root(address, path) for address in page.xpath("//main//a/@href")]


def _from_root(address: str, path: str) -> str:
    parts = urlsplit(address)
    if parts.scheme:
        return address
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), parts.path)) if parts.path else path
    if target == "." or not posixpath.splitext(target)[1]:
        target = posixpath.normpath(f"{target}/index.html")
    return f"{target}#{parts.fragment}"


@pytest.mark.parametrize("engine", [engine for engine in ENGINES if engine != "mkdocs"])
@pytest.mark.parametrize("look", [headings, links])
def test_same_pages(engine: str, look: Callable[..., object], sites: dict[str, Path]) -> None:
    """Each engine makes the same addresses, and on each page the same headings and the same links."""
    assert addresses(sites[engine]) == addresses(sites["mkdocs"])
    for path in sorted(addresses(sites["mkdocs"]) - {"404.html"}):
        pages = [html.parse(sites[name] / path).getroot() for name in ("mkdocs", engine)]
        arguments = (path,) if look is links else ()
        assert look(pages[1], *arguments) == look(pages[0], *arguments), path


@pytest.mark.parametrize("engine", ENGINES)
def test_no_broken_links(engine: str, sites: dict[str, Path]) -> None:
    """What each engine builds has no broken link, by the same check."""
    assert [str(problem) for problem in check_links(sites[engine])] == []


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run an engine by its own command, as somebody would who does not know ``pack``."""
    program = str(Path(sys.executable).parent / command[0])
    arguments = [program, *command[1:], "-d", str(root / "out")]
    return subprocess.run(arguments, cwd=root, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_a_bare_build_writes_the_pages(engine: str, tmp_path: Path) -> None:
    """The engine's own build command makes the whole site, generated pages included."""
    root = dress(copy_tiny(tmp_path / "project"))
    done = run(root, engine, "build", "-f", "mkdocs.yml")
    assert done.returncode == 0, done.stderr
    assert (root / "out/items/12/index.html").is_file()


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_a_bare_build_stops_on_a_broken_record(engine: str, tmp_path: Path) -> None:
    """The engine's own build command stops with every problem, and shows no traceback."""
    root = dress(copy_tiny(tmp_path / "project"))
    write(root, "methods/walk-through.md", record(root, "methods/walk-through.md").replace("time:", "tme:"))
    write(root, "domains/bench.yml", record(root, "domains/bench.yml").replace("note: null", "note: no"))
    done = run(root, engine, "build", "-f", "mkdocs.yml")
    assert done.returncode == 1
    assert (
        'items/methods/walk-through.md:6:1: "tme" is not a field here. Did you mean "time" or "title"?' in done.stderr
    )
    assert 'items/domains/bench.yml:8:7: "no" would be read as true or false.' in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "out").exists()


def test_a_bare_build_stops_on_an_unknown_id(tmp_path: Path) -> None:
    """A macro with an unknown id stops the engine's own build, with the page, the line and the nearest ids."""
    root = dress(copy_tiny(tmp_path / "project"))
    (root / "docs/start/new-to-the-team.md").write_text("# New\n\nSee {{ case('tea-troley') }}.\n", encoding="utf-8")
    done = run(root, "mkdocs", "build")
    assert done.returncode == 1
    expected = 'docs/start/new-to-the-team.md:3:8: there is no case study "tea-troley". Did you mean "tea-trolley"?'
    assert expected in done.stderr


def test_an_unknown_id_stops_without_hooks_too(tmp_path: Path) -> None:
    """Where no hook looks first, the macro itself stops the build, and names the page and the nearest id."""
    root = dress(copy_tiny(tmp_path / "project"))
    assert prepare(root).written
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("hooks: [macros/hooks.py]\n", "")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (root / "docs/start/new-to-the-team.md").write_text("# New\n\nSee {{ case('tea-troley') }}.\n", encoding="utf-8")
    done = run(root, "mkdocs", "build", "--no-strict")
    assert done.returncode != 0
    assert 'start/new-to-the-team.md: there is no case study "tea-troley". Did you mean "tea-trolley"?' in done.stderr


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_that_stops_is_heard(engine: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """When an engine cannot build, its exit code is passed on and what it said is printed."""
    root = dress(copy_tiny(tmp_path / "project"))
    (root / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: no-such-theme}\nplugins: [no-such-plugin]\n", encoding="utf-8"
    )
    code = build_site(root, engine, tmp_path / "site")
    if engine != "zensical":  # passes over themes and plugins that it does not know
        assert code != 0
        assert "no-such" in capfd.readouterr().out
    else:
        (root / "mkdocs.yml").write_text("site_name: [x\n", encoding="utf-8")
        assert build_site(root, engine, tmp_path / "site") != 0
        assert capfd.readouterr().out
