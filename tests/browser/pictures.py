"""Take the pictures that somebody looks at before a change of the design is called done.

    .venv/bin/python tests/browser/pictures.py [FOLDER]      of the site in site/; default folder: .pack/pictures

Pages of a dozen kinds, each on a phone and a desk screen, in light and dark, with forced colours, and printed
on A4. No test can say that nothing jars. ``index.html`` in the folder shows them side by side.
"""

from __future__ import annotations

import html
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "browser")]

from chromium import start  # noqa: E402
from serving import serving  # noqa: E402

KINDS = {
    "home": "",
    "item": "items/14/",
    "all-items": "items/",
    "case-study": "case-studies/crt-3-carers-and-medication/",
    "template": "templates/carers-leaflet/",
    "domain": "domains/content-and-delivery-of-care/",
    "problem": "problems/admission-is-the-only-alternative/",
    "team": "teams/3/",
    "list-with-filters": "case-studies/#setting=rural",
    "ideas": "find/ideas/",
    "sheet": "sheets/14/",
    "results": "search/#q=carers",
}

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active", "color_scheme": "dark"},
}

SIZES = {390: 844, 1440: 900}

TALLEST = 6000
"""Pixels of a page from its top; what follows looks alike."""


def take(browser: Browser, address: str, folder: Path) -> list[str]:
    """Write a picture of each kind of page in each look and size, and each page printed. Return their file names."""
    taken = []
    for look, settings in LOOKS.items():
        for width, height in SIZES.items():
            size: Any = {"width": width, "height": height}
            context = browser.new_context(viewport=size, reduced_motion="reduce", service_workers="block", **settings)
            page = context.new_page()
            for kind, path in KINDS.items():
                page.goto("about:blank")
                page.goto(address + path, wait_until="networkidle")
                name = f"{kind}-{width}-{look}.png"
                tall = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
                cut: Any = {"x": 0, "y": 0, "width": width, "height": tall}
                page.screenshot(path=folder / name, full_page=True, clip=cut)
                taken.append(name)
                if look == "light" and width == max(SIZES):
                    page.pdf(path=folder / f"{kind}.pdf", format="A4", prefer_css_page_size=True)
                    taken.append(f"{kind}.pdf")
            context.close()
    return taken


def overview() -> str:
    """Return a page that shows the pictures by kind, and links what was printed."""
    rows = []
    for kind in KINDS:
        pictures = [f"{kind}-{width}-{look}.png" for look in LOOKS for width in SIZES]
        shown = [f'<a href="{name}"><img src="{name}" alt="{name}"></a>' for name in pictures]
        rows.append(f"<h2>{html.escape(kind)}</h2><p>{' '.join(shown)} <a href='{kind}.pdf'>Printed</a></p>")
    style = "img{height:30rem;object-fit:cover;object-position:top;max-width:46%;border:1px solid}"
    return f"<!doctype html><meta charset=utf-8><title>Pictures</title><style>{style}</style>{''.join(rows)}"


def main() -> int:
    """Take all pictures and say where they are."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".pack" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with serving(ROOT / "site") as server, sync_playwright() as playwright:
        browser = start(playwright)
        taken = take(browser, server.url, folder)
        browser.close()
    (folder / "index.html").write_text(overview(), encoding="utf-8")
    print(f"{len(taken)} pictures and prints in {folder}: open index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
