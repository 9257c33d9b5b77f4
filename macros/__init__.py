"""The CRT Resource Pack's generator. For MkDocs and Zensical this file offers ``define_env``: the macros of pages."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from macros.memory import find_root, remember
from macros.pages.page import Linker
from macros.shortcuts import SHORTCUTS


def define_env(env: Any) -> None:
    """Register every macro. Called by mkdocs-macros once a build, and by Zensical once a page."""

    def call(name: str, *args: Any, **kwargs: Any) -> str:
        page = env.page
        path = getattr(page, "path", None) or page.file.src_uri
        at = Linker(remember(find_root(Path.cwd())).pack, path)
        return str(SHORTCUTS[name](at, *args, **kwargs))

    for name, function in SHORTCUTS.items():
        macro = partial(call, name)
        macro.__doc__ = function.__doc__
        macro.__name__ = name  # type: ignore[attr-defined]
        env.macro(macro, name)
