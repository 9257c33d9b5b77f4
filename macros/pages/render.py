"""Lay pages out: one Jinja environment, with every value escaped unless it was made here."""

from __future__ import annotations

import datetime
import textwrap
from functools import cache
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from macros.models.base import Ref
from macros.models.words import Words
from macros.pack import Pack
from macros.pages import lists
from macros.pages.abbreviations import spell_out
from macros.pages.citations import citation, tell_apart
from macros.pages.facets import attributes
from macros.pages.page import Linker, Page, external, heading, label, meta_text, shown, untraced
from macros.prose import slugify

DESCRIPTION = 200
"""The most letters of a page's description: what search engines and shared links show."""

GLOSSARY = "find/glossary.md"
"""The page on which every term and abbreviation has its anchor."""

TEMPLATES = "macros/pages/templates"
"""Where the template of a page stands: what a list is made from, which has no record of its own to mend."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("macros.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        comment_start_string="<#",
        comment_end_string="#>",
    )
    environment.filters |= {"heading": heading, "day": day, "citation": citation, "label": label, "slugify": slugify}
    environment.filters |= {"capitalize_first": capitalize_first, "shown": shown}
    environment.globals |= {"external": external, "icon": icon, "lists": lists, "Ref": Ref, "attributes": attributes}
    return environment


def render(pack: Pack, page: Page) -> str:
    """Return the Markdown of a page: front matter, then its template filled."""
    linker = Linker(pack, page.path)
    values: dict[str, Any] = {"pack": pack, "page": page, "scale": pack.scale, "at": linker}
    content = _environment().get_template(page.template).render(values | page.context).strip()
    content = tell_apart(content, pack)
    if page.layout != "sheet" and (sources := untraced(pack, content)):
        content = f"{content}\n\n{fragment(pack, page.path, '_named.j2', sources=sources)}"
    shorts = [short for words in pack.of(Words) for short in words.abbreviations]
    content = spell_out(content, shorts, lambda short: linker.href(f"{GLOSSARY}#{slugify(short.short)}"))
    return front_matter(page) + content + "\n"


def fragment(pack: Pack, path: str, template: str, **context: Any) -> Markup:
    """Return a piece of HTML for a hand-written page at ``path``, from a template."""
    values = {"pack": pack, "scale": pack.scale, "at": Linker(pack, path)}
    return Markup(_environment().get_template(template).render(values | context).strip())


def front_matter(page: Page) -> str:
    """Return the page's metadata. The words are cleaned, since themes print them as they are."""
    meta: dict[str, Any] = {
        "title": meta_text(page.title),
        "description": textwrap.shorten(meta_text(page.description), DESCRIPTION, placeholder=" …"),
        "layout": page.layout,
        "render_macros": False,
    }
    meta["source"] = page.source or f"{TEMPLATES}/{page.template}"
    dumped = yaml.dump(meta | page.meta, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{dumped}---\n\n"


def day(date: datetime.date) -> str:
    """Return a date as readers see it: 22 November 2026."""
    return f"{date.day} {date:%B %Y}"


def capitalize_first(text: str) -> str:
    """Return a text with its first letter made a capital, the others as they are."""
    return text[:1].upper() + text[1:]


def icon(name: str) -> Markup:
    """Return an icon of the page's sprite. It is decoration: the words beside it carry the meaning."""
    return Markup('<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>').format(name)
