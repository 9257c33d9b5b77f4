"""Links of a built site, checked on its HTML by a parser: whatever the engine says, nothing may lead nowhere.

Every relative address must be a file of the site, every ``#anchor`` an id of its page, every id unique on its page.
Addresses from the root of a host (``/items/``) are refused, since the site must also open from a folder; the page for
missing addresses (404.html) has no folder of its own and is let off.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from macros.problems import Problem, shown

LOST = "404.html"
"""The page that hosts show for any address that is not there."""

RUNS = frozenset({"javascript", "vbscript"})
"""Schemes that run code."""

_ATTRIBUTES = ("href", "src", "action", "poster", "data", "xlink:href")
_REFRESH = re.compile(r"\s*\d+\s*;\s*url=(.*)", re.IGNORECASE)


@dataclass(frozen=True)
class Address:
    """One address as a page holds it, and the line that it stands on."""

    text: str
    line: int


@dataclass(frozen=True)
class Built:
    """One page of the site: its path, the ids that it has with how often, and the addresses that it holds."""

    path: str
    ids: Counter[str]
    addresses: tuple[Address, ...]


def check(site: Path) -> list[Problem]:
    """Return the problems of a built site, by page; one that many pages share is told once.

    Raises FileNotFoundError where there is no built site.
    """
    if not (site / "index.html").is_file():
        raise FileNotFoundError(f"There is no built site in {site}. Run: pack build")
    pages = {page.path: page for page in (read(site, file) for file in sorted(site.rglob("*.html")))}
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    found = [problem for page in pages.values() for problem in _page(page, pages, files)]
    return _merged(found)


def read(site: Path, file: Path) -> Built:
    """Return what a page of the site holds."""
    tree = html.document_fromstring(file.read_bytes() or b"<html></html>", parser=html.HTMLParser(encoding="utf-8"))
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    ids = Counter(element.get("id", "") for element in elements if element.get("id"))
    return Built(file.relative_to(site).as_posix(), ids, tuple(_addresses(elements)))


def _addresses(elements: Iterable[html.HtmlElement]) -> Iterator[Address]:
    for element in elements:
        texts = [element.get(name, "") for name in _ATTRIBUTES if element.get(name) is not None]
        texts += [part.split()[0] for part in element.get("srcset", "").split(",") if part.strip()]
        refresh = element.tag == "meta" and element.get("http-equiv", "").lower() == "refresh"
        match = _REFRESH.match(element.get("content", "")) if refresh else None
        texts += [match[1]] if match else []
        line = element.sourceline if isinstance(element.sourceline, int) else 1
        yield from (Address(text.strip(), line) for text in texts)


def _page(page: Built, pages: dict[str, Built], files: set[str]) -> Iterator[Problem]:
    for name, times in page.ids.items():
        if times > 1:
            message = f"the id {shown(name)} stands here {times} times. A link to it could mean any of them."
            yield Problem(path=page.path, line=1, column=1, rule="id-twice", message=message)
    for address in page.addresses:
        wrong = _wrong(page, address.text, pages, files)
        if wrong:
            rule, message = wrong
            yield Problem(path=page.path, line=address.line, column=1, rule=rule, message=message)


def _wrong(page: Built, text: str, pages: dict[str, Built], files: set[str]) -> tuple[str, str] | None:
    """Return the rule and the message for an address that leads nowhere, or None."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return "link", f"{shown(text)} is not an address."
    if parts.scheme:
        return ("link-runs", f"{shown(text)} runs code.") if parts.scheme.lower() in RUNS else None
    lost = page.path == LOST
    if parts.netloc or (parts.path.startswith("/") and not lost):
        return "link-absolute", f"{shown(text)} starts at the root of a host. Write it from this page, like ../items/."
    target = _target(page.path, unquote(parts.path), files)
    if target is None:
        return None if lost else ("link", f"{shown(text)} leads to no file of the site.")
    anchor = unquote(parts.fragment)
    if "=" in anchor:  # a state that a script reads, such as a search or a filter; ids have no such sign
        return None
    if anchor and target in pages and anchor not in pages[target].ids and anchor != "top":
        return "anchor", f"{shown(text)} names an id that {target} does not have."
    return None


def _target(page: str, path: str, files: set[str]) -> str | None:
    """Return the file that a relative address leads to, or None."""
    if not path:
        return page
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path.lstrip("/")))
    if joined.startswith(".."):
        return None
    folder = "index.html" if joined == "." else f"{joined}/index.html"
    if path.endswith(("/", ".", "..")):
        return folder if folder in files else None
    return next((found for found in (joined, folder) if found in files), None)


def _merged(problems: Iterable[Problem]) -> list[Problem]:
    """Tell a problem that several pages share, such as a link of the menu, once."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in sorted(problems):
        key = re.sub(r'(?<=")(\.\./|\./)+', "", problem.message)
        groups.setdefault((problem.rule, key), []).append(problem)
    merged = []
    for same in groups.values():
        first, others = same[0], len({problem.path for problem in same}) - 1
        more = f" So on {others} other page{'s' * (others != 1)}." if others else ""
        merged.append(Problem(**{**first.__dict__, "message": first.message + more}))
    return sorted(merged)
