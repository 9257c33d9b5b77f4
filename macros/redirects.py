"""Old addresses that still lead somewhere: ``redirects.yml``, laid into a built site, with nothing to ask of a server.

A page that moved leaves a tiny page behind; a file, a copy of the new one; an anchor, a second anchor where it was or a
line that says where it went. No script, and it works from a folder.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

from macros.delivery.markup import tags, with_second_id
from macros.delivery.settings import Settings
from macros.problems import Problem, nearest, shown
from macros.reading import Document, read
from macros.urls import file_of, present

FILE = "redirects.yml"
"""At the root of a project: old address to new, both as in the lock. It need not be there."""

_PAGE = """\
<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={address}">
<link rel="canonical" href="{canonical}">
</head>
<body>
<main>
<h1>This page has moved</h1>
<p><a href="{address}">{title}</a></p>
</main>
</body>
</html>
"""


@dataclass(frozen=True)
class Redirects:
    """What the file says, as far as it could be read, and what is wrong with it."""

    moves: Mapping[str, str]
    problems: tuple[Problem, ...]
    document: Document | None = None

    def lead(self, old: str) -> str:
        """Return where an old address leads, or nothing. A page that moved takes its anchors along."""
        return self.moves.get(old) or self.moves.get(old.partition("#")[0], "")

    def problem(self, old: str, message: str) -> Problem:
        """Return what is wrong with one line, at its place."""
        line, column = self.document.key_place((old,)) if self.document else (1, 1)
        return Problem(path=FILE, line=line, column=column, rule="redirect", message=message)


def read_redirects(root: Path) -> Redirects:
    """Read a project's redirects. Nothing is raised for bad content; no file means no redirects."""
    if not (root / FILE).is_file():
        return Redirects({}, ())
    document, problems = read(root / FILE, FILE)
    if document is None:
        return Redirects({}, tuple(problems))
    asked = Redirects({}, (), document)
    for old, new in document.data.items():
        wrong = next((end for end in (old, new) if not _is_address(end)), None)
        if wrong is not None:
            message = (
                f"{shown(wrong)} is not an address of this site. Write it as in the lock, from the first slash on."
            )
            problems.append(asked.problem(old, message))
    moves = {old: new for old, new in document.data.items() if _is_address(old) and _is_address(new)}
    return Redirects(moves, tuple(problems), document)


def _is_address(value: object) -> bool:
    """Say whether a value is an address of the site: from its root, and never out of it."""
    if not isinstance(value, str) or not value.startswith("/") or value.startswith("//"):
        return False
    return ".." not in value.split("/") and "\\" not in value and value.count("#") <= 1


def lay(root: Path, site: Path) -> tuple[Problem, ...]:
    """Write every redirect of a project into what an engine just built; or return what is wrong, and write nothing."""
    redirects = read_redirects(root)
    known = present(site)
    wrong = (*redirects.problems, *_wrong(redirects, known))
    if wrong:
        return wrong
    address = Settings.of(root).address
    for old, new in sorted(redirects.moves.items()):
        page, _, anchor = old.partition("#")
        file, target = site / file_of(page), site / file_of(new)
        if anchor:
            file.write_text(_with_anchor(site, file, anchor, new), encoding="utf-8")
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix != ".html":
            file.write_bytes(target.read_bytes())
            continue
        lang, title = _lang_and_title(target)
        link = escape(_relative(page, new))
        plain = _relative(page, new.partition("#")[0]).removesuffix("index.html") or "./"
        canonical = escape(address + new.partition("#")[0] if address else plain)
        file.write_text(_PAGE.format(lang=lang, title=title, address=link, canonical=canonical), encoding="utf-8")
    return ()


def _wrong(redirects: Redirects, known: frozenset[str]) -> list[Problem]:
    found = []
    for old, new in redirects.moves.items():
        page, _, anchor = old.partition("#")
        if new not in known:
            alike = (address for address in known if ("#" in address) == ("#" in new))
            message = f"{shown(new)} is not an address of the built site.{nearest(new, alike)}"
        elif old in known:
            message = f"{shown(old)} is still there, so it cannot lead elsewhere. Take this line out."
        elif anchor and page not in known:
            message = f"the page {shown(page)} is gone, not only the anchor. Write where the whole page went."
        elif not anchor and file_of(old).suffix != file_of(new).suffix:
            message = f"{shown(old)} and {shown(new)} are of different kinds. A page leads to a page, a file to a file."
        else:
            continue
        found.append(redirects.problem(old, message))
    return found


def _with_anchor(site: Path, file: Path, anchor: str, new: str) -> str:
    """Return a page with a lost anchor: inside what has the new one, or on a line that leads to another page."""
    text, (page, _, fragment) = file.read_text(encoding="utf-8"), new.partition("#")
    if site / file_of(page) == file and fragment:
        return with_second_id(text, fragment, anchor)
    _, title = _lang_and_title(site / file_of(page))
    here = "/" + file.relative_to(site).as_posix()
    before, end, after = text.rpartition("</article>" if "</article>" in text else "</body>")
    line = f'<p id="{escape(anchor)}">This has moved: <a href="{escape(_relative(here, new))}">{title}</a></p>'
    return before + line + end + after


def _lang_and_title(page: Path) -> tuple[str, str]:
    """Return a page's language and its title, both ready to stand in HTML."""
    found = tags(page.read_text(encoding="utf-8"))
    lang = next((tag.attributes.get("lang", "") for tag in found if tag.name == "html"), "")
    title = next((tag.raw for tag in found if tag.name == "title"), "")
    return escape(lang), escape(unescape(title).strip())


def _relative(page: str, new: str) -> str:
    """Return the way from a page to an address, down to the file, since a browser lists a folder that it opens."""
    target, hash_, fragment = new.partition("#")
    here = posixpath.dirname("/" + file_of(page).as_posix())
    return posixpath.relpath("/" + file_of(target).as_posix(), here) + hash_ + fragment
