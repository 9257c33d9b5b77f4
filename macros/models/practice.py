"""What teams did, and the documents to adapt: case studies, templates and the teams of the trial."""

from __future__ import annotations

import datetime
from typing import Annotated, ClassVar, Literal

from macros.models.base import (
    Changing,
    Effort,
    Gifts,
    ItemNumber,
    Part,
    Record,
    RefTo,
    Setting,
    Slug,
    SlugRecord,
    SourceId,
    Text,
)

PrincipleId = Annotated[Slug, RefTo("principle")]
ComponentId = Annotated[Slug, RefTo("component")]


HEADINGS = (
    "What was going on",
    "What they changed",
    "How they did it",
    "What happened",
    "What got in the way",
    "What you could borrow",
)
"""The sections of every case study, in order."""


class Anonymisation(Part):
    """Who checked that no person can be recognised, when, and what they looked at."""

    checked_by: Text
    date: datetime.date
    note: Text


class Consent(Part):
    """Where the written consent of a recognisable person, or of a team for its own story, is kept. Never the form."""

    ref: Text
    obtained: datetime.date
    read_final: bool
    holder: Text
    review_by: datetime.date


class CaseStudy(SlugRecord):
    """What one team changed, how, and what came of it. The body has six fixed headings.

    ``effort`` and ``gift`` are our estimate of what it would take another team to borrow all of it, and whose say-so.

    A story that its own team sent in stands in no source: then ``source`` is null.
    """

    word: ClassVar[str] = "case"
    items: tuple[ItemNumber, ...]
    principles: tuple[PrincipleId, ...]
    components: tuple[ComponentId, ...]
    setting: Setting
    country: Text
    team: Text
    starting_point: Text | None
    subject: Literal["team", "composite", "person"]
    consent: Consent | None = None
    kind: Literal["published", "practice"]
    source: SourceId | None
    licence: Text | None
    result: Text
    effort: Effort
    gift: Gifts
    caution: bool
    content_note: Text | None = None
    anonymisation: Anonymisation


class Blank(Part):
    """A gap in a template that a team fills, exactly as it stands in the body, and what goes in it."""

    blank: Text
    hint: Text


class Template(SlugRecord):
    """A document that a team adapts. ``help_now`` says that the body ends with the help-now block.

    ``effort`` and ``gift`` are our estimate of what it takes until the document is in lasting use, and whose say-so.
    """

    word: ClassVar[str] = "template"
    kind: Literal["form", "leaflet", "letter", "policy", "checklist", "agenda", "log", "plan", "sheet", "guide"]
    items: tuple[ItemNumber, ...]
    components: tuple[ComponentId, ...] = ()
    audience: Text
    purpose: Text
    fields: tuple[Blank, ...]
    pages: int
    effort: Effort
    gift: Gifts
    adapt: Text
    based_on: tuple[SourceId, ...]
    licence: Text
    tested: Text
    help_now: bool = False


class Target(Part):
    """Items that a team chose to work on, under the label that the study printed."""

    items: tuple[ItemNumber, ...]
    label: Text


class Team(Changing, Record):
    """One team of the improvement study, with its total scores before and after; ``months`` lie between them."""

    word: ClassVar[str] = "team"
    number: int
    title: Text
    setting: Setting
    starting_band: Text
    change_band: Text
    score_from: int
    score_to: int
    months: int
    ending_band: Text
    targets: tuple[Target, ...]
    components: dict[ComponentId, bool | None]
    story: Text
    lessons: tuple[Text, ...]
    sources: tuple[SourceId, ...]

    @property
    def key(self) -> str:
        """The number, as text."""
        return str(self.number)

    @property
    def name(self) -> str:
        """The title."""
        return self.title
