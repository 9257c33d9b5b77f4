"""The words of the field: abbreviations, the glossary, and what readers type for what the pack says."""

from __future__ import annotations

from typing import ClassVar

from macros.models.base import Part, Record, Text


class Abbreviation(Part):
    """A short form and what it stands for. ``note`` says in one line what that is; ``also`` are other short forms.

    ``known`` is one that everybody knows better than what it stands for: pages do not spell it out in brackets.
    """

    short: Text
    full: Text
    note: Text | None = None
    also: tuple[Text, ...] = ()
    known: bool = False


class Term(Part):
    """A word of the field, explained in plain English; ``also`` are other names for it."""

    term: Text
    text: Text
    also: tuple[Text, ...] = ()


class Group(Part):
    """Words that mean nearly the same. With ``means``, the words lead a search to those, and not back."""

    words: tuple[Text, ...]
    means: tuple[Text, ...] = ()


class Words(Record):
    """All of them, in one file. ``forms`` maps odd forms to plain ones; ``stop`` are words too common to search by."""

    word: ClassVar[str] = "words"
    title: Text
    abbreviations: tuple[Abbreviation, ...]
    terms: tuple[Term, ...]
    forms: dict[str, str]
    stop: tuple[Text, ...]
    groups: tuple[Group, ...]

    @property
    def key(self) -> str:
        """The name of the file: there is one."""
        return "words"

    @property
    def name(self) -> str:
        """The title."""
        return self.title
