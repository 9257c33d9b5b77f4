"""For MkDocs and ProperDocs alone: write the pages before a build, and point HTML links at what they become.

Zensical runs no hooks: there ``pack build`` writes the pages, and links in HTML are resolved by the engine itself.
The day MkDocs goes, this file goes and nothing else.
"""

# ruff: noqa: ARG001 (engines pass all of these by name)
from __future__ import annotations

import logging
import os
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import click

from macros import browser, report
from macros.build import prepare
from macros.checks import calls
from macros.engines import PREPARED
from macros.exports import api
from macros.handwritten import hand_written, page_text
from macros.memory import kept
from macros.pack import Loaded
from macros.pages import FOLDERS
from macros.problems import Problem
from macros.prose import entities
from macros.site import DOCS

OWN = (*FOLDERS, api.FOLDER, browser.FOLDER)
"""Folders of pages and files that a build writes."""

_LINK = re.compile(r'(<a\b[^>]*?\shref=")([^":#?]+\.(?:md|docx|odt))((?:#[^"]*)?")')
_log = logging.getLogger("mkdocs.hooks.pack")


@dataclass
class _Session:
    """What is kept from one build to the next while serving: hand-written pages as they last were without a problem."""

    serving: bool = False
    good: dict[str, str] = field(default_factory=dict)
    broken: dict[str, list[Problem]] = field(default_factory=dict)


_session = _Session()


def on_startup(command: str, dirty: bool) -> None:
    """Note whether this is a build or a serve: a problem ends the one and must not end the other."""
    _session.serving = command == "serve"


def on_config(config: Any) -> None:
    """While serving, let no warning stop a rebuild: the engine would then answer no request until it is mended."""
    if _session.serving:
        for name in ("mkdocs", "properdocs"):
            counters = [handler for handler in logging.getLogger(name).handlers if hasattr(handler, "get_counts")]
            for handler in counters:
                logging.getLogger(name).removeHandler(handler)


def on_pre_build(config: Any) -> None:
    """Check everything and write the generated pages.

    Under ``pack build``, which has just done so, nothing happens. Raises ClickException with all problems, unless
    serving: then they are printed, and the last good pages stay, if there are any yet.
    """
    if PREPARED in os.environ:
        return
    root = Path(config.config_file_path).parent
    prepared = prepare(root)
    was_broken, _session.broken = bool(_session.broken), {}
    if not prepared.errors:
        if was_broken:
            click.secho("Mended: the site shows every page as it is now.", err=True, fg="green")
        return
    for problem in [*prepared.errors, *_cannot_run(root, prepared.errors)]:
        _session.broken.setdefault(problem.path, []).append(problem)
    text = report.show(prepared.errors, "text")
    if not _session.serving or not any((root / DOCS / folder).is_dir() for folder in FOLDERS):
        raise click.ClickException(f"there is something to mend before a site can be built.\n{text}")
    click.secho(f"{text} The last good pages are shown until this is mended.", err=True, fg="yellow")


def on_serve(server: Any, config: Any, builder: Any) -> None:
    """Let no file that a build itself writes start the next build: generated pages stand in the folder of all pages."""
    schedule = server.observer.schedule
    own = tuple(f"{Path(config.docs_dir, folder)}{os.sep}" for folder in OWN)

    def only_by_hand(handler: Any, path: str, **options: Any) -> Any:
        changed = handler.on_any_event
        made = (*own, f"{os.sep}__pycache__{os.sep}")
        handler.on_any_event = lambda event: None if any(part in event.src_path for part in made) else changed(event)
        return schedule(handler, path, **options)

    server.observer.schedule = only_by_hand
    server.unwatch(config.docs_dir)
    server.watch(config.docs_dir)


def on_page_read_source(page: Any, config: Any) -> str | None:
    """While serving, give the last good text of a hand-written page that has a problem: its macros could not run."""
    if not _session.serving:
        return None
    path = f"{DOCS}/{page.file.src_uri}"
    if path in _session.broken:
        return _session.good.get(path) or _notice(_session.broken[path])
    text: str = page.file.content_string
    _session.good[path] = text
    return text


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    """Turn links to Markdown files inside HTML, which the engine leaves alone, into links to their pages."""
    folder = posixpath.dirname(page.file.src_uri)

    def resolve(match: re.Match[str]) -> str:
        target = files.get_file_from_path(posixpath.normpath(posixpath.join(folder, match[2])))
        if target is None:
            _log.warning(f"{page.file.src_uri}: there is no page {match[2]}")
            return match[0]
        return f"{match[1]}{target.url_relative_to(page.file)}{match[3]}"

    return _LINK.sub(resolve, html)


def _cannot_run(root: Path, found: list[Problem]) -> Iterator[Problem]:
    """Yield why macros of hand-written pages cannot run on the last good pack, or on none: the engine would exit."""
    good = kept(root)
    for file in hand_written(root):
        path, text = file.relative_to(root).as_posix(), page_text(file)
        if good:
            yield from calls.of_page(path, text, Loaded(good, (), ()))
        elif "{{" in text:
            yield from (replace(problem, path=path, message=f"{problem.path}: {problem.message}") for problem in found)


def _notice(problems: list[Problem]) -> str:
    """Return a page that tells the problems of the page in whose place it stands."""
    lines = "\n".join(f"- {entities(problem.message)}" for problem in problems)
    return f"---\nrender_macros: false\n---\n\n# This page waits to be mended\n\n{lines}\n"
