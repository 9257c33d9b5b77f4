"""From an address on a built page to the file of the site that it names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from macros.delivery.markup import Tag

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def target(page: str, address: str, base: str) -> str:
    """Return the file in the site that an address on a page names, or an empty string if it is not of the site."""
    path = address.partition("#")[0].partition("?")[0]
    if not path or _ABSOLUTE.match(path):
        return ""
    if path.startswith("/"):
        if not (path + "/").startswith(base):
            return ""
        found = path[len(base) :]
    else:
        found = posixpath.join(posixpath.dirname(page), path)
    is_folder = path.endswith(("/", "/.", "/..")) or path in (".", "..")
    found = posixpath.normpath(found) if found else "."
    if found.startswith(".."):
        return ""
    if is_folder or found == ".":
        return "index.html" if found == "." else f"{found}/index.html"
    return found


def loaded(page: str, tags: Iterable[Tag], base: str) -> list[str]:
    """Return the files of the site that a page loads by itself: styles, scripts, images, in order."""
    found = []
    for tag in tags:
        rel = tag.attributes.get("rel", "").lower().split()
        address = tag.attributes.get("src", "") if tag.name in ("script", "img") else ""
        if tag.name == "link" and {"stylesheet", "icon", "manifest", "preload"} & set(rel):
            address = tag.attributes.get("href", "")
        path = target(page, address, base)
        if path and path not in found:
            found.append(path)
    return found
