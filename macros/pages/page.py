"""One page to be written: where, from what, and how links on it are spelled."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape

from macros import prose
from macros.models import Record, Ref, kind_of
from macros.models.source import Source
from macros.pack import Pack


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page before it is rendered.

    ``path`` is its Markdown file under ``docs/``, ``source`` the record that its edit link opens, ``template`` the
    file under ``templates/`` that lays it out, ``layout`` the class by which the style sheet knows its kind.
    """

    path: str
    title: str
    description: str
    template: str
    layout: str
    source: str | None = None
    context: dict[str, Any] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)


def page_path(record: Record) -> str:
    """Return the Markdown file of a record's page under ``docs/``, or an empty string if it has none."""
    folder = kind_of(record.word).pages
    if isinstance(record, Source):
        return f"{folder}/{record.kind}.md"
    return f"{folder}/{record.key}.md" if folder else ""


def anchor(record: Record) -> str:
    """Return ``#id`` for a record that shares its page with others, else an empty string."""
    return f"#{record.key}" if isinstance(record, Source) else ""


def label(record: Record) -> str:
    """Return the words of a link to a record: an item shows its number, a source who made it and when."""
    if isinstance(record, Source):
        return citation(record)
    return f"Item {record.key}: {record.name}" if record.word == "item" else record.name


def citation(source: Source) -> str:
    """Return the short name of a source: its first author or publisher, and the year; else its title."""
    if not source.by:
        return source.title
    first = re.split(r"[,;(]| et al| and ", source.by)[0].strip()
    several = bool(re.search(r"et al|[,;]| and ", source.by)) and source.kind == "paper"
    surname = re.sub(r"\s+[A-Z]{1,3}$", "", first)
    name = f"{surname} et al." if several else surname
    return f"{name} {source.year}" if source.year else name


@dataclass(frozen=True)
class Linker:
    """Spells links from one page. Addresses are relative Markdown files, which every engine turns into its own."""

    pack: Pack
    path: str

    def href(self, target: str) -> str:
        """Return the relative address of ``folder/page.md#anchor`` from this page."""
        file, hash_, fragment = target.partition("#")
        if file == self.path and hash_:
            return f"#{fragment}"
        return posixpath.relpath(file, posixpath.dirname(self.path) or ".") + hash_ + fragment

    def to(self, record: Record) -> str:
        """Return the relative address of a record's page or anchor."""
        return self.href(page_path(record) + anchor(record))

    def link(self, ref: Ref, words: str | None = None) -> Markup:
        """Return a link to a record; an unknown one shows its words alone, since the check has reported it."""
        entry = self.pack.entries.get(ref)
        if entry is None or not page_path(entry.record):
            return prose.no_links(ref, words)
        text = words or label(entry.record)
        kind = Markup(' class="cite"') if ref.kind == "source" else ""
        return Markup('<a href="{}"{}>{}</a>').format(self.to(entry.record), kind, text)

    def inline(self, text: str) -> Markup:
        """Render one line of prose."""
        return prose.inline(text, self.link)

    def block(self, text: str) -> Markup:
        """Render prose with paragraphs."""
        return prose.block(text, self.link)

    def body(self, text: str, shift: int = 0) -> Markup:
        """Render a record's body as page Markdown."""
        return Markup(prose.body(text, self.link, shift))

    def plain(self, text: str) -> str:
        """Return prose as plain text, references as names."""
        return prose.plain(text, self._name)

    def _name(self, ref: Ref) -> str:
        entry = self.pack.entries.get(ref)
        return label(entry.record) if entry else ref.id


def heading(text: str) -> Markup:
    """Write text as the words of a Markdown heading."""
    return Markup(prose.entities(text))


def meta_text(text: str) -> str:
    """Return text fit for a page's metadata, which themes print unescaped: no angle brackets, quotes or braces."""
    return re.sub(r'[<>"{}`\\]', "", text.replace("&", "and")).strip()


def external(url: str, words: str) -> Markup:
    """Return a link to another site, with its address for print."""
    shown = re.sub(r"^https?://(www\.)?", "", url).rstrip("/")
    return Markup('<a href="{}" rel="noopener noreferrer" data-url="{}">{}</a>').format(url, shown, escape(words))


Filter = Callable[..., Any]
