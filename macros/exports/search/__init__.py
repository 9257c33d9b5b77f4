"""The search index: what a browser needs to answer a query, as scripts that work from a folder too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from macros.exports.search.entries import entries
from macros.exports.search.files import Lexicon, files
from macros.exports.search.stems import ENDINGS, PLURALS
from macros.models import kind_of
from macros.models.help_now import HelpNow
from macros.models.practice import Template
from macros.models.scale import Domain
from macros.models.source import Source
from macros.models.words import Words
from macros.pack import Pack
from macros.pages.by_hand import HandPage
from macros.pages.finding import SEARCH

ORDER = (
    *("item", "problem", "template", "case", "component", "method", "principle", "implementation", "team", "domain"),
    *("page", "words", "source"),
)
"""Kinds in the order in which results of equal worth are shown: what to do first, what it rests on last."""

NAMES = {
    "component": ("Part of the programme", "Parts of the programme"),
    "words": ("Glossary word", "Glossary words"),
    "page": ("Page", "Pages"),
}
"""Names of kinds that have another in the menus, or none: one and many."""


def search_index(pack: Pack, others: Sequence[HandPage]) -> dict[str, str]:
    """Return every file of the index by its path under ``docs/``. ``others`` are the pages that are of no record."""
    found = entries(pack, others)
    return {f"{SEARCH}/{name}": text for name, text in files(found, head(pack), lexicon(pack)).items()}


def head(pack: Pack) -> dict[str, Any]:
    """Return what the core of the index says beside its entries: words, kinds and domains.

    ``asked`` are the sorts of records that people ask for by name, such as a leaflet or guidance; of two kinds that
    share a sort, the last is meant.
    """
    words = next(iter(pack.of(Words)), None)
    return {
        "words": {
            "plurals": PLURALS,
            "endings": ENDINGS,
            "stop": words.stop if words else (),
            "common": words.common if words else (),
            "known": words.known if words else (),
            "numbered": words.numbered if words else (),
            "counted": words.counted if words else (),
            "forms": words.forms if words else {},
            "groups": [group.words for group in words.groups] if words else (),
            "pointers": {str(found.item): [found.words, found.hints] for found in words.pointers} if words else {},
            "short": [[short.short, *short.also, short.full] for short in words.abbreviations] if words else (),
        },
        "kinds": {word: NAMES.get(word) or [kind_of(word).one, kind_of(word).many] for word in ORDER},
        "asked": {
            Source.word: sorted({Source.word, *(source.kind for source in pack.of(Source))}),
            Template.word: sorted({Template.word, *(template.kind for template in pack.of(Template))}),
        },
        "help": [words for record in pack.of(HelpNow) for words in record.asked],
        "domains": {domain.id: [domain.title, domain.hue, domain.shape] for domain in pack.of(Domain)},
    }


def lexicon(pack: Pack) -> Lexicon:
    """Return the odd forms and stop words by which stems are made."""
    words = next(iter(pack.of(Words)), None)
    return (words.forms, frozenset(words.stop)) if words else ({}, frozenset())
