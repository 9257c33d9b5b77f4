"""Spell abbreviations out where a page first uses them.

The first use in running text becomes ``<abbr>`` with what it stands for, and the words follow in brackets, unless
everybody knows it or the page has said them before. Headings, links, quotations, documents to adapt and names such as
"CRT 3" stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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

LEFT_ALONE_CLASSES = frozenset({"paper", "minute", "aliases", "kind", "cell", "crumbs", "notice", "meta", "source"})
"""Classes of elements that are documents, notices that quote, names, or too short for brackets."""


def spell_out(html: str, abbreviations: Iterable[Abbreviation]) -> str:
    """Return the Markdown and HTML of a page with the first use of each abbreviation spelled out."""
    found = {name: short for short in abbreviations for name in (short.short, *short.also) if escape(name) in html}
    if not found:
        return html
    names = "|".join(re.escape(str(escape(name))) for name in sorted(found, key=len, reverse=True))
    use = re.compile(rf"(?<![\w&;/.-])({names})(?![\w-]|&[a-z#]| \d)")
    stack: list[tuple[str, bool]] = []
    said: list[str] = []
    pieces = []
    for piece in _PIECE.split(html):
        if piece.startswith("<"):
            _follow(piece, stack)
        elif piece and not any(skip for _, skip in stack):
            piece = "\n".join(_line(line, use, found, "".join(said)) for line in piece.split("\n"))
        pieces.append(piece)
        if not piece.startswith("<"):
            said.append(piece.lower() + " ")
    return "".join(pieces)


def _follow(tag: str, stack: list[tuple[str, bool]]) -> None:
    """Keep the stack of open elements, each with whether its text is left alone."""
    match = _TAG.fullmatch(tag)
    if match is None or match[4] or match[2].lower() in VOID:
        return
    name = match[2].lower()
    if not match[1]:
        classes = _CLASS.search(match[3])
        stack.append((name, name in LEFT_ALONE or bool(classes and LEFT_ALONE_CLASSES & set(classes[1].split()))))
        return
    while stack and stack.pop()[0] != name:
        pass


def _line(line: str, use: re.Pattern[str], found: dict[str, Abbreviation], said: str) -> str:
    """Spell out what a line uses first. Headings of Markdown start with ``#`` and are left alone."""

    def spell(match: re.Match[str]) -> str:
        name = unescape(match[1])
        short = found.get(name)
        if short is None:
            return match[0]
        for other in (short.short, *short.also):
            found.pop(other, None)
        full = short.full + ("s" if name.endswith("s") and not short.short.endswith("s") else "")
        marked = Markup('<abbr title="{}">{}</abbr>').format(full, name)
        known = short.known or short.full.lower() in f"{said} {line.lower()}" or line[: match.start()].endswith("(")
        return str(marked if known else Markup("{} ({})").format(marked, full))

    return line if line.startswith("#") else use.sub(spell, line)
