"""The way to suggest a change: to the record in the repository, or how else where there is none."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader
from lxml import html

OVERRIDES = Path(__file__).parents[2] / "docs" / ".overrides"


def link(edit: str, page: Any) -> tuple[str, str]:
    """Return the address of the first link and the whole text of the piece for a page, with a repository's address."""
    environment = Environment(loader=FileSystemLoader(OVERRIDES), autoescape=True)
    environment.filters["url"] = lambda address: f"../../{address}"
    config = SimpleNamespace(extra=SimpleNamespace(edit=edit), use_directory_urls=True)
    piece = html.fragment_fromstring(
        environment.get_template("partials/suggest.html").render(config=config, page=page), create_parent=True
    )
    return piece.find(".//a").get("href"), " ".join(piece.text_content().split())


GENERATED = SimpleNamespace(
    meta=SimpleNamespace(source="items/fidelity/14-support-for-carers.yml"), file=None, path=None
)
BY_HAND = SimpleNamespace(meta=SimpleNamespace(source=None), file=SimpleNamespace(src_uri="about/rights.md"), path=None)
IN_ZENSICAL = SimpleNamespace(meta=SimpleNamespace(source=None), file=None, path="about/rights.md")


@pytest.mark.parametrize(
    ("page", "file"),
    [
        (GENERATED, "items/fidelity/14-support-for-carers.yml"),
        (BY_HAND, "docs/about/rights.md"),
        (IN_ZENSICAL, "docs/about/rights.md"),
    ],
)
def test_with_a_repository_the_link_opens_the_record(page: Any, file: str) -> None:
    """The address set in mkdocs.yml leads to the file that the page was made from, whatever the engine."""
    address, text = link("https://example.org/pack/edit/main/FILE", page)
    assert address == f"https://example.org/pack/edit/main/{file}"
    assert "not watched for emergencies" in text


def test_without_a_repository_the_page_says_how_else() -> None:
    """With no address set, the link leads to the ways of sending a change, and the page names its record."""
    address, text = link("", GENERATED)
    assert address == "../../contribute/"
    assert "items/fidelity/14-support-for-carers.yml" in text
    assert "no patient information" in text
