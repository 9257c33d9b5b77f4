"""The generator of a resource pack. For MkDocs and Zensical this file offers ``define_env``: the macros of pages."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any


def define_env(env: Any) -> None:
    """Register every macro. Called by mkdocs-macros once a build, and by Zensical once a page."""
    # Imported here, since Python runs this file before any other of the package, and ``pack check`` needs none of it.
    from macros.memory import find_root, last_good
    from macros.pages.page import Linker
    from macros.shortcuts import SHORTCUTS

    root = find_root(Path(env.project_dir))

    def call(name: str, *args: Any, **kwargs: Any) -> str:
        page = env.page
        path = getattr(page, "path", None) or page.file.src_uri
        return str(SHORTCUTS[name](Linker(last_good(root), path), *args, **kwargs))

    for name, function in SHORTCUTS.items():
        macro = partial(call, name)
        macro.__doc__ = function.__doc__
        macro.__name__ = name  # type: ignore[attr-defined]
        env.macro(macro, name)
