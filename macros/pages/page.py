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
from macros.pages.citations import bracketed, citation

_CITE = re.compile(r'<a href="[^"]*#([\w-]+)" class="cite"[^>]*>')


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
        if isinstance(entry.record, Source) and entry.record.address:
            kind += Markup(' data-url="{}"').format(shown(entry.record.address))
        return Markup('<a href="{}"{}>{}</a>').format(self.to(entry.record), kind, text)

    def inline(self, text: str) -> Markup:
        """Render one line of prose."""
        return Markup(bracketed(prose.inline(text, self.link), self.pack))

    def block(self, text: str) -> Markup:
        """Render prose with paragraphs."""
        return Markup(bracketed(prose.block(text, self.link), self.pack))

    def body(self, text: str, shift: int = 0) -> Markup:
        """Render a record's body as page Markdown."""
        return Markup(bracketed(prose.body(text, self.link, shift), self.pack))

    def plain(self, text: str) -> str:
        """Return prose as plain text, references as names."""
        return prose.plain(text, self._name)

    def _name(self, ref: Ref) -> str:
        entry = self.pack.entries.get(ref)
        if entry is None:
            return ref.id
        return f"({label(entry.record)})" if isinstance(entry.record, Source) else label(entry.record)


def heading(text: str) -> Markup:
    """Write text as the words of a Markdown heading."""
    return Markup(prose.entities(text))


def meta_text(text: str) -> str:
    """Return text fit for a page's metadata, which themes print unescaped: no angle brackets, quotes or braces."""
    return re.sub(r'[<>"{}`\\]', "", text.replace("&", "and")).strip()


def external(url: str, words: str) -> Markup:
    """Return a link to another site, with its address for print unless its words are the address."""
    printed = "" if words == url else shown(url)
    return Markup('<a href="{}" rel="noopener noreferrer" data-url="{}">{}</a>').format(url, printed, escape(words))


def shown(url: str) -> str:
    """Return an address as paper shows it: what a reader has to type."""
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/")


def untraced(pack: Pack, content: str) -> list[Source]:
    """Return the sources that a page names without giving their address anywhere, in the order of first naming."""
    given = _CITE.sub("", content)
    named = [pack.get(Source, id_) for id_ in dict.fromkeys(_CITE.findall(content))]
    addresses = [(source, re.escape(str(escape(shown(source.address))))) for source in named if source.address]
    return [source for source, address in addresses if not re.search(f'[">]{address}["<]', given)]


Filter = Callable[..., Any]
