"""From records to written pages, in one step that keeps the last good pages where a record is broken."""

from __future__ import annotations

import gc
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from macros import browser
from macros.checks import check
from macros.delivery.settings import Settings
from macros.exports import api
from macros.exports.documents import documents
from macros.exports.search import search_index
from macros.handwritten import hand_written, page_text
from macros.memory import CACHE, keep, remember
from macros.pages import FOLDERS, UNLISTED, pages
from macros.pages.by_hand import read_list, read_page
from macros.problems import Problem, errors
from macros.site import DOCS, Written, write_site

TERMS = "LICENSE-content"
"""File at the root of a project with the terms of its records and pages."""


@dataclass(frozen=True)
class Prepared:
    """What came of preparing a build: everything found, and what was written, or None where records are broken."""

    problems: tuple[Problem, ...]
    written: Written | None

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop a build."""
        return errors(self.problems)


def prepare(root: Path, *, write: bool = True, checked: bool = True) -> Prepared:
    """Load and check the records and hand-written pages, and write the generated pages if nothing is wrong.

    ``write=False`` only looks. ``checked=False`` writes what can be read whatever the check says: for tests of trust.
    """
    with _nothing_collected():
        loaded = remember(root)
        problems = check(root, loaded)
    if not write or (checked and errors(problems)):
        return Prepared(problems, None)
    if uninstalled := browser.missing(root):
        return Prepared((*problems, *uninstalled), None)
    keep(root, loaded.pack)
    files = documents(loaded.pack, root / CACHE / "documents")
    by_hand = [read_page(file.relative_to(root / DOCS).as_posix(), page_text(file)) for file in hand_written(root)]
    written = pages(loaded.pack, {path: len(data) for path, data in files.items()}, by_hand)
    lists = [
        read_list(path, text)
        for path, text in written.items()
        if path.endswith(".md") and not path.startswith(UNLISTED)
    ]
    index = search_index(loaded.pack, [*by_hand, *lists])
    data = api.api(loaded.pack, edition(root), written.keys())
    made: dict[str, str | bytes] = {**written, **files, **index, **data, **browser.libraries(root)}
    return Prepared(problems, write_site(root, made, (*FOLDERS, api.FOLDER, browser.FOLDER)))


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Pause the search for rubbish: all that is read stays, and looking through it costs a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def edition(root: Path) -> api.Edition:
    """Return what a project says of itself: its site's name, its version, its terms, as far as it has them."""
    settings, project, terms = root / "mkdocs.yml", root / "pyproject.toml", root / TERMS
    known = tomllib.loads(project.read_text(encoding="utf-8")) if project.is_file() else {}
    return api.Edition(
        name=Settings.of(root).name if settings.is_file() else root.name,
        version=known.get("project", {}).get("version"),
        terms=terms.read_text(encoding="utf-8") if terms.is_file() else None,
    )
