"""With ``site_url`` set, everything that needs a whole address has it; without, nothing pretends to."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from tiny import copy_tiny, dress

pytestmark = pytest.mark.slow

ADDRESS = "https://cafe.example.org/crt/"
PAGE = """---
title: For IT
---

# For IT

<p data-only="online"><a href="https://example.org/">A</a> of <b data-fact="zip-size">some</b>.</p>

<div data-only="online" markdown="1">

| Fact | Value |
|---|---|
| Size | <span data-fact="saved-size">some</span> |

</div>

<p data-only="copy" hidden>Told on this page of the website<span data-fact="at-website"></span>.</p>
"""
"""A page with words for each edition, as hand-written pages have them."""


@dataclass(frozen=True)
class Built:
    """A site, and what the command said when it made it."""

    site: Path
    said: str


def built(folder: Path, address: str) -> Built:
    """Build the small project with an address, or without one, and its offline copy beside it."""
    root = dress(copy_tiny(folder / "project"))
    (root / "docs" / "for-it.md").write_text(PAGE, encoding="utf-8")
    settings = root / "mkdocs.yml"
    settings.write_text(f"site_url: '{address}'\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    pack = str(Path(sys.executable).parent / "pack")
    command = [pack, "build", "--offline", "--root", str(root), "--to", str(folder / "site")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return Built(folder / "site", done.stdout)


@pytest.fixture(scope="module")
def with_address(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the small project for an address in a folder of a domain."""
    return built(tmp_path_factory.mktemp("known"), ADDRESS)


@pytest.fixture(scope="module")
def without_address(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the small project without an address."""
    return built(tmp_path_factory.mktemp("unknown"), "")


@pytest.fixture(scope="module")
def known(with_address: Built) -> Path:
    """Return the site that knows its address."""
    return with_address.site


@pytest.fixture(scope="module")
def unknown(without_address: Built) -> Path:
    """Return the site that does not."""
    return without_address.site


def _meta(page: str, name: str) -> list[str]:
    return re.findall(rf'<meta property="{name}" content="([^"]*)"', page)


def test_what_is_shared_has_whole_addresses(known: Path) -> None:
    """Each page names itself and the picture in full, under the path of the site."""
    for file in sorted(known.rglob("index.html")):
        page = file.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in page:
            continue
        path = file.relative_to(known).as_posix().removesuffix("index.html")
        assert _meta(page, "og:url") == [ADDRESS + path]
        assert _meta(page, "og:image") == [ADDRESS + "assets/card.png"]


def test_the_picture_of_a_card_is_as_large_as_it_says(known: Path) -> None:
    """The picture is there, a PNG of 1200 by 630 pixels, which is what each page says of it."""
    data = (known / "assets/card.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (1200, 630)
    page = (known / "index.html").read_text(encoding="utf-8")
    assert (_meta(page, "og:image:width"), _meta(page, "og:image:height")) == (["1200"], ["630"])


def test_a_build_without_an_address_says_what_is_lost(with_address: Built, without_address: Built) -> None:
    """One line tells that shared links show no picture; it is a note, and no part of a build that knows its address."""
    notes = [line for line in without_address.said.splitlines() if "site_url" in line]
    assert notes == ["  mkdocs.yml has no site_url, so shared links show no picture and there is no site map"]
    assert "Done." in without_address.said
    assert "site_url" not in with_address.said


@pytest.mark.parametrize(("made", "address"), [("known", "cafe.example.org/crt/"), ("unknown", "/")])
def test_paper_names_the_address(made: str, address: str, request: pytest.FixtureRequest) -> None:
    """The line that only print shows has the page's address with its host, or its path where no host is known."""
    site: Path = request.getfixturevalue(made)
    for path in ("items/1/", "case-studies/tea-trolley/", "templates/welcome-card/", ""):
        page = (site / path / "index.html").read_text(encoding="utf-8")
        (line,) = re.findall(r'<p class="only-print meta">([^<]*)</p>', page)
        assert line.startswith(f"Bench Book, {address}{path}"), line
        assert re.match(r"[,.] ", line.removeprefix(f"Bench Book, {address}{path}")), line


def test_the_copy_beside_the_site_is_the_one_in_it(with_address: Built) -> None:
    """``pack build --offline`` lays the same file beside the site, under the site's name, and says so."""
    beside = with_address.site.parent / "bench-book.zip"
    assert beside.read_bytes() == (with_address.site / "offline.zip").read_bytes()
    assert f"the same as {beside}" in with_address.said
    with zipfile.ZipFile(beside) as copy:
        assert copy.testzip() is None
        assert "bench-book/index.html" in copy.namelist()


def test_the_site_map_lists_every_page(known: Path) -> None:
    """Every page stands in the map with its whole address, and robots.txt names the map."""
    listed = set(re.findall(r"<loc>(.*?)</loc>", (known / "sitemap.xml").read_text(encoding="utf-8")))
    pages = {file.relative_to(known).as_posix().removesuffix("index.html") for file in known.rglob("index.html")}
    assert listed == {ADDRESS + path for path in pages}
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (known / "robots.txt").read_text(encoding="utf-8")


def test_without_an_address_there_is_no_site_map(unknown: Path) -> None:
    """A map would be empty and the page's own address made up: both are left out, and robots.txt names no map."""
    assert not (unknown / "sitemap.xml").exists()
    assert "Sitemap" not in (unknown / "robots.txt").read_text(encoding="utf-8")
    assert _meta((unknown / "index.html").read_text(encoding="utf-8"), "og:url") == []


def _copied(site: Path, path: str) -> str:
    with zipfile.ZipFile(site / "offline.zip") as copy:
        (name,) = [one for one in copy.namelist() if one.endswith(path)]
        return copy.read(name).decode()


def test_each_edition_says_what_is_true_of_it(known: Path, unknown: Path) -> None:
    """The website tells of its copy; the copy says where that is told, with the address only where it is known."""
    online = (known / "for-it/index.html").read_text(encoding="utf-8")
    assert re.search(r'<b data-fact="zip-size">[\d.]+ [KM]B</b>', online)
    assert re.search(r'<td><span data-fact="saved-size">[\d.]+ [KM]B</span></td>', online)
    assert "Told on this page" not in online
    for site, at in (
        (known, f', at <a href="{ADDRESS}for-it/" rel="noopener noreferrer">{ADDRESS}for-it/</a>'),
        (unknown, ""),
    ):
        copy = _copied(site, "/for-it/index.html")
        assert f'<p>Told on this page of the website<span data-fact="at-website">{at}</span>.</p>' in copy
        assert "data-only" not in copy + online
        assert "zip-size" not in copy
        assert "saved-size" not in copy
