"""The kinds of record: which model each has, in which folder of ``items/`` it lives, and where its page is."""

from __future__ import annotations

from dataclasses import dataclass

from macros.models.accessibility import Accessibility
from macros.models.base import Record, Ref, allowed
from macros.models.help_now import HelpNow
from macros.models.item import Item
from macros.models.practice import CaseStudy, Team, Template
from macros.models.problem import ProblemRoute
from macros.models.programme import Component, ImplementationDomain, Method, Principle
from macros.models.scale import Domain, Scale
from macros.models.source import Source, SourceList
from macros.models.words import Words

__all__ = ["KINDS", "Kind", "Record", "Ref", "allowed", "file_kind", "kind_of"]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of record.

    ``word`` is used in references (``[[case:…]]``), ``folder`` and ``suffix`` say where its files are, ``pages`` is
    the folder of its pages under ``docs/`` (empty: it has none), ``one`` and ``many`` are its names for people.
    """

    word: str
    model: type[Record]
    one: str
    many: str
    folder: str
    suffix: str
    pages: str = ""


KINDS = (
    Kind(word="scale", model=Scale, one="Scale", many="Scale", folder="", suffix=".yml"),
    Kind(word="help", model=HelpNow, one="Help now", many="Help now", folder="", suffix=".yml"),
    Kind(
        word="accessibility",
        model=Accessibility,
        one="Accessibility results",
        many="Accessibility results",
        folder="",
        suffix=".yml",
    ),
    Kind(word="words", model=Words, one="Glossary", many="Glossary", folder="", suffix=".yml"),
    Kind(word="domain", model=Domain, one="Domain", many="Domains", folder="domains", suffix=".yml", pages="domains"),
    Kind(word="item", model=Item, one="Item", many="Items", folder="fidelity", suffix=".yml", pages="items"),
    Kind(
        word="case",
        model=CaseStudy,
        one="Case study",
        many="Case studies",
        folder="case-studies",
        suffix=".md",
        pages="case-studies",
    ),
    Kind(
        word="template",
        model=Template,
        one="Template",
        many="Templates",
        folder="templates",
        suffix=".md",
        pages="templates",
    ),
    Kind(
        word="principle",
        model=Principle,
        one="Principle",
        many="Principles",
        folder="principles",
        suffix=".md",
        pages="principles",
    ),
    Kind(
        word="component",
        model=Component,
        one="Programme component",
        many="The programme",
        folder="programme",
        suffix=".md",
        pages="programme",
    ),
    Kind(
        word="implementation",
        model=ImplementationDomain,
        one="Implementation domain",
        many="Implementation domains",
        folder="implementation",
        suffix=".md",
        pages="implementation",
    ),
    Kind(word="method", model=Method, one="Method", many="Methods", folder="methods", suffix=".md", pages="methods"),
    Kind(word="team", model=Team, one="Team", many="Teams", folder="teams", suffix=".yml", pages="teams"),
    Kind(
        word="problem",
        model=ProblemRoute,
        one="Problem",
        many="Problems",
        folder="problems",
        suffix=".yml",
        pages="problems",
    ),
    Kind(word="source", model=Source, one="Source", many="Sources", folder="sources", suffix=".yml", pages="sources"),
)
"""Every kind, in the order in which they are read. ``SourceList`` is the file around sources."""

_BY_WORD = {kind.word: kind for kind in KINDS}
_AT_THE_TOP = ("scale", "help-now", "words", "accessibility")
_BY_FOLDER = {kind.folder: kind for kind in KINDS if kind.folder}


def kind_of(word: str) -> Kind:
    """Return the kind that references call by this word. Raises KeyError for an unknown word."""
    return _BY_WORD[word]


def file_kind(folder: str, stem: str) -> Kind | None:
    """Return the kind of a file from its folder in ``items/``, or from its name where it stands at the top."""
    if folder:
        return _BY_FOLDER.get(folder)
    return _BY_WORD.get({"help-now": "help"}.get(stem, stem)) if stem in _AT_THE_TOP else None


def file_model(kind: Kind) -> type[Record] | type[SourceList]:
    """Return the model of a file of this kind: a record, or the list around sources."""
    return SourceList if kind.word == "source" else kind.model
