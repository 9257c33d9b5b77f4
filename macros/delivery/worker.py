"""The service worker and the list of what it saves. Its version, a hash of that list, changes with the site alone."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files as package_files

from macros.delivery.slim import small_js

NAME = "sw.js"
"""Where the worker stands: at the top of the site, since it may serve nothing above itself."""

FIRST = ("index.html",)
"""Saved before all else, with what these pages load."""

_SAVED_KINDS = (".html", ".css", ".js")
_NOT_SAVED = ("404.html", NAME)


@dataclass(frozen=True)
class Worker:
    """The files of the service worker, and what a visit would save."""

    files: Mapping[str, str]
    version: str
    saved: tuple[str, ...]
    bytes: int


def worker(site: Mapping[str, bytes], first: Iterable[str], helper: str) -> Worker:
    """Return the worker for a site given as path to content.

    ``first`` are the files to save at once, ``helper`` the page to show where one that was asked for is not saved.
    Pages, styles and scripts are saved, and the images that ``first`` names; documents are not, for their weight.
    """
    first = set(first)
    chosen = sorted(p for p in site if p in first or (p.endswith(_SAVED_KINDS) and p not in _NOT_SAVED))
    entries = [(_address(p), _hash(site[p])[:16], len(site[p]), int(p in first), _mark(site[p])) for p in chosen]
    text = json.dumps(entries, separators=(",", ":"))
    version = _hash(text.encode())[:12]
    list_name = f"offline-list.{version}.json"
    source = package_files("macros.delivery").joinpath("sw.js").read_text(encoding="utf-8")
    marks = {"%VERSION%": version, "%LIST%": list_name, "%HELPER%": _address(helper) if helper in site else ""}
    for mark, value in marks.items():
        source = source.replace(mark, value)
    size = sum(entry[2] for entry in entries)
    return Worker({NAME: small_js(source), list_name: text}, version, tuple(chosen), size)


def tag(path: str, page: str) -> str:
    """Return the tag by which a page finds the worker. Its mark changes with the page, so that an old page is known."""
    return f'<meta name="pack-worker" content="{"../" * path.count("/")}{NAME}" data-mark="{_hash(page.encode())[:8]}">'


def _mark(page: bytes) -> str:
    found = re.search(rb'<meta name="pack-worker" [^>]*data-mark="([0-9a-f]{8})">', page)
    return found[1].decode() if found else ""


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def packed(site: Mapping[str, bytes], paths: Iterable[str]) -> int:
    """Return how many bytes these files take over a network that packs them one by one."""
    return sum(len(gzip.compress(site[path], 6)) for path in paths)


def _address(path: str) -> str:
    """Return the address under which browsers ask for a file: a page's is its folder."""
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path
