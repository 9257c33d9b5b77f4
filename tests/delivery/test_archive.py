"""The offline copy opens from a folder and holds nothing that a trust would stop."""

from __future__ import annotations

import io
import stat
import zipfile
from datetime import UTC, datetime

import pytest

from macros.delivery.archive import README, archive, belongs, for_folder, size_words
from macros.delivery.policy import Policy
from macros.delivery.settings import Settings

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"></head><body>
<a href="items/14/#criteria">14</a> <a href=".">home</a> <a href="https://example.org/">out</a> <a href="#here">here</a>
<a href="files/a.docx">a</a> <a href="no-such-page/">dead</a></body></html>"""
FILES = {
    "index.html": PAGE.encode(),
    "items/14/index.html": b'<html><head></head><a href="../..">up</a><a href="../15/?q=1">q</a></html>',
    "files/a.docx": b"PK",
    "404.html": b"<html><head></head></html>",
    "robots.txt": b"",
    "sitemap.xml": b"",
    "_headers": b"",
    "sw.js": b"",
    ".well-known/security.txt": b"",
    "setup.exe": b"MZ",
    "old.zip": b"PK",
}
SETTINGS = Settings("My Pack", "https://example.org/pack")
MADE = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def _open(made: datetime | None = MADE) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(archive(FILES, SETTINGS, Policy(), made).data))


def test_only_what_a_reader_needs_goes_in() -> None:
    """Pages and documents go in; programs, other archives and files for hosts and search engines stay out."""
    assert _open().namelist() == [
        "my-pack/README.txt",
        "my-pack/files/a.docx",
        "my-pack/index.html",
        "my-pack/items/14/index.html",
    ]


@pytest.mark.parametrize("path", ["a.exe", "a.bat", "a.js.map", "a", "x/.htaccess", "_headers", "a.HTML.zip", "a.docm"])
def test_kinds_of_files_that_do_not_belong(path: str) -> None:
    """Only kinds on the list belong; a file without an extension or with macros does not."""
    assert not belongs(path)


def test_entries_are_plain_files_under_one_folder() -> None:
    """No link, no absolute path, no way up, no program bit."""
    for entry in _open().infolist():
        mode = entry.external_attr >> 16
        assert stat.S_ISREG(mode)
        assert not mode & 0o111
        assert entry.filename.startswith("my-pack/")
        assert ".." not in entry.filename


def test_links_end_in_a_file() -> None:
    """Links to pages name index.html, so that a folder opens; all other links stay as they are."""
    page = _open().read("my-pack/index.html").decode()
    for link in ("items/14/index.html#criteria", "./index.html", "https://example.org/", "#here", "files/a.docx"):
        assert f'href="{link}"' in page
    assert 'href="no-such-page/"' in page
    inner = _open().read("my-pack/items/14/index.html").decode()
    assert '<a href="../../index.html">up</a>' in inner


def test_a_page_that_moved_leads_to_a_file() -> None:
    """The address that an old page leads on to ends in a file too."""
    page = '<html><head><meta http-equiv="refresh" content="0; url=../15/#ideas"></head></html>'
    opened = for_folder("items/14/index.html", page, "/", {"items/15/index.html": b""}, Policy(), MADE)
    assert 'content="0; url=../15/index.html#ideas"' in opened


def test_pages_forbid_the_network() -> None:
    """Every page carries a policy under which only files may be loaded."""
    page = _open().read("my-pack/index.html").decode()
    assert "default-src 'none'; script-src 'self' file:" in page
    assert 'data-pack-copy="2026-11-22"' in page


def test_the_readme_has_four_steps_and_says_where_not_to_open_it() -> None:
    """The four steps and the note on SharePoint are there, with line ends that Notepad shows."""
    text = _open().read("my-pack/README.txt").decode()
    assert text.replace("\r\n", "\n").splitlines()[0] == "My Pack: offline copy, made 22 November 2026"
    assert [line[0] for line in text.splitlines() if line[:2] in ("1.", "2.", "3.", "4.", "5.")] == ["1", "2", "3", "4"]
    assert "SharePoint" in text
    assert "\n" not in text.replace("\r\n", "")


def test_the_same_files_give_the_same_bytes() -> None:
    """Neither the order of the files nor the moment of packing shows in the bytes."""
    backwards = dict(reversed(FILES.items()))
    assert archive(FILES, SETTINGS, Policy(), MADE) == archive(backwards, SETTINGS, Policy(), MADE)


def test_a_site_without_a_date_says_nothing_of_it() -> None:
    """Where no commit dates the build, no date is made up."""
    text = _open(None).read("my-pack/README.txt").decode()
    assert text.startswith("My Pack: offline copy\r\n")
    assert 'data-pack-copy=""' in _open(None).read("my-pack/index.html").decode()


def test_pages_under_a_path_of_a_domain_open_too() -> None:
    """The address of the site does not matter to its copy."""
    page = '<html><head></head><a href="../15/">15</a></html>'
    opened = for_folder("items/14/index.html", page, "/crt/", {"items/15/index.html": b""}, Policy(), MADE)
    assert 'href="../15/index.html"' in opened


@pytest.mark.parametrize(("count", "words"), [(900, "1 KB"), (120_000, "120 KB"), (3_449_000, "3.4 MB")])
def test_sizes_in_words(count: int, words: str) -> None:
    """Sizes are told as readers know them."""
    assert size_words(count) == words


def test_the_readme_has_no_scale_in_it() -> None:
    """The words of the file come from the settings, so that another site can use them."""
    assert README.count("{name}") == 1
