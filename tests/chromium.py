"""The browser that tests and measurements drive: the one that the set-up found to work, without needless noise."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

NOTED = Path(__file__).parents[1] / ".venv" / "chromium"
"""Where the set-up wrote the path of the browser that opened a page; empty for the one that Playwright installed."""

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


def start(playwright: Playwright, *more: str) -> Browser:
    """Start Chromium, with more switches if need be. Without a note of the set-up: the one on the path, if any."""
    found = NOTED.read_text(encoding="utf-8").strip() if NOTED.is_file() else shutil.which("chromium")
    return playwright.chromium.launch(executable_path=found or None, args=[*QUIET, *more])
