"""Spell abbreviations out where a page first uses them.

The words follow the first use in running text, in brackets, unless the page has said them before; what everybody knows
leads to the glossary instead. No word stands in a tooltip, which a keyboard, a finger and paper cannot open. Headings,
links, quotations, documents to adapt and names such as "CRT 3" stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup, escape

from macros.models.words import Abbreviation

_PIECE = re.compile(r"(<[^>]*>)")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*?)(/?)>", re.I)
_CLASS = re.compile(r'\bclass="([^"]*)"')

VOID = frozenset({"br", "hr", "img", "input", "use", "path", "circle", "rect", "line", "link", "meta", "source", "wbr"})
LEFT_ALONE = frozenset(
    {
        "a",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "abbr",
        "blockquote",
        "code",
        "button",
        "summary",
        "svg",
        "th",
        "caption",
        "dt",
    }
)
"""Elements whose text is not running text, or not ours."""

LEFT_ALONE_CLASSES = frozenset({"paper", "aliases", "kind", "crumbs", "quoted", "meta", "source"})
"""Classes of elements that are documents, quotations, names, or small print."""

RUNNING = "running"
"""Class of an element with one of those that is running text all the same."""

NO_LINKS = frozenset({"card", "cell", "minute", "sheet"})
"""Classes of elements that are links as a whole, or too short for one on the way."""


def spell_out(html: str, abbreviations: Iterable[Abbreviation], explained: Callable[[Abbreviation], str]) -> str:
    """Return the Markdown and HTML of a page with the first use of each abbreviation spelled out.

    ``explained`` gives the address of the entry in the glossary. A number, such as the 136 of a section, is left alone.
    """
    names = ((short, name) for short in abbreviations for name in (short.short, *short.also))
    found = {name: short for short, name in names if escape(name) in html and not name.isdigit()}
    if not found:
        return html
    one = "|".join(re.escape(str(escape(name))) for name in sorted(found, key=len, reverse=True))
    text = _Text(re.compile(rf"(?<![\w&;/.-])({one})(?![\w-]|&[a-z#]| \d)"), found, explained)
    stack: list[_Place] = []
    pieces = []
    for piece in _PIECE.split(html):
        if piece.startswith("<"):
            _follow(piece, stack)
            pieces.append(piece)
            continue
        alone = any(place.name in LEFT_ALONE or place.is_apart for place in stack)
        apart, may_link = any(place.is_apart for place in stack), all(place.may_link for place in stack)
        lines = []
        for line in piece.split("\n"):
            lines.append(line if alone else text.spelled(line, may_link))
            if not apart:  # what a title of somebody else's says, readers may pass over
                text.said(line)
        pieces.append("\n".join(lines))
    return "".join(pieces)


@dataclass(frozen=True)
class _Place:
    """An open element: whether it has one of the classes that are left alone, and whether a link may stand in it."""

    name: str
    is_apart: bool
    may_link: bool


def _follow(tag: str, stack: list[_Place]) -> None:
    """Keep the stack of open elements."""
    match = _TAG.fullmatch(tag)
    if match is None or match[4] or match[2].lower() in VOID:
        return
    name = match[2].lower()
    if not match[1]:
        given = _CLASS.search(match[3])
        classes = set(given[1].split()) if given else set()
        is_apart = bool(LEFT_ALONE_CLASSES & classes) and RUNNING not in classes
        stack.append(_Place(name, is_apart, not NO_LINKS & classes))
        return
    while stack and stack.pop().name != name:
        pass


class _Text:
    """The text of a page as it is read: what was said so far, and which abbreviations are still to be explained."""

    def __init__(
        self, use: re.Pattern[str], found: dict[str, Abbreviation], explained: Callable[[Abbreviation], str]
    ) -> None:
        self.use, self.found, self.explained = use, found, explained
        self.before: list[str] = []

    def said(self, line: str) -> None:
        """Remember the words of a line."""
        self.before += line.lower().split()

    def spelled(self, line: str, may_link: bool) -> str:
        """Return a line with what it uses first spelled out. Headings of Markdown start with ``#`` and stay."""
        return line if line.startswith("#") else self.use.sub(lambda match: self._spell(match, may_link), line)

    def _spell(self, match: re.Match[str], may_link: bool) -> str:
        name = unescape(match[1])
        short = self.found.get(name)
        if short is None or (short.known and not may_link):
            return match[0]
        for other in (short.short, *short.also):
            self.found.pop(other, None)
        if short.known:
            return str(Markup('<a href="{}">{}</a>').format(self.explained(short), name))
        start = match.string[: match.start()]
        if short.full.lower() in " ".join([*self.before, *start.lower().split()]) or _follows(match, short.full):
            return match[0]
        full = short.full + ("s" if name.endswith("s") and not short.short.endswith("s") else "")
        is_inside = start.count("(") > start.count(")")
        return str(Markup("{} [{}]" if is_inside else "{} ({})").format(name, full))


def _follows(match: re.Match[str], full: str) -> bool:
    """Tell whether the words stand in brackets right behind the abbreviation."""
    return match.string[match.end() :].lower().startswith(f" ({full.lower()}")
