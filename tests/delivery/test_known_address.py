"""With ``site_url`` set, everything that needs a whole address has it; without, nothing pretends to."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
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


def built(folder: Path, address: str) -> Path:
    """Build the small project with an address, or without one, and return its site."""
    root = dress(copy_tiny(folder / "project"))
    (root / "docs" / "for-it.md").write_text(PAGE, encoding="utf-8")
    settings = root / "mkdocs.yml"
    settings.write_text(f"site_url: '{address}'\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    command = [str(Path(sys.executable).parent / "pack"), "build", "--root", str(root), "--to", str(folder / "site")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small project for an address in a folder of a domain."""
    return built(tmp_path_factory.mktemp("known"), ADDRESS)


@pytest.fixture(scope="module")
def unknown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small project without an address."""
    return built(tmp_path_factory.mktemp("unknown"), "")


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
    assert (known / "assets/card.png").is_file()


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
