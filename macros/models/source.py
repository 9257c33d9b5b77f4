"""Where things were read: papers, reports, recordings and the rest, with what each offers and for which items."""

from __future__ import annotations

import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator

from macros.models.base import Changing, Doi, ItemNumber, Part, Record, Reviewed, Slug, Text, Url

SourceKind = Literal[
    "paper",
    "guidance",
    "report",
    "website",
    "organisation",
    "leaflet",
    "template",
    "policy",
    "toolkit",
    "recording",
]


_ALL_ITEMS = BeforeValidator(
    lambda value: None if value == "all" else value, json_schema_input_type=list[int] | Literal["all"] | None
)


class Recording(Part):
    """Who speaks, as what, for how long, and whether there is a transcript; null where nobody here knows."""

    speaker: Text | None
    role: Text | None
    length: Text | None
    transcript: Text | None


class SourceEntry(Changing):
    """One source as its list holds it. ``seen`` is where it was read; ``copy`` says that this was not the publisher.

    ``items`` may be the word ``all``.
    """

    id: Slug
    title: Text
    by: Text | None
    year: int | None
    doi: Doi | None
    url: Url | None
    seen: Url | None
    copy_: bool
    licence: Text | None
    note: Text
    items: Annotated[tuple[ItemNumber, ...] | None, _ALL_ITEMS]
    content_note: Text | None = None
    recording: Recording | None = None

    model_config = Part.model_config | {"alias_generator": lambda name: name.rstrip("_")}


class SourceList(Part):
    """A file of sources of one kind, sorted by id, reviewed together."""

    kind: SourceKind
    reviewed: Reviewed
    review_by: datetime.date
    sources: tuple[SourceEntry, ...]


class Source(Record, SourceEntry):
    """One source with what its list says for all."""

    word: ClassVar[str] = "source"
    kind: SourceKind

    @property
    def key(self) -> str:
        """The id."""
        return self.id

    @property
    def name(self) -> str:
        """The title."""
        return self.title

    @property
    def stem(self) -> str:
        """The kind: sources stand in lists, one file for each kind."""
        return self.kind

    @property
    def address(self) -> str | None:
        """The publisher's page, or the place where it was read unless that is somebody's copy."""
        return self.url or (None if self.copy_ else self.seen)
