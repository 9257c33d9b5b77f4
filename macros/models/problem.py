"""A problem in the words of those who have it, and the way from it to items and a first step."""

from __future__ import annotations

from typing import Annotated, ClassVar

from macros.models.base import ItemNumber, Part, RefTo, Slug, SlugRecord, Text

TemplateId = Annotated[Slug, RefTo("template")]
CaseId = Annotated[Slug, RefTo("case")]


class Lead(Part):
    """An item that helps with a problem, and how."""

    item: ItemNumber
    why: Text


class ProblemRoute(SlugRecord):
    """One problem. ``title`` says it as a person would say it aloud; ``also`` are other ways to say the same.

    ``voices`` are ids of the scale's evidence sources: whose words these could be. ``items`` has the best first.
    """

    word: ClassVar[str] = "problem"
    also: tuple[Text, ...]
    voices: tuple[Slug, ...]
    first_step: Text
    items: tuple[Lead, ...]
    templates: tuple[TemplateId, ...] = ()
    cases: tuple[CaseId, ...] = ()
