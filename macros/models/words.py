"""The words of the field: abbreviations, the glossary, and what readers type for what the pack says."""

from __future__ import annotations

from typing import ClassVar

from macros.models.base import ItemNumber, Part, Record, Text


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
    """Words that mean nearly the same, and that readers type for each other."""

    words: tuple[Text, ...]


class Pointer(Part):
    """Words that lead to an item though its page may not say them.

    ``words`` mean this item and little else; ``hints`` only make it more likely, and count where others do not agree.
    """

    item: ItemNumber
    words: tuple[Text, ...]
    hints: tuple[Text, ...] = ()


class Words(Record):
    """All of them, in one file.

    ``forms`` maps odd forms to plain ones; ``stop`` are words too common to search by, and
    ``common`` are words of everyday English that say little, however rare they are in the pack. ``known`` are words of
    the field that the pack may not say: nobody who types one meant another. ``numbered`` are words for what has a
    number, beside the names of kinds; ``counted`` stand beside a number that is not an entry's ("band 6", "4 hours").
    """

    word: ClassVar[str] = "words"
    title: Text
    abbreviations: tuple[Abbreviation, ...]
    terms: tuple[Term, ...]
    forms: dict[str, str]
    stop: tuple[Text, ...]
    common: tuple[Text, ...]
    known: tuple[Text, ...] = ()
    numbered: tuple[Text, ...] = ()
    counted: tuple[Text, ...] = ()
    groups: tuple[Group, ...]
    pointers: tuple[Pointer, ...]

    @property
    def key(self) -> str:
        """The name of the file: there is one."""
        return "words"

    @property
    def name(self) -> str:
        """The title."""
        return self.title
