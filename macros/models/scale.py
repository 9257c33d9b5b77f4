"""The fidelity scale itself: its range, bands and closed lists, and its domains. All words of a scale live here."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from macros.models.base import Doi, Part, Record, Slug, SlugRecord, SourceId, Text, Url


class Band(Part):
    """A range of total scores, both ends included, and its name."""

    name: Text
    min: int
    max: int


class Choice(Part):
    """One word of a closed list: the id that records use, and the words that readers see."""

    id: Slug
    words: Text
    code: str | None = None
    icon: Slug | None = None


class Figures(Part):
    """One published study of total scores, in our words."""

    study: Text
    text: Text
    source: SourceId


class Rights(Part):
    """What may be quoted, what not, and how the scale wants to be cited."""

    statement: Text
    quoted_from: tuple[Url, ...]
    citation: Text
    note: Text


class Scale(Record):
    """One scale. ``scores`` are the lowest and highest score of an item; ``items`` is how many items there are.

    ``complete`` promises that every item holds the minimum of ``pages/shortfalls``; the check then keeps the promise.
    """

    word: ClassVar[str] = "scale"
    title: Text
    short: Text
    version: Text
    version_note: Text
    about: Text
    developers: Text
    doi: Doi | None
    items: int
    scores: Annotated[tuple[int, int], Field(strict=False)]
    bands: tuple[Band, ...]
    bands_source: SourceId
    agreement: Text
    evidence: tuple[Choice, ...]
    gifts: tuple[Choice, ...]
    people: Text
    figures: tuple[Figures, ...]
    rights: Rights
    complete: bool = False

    @property
    def key(self) -> str:
        """The name of the file: there is one."""
        return "scale"

    @property
    def name(self) -> str:
        """The title."""
        return self.title

    @property
    def total(self) -> tuple[int, int]:
        """The lowest and highest total score."""
        return self.items * self.scores[0], self.items * self.scores[1]

    def band(self, total: int) -> Band:
        """Return the band of a total score. Raises ValueError outside the scale's range."""
        for band in self.bands:
            if band.min <= total <= band.max:
                return band
        raise ValueError(f"{total} is outside the range {self.total}")


class Domain(SlugRecord):
    """A subscale: its place in the scale's order, and the look that tells it apart without colour alone."""

    word: ClassVar[str] = "domain"
    number: int
    summary: Text
    icon: Slug
    hue: Slug
    shape: Slug
    note: Text | None
