"""An old address in a real browser, opened from a folder, where there is no server that could know of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from macros.redirects import lay

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("javascript", [True, False])
def test_an_old_address_leads_to_the_new_one(javascript: bool, browser: Browser, tmp_path: Path) -> None:
    """With scripts and without, a page that moved brings the reader to where it went, anchor included."""
    new = tmp_path / "site/items/new/index.html"
    new.parent.mkdir(parents=True)
    new.write_text(
        '<!doctype html><html lang="en"><title>New</title><h1>Arrived</h1><h2 id="part">Part</h2></html>', "utf-8"
    )
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n", encoding="utf-8")
    (tmp_path / "redirects.yml").write_text('/old/: "/items/new/#part"\n', encoding="utf-8")
    assert lay(tmp_path, tmp_path / "site") == ()
    context = browser.new_context(java_script_enabled=javascript)
    page = context.new_page()
    page.goto((tmp_path / "site/old/index.html").as_uri())
    page.wait_for_url(f"{new.as_uri()}#part")
    expect(page.get_by_role("heading", level=1)).to_have_text("Arrived")
    context.close()
