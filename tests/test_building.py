"""``pack build`` from end to end: each engine's site is delivered and its links checked, and a broken link stops it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import html
from tiny import copy_tiny, dress

from macros import links
from macros.cli import PROBLEMS, main
from macros.delivery.archive import OFFLINE
from macros.engines import ENGINES
from macros.problems import Problem

pytestmark = pytest.mark.slow

DELIVERED = ("_headers", "sw.js", ".htaccess", "hosting/nginx.conf")
"""What delivery adds to what an engine makes."""

EDIT = "https://example.org/pack/edit/main/FILE"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dress the small project, and say where a change to a file can be suggested."""
    root = dress(copy_tiny(tmp_path_factory.mktemp("building") / "project"))
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert '  edit: ""\n' in settings
    (root / "mkdocs.yml").write_text(settings.replace('  edit: ""\n', f"  edit: {EDIT}\n"), encoding="utf-8")
    return root


def build(root: Path, engine: str) -> Result:
    """Run the whole command."""
    return CliRunner().invoke(main, ["build", "--root", str(root), "--engine", engine, "--to", str(root / engine)])


@pytest.fixture(scope="module", params=ENGINES)
def built(request: pytest.FixtureRequest, project: Path) -> tuple[Path, str]:
    """Build the project with an engine, and return the site and what was printed."""
    done = build(project, request.param)
    assert done.exit_code == 0, done.output
    return project / request.param, done.output


def test_every_engine_is_delivered_and_checked(built: tuple[Path, str]) -> None:
    """With each engine the site gets its offline copy, its worker and its headers, and its links are checked."""
    site, said = built
    assert "Checking every link\nDone." in said
    with zipfile.ZipFile(site / OFFLINE) as copy:
        assert any(name.endswith("items/5/index.html") for name in copy.namelist())
    for made in DELIVERED:
        assert (site / made).is_file(), made
    assert links.check(site) == []


def test_the_edit_link_opens_the_record(built: tuple[Path, str], project: Path) -> None:
    """Where a change can be suggested, the link of every page opens a file that is there: of a record, its own."""
    site, _ = built
    opened = {}
    for file in sorted(site.rglob("*.html")):
        found = html.parse(str(file)).getroot().xpath('//a[contains(@rel, "edit")]/@href')
        assert len(found) <= 1
        for address in found:
            start, end = EDIT.split("FILE")
            assert address.startswith(start)
            opened[file.parent.relative_to(site).as_posix()] = address.removeprefix(start).removesuffix(end)
    assert [path for path in opened.values() if not (project / path).is_file()] == []
    assert opened["items/5"] == "items/fidelity/05-guests-hold-the-screwdriver.yml"
    assert opened["case-studies/tea-trolley"] == "items/case-studies/tea-trolley.md"
    assert opened["sources/paper"] == "items/sources/paper.yml"
    if site.name != "zensical":  # does not say which file a hand-written page was made from
        assert opened["start/new-to-the-team"] == "docs/start/new-to-the-team.md"


def test_a_broken_link_stops_the_build(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link of the built site that leads nowhere is shown, and the command ends with 1."""
    broken = Problem(path="items/5/index.html", line=7, column=1, rule="link", message="there is no page ../6/.")
    monkeypatch.setattr(links, "check", lambda site: [broken] if (site / OFFLINE).is_file() else [])
    done = build(project, "mkdocs")
    assert done.exit_code == PROBLEMS
    assert "items/5/index.html:7:1: there is no page ../6/." in done.output
    assert "1 problem in 1 file." in done.output
    assert "Done." not in done.output
