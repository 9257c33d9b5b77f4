"""What tests of the theme share: every page, read once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html


@pytest.fixture(scope="session")
def pages(site: Path, page_paths: tuple[str, ...]) -> dict[str, Any]:
    """Return every page of the site as a tree, by its path. Nobody changes them."""
    return {path: html.document_fromstring((site / path).read_bytes()) for path in page_paths}
