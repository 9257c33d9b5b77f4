"""Everything in order: the glossary, the A to Z and the site map."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from macros.models import KINDS, Record
from macros.models.item import Item
from macros.models.practice import CaseStudy
from macros.models.source import Source
from macros.models.words import Abbreviation, Term, Words
from macros.pack import Pack
from macros.pages.by_hand import HandPage
from macros.pages.casing import short_forms, written
from macros.pages.finding import FIND
from macros.pages.lists import name_of
from macros.pages.page import Page, page_path
from macros.pages.render import GLOSSARY
from macros.prose import slugify


@dataclass(frozen=True, order=True)
class Line:
    """One line of a list in order: what it is sorted by, its words, where it leads, and what is said beside it.

    ``also`` are lines with the same words that lead elsewhere.
    """

    order: str
    words: str
    target: str
    beside: str = ""
    also: tuple[Line, ...] = ()

    @property
    def letter(self) -> str:
        """The letter under which the line stands; figures and signs stand together."""
        return self.order[0].upper() if self.order[:1].isalpha() else "0 to 9"


def ordered(pack: Pack, by_hand: Sequence[HandPage]) -> Iterator[Page]:
    """Yield the glossary, the A to Z and the site map. ``by_hand`` are the hand-written pages."""
    words = next(iter(pack.of(Words)), None)
    if words:
        text = "The words and short forms of the field, in plain English."
        yield _page(
            GLOSSARY,
            "Glossary",
            text,
            "glossary.md.j2",
            terms=sorted(words.terms, key=lambda term: term.term.casefold()),
            abbreviations=sorted(words.abbreviations, key=lambda short: short.short.casefold()),
        )
    lines = _merged(
        {*_titles(pack), *_aliases(pack), *_words(words), *(_line(page.title, page.path) for page in by_hand)}
    )
    letters: dict[str, list[Line]] = {}
    for line in lines:
        letters.setdefault(line.letter, []).append(line)
    yield _page(
        f"{FIND}/a-to-z.md", "A to Z", "Every page, and the words that lead to it.", "a-to-z.md.j2", letters=letters
    )
    yield _page(
        f"{FIND}/site-map.md",
        "Site map",
        "Every page of the site, by where it stands.",
        "site-map.md.j2",
        sections=_sections(pack),
        folders=_folders(by_hand),
    )


def anchor(word: str) -> str:
    """Return the anchor of a term or abbreviation in the glossary."""
    return f"{GLOSSARY}#{slugify(word)}"


def _page(path: str, title: str, description: str, template: str, **context: object) -> Page:
    return Page(
        path=path, title=title, description=description, template=template, layout="find", context=dict(context)
    )


def _line(words: str, target: str, beside: str = "") -> Line:
    order = re.sub(r"^(a|an|the) ", "", re.sub(r"[^a-z0-9& ]", "", words.casefold()).strip())
    return Line(order or words.casefold(), words, target, beside)


def _merged(lines: Iterable[Line]) -> list[Line]:
    """Return the lines in order, those whose words differ in case alone as one that leads to each of their pages."""
    groups: dict[str, list[Line]] = {}
    for line in sorted(lines):
        groups.setdefault(line.words.casefold(), []).append(line)
    merged = []
    for first, *others in groups.values():
        elsewhere = {line.target: line for line in others if line.target != first.target}
        merged.append(replace(first, also=tuple(elsewhere.values())))
    return sorted(merged)


def _titles(pack: Pack) -> Iterator[Line]:
    """Yield a line for every record with a page of its own but case studies, whose titles are sentences."""
    for entry in pack.entries.values():
        record = entry.record
        if page_path(record) and not isinstance(record, Source | CaseStudy):
            beside = f"item {record.number}" if isinstance(record, Item) else _kind(record)
            yield _line(record.name, page_path(record), beside)


def _aliases(pack: Pack) -> Iterator[Line]:
    shorts = short_forms(pack)
    for item in pack.of(Item):
        for alias in item.aliases:
            yield _line(written(alias, shorts), page_path(item), f"item {item.number}, {item.title}")


def _words(words: Words | None) -> Iterator[Line]:
    found: tuple[Term | Abbreviation, ...] = (*words.terms, *words.abbreviations) if words else ()
    for word in found:
        if isinstance(word, Term):
            yield _line(word.term, anchor(word.term), "glossary")
        else:
            yield _line(word.short, anchor(word.short), word.full)


def _kind(record: Record) -> str:
    return next(kind.one.lower() for kind in KINDS if kind.word == record.word)


def _sections(pack: Pack) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return, for each kind of record with pages, its name, the page of its list, and each page with its words."""
    sections = []
    for kind in KINDS:
        records = [record for record in pack.of(kind.model) if page_path(record)]
        if not records or kind.model is Source:
            continue
        sections.append(
            (kind.many, f"{kind.pages}/index.md", [(name_of(pack, record), page_path(record)) for record in records])
        )
    kinds = sorted({(source.kind.capitalize(), page_path(source)) for source in pack.of(Source)})
    return [*sections, ("Sources", "sources/index.md", kinds)] if kinds else sections


def _folders(by_hand: Sequence[HandPage]) -> list[tuple[HandPage | None, list[HandPage]]]:
    """Return the hand-written pages by folder: the folder's own page, and the others in it by title."""
    folders: dict[str, list[HandPage]] = {}
    for page in by_hand:
        folders.setdefault(page.path.rpartition("/")[0], []).append(page)
    groups = []
    for folder, pages in sorted(folders.items()):
        index = next((page for page in pages if page.path == f"{folder}/index.md".lstrip("/")), None)
        groups.append(
            (index, sorted((page for page in pages if page != index), key=lambda page: page.title.casefold()))
        )
    return groups
