"""Where to get help now: the one block that every page and every leaflet shows."""

from __future__ import annotations

import datetime
from typing import Annotated, ClassVar

from pydantic import Field

from macros.models.base import Part, Record, Text


class HelpLine(Part):
    """One way to get help: what for, what to do, and the number to press, if any."""

    when: Text
    do: Text
    link: Annotated[str, Field(pattern=r"^(tel|sms):[0-9]+$")] | None
    number: Text | None


class HelpNow(Record):
    """The block, when its numbers were checked, and for which country they hold.

    ``asked`` are words that somebody types who may need it: the search shows the block above whatever it finds.
    """

    word: ClassVar[str] = "help"
    title: Text
    strip: Text
    lines: tuple[HelpLine, ...]
    note: Text
    checked_on: datetime.date
    asked: tuple[Text, ...] = ()

    @property
    def key(self) -> str:
        """The name of the file: there is one."""
        return "help-now"

    @property
    def name(self) -> str:
        """The title."""
        return self.title
