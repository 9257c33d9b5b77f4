"""Addresses are promises: which are, what the lock says of them, and where a redirect leads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from click.testing import CliRunner

from macros import links
from macros.cli import main
from macros.memory import remember
from macros.models.item import Item
from macros.models.source import Source
from macros.pack import Pack
from macros.redirects import lay, read_redirects
from macros.urls import promised, read_lock, renew, survey

ROOT = Path(__file__).parents[1]
NO_RECORDS = Pack(MappingProxyType({}), MappingProxyType({}))
SECTIONS = ("one-minute", "criteria", "ideas", "case-studies", "templates", "hear-from", "evidence", "plan")
"""The anchors of every item, from design.md section 8."""


def page(body: str, kind: str = "", title: str = "A page") -> str:
    """Return a page as an engine builds it, with a frame that all pages share."""
    article = f'<article class="text kind-{kind}">' if kind else "<article>"
    frame = '<nav id="menu"></nav><section id="help"><h2>Help</h2></section>'
    head = f'<!doctype html><html lang="en"><head><title>{title}</title></head>'
    return f"{head}<body>{frame}{article}{body}</article></body></html>"


COMMON = '<h2 class="x" id="criteria">C</h2><section id="minute" aria-labelledby="minute-heading">'
COMMON += '<h2 id="minute-heading">M</h2></section><input id="field">'
SITE = {
    "index.html": page("<h1 id='welcome'>Home</h1><h2 id='a-heading-of-today'>Words</h2>", "home"),
    "items/1/index.html": page(f'<h1 id="item">1</h1>{COMMON}<h3 id="only-here">x</h3>', "item", "One &amp; only"),
    "items/2/index.html": page(f'<h1 id="item">2</h1>{COMMON}', "item", "Two"),
    "404.html": page("Not here"),
    "templates/files/a.docx": "A",
    "api/v1/index.json": "{}",
    "assets/a.css": "a{}",
}
PROMISES = ["/", "/api/v1/index.json", "/items/1/", "/items/1/#criteria", "/items/1/#minute"]
PROMISES += ["/items/2/", "/items/2/#criteria", "/items/2/#minute", "/templates/files/a.docx"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project without records, with a built site in ``site/`` and a lock of what that promises."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n", encoding="utf-8")
    (tmp_path / "items").mkdir()
    write(tmp_path / "site", SITE)
    renew(tmp_path, survey(tmp_path, tmp_path / "site", NO_RECORDS, str.strip))
    return tmp_path


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files by their path."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def pack_urls(project: Path, *more: str) -> tuple[int, list[str]]:
    """Run the command and return its exit code and what it printed."""
    done = CliRunner().invoke(main, ["urls", "--root", str(project), *more])
    return done.exit_code, done.output.splitlines()


def test_pages_files_and_shared_anchors_are_promises(project: Path) -> None:
    """Promised are pages, downloads, data and the sections that a kind shares, and no id of frame, label or field."""
    assert sorted(promised(project / "site", NO_RECORDS)) == PROMISES
    assert (project / "urls.lock").read_text(encoding="utf-8").split() == PROMISES


def test_no_published_address_is_lost(site: Path) -> None:
    """Every address in the lock is in the built site, or a redirect leads from it to one that is."""
    found = survey(ROOT, site, remember(ROOT).pack, read_redirects(ROOT).lead)
    assert found.lost == ()
    assert len(found.kept) == len(read_lock(ROOT)) > 0


def test_the_lock_holds_what_the_design_promises() -> None:
    """The lock is sorted, and has the eight sections of every item and the anchor of every source."""
    lines = (ROOT / "urls.lock").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    pack = remember(ROOT).pack
    assert {f"/items/{item.number}/#{section}" for item in pack.of(Item) for section in SECTIONS} <= set(lines)
    assert {f"/sources/{source.kind}/#{source.id}" for source in pack.of(Source)} <= set(lines)


def test_headings_of_bodies_are_not_promised() -> None:
    """No anchor made from the words of a heading in a story or a template is in the lock."""
    lines = read_lock(ROOT)
    anchors = {line.partition("#")[2] for line in lines if line.startswith(("/case-studies/", "/templates/"))}
    assert "about" in anchors
    assert not anchors & {"what-was-going-on", "what-happened", "if-you-need-help-now", "check"}


def test_losing_an_address_stops_with_1(project: Path) -> None:
    """A lost page and a lost anchor are printed, and the exit code is 1; what is new alone is no error."""
    (project / "site/items/2/index.html").unlink()
    write(project / "site", {"items/3/index.html": SITE["items/2/index.html"].replace('id="minute"', 'id="short"')})
    code, lines = pack_urls(project)
    assert code == 1
    assert lines[:3] == ["lost: /items/2/", "lost: /items/2/#criteria", "lost: /items/2/#minute"]
    assert "new: /items/3/" in lines
    assert pack_urls(project, "--write")[0] == 0
    assert pack_urls(project) == (0, ["8 addresses kept, 0 lost, 0 new."])


def test_without_a_site_the_command_says_what_to_run(project: Path) -> None:
    """Where nothing was built, the exit code is 2 and the message names the command."""
    code, lines = pack_urls(project, str(project / "elsewhere"))
    assert code == 2
    assert "Run: pack build" in lines[-1]


def test_redirects_keep_every_kind_of_address(project: Path) -> None:
    """A page, a file or an anchor that moved is reached from its old address, which stays in a renewed lock."""
    site = project / "site"
    old = {"/old/": "/items/2/#criteria", "/old.docx": "/templates/files/a.docx"}
    old |= {"/items/1/#targets": "/items/1/#criteria", "/items/1/#moved-on": "/items/2/#minute"}
    (project / "urls.lock").write_text("\n".join([*PROMISES, *sorted(old)]), encoding="utf-8")
    assert pack_urls(project)[0] == 1
    write(project, {"redirects.yml": "".join(f'"{key}": "{value}"\n' for key, value in old.items())})
    assert lay(project, site) == ()
    assert links.check(site) == []
    assert pack_urls(project, "--write")[0] == 0
    assert read_lock(project) == {*PROMISES, *old}

    moved = (site / "old/index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../items/2/index.html#criteria">' in moved
    assert '<link rel="canonical" href="../items/2/">' in moved
    assert "<script" not in moved
    assert (site / "old.docx").read_text(encoding="utf-8") == "A"
    one = (site / "items/1/index.html").read_text(encoding="utf-8")
    assert '<h2 class="x" id="criteria"><span id="targets"></span>C</h2>' in one
    assert '<p id="moved-on">This has moved: <a href="../2/index.html#minute">Two</a></p></article>' in one


def test_a_page_that_moved_takes_its_anchors_along(project: Path) -> None:
    """One line for a page is enough: the lost anchors of that page are not told again."""
    (project / "site/items/2/index.html").unlink()
    write(project, {"redirects.yml": "/items/2/: /items/1/\n"})
    assert lay(project, project / "site") == ()
    assert pack_urls(project)[0] == 0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "/old/: /items/3/",
            '"/items/3/" is not an address of the built site. Did you mean "/items/2/" or "/items/1/"?',
        ),
        ("/items/1/: /items/2/", '"/items/1/" is still there, so it cannot lead elsewhere. Take this line out.'),
        ('"/gone/#a": /items/2/', 'the page "/gone/" is gone, not only the anchor. Write where the whole page went.'),
        (
            "/old.docx: /items/2/",
            '"/old.docx" and "/items/2/" are of different kinds. A page leads to a page, a file to',
        ),
        (
            "/old/: https://example.org/",
            '"https://example.org/" is not an address of this site. Write it as in the lock',
        ),
        ("/../old/: /items/2/", '"/../old/" is not an address of this site. Write it as in the lock'),
        ("just words", 'a record is a list of fields, each "name: value" on a line of its own.'),
    ],
)
def test_a_wrong_redirect_is_told_at_its_line(project: Path, line: str, message: str) -> None:
    """Whatever is wrong with a line is said at its place with how to mend it, and the site is left as it was."""
    write(project, {"redirects.yml": f"# comment\n{line}\n"})
    before = sorted((project / "site").rglob("*"))
    (problem,) = lay(project, project / "site")
    assert (problem.path, problem.line) == ("redirects.yml", 1 if line == "just words" else 2)
    assert problem.message.startswith(message)
    assert sorted((project / "site").rglob("*")) == before
