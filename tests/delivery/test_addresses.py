"""An address on a page names a file of the site, or none."""

from __future__ import annotations

import pytest

from macros.delivery.addresses import loaded, target
from macros.delivery.markup import tags


@pytest.mark.parametrize(
    ("page", "address", "file"),
    [
        ("items/14/index.html", "../15/", "items/15/index.html"),
        ("items/14/index.html", "../15/#criteria", "items/15/index.html"),
        ("items/14/index.html", "../../assets/a.css?v=1", "assets/a.css"),
        ("items/14/index.html", "../..", "index.html"),
        ("items/14/index.html", "./", "items/14/index.html"),
        ("items/14/index.html", ".", "items/14/index.html"),
        ("index.html", ".", "index.html"),
        ("index.html", "items/14/", "items/14/index.html"),
        ("404.html", "/base/assets/a.css", "assets/a.css"),
        ("404.html", "/base/", "index.html"),
        ("index.html", "/elsewhere/a.css", ""),
        ("index.html", "../above.css", ""),
        ("index.html", "https://example.org/a.css", ""),
        ("index.html", "//example.org/a.css", ""),
        ("index.html", "mailto:a@example.org", ""),
        ("index.html", "#here", ""),
        ("index.html", "", ""),
    ],
)
def test_target(page: str, address: str, file: str) -> None:
    """Relative and absolute addresses, with and without query and fragment; nothing outside the site."""
    assert target(page, address, "/base/") == file


def test_loaded_files_are_those_that_a_browser_fetches_unasked() -> None:
    """Styles, scripts, icons and images count; links to pages and canonical addresses do not."""
    page = """<link rel="stylesheet" href="../a.css"><link rel="icon" href="../i.png"><link rel="canonical" href="/x/">
    <script src="../b.js"></script><img src="c.png"><a href="../d/">d</a><script>inline</script>"""
    assert loaded("p/index.html", tags(page), "/") == ["a.css", "i.png", "b.js", "p/c.png"]
