"""What a test of the site's accessibility found: the accessibility statement is made from this one record."""

from __future__ import annotations

import datetime
from typing import ClassVar, Literal

from macros.models.base import Part, Record, Text


class Failure(Part):
    """A rule that the test tool found broken, and on how many pages."""

    rule: Text
    pages: int


class NotMet(Part):
    """Something that is not accessible, or not known to be: the criteria it bears on, and what is done about it."""

    text: Text
    criteria: tuple[Text, ...]
    plan: Text


class Accessibility(Record):
    """One test of the whole site. ``pages`` and ``failures`` are written by the test itself, the rest by people."""

    word: ClassVar[str] = "accessibility"
    title: Text
    status: Literal["fully", "partially", "not"]
    standard: Text
    prepared_on: datetime.date
    tested_on: datetime.date
    tool: Text
    pages: int
    looks: tuple[Text, ...]
    failures: tuple[Failure, ...]
    also: tuple[Text, ...]
    not_met: tuple[NotMet, ...]

    @property
    def key(self) -> str:
        """The id: there is one statement."""
        return "accessibility"

    @property
    def name(self) -> str:
        """The title of the statement."""
        return self.title
