"""Read and change built HTML by its tags alone: all between them stays as the engine wrote it, byte for byte."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

_VALUES = r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*"
_PIECE = re.compile(
    r"<!--.*?-->"
    rf"|<(?P<raw_name>script|style|textarea|title)(?P<raw_attributes>\s{_VALUES})?>(?P<raw>.*?)</(?P=raw_name)\s*>"
    rf"|<(?P<name>[a-z][a-z0-9:-]*)(?P<attributes>\s{_VALUES})?>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]+)))?"""
)
_ATTRIBUTE_AND_SPACE = re.compile(rf"\s+{_ATTRIBUTE.pattern}")
_WALK = re.compile(rf"{_PIECE.pattern}|</(?P<closed>[a-z][a-z0-9:-]*)\s*>", _PIECE.flags)
_CHARSET = re.compile(r"<meta\s+charset=[^>]*>", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_RUNS = {"", "module", "text/javascript", "application/javascript", "importmap", "speculationrules"}
_ADDRESSES = ("href", "src", "action", "formaction")


@dataclass(frozen=True)
class Tag:
    """An opening tag: its name in lower case, its attributes by name, and the raw text inside a script or style."""

    name: str
    attributes: Mapping[str, str]
    raw: str


def tags(page: str) -> list[Tag]:
    """Return the opening tags of a page; what comments and scripts hold is not taken for tags."""
    found = []
    for match in _PIECE.finditer(page):
        name = match["raw_name"] or match["name"]
        if name:
            given = match["raw_attributes"] or match["attributes"] or ""
            found.append(Tag(name.lower(), _read(given), match["raw"] or ""))
    return found


def _read(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        found.setdefault(match["name"].lower(), _value(match))
    return found


def _value(match: re.Match[str]) -> str:
    return html.unescape(match["double"] or match["single"] or match["bare"] or "")


def inline_scripts(page: Iterable[Tag]) -> Iterator[str]:
    """Yield the text of each script in a page that a browser would run. Data islands are not run, and not yielded."""
    for tag in page:
        kind = tag.attributes.get("type", "").strip().lower()
        if tag.name == "script" and "src" not in tag.attributes and kind in _RUNS:
            yield tag.raw


def hash_source(script: str) -> str:
    """Return the source in a content security policy that allows exactly this inline script."""
    digest = hashlib.sha256(script.replace("\r\n", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def refused(page: Iterable[Tag]) -> Iterator[str]:
    """Yield what a strict policy would not apply in a page: style elements and attributes, handlers, script links."""
    for tag in page:
        if tag.name == "style":
            yield "<style>"
        for attribute, value in tag.attributes.items():
            runs = attribute in _ADDRESSES and _scheme(value) in ("javascript", "vbscript")
            if attribute == "style" or attribute.startswith("on") or runs:
                yield f'<{tag.name} {attribute}="{value[:60]}">'


def _scheme(address: str) -> str:
    return re.sub(r"[\x00-\x20]", "", address).partition(":")[0].lower()


def with_head(page: str, lines: str) -> str:
    """Return a page with tags at the start of its head, after its character set. Raises ValueError without a head."""
    place = _CHARSET.search(page) or _HEAD.search(page)
    if place is None:
        raise ValueError("a page without <head>")
    return page[: place.end()] + lines + page[place.end() :]


def with_html_attribute(page: str, name: str, value: str) -> str:
    """Return a page with one more attribute on its root element."""
    return re.sub(r"<html\b", f'<html {name}="{html.escape(value)}"', page, count=1)


def with_guarded_links(page: str) -> str:
    """Return a page whose links to other sites tell them nothing of where the reader came from (users.md S11)."""

    def piece(match: re.Match[str]) -> str:
        given = _read(match["attributes"] or "") if (match["name"] or "").lower() == "a" else {}
        if "rel" in given or not re.match(r"(https?:)?//", given.get("href", ""), re.IGNORECASE):
            return match[0]
        return match[0][:-1] + ' rel="noopener noreferrer">'

    return _PIECE.sub(piece, page)


def with_scopes(page: str) -> str:
    """Return a page on which each header cell says what it heads: in a table's head its column, else its row."""
    heads = False

    def piece(match: re.Match[str]) -> str:
        nonlocal heads
        name = (match["name"] or match["closed"] or "").lower()
        if name == "thead":
            heads = match["closed"] is None
        if name != "th" or match["closed"] or "scope" in _read(match["attributes"] or ""):
            return match[0]
        return f'{match[0][:-1]} scope="{"col" if heads else "row"}">'

    return _WALK.sub(piece, page)


def with_second_id(page: str, known: str, second: str) -> str:
    """Return a page on which a second id leads to what has a known one."""

    def piece(match: re.Match[str]) -> str:
        if _read(match["attributes"] or "").get("id") != known:
            return match[0]
        return f'{match[0]}<span id="{html.escape(second)}"></span>'

    return _PIECE.sub(piece, page)


def choose(page: str, attribute: str, keep: Callable[[str], bool]) -> str:
    """Return a page without the elements whose attribute has a value that ``keep`` refuses, and all that they hold.

    Those that stay lose the attribute, and ``hidden``. Raises ValueError for an element that never ends.
    """
    parts, at = [], 0
    for match in _PIECE.finditer(page):
        given = _read(match["attributes"] or "")
        if attribute not in given or match.start() < at:
            continue
        parts.append(page[at : match.start()])
        if keep(given[attribute]):
            parts.append(_ATTRIBUTE_AND_SPACE.sub(partial(_unless, {attribute, "hidden"}), match[0]))
            at = match.end()
        else:
            at = _end(page, match["name"].lower(), match.end())
    return "".join(parts) + page[at:]


def _unless(names: set[str], found: re.Match[str]) -> str:
    return "" if found["name"].lower() in names else found[0]


def _end(page: str, name: str, start: int) -> int:
    """Return where an element ends whose inside starts here."""
    depth = 1
    for match in _WALK.finditer(page, start):
        if (match["name"] or "").lower() == name:
            depth += 1
        elif (match["closed"] or "").lower() == name:
            depth -= 1
            if not depth:
                return match.end()
    raise ValueError(f"<{name}> never ends")


def map_addresses(page: str, wanted: Mapping[str, str], change: Callable[[str], str]) -> str:
    """Return a page with addresses changed: ``wanted`` is tag to attribute, ``change`` takes and gives an address."""

    def piece(match: re.Match[str]) -> str:
        group = "raw_attributes" if match["raw_name"] else "attributes"
        attribute = wanted.get((match["raw_name"] or match["name"] or "").lower())
        if attribute is None or not match[group]:
            return match[0]
        start, end = (at - match.start() for at in match.span(group))
        inside = _ATTRIBUTE.sub(lambda found: _changed(found, attribute, change), match[group])
        return match[0][:start] + inside + match[0][end:]

    return _PIECE.sub(piece, page)


def _changed(found: re.Match[str], attribute: str, change: Callable[[str], str]) -> str:
    if found["name"].lower() != attribute or "=" not in found[0]:
        return found[0]
    old = _value(found)
    new = change(old)
    return found[0] if new == old else f'{found["name"]}="{html.escape(new)}"'
