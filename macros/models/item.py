"""One item of the scale, as design.md section 7 lists its fields."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field

from macros.models.base import (
    Changing,
    Gifts,
    ItemNumber,
    OneOrMore,
    Part,
    Record,
    RefTo,
    Seen,
    Slug,
    SourceId,
    Text,
    Url,
    slugify,
)

IdeaEffort = Literal["hours", "days", "weeks"]
EFFORTS = get_args(IdeaEffort)
"""What an idea takes, the least first."""

IdeaKind = Literal["published", "practice", "suggestion"]
"""What an idea rests on."""


class Recalled(Part):
    """A statement that is remembered and was not seen in any source."""

    statement: Text
    confidence: Literal["high", "medium", "low"]


class Minute(Part):
    """What a reader gets on one phone screen."""

    good: Text
    top: Text
    try_: Annotated[Text, Field(alias="try")]
    time: Text

    def __iter__(self):  # type: ignore[no-untyped-def]
        """Yield the four lines in reading order."""
        return iter((self.good, self.top, self.try_, self.time))


class Criterion(Part):
    """One target of an item, in our words. ``letter`` is null where the source gives a single target."""

    letter: Annotated[str, Field(pattern=r"^[a-z]$")] | None
    summary: Text
    ask: Annotated[tuple[Slug, ...], OneOrMore]
    gift: Gifts


class Level(Part):
    """What one score takes: how many criteria (null where not seen), and the rule in short words."""

    criteria: int | None
    text: Text


class Idea(Part):
    """Something to do. ``kind`` is ``suggestion`` exactly where there is no source."""

    text: Text
    gift: Gifts
    effort: IdeaEffort
    kind: IdeaKind
    source: SourceId | None


class Related(Part):
    """Another item, and why a reader would go there."""

    item: ItemNumber
    why: Text


class Meeting(Part):
    """What to do in a meeting that exists already, by the minutes there are."""

    two: Text
    ten: Text
    thirty: Text


class ItemSource(Part):
    """A source and what it gives the reader of this item."""

    id: SourceId
    why: Text


class Figure(Part):
    """A published figure about the item, with its base and limits, and where it was seen."""

    text: Text
    url: Url


class Provenance(Part):
    """What was seen, what is only remembered, and what nobody here has seen."""

    statement: Seen
    criteria: Seen
    scoring: Seen
    evidence_sources: Seen
    note: Text
    urls: tuple[Url, ...]


class Item(Changing, Record):
    """One item. ``statement`` and ``heading`` are quoted exactly or null; everything else is in our words."""

    word: ClassVar[str] = "item"
    number: int
    title: Text
    statement: Text | None
    heading: Text | None
    recalled: Recalled | None = None
    domain: Annotated[Slug, RefTo("domain")]
    aliases: tuple[Text, ...]
    in_one_minute: Minute
    why: Text
    criteria: tuple[Criterion, ...]
    scoring: dict[int, Level] | None
    ideas: tuple[Idea, ...]
    questions: tuple[Text, ...]
    measures: tuple[Text, ...]
    pitfalls: tuple[Text, ...]
    related: tuple[Related, ...]
    meeting: Meeting
    for_you: Text
    sources: tuple[ItemSource, ...]
    figures: tuple[Figure, ...] = ()
    provenance: Provenance

    @property
    def key(self) -> str:
        """The number, as text."""
        return str(self.number)

    @property
    def name(self) -> str:
        """The title."""
        return self.title

    @property
    def stem(self) -> str:
        """Items are named by number and title: ``14-support-for-carers``."""
        return f"{self.number:02d}-{slugify(self.title)}"
