"""Links of a built site: whatever leads nowhere is told, and nothing that leads somewhere is."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.cli import main
from macros.links import check

GOOD = """<html><head><link rel="stylesheet" href="assets/a.css"><link rel="canonical" href="https://x.example/"></head>
<body id="top"><a href="items/1/">one</a> <a href="items/1/#criteria">two</a> <a href="#here">three</a>
<a href="#top">four</a> <a href="#">five</a> <a href="">six</a> <a href="./">seven</a> <a href="tel:112">eight</a>
<a href="mailto:x@x.example">nine</a> <a href="items/1/index.html?q=1#criteria">ten</a> <a href="?q=1">eleven</a>
<img src="assets/a%20b.png" srcset="assets/a%20b.png 1x, assets/a.css 2x"><a href="items/1">twelve</a>
<svg><use href="#here"></use></svg><p id="here">x</p><form action="items/1/"></form></body></html>"""

PAGE = """<html><body><h2 id="criteria">x</h2><a href="../../">home</a>
<a href="../../index.html#here">here</a></body></html>"""


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """Make a small site in which every link leads somewhere."""
    for name, text in {
        "index.html": GOOD,
        "items/1/index.html": PAGE,
        "assets/a.css": "",
        "assets/a b.png": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def said(site: Path) -> list[str]:
    """Return what is wrong with a site."""
    return [f"{problem.path}: {problem.rule}: {problem.message}" for problem in check(site)]


def test_a_good_site(built: Path) -> None:
    """Relative addresses, anchors, other schemes, queries and escaped names are all understood."""
    assert said(built) == []


@pytest.mark.parametrize(
    ("markup", "rule"),
    [
        ('<a href="items/2/">x</a>', "link"),
        ('<a href="items/2.html">x</a>', "link"),
        ('<a href="Items/1/">x</a>', "link"),
        ('<a href="items/">x</a>', "link"),
        ('<a href="items/1/index.html/">x</a>', "link"),
        ('<a href="../index.html">x</a>', "link"),
        ('<a href="items/1/#nothing">x</a>', "anchor"),
        ('<a href="#nothing">x</a>', "anchor"),
        ('<svg><use href="#nothing"></use></svg>', "anchor"),
        ('<svg><use xlink:href="#nothing"></use></svg>', "anchor"),
        ('<a href="/items/1/">x</a>', "link-absolute"),
        ('<img src="//x.example/x.png">', "link-absolute"),
        ('<img src="assets/none.png">', "link"),
        ('<img srcset="assets/a.css 1x, assets/none.png 2x">', "link"),
        ('<script src="assets/none.js"></script>', "link"),
        ('<form action="search/"></form>', "link"),
        ('<a href="javascript:x()">x</a>', "link-runs"),
        ('<a href="http://[x">x</a>', "link"),
        ('<meta http-equiv="refresh" content="0; url=items/2/">', "link"),
        ('<p id="here">x</p>', "id-twice"),
    ],
)
def test_what_leads_nowhere(markup: str, rule: str, built: Path) -> None:
    """Every kind of address that leads nowhere is told, with its page, by its rule."""
    (built / "index.html").write_text(GOOD.replace("</body>", f"\n{markup}</body>"), encoding="utf-8")
    problems = check(built)
    assert [(problem.path, problem.rule) for problem in problems] == [("index.html", rule)]
    if rule != "id-twice":
        assert problems[0].line == 7


def test_shared_mistakes_are_told_once(built: Path) -> None:
    """One wrong link of the menu, spelled from each page's own depth, is one problem that says how far it reaches."""
    for name, address in (("index.html", "gone/"), ("items/1/index.html", "../../gone/"), ("a/index.html", "../gone/")):
        (built / name).parent.mkdir(exist_ok=True)
        text = f'<html><body id="here"><a href="{address}">x</a><p id="criteria"></p></body></html>'
        (built / name).write_text(text, encoding="utf-8")
    assert said(built) == ['a/index.html: link: "../gone/" leads to no file of the site. So on 2 other pages.']


def test_the_page_for_lost_readers(built: Path) -> None:
    """404.html is shown at any address, so its own may start at the root of the host."""
    (built / "404.html").write_text('<html><body><a href="/items/1/">x</a></body></html>', encoding="utf-8")
    assert said(built) == []


def test_the_command(built: Path, tiny: Path) -> None:
    """``pack links`` ends with 0 for a good site, 1 for a broken one, and 2 where there is none."""
    command = ["links", str(built), "--root", str(tiny)]
    assert CliRunner().invoke(main, command).output == "Nothing to mend.\n"
    (built / "items/1/index.html").unlink()
    broken = CliRunner().invoke(main, command)
    assert broken.exit_code == 1
    assert '"items/1/" leads to no file of the site.' in broken.output
    assert CliRunner().invoke(main, ["links", str(tiny), "--root", str(tiny)]).exit_code == 2
