"""Pages of the site, and a small server for one worker. Nothing here waits for a clock: only for the page."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from journeys import every_kind
from playwright.sync_api import Browser, BrowserContext, Page
from serving import SiteServer, serving
from watching import Watch


@pytest.fixture(scope="session")
def strict(site: Path) -> Iterator[SiteServer]:
    """Serve the site with exactly the headers that it brings for its host."""
    with serving(site) as listening:
        yield listening


@pytest.fixture(scope="session")
def server(strict: SiteServer) -> str:
    """Return the address of that server, with a slash at its end."""
    return strict.url


@pytest.fixture(scope="session")
def kinds(site: Path) -> tuple[str, ...]:
    """Return the address of one page of every kind."""
    return tuple(every_kind(site))


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site in a context of its own: ``open_page("items/14/", width=390, javascript=False)``.

    Other keywords go to Playwright's ``new_context``. Motion is reduced, as a reader may ask, so that no test has to
    wait for a transition.
    """
    contexts: list[BrowserContext] = []

    def open_(path: str, *, width: int = 1440, height: int | None = None, javascript: bool = True, **more: Any) -> Page:
        size = {"width": width, "height": height or (844 if width < 600 else 900)}
        settings = {
            "viewport": size,
            "java_script_enabled": javascript,
            "reduced_motion": "reduce",
            "service_workers": "block",
        }
        context = browser.new_context(**(settings | more))
        contexts.append(context)
        page = context.new_page()
        page.goto(server + path)
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def unzipped(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unzip the offline copy of the site into a folder with a space in its name."""
    base = tmp_path_factory.mktemp("copy of the pack")
    with zipfile.ZipFile(site / "offline.zip") as copy:
        copy.extractall(base)
    (top,) = base.iterdir()
    return top


@pytest.fixture
def offline(browser: Browser, unzipped: Path) -> Iterator[Callable[[str], Page]]:
    """Open a page of the unzipped copy with the network off: ``offline("items/14/index.html")``."""
    context = browser.new_context(offline=True, reduced_motion="reduce", viewport={"width": 390, "height": 844})

    def open_(path: str) -> Page:
        page = context.new_page()
        page.goto((unzipped / path.split("#")[0]).as_uri() + (f"#{path.split('#')[1]}" if "#" in path else ""))
        return page

    yield open_
    context.close()


@pytest.fixture
def profile(browser: Browser, strict: SiteServer) -> Iterator[BrowserContext]:
    """Give a fresh browser profile at the strictly served site; paths are relative to it. Service workers are off."""
    context = browser.new_context(base_url=strict.url, service_workers="block", reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def watch(profile: BrowserContext, strict: SiteServer) -> Watch:
    """Watch what that profile says and asks for during the test."""
    return Watch(profile, strict.url)
