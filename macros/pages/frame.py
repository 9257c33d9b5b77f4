"""Pieces of the theme that come from records: the theme's own templates cannot read records in every engine."""

from __future__ import annotations

from macros.pack import Pack
from macros.pages.render import fragment

FRAME = ".overrides/partials/generated"
"""The folder under ``docs/`` of theme pieces that are generated; the theme's hand-written templates include them."""


def frame(pack: Pack) -> dict[str, str]:
    """Return every generated piece of the theme by its path under ``docs/``: where to get help now, short and whole.

    Text of records holds no braces once escaped, so the theme's template engine finds nothing to run in a piece.
    """
    pieces = {"strip.html": "frame/strip.html.j2", "help.html": "frame/help.html.j2"}
    return {
        f"{FRAME}/{name}": _shielded(fragment(pack, "index.md", template, help=pack.help_now))
        for name, template in pieces.items()
    }


def _shielded(html: str) -> str:
    return str(html).replace("{", "&#123;").replace("}", "&#125;") + "\n"
